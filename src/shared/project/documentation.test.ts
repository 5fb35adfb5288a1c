import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meanings, roles, themes } from '../dataset/themes.ts';
import { parseProfileText } from './profile-schema.ts';
import { parseStudy } from './study-schema.ts';

describe('the documentation', () => {
  const page = (name: string) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
  const example = (name: string) => /```json\n([\s\S]*?)```/.exec(page(name))?.[1] ?? '';

  it('shows a study and a profile that can be read', () => {
    for (const name of ['study.md', 'candidates.md']) {
      const study = parseStudy(example(name));
      expect(study.ok ? [] : study.reason).toEqual([]);
    }
    const profile = parseProfileText(example('profile.md'));
    expect(profile.ok ? [] : profile.reason).toEqual([]);
  });

  it('lists every role, theme and meaning', () => {
    const text = page('study.md');
    expect(text).toContain(themes.join(', '));
    expect(text).toContain(meanings.join(', '));
    for (const role of roles) expect(text).toContain(`\`${role}\``);
  });
});

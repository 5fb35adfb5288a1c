import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../lib/language.ts';
import { formatsIssueWords } from './issue-words-formats.ts';

const room = join(import.meta.dirname, '../formats');
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('write') && !/geotiff/.test(file),
  )
  .map((file) => readFileSync(join(room, file), 'utf8'));
const codes = new Set(
  sources.flatMap((text) =>
    [
      ...text.matchAll(
        /(?:problem\(|stop\(|'(?:error|warning|info)', |tell\('(?:warning|info)', )\s*'([a-z0-9]+(?:-[a-z0-9]+)+)'/g,
      ),
    ].map((match) => match[1]),
  ),
);

describe('words for what the readers find', () => {
  it('finds the codes in the source', () => {
    expect(codes.size).toBeGreaterThan(50);
  });

  it.each([...codes])('%s has words', (code) => {
    expect(Object.keys(formatsIssueWords)).toContain(code);
  });

  it.each(Object.keys(formatsIssueWords))('%s says the same facts in every language', (code) => {
    const facts = languages.map((language) =>
      [...formatsIssueWords[code][language].matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort(),
    );
    expect(facts[1]).toEqual(facts[0]);
    expect(facts[2]).toEqual(facts[0]);
  });
});

import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: { enableSandbox: () => undefined, commandLine: {} } }));
const { closestLanguage } = await import('./runtime-info.ts');

describe('the interface language', () => {
  it.each([
    ['nb-NO', 'nb'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['sv-FI', 'sv'],
    ['sv_SE', 'sv'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['nbx', 'en'],
    ['', 'en'],
  ])('%s is shown in %s', (locale, language) => {
    expect(closestLanguage(locale)).toBe(language);
  });
});

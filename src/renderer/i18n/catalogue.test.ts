import { describe, expect, it } from 'vitest';
import { languages } from '../../shared/lib/language.ts';
import { catalogueOf } from './catalogue.ts';

/** Every text as [path, text], functions called with their own placeholders. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('<1>', '<2>'))]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}.${key}`));
}
const placeholders = (text: string) => (text.match(/<\d>/g) ?? []).toSorted().join();

describe('the catalogue', () => {
  const english = new Map(texts(catalogueOf('en')));

  it.each(languages)('has a text for every key in %s, with the same placeholders', (language) => {
    const own = texts(catalogueOf(language));
    expect(own.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
    for (const [path, text] of own) {
      if (!path.endsWith('encodingHow.none')) expect(text, path).not.toBe('');
      expect(placeholders(text), path).toBe(placeholders(english.get(path) ?? ''));
    }
  });

  it.each(['nb', 'sv'] as const)('is translated, not copied, in %s', (language) => {
    const sentences = texts(catalogueOf(language)).filter(([, text]) => text.length > 25);
    const copied = sentences.filter(([path, text]) => text === english.get(path));
    expect(copied).toEqual([]);
  });
});

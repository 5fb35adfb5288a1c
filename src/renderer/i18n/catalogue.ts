import type { Language } from '../../shared/lib/language.ts';
import { type Catalogue, en } from './en.ts';
import { nb } from './nb.ts';
import { sv } from './sv.ts';

export type { Catalogue } from './en.ts';

const catalogues: Readonly<Record<Language, Catalogue>> = { en, nb, sv };

/** The texts of a language. */
export function catalogueOf(language: Language): Catalogue {
  return catalogues[language];
}

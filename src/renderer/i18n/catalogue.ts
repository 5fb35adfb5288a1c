import type { Language } from '../../shared/lib/language.ts';
import { en } from './en.ts';
import { nb } from './nb.ts';
import { sv } from './sv.ts';

/** The window's texts; every language has exactly the keys of the English one. */
export type Catalogue = typeof en;

const catalogues: Readonly<Record<Language, Catalogue>> = { en, nb, sv };

/** The texts of a language. */
export function catalogueOf(language: Language): Catalogue {
  return catalogues[language];
}

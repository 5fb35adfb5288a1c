import type { Words } from '../lib/language.ts';

/** What a reader of measured values must know: the notes of measures, as issues with `measure-` before their code. */
export const measureIssueWords: Readonly<Record<string, Words>> = {
  'measure-filter-unknown': {
    en: '{criterion}: {count} features of "{layer}" lack the value the filter asks for and were left out.',
    nb: '{criterion}: {count} objekter i «{layer}» mangler verdien filteret spør etter, og er utelatt.',
    sv: '{criterion}: {count} objekt i ”{layer}” saknar värdet som filtret frågar efter och har utelämnats.',
  },
  'measure-mapping-unknown': {
    en: 'Extent of mapping not known for: {layers}. Where these layers show nothing, nothing was assumed to be there. Say "mapped" for a layer in the study.',
    nb: 'Hvor det er kartlagt, er ikke kjent for: {layers}. Der disse lagene ikke viser noe, er det regnet med at det ikke er noe. Oppgi «mapped» for laget i studien.',
    sv: 'Var det är kartlagt är inte känt för: {layers}. Där dessa lager inte visar något antas inget finnas. Ange ”mapped” för lagret i studien.',
  },
  'measure-outside-mapped': {
    en: '{criterion}: {count} plots are not wholly inside the mapped area; their value is not known.',
    nb: '{criterion}: {count} tomter ligger ikke helt innenfor det kartlagte området; verdien deres er ikke kjent.',
    sv: '{criterion}: {count} tomter ligger inte helt inom det kartlagda området; deras värde är inte känt.',
  },
  'measure-value-missing': {
    en: '{criterion}: {count} features of "{layer}" have no value to be summed.',
    nb: '{criterion}: {count} objekter i «{layer}» har ingen verdi å summere.',
    sv: '{criterion}: {count} objekt i ”{layer}” har inget värde att summera.',
  },
};

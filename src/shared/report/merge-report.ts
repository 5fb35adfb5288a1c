import { fill } from '../explain/fill.ts';
import type { Language, Words } from '../lib/language.ts';
import type { ConflictKind, ConflictSide, KeyedPath, MergeConflict, Taken } from '../project/merge/merge-types.ts';

const things: ReadonlyMap<string, Words> = new Map([
  ['layers', { en: 'layer "{id}"', nb: 'laget «{id}»', sv: 'lagret ”{id}”' }],
  ['profiles', { en: 'profile "{id}"', nb: 'profilen «{id}»', sv: 'profilen ”{id}”' }],
  ['observations', { en: 'note {id}', nb: 'notatet {id}', sv: 'anteckningen {id}' }],
  ['bookmarks', { en: 'bookmark "{id}"', nb: 'bokmerket «{id}»', sv: 'bokmärket ”{id}”' }],
  ['scenarios', { en: 'scenario "{id}"', nb: 'scenariet «{id}»', sv: 'scenariot ”{id}”' }],
  ['portfolios', { en: 'portfolio "{id}"', nb: 'porteføljen «{id}»', sv: 'portföljen ”{id}”' }],
]);

const attributes: ReadonlyMap<string, Words> = new Map([
  ['name', { en: 'name', nb: 'navn', sv: 'namn' }],
  ['use', { en: 'use on screen', nb: 'bruk på skjermen', sv: 'användning på skärmen' }],
  ['drawing', { en: 'order of the layers', nb: 'rekkefølgen på lagene', sv: 'lagrens ordning' }],
  ['crs', { en: 'coordinate system', nb: 'koordinatsystem', sv: 'koordinatsystem' }],
  ['settings', { en: 'settings', nb: 'innstillinger', sv: 'inställningar' }],
  ['weights', { en: 'weights', nb: 'vekter', sv: 'vikter' }],
  ['profile', { en: 'criteria', nb: 'kriterier', sv: 'kriterier' }],
  ['role', { en: 'role', nb: 'rolle', sv: 'roll' }],
  ['theme', { en: 'theme', nb: 'tema', sv: 'tema' }],
  ['source', { en: 'data', nb: 'data', sv: 'data' }],
  ['fields', { en: 'field', nb: 'felt', sv: 'fält' }],
  ['mapped', { en: 'where it was mapped', nb: 'hvor det er kartlagt', sv: 'var det är kartlagt' }],
  ['visible', { en: 'shown or hidden', nb: 'vist eller skjult', sv: 'visat eller dolt' }],
  ['note', { en: 'text', nb: 'tekst', sv: 'text' }],
  ['correction', { en: 'corrected value', nb: 'rettet verdi', sv: 'rättat värde' }],
  ['checks', { en: 'checks', nb: 'kontroller', sv: 'kontroller' }],
  ['photos', { en: 'photos', nb: 'bilder', sv: 'bilder' }],
]);

const conflictWords: Readonly<Record<ConflictKind, Words>> = {
  edited: {
    en: '{what}: changed differently.',
    nb: '{what}: endret på forskjellig vis.',
    sv: '{what}: ändrat på olika sätt.',
  },
  deleted: {
    en: '{what}: removed by one, changed by another. {stays}',
    nb: '{what}: fjernet av én, endret av en annen. {stays}',
    sv: '{what}: borttaget av en, ändrat av en annan. {stays}',
  },
  needed: {
    en: '{what}: removed by one, needed by another. {stays}',
    nb: '{what}: fjernet av én, trengs av en annen. {stays}',
    sv: '{what}: borttaget av en, behövs av en annan. {stays}',
  },
  corrected: {
    en: 'Plot {plot}, {column}: different values were found. All notes are kept.',
    nb: 'Tomt {plot}, {column}: ulike verdier er funnet. Alle notatene beholdes.',
    sv: 'Tomt {plot}, {column}: olika värden har hittats. Alla anteckningar behålls.',
  },
  order: { en: '{what}: sorted differently.', nb: '{what}: sortert forskjellig.', sv: '{what}: sorterat olika.' },
  plots: {
    en: 'Different layers were made the plots. One can be ranked; the others became context.',
    nb: 'Ulike lag ble gjort til tomter. Ett kan rangeres; de andre ble kontekst.',
    sv: 'Olika lager gjordes till tomter. Ett kan rangordnas; de andra blev sammanhang.',
  },
};

const takenWords: Readonly<Record<Taken['kind'], Words>> = {
  added: { en: '{what}: added', nb: '{what}: lagt til', sv: '{what}: tillagt' },
  changed: { en: '{what}: changed', nb: '{what}: endret', sv: '{what}: ändrat' },
  removed: { en: '{what}: removed', nb: '{what}: fjernet', sv: '{what}: borttaget' },
  renamed: {
    en: '{what}: new name, another layer has the old one',
    nb: '{what}: nytt navn, et annet lag har det gamle',
    sv: '{what}: nytt namn, ett annat lager har det gamla',
  },
};

const stayWords = [
  { en: 'It stays.', nb: 'Det blir stående.', sv: 'Det står kvar.' },
  { en: 'It is removed.', nb: 'Det fjernes.', sv: 'Det tas bort.' },
] as const satisfies readonly Words[];

const sideWords = {
  kept: { en: 'stands', nb: 'står', sv: 'gäller' },
  removed: { en: 'removed', nb: 'fjernet', sv: 'borttaget' },
} as const satisfies Record<string, Words>;

/** What a conflict is about, as a sentence. */
export function describeConflict({ kind, path, kept }: MergeConflict, language: Language): string {
  const stays = stayWords[Math.min(kept, 1)][language];
  const values = { stays, what: capital(describePath(path, language)), plot: path[1] ?? '', column: path[2] ?? '' };
  return fill(conflictWords[kind][language], values);
}

/** One side of a conflict in a line: who, when, what they say, and whether it stands. */
export function describeSide({ copies, value, touched }: ConflictSide, isKept: boolean, language: Language): string {
  const who = touched === null ? '' : ` (${[touched.by, touched.at].filter((part) => part !== '').join(', ')})`;
  return `${copies.join(', ')}${who}: ${describeValue({ value }, language)}${isKept ? ` – ${sideWords.kept[language]}` : ''}`;
}

/** What one side of a conflict says, shortened. */
export function describeValue({ value }: Pick<ConflictSide, 'value'>, language: Language): string {
  return value.length === 0 ? sideWords.removed[language] : shortened(value[0]);
}

/** A change that was taken over, in a line. */
export function describeTaken({ kind, path }: Taken, language: Language): string {
  return fill(takenWords[kind][language], { what: describePath(path, language) });
}

/** Where a value lies: the thing, then what of it. */
function describePath([first = '', id, ...rest]: KeyedPath, language: Language): string {
  const thing = things.get(first)?.[language];
  if (thing === undefined || id === undefined)
    return [first, ...(id === undefined ? [] : [id])].map((key) => attributes.get(key)?.[language] ?? key).join(', ');
  const parts = rest.map((key) => attributes.get(key)?.[language] ?? key);
  return [fill(thing, { id }), ...parts].join(', ');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The longest value that is told in a line. */
const longest = 120;

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

import type { Language, Words } from '../lib/language.ts';
import { fill } from './fill.ts';

/** Everything that can be undone, by name; the words are shown behind "Undo" and in a project's history. */
const editWords = {
  'set-weight': { en: 'weight of {about}', nb: 'vekten til {about}', sv: 'vikten för {about}' },
  'reset-weights': { en: 'resetting the weights', nb: 'tilbakestilling av vektene', sv: 'återställning av vikterna' },
  'choose-use': { en: 'choosing {about}', nb: 'valget av {about}', sv: 'valet av {about}' },
  'show-layer': { en: 'showing {about}', nb: 'visning av {about}', sv: 'visning av {about}' },
  'hide-layer': { en: 'hiding {about}', nb: 'skjuling av {about}', sv: 'döljande av {about}' },
  'move-layer': { en: 'moving {about}', nb: 'flytting av {about}', sv: 'flytt av {about}' },
  'add-layers': { en: 'adding {about}', nb: 'tillegg av {about}', sv: 'tillägg av {about}' },
  'join-table': { en: 'joining {about}', nb: 'kobling av {about}', sv: 'koppling av {about}' },
  'make-plots': { en: 'making plots from {about}', nb: 'tomter laget av {about}', sv: 'tomter skapade av {about}' },
  'remove-layer': { en: 'removing {about}', nb: 'fjerning av {about}', sv: 'borttagning av {about}' },
  'change-layer': { en: 'what {about} means', nb: 'hva {about} betyr', sv: 'vad {about} betyder' },
  'rename-layer': { en: 'renaming {about}', nb: 'nytt navn på {about}', sv: 'nytt namn på {about}' },
  'rename-project': { en: 'renaming the project', nb: 'nytt navn på prosjektet', sv: 'nytt namn på projektet' },
  'add-observation': { en: 'the note on {about}', nb: 'notatet om {about}', sv: 'anteckningen om {about}' },
  'correct-value': {
    en: 'the corrected {about}',
    nb: 'rettingen av {about}',
    sv: 'rättelsen av {about}',
  },
  'add-check': {
    en: 'the check of {about}',
    nb: 'kontrollen av {about}',
    sv: 'kontrollen av {about}',
  },
  'add-photos': { en: 'the photos of {about}', nb: 'bildene av {about}', sv: 'bilderna av {about}' },
  'change-observation': {
    en: 'changing a note on {about}',
    nb: 'endring av et notat om {about}',
    sv: 'ändring av en anteckning om {about}',
  },
  'remove-observation': {
    en: 'removing a note on {about}',
    nb: 'fjerning av et notat om {about}',
    sv: 'borttagning av en anteckning om {about}',
  },
  merge: { en: 'merging {about}', nb: 'sammenslåing med {about}', sv: 'sammanslagning med {about}' },
} as const satisfies Record<string, Words>;

export type EditCode = keyof typeof editWords;
export const editCodes = Object.keys(editWords) as readonly EditCode[];

/** What a step of the history is called, in no language: the action, and what it was done to. */
export interface EditName {
  readonly code: EditCode;
  /** A name from the person's data, or one that every language has a word for; empty where the action says it all. */
  readonly about: string | Words;
}

/** The name of an edit as it stands behind "Undo": lower case, no full stop. */
export function describeEdit({ code, about }: EditName, language: Language): string {
  return fill(editWords[code][language], { about: typeof about === 'string' ? about : about[language] });
}

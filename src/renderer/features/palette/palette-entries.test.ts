import { describe, expect, it } from 'vitest';
import type { Commands } from '../../commands/index.ts';
import { catalogueOf } from '../../i18n/catalogue.ts';
import { createFormatter } from '../../i18n/format.ts';
import { createAppStore } from '../../state/app-state.ts';
import { matching, type PaletteEntry, paletteEntries } from './palette-entries.ts';

const entry = (name: string, isEnabled = true): PaletteEntry => ({
  id: name,
  name,
  keys: null,
  isEnabled,
  run: () => {},
});
const found = (typed: string, ...entries: PaletteEntry[]) => matching(entries, typed).map(({ name }) => name);

describe('the palette', () => {
  it('finds names by any of their words, in any order, capitals aside', () => {
    const all = [entry('Åpne et prosjekt'), entry('Lagre prosjektet'), entry('Vis kriteriene')];
    expect(found('PROSJEKT åpne', ...all)).toEqual(['Åpne et prosjekt']);
    expect(found('prosjekt', ...all)).toEqual(['Åpne et prosjekt', 'Lagre prosjektet']);
    expect(found(' ', ...all)).toHaveLength(3);
    expect(found('[', ...all)).toEqual([]);
  });

  it('puts names that begin with it first, and what cannot be done last', () => {
    expect(found('save', entry('Also save'), entry('Save', false), entry('Save as'))).toEqual([
      'Save as',
      'Also save',
      'Save',
    ]);
  });

  it.each(['en', 'nb', 'sv'] as const)('lists every command once under a name in %s', (language) => {
    const state = createAppStore({ language, colorScheme: 'light' }).getState();
    const entries = paletteEntries(state, {} as Commands, catalogueOf(language), createFormatter(language));
    expect(entries.length).toBeGreaterThan(20);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
    expect(entries.filter(({ name }) => name.trim() === '' || name.endsWith('…'))).toEqual([]);
    const keys = entries.flatMap((one) => one.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect(entries.find(({ id }) => id === 'save-project')?.isEnabled).toBe(false);
  });
});

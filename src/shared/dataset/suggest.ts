import { type MeaningRule, meaningRules, planWords, type ThemeRule, themeRules } from './suggest-vocabulary.ts';
import type { Meaning, Role, Theme } from './themes.ts';

/** What is known of a layer before anybody has said what it is. */
export interface LayerToName {
  readonly fileName: string;
  readonly layerName: string;
  readonly geometryKind: 'points' | 'lines' | 'polygons' | 'none';
  readonly fieldNames: readonly string[];
  /** Some values of each field as text, in the order of `fieldNames`; may be empty. */
  readonly sampleValues: readonly (readonly string[])[];
}

export interface FieldSuggestion {
  readonly meaning: Meaning;
  /** The field's name as it stands in the file. */
  readonly field: string;
  readonly confidence: number;
}

/** A proposal for a person to accept or change; confidences from 0 to 1. Nothing is used unseen. */
export interface LayerSuggestion {
  readonly role: Role | null;
  readonly theme: Theme | null;
  readonly confidence: number;
  /** Meaning to field name, the form in which studies hold it. */
  readonly fields: ReadonlyMap<Meaning, string>;
  readonly meanings: readonly FieldSuggestion[];
}

const shapeLetter = { points: 'p', lines: 'l', polygons: 'a', none: '' } as const;
/** A theme less sure than this is not suggested. */
const leastConfidence = 0.4;

/**
 * Suggests role, theme and the meaning of fields from Norwegian, Swedish and English names and codes, also when fields are
 * cut to ten characters. The longest known word in the name decides, helped by telling field names; a geometry in which
 * the theme does not come counts against it.
 */
export function suggestLayer(layer: LayerToName): LayerSuggestion {
  let best: ThemeRule | null = null;
  let confidence = 0;
  for (const rule of isOfPlans(layer) ? [] : themeRules) {
    const own = themeConfidence(rule, layer);
    if (own > confidence) {
      best = rule;
      confidence = own;
    }
  }
  if (!best || confidence < leastConfidence)
    return { role: null, theme: null, confidence: 0, fields: new Map(), meanings: [] };
  const meanings = suggestMeanings(best.theme, layer);
  return {
    role: best.role,
    theme: best.theme,
    confidence: Math.min(0.95, confidence),
    fields: new Map(meanings.map(({ meaning, field }) => [meaning, field])),
    meanings,
  };
}

function themeConfidence(rule: ThemeRule, layer: LayerToName): number {
  const shape = shapeLetter[layer.geometryKind];
  if (shape !== '' && !rule.shapes.includes(shape)) return 0;
  const names = [...new Set([layer.layerName, layer.fileName.replace(/\.[A-Za-z0-9]{2,5}$/, '')])];
  const longest = Math.max(0, ...names.map((name) => longestWord(rule, name)));
  if (names.some((name) => words(rule.decisive).some((word) => fold(name).includes(word)))) return 0.95;
  const telling = words(rule.fields).filter((known) =>
    layer.fieldNames.some((field) => sameField(field, known) > 0),
  ).length;
  if (longest === 0 && telling === 0) return 0;
  return (
    (longest === 0 ? 0 : 0.5 + Math.min(longest, 20) * 0.015) + (longest === 0 ? 0.3 : 0.03) * Math.min(telling, 3)
  );
}

/** Whether a layer holds plans or their outlines, by its name and as no field says what the ground is for. */
function isOfPlans({ layerName, fieldNames }: LayerToName): boolean {
  if (!words(planWords).some((word) => fold(layerName).includes(word))) return false;
  const codes = meaningRules.filter((rule) => rule.meaning === 'code' && applies(rule, 'zoning'));
  const purposes = [...themeRules.filter(({ theme }) => theme === 'zoning'), ...codes].map(({ fields }) => fields);
  return !purposes.some((list) => words(list).some((known) => fieldNames.some((field) => sameField(field, known) > 0)));
}

/** Letters of the longest of a rule's words in a name; 0 when there is none. */
function longestWord(rule: ThemeRule, name: string): number {
  const tokens = name
    .replace(/([a-zæøåäö])([A-ZÆØÅÄÖ])/g, '$1 $2')
    .split(/[^\p{L}]+/u)
    .map(fold)
    .filter((token) => token !== '');
  const whole = fold(name);
  let longest = 0;
  for (const word of words(rule.words)) {
    if (word.length <= longest) continue;
    const present =
      word.length <= 4
        ? tokens.some(
            (token) => token === word || (word.length > 2 && (token.startsWith(word) || token.endsWith(word))),
          )
        : whole.includes(word);
    if (present) longest = word.length;
  }
  return longest;
}

/** What fields of a layer of this theme may mean, by their names and values. */
export function suggestMeanings(theme: Theme, layer: LayerToName): readonly FieldSuggestion[] {
  const found: FieldSuggestion[] = [];
  const taken = new Set<string>();
  for (const rule of meaningRules) {
    if (found.some(({ meaning }) => meaning === rule.meaning) || !applies(rule, theme)) continue;
    const suggestion = fieldFor(rule, layer, taken);
    if (!suggestion) continue;
    found.push(suggestion);
    taken.add(suggestion.field);
  }
  if (theme === 'zoning' && !found.some(({ meaning }) => meaning === 'code')) found.push(...codeByValues(layer, taken));
  return found;
}

/** The meanings that fields of a theme's layers are known to have, for a person to choose from. */
export function meaningsOfTheme(theme: Theme | null): readonly Meaning[] {
  const known = meaningRules.filter((rule) => theme !== null && applies(rule, theme)).map(({ meaning }) => meaning);
  return [...new Set<Meaning>(['id', 'label', 'name', ...known])];
}

const applies = ({ themes }: MeaningRule, theme: Theme): boolean => themes === '' || themes.split(' ').includes(theme);

function fieldFor(rule: MeaningRule, layer: LayerToName, taken: ReadonlySet<string>): FieldSuggestion | null {
  for (const known of words(rule.fields)) {
    let best: FieldSuggestion | null = null;
    layer.fieldNames.forEach((field, index) => {
      const confidence = sameField(field, known);
      if (confidence === 0 || taken.has(field) || contradicted(rule.meaning, layer.sampleValues[index] ?? [])) return;
      if (!best || confidence > best.confidence) best = { meaning: rule.meaning, field, confidence };
    });
    if (best) return best;
  }
  return null;
}

/** In NVE's climate layers the return-period field holds the year 2100: then it says nothing about the hazard. */
function contradicted(meaning: Meaning, values: readonly string[]): boolean {
  const known = values.filter((value) => value.trim() !== '');
  if (known.length === 0) return false;
  if (meaning === 'hazardClass') return known.every((value) => /^20[5-9]0$|^2100$/.test(value.trim()));
  if (meaning === 'freeMw' || meaning === 'population')
    return known.every((value) => Number.isNaN(Number(value.replace(',', '.'))));
  return false;
}

/** A field of which most values are Norwegian land-use purposes (1001-6999) is the code, whatever its name. */
function codeByValues(layer: LayerToName, taken: ReadonlySet<string>): readonly FieldSuggestion[] {
  const index = layer.sampleValues.findIndex((values, column) => {
    const known = values.filter((value) => value.trim() !== '');
    const codes = known.filter((value) => /^[1-6][0-9]{3}$/.test(value.trim()));
    if (codes.every((value) => /^(19|20)/.test(value.trim()))) return false;
    return known.length >= 3 && codes.length >= known.length * 0.8 && !taken.has(layer.fieldNames[column]);
  });
  return index < 0 ? [] : [{ meaning: 'code', field: layer.fieldNames[index], confidence: 0.5 }];
}

/** How surely a field of a file is the known one: 0.9 the same, 0.8 cut to ten characters or bytes, 0 another. */
function sameField(field: string, known: string): number {
  const own = fold(field);
  if (own === known) return 0.9;
  // Ten bytes of UTF-8 may be only seven letters of Norwegian.
  const cut = [...field].length >= 7 && [...field].length <= 10 && own.length >= 6 && known.length > own.length;
  return cut && known.startsWith(own) ? 0.8 : 0;
}

const foldedLists = new Map<string, readonly string[]>();

/** A list of words as `fold` leaves them. */
function words(list: string): readonly string[] {
  let folded = foldedLists.get(list);
  if (!folded) {
    folded = list
      .split(' ')
      .map(fold)
      .filter((word) => word !== '');
    foldedLists.set(list, folded);
  }
  return folded;
}

/** Lower case letters and digits alone; å, ä, æ and aa, ae become a, ø and ö become o, as people type them. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[åäæ]|aa|ae/g, 'a')
    .replace(/[øö]/g, 'o')
    .replace(/[éèê]/g, 'e')
    .replace(/[^a-z0-9]/g, '');
}

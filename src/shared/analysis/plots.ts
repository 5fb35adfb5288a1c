import { findColumn } from '../dataset/columns.ts';
import type { Column, Dataset, TextColumn } from '../dataset/types.ts';
import { featureCount } from '../geometry/types.ts';
import { type Issue, issue } from '../lib/issue.ts';
import { cellText } from '../measure/codes.ts';
import type { StudyLayer } from '../project/study-types.ts';
import type { PlotTable } from './types.ts';

interface Names {
  readonly column: Column;
  /** Names of the rows whose text is missing or was met before. */
  readonly unnamed: ReadonlyMap<number, string>;
}

/**
 * Names the plots: the `id` field, else the label where it is unique, else row number + 1 (docs/study.md).
 * Where an id field has gaps or repeats, those rows get their row number (after the id: `12-4 #381`), marked once more
 * with `#` where another plot is called so already, so that every plot has a name of its own; how many, and which rule
 * was used, is said.
 */
export function plotTable(
  definition: StudyLayer,
  dataset: Dataset,
): { readonly plots: PlotTable; readonly issues: readonly Issue[] } {
  const count = featureCount(dataset.geometry);
  const issues: Issue[] = [];
  const column = (own: string | null): Column | undefined => {
    const found = own === null ? undefined : findColumn(dataset, own);
    if (own !== null && !found)
      issues.push(issue('warning', 'plot-field-missing', { field: own, layer: definition.id }));
    return found;
  };
  const idColumn = column(definition.idField ?? definition.fields.get('id') ?? null);
  const labelColumn = column(definition.labelField ?? definition.fields.get('label') ?? null);
  const byLabel = !idColumn && labelColumn ? namesOf(labelColumn, count) : null;
  const names = idColumn ? namesOf(idColumn, count) : byLabel?.unnamed.size === 0 ? byLabel : null;
  const idFrom = idColumn ? 'field' : names ? 'label' : 'row';
  if (idFrom !== 'field') issues.push(issue('info', `plot-ids-from-${idFrom}`, { layer: definition.id }));
  if (names && names.unnamed.size > 0) {
    const [first] = names.unnamed.keys();
    const details = { field: names.column.name, count: names.unnamed.size };
    issues.push(issue('warning', 'plot-ids-not-unique', details, (first as number) + 1));
  }
  const id = (row: number): string => {
    if (!names) return String(row + 1);
    return names.unnamed.get(row) ?? (cellText(names.column, row) as string);
  };
  const label = (row: number) => (labelColumn && cellText(labelColumn, row)) ?? id(row);
  return { plots: { layer: definition.id, dataset, count, id, label, idFrom }, issues };
}

function namesOf(column: Column, count: number): Names {
  const repeats = column.type === 'text' ? repeatedTexts(column, count) : repeatedValues(column, count);
  const unnamed = new Map<number, string>();
  if (repeats.length === 0) return { column, unnamed };
  const taken = new Set<string>();
  for (let row = 0; row < count; row++) taken.add(cellText(column, row) ?? '');
  for (const row of repeats) {
    const text = cellText(column, row);
    let name = text === null ? String(row + 1) : `${text} #${row + 1}`;
    while (taken.has(name)) name = `${name} #${row + 1}`;
    taken.add(name);
    unnamed.set(row, name);
  }
  return { column, unnamed };
}

/** Rows whose cell is missing or equal to that of an earlier row, ascending. */
function repeatedValues(column: Column, count: number): readonly number[] {
  const taken = new Set<string>();
  const repeats: number[] = [];
  for (let row = 0; row < count; row++) {
    const text = cellText(column, row);
    if (text === null || taken.has(text)) repeats.push(row);
    else taken.add(text);
  }
  return repeats;
}

/** First byte of U+FEFF in UTF-8. */
const byteOrderMark = 0xef;

/** The same for texts, by their bytes: a million strings only to learn that no two are equal would cost a second. */
function repeatedTexts(column: TextColumn, count: number): readonly number[] {
  const { bytes, start } = column;
  let size = 16;
  while (size < 2 * count) size *= 2;
  // Row + 1 of a text in its place, or in the next free one after it; 0 where there is none.
  const places = new Uint32Array(size);
  const repeats: number[] = [];
  for (let row = 0; row < count; row++) {
    const from = start[row];
    const length = start[row + 1] - from;
    // Text may begin with a byte order mark, which is no part of it.
    if (length > 0 && bytes[from] === byteOrderMark) return repeatedValues(column, count);
    let place = hashOf(bytes, from, length) & (size - 1);
    let found = length === 0;
    for (; !found && places[place] !== 0; place = (place + 1) & (size - 1)) {
      const other = places[place] - 1;
      found = start[other + 1] - start[other] === length && sameBytes(bytes, from, start[other], length);
    }
    if (found) repeats.push(row);
    else places[place] = row + 1;
  }
  return repeats;
}

/** FNV-1a of 32 bits (Fowler, Noll, Vo), its halves mixed, for neighbours in the alphabet must not be neighbours here. */
function hashOf(bytes: Uint8Array, from: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash ^ (hash >>> 15);
}

function sameBytes(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}

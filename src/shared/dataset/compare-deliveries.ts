import { featureCount, type Geometry } from '../geometry/types.ts';
import { vertexStart } from '../geometry/vertices.ts';
import { findColumn, valueAt } from './columns.ts';
import type { Column, Dataset } from './types.ts';

/** What is different between two deliveries of a layer. */
export interface DeliveryComparison {
  readonly featuresBefore: number;
  readonly featuresAfter: number;
  /** Fields that are no more, that are new, and that hold another type of value; by name, in the files' order. */
  readonly fieldsGone: readonly string[];
  readonly fieldsNew: readonly string[];
  readonly fieldsRetyped: readonly string[];
  /** The geometry's kind or coordinate system is another: outlines cannot be compared. */
  readonly otherGeometry: boolean;
  /** By the key; null where there is none, or where it does not tell the features apart. */
  readonly rows: RowComparison | null;
}

export interface RowComparison {
  readonly added: number;
  readonly removed: number;
  /** Same key, other vertices (or another number of them). */
  readonly reshaped: number;
  /** Same key, another value in a field that both deliveries have. */
  readonly edited: number;
}

/**
 * Compares a layer with a newer delivery of it.
 * @param key name of the field that tells features apart, or null
 */
export function compareDeliveries(before: Dataset, after: Dataset, key: string | null): DeliveryComparison {
  const [was, is] = [fieldTypes(before), fieldTypes(after)];
  const otherGeometry = before.geometry.kind !== after.geometry.kind || !sameCrs(before, after);
  return {
    featuresBefore: featureCount(before.geometry),
    featuresAfter: featureCount(after.geometry),
    fieldsGone: [...was.keys()].filter((name) => !is.has(name)),
    fieldsNew: [...is.keys()].filter((name) => !was.has(name)),
    fieldsRetyped: [...was].filter(([name, type]) => is.has(name) && is.get(name) !== type).map(([name]) => name),
    otherGeometry,
    rows: key === null ? null : compareRows(before, after, key, otherGeometry),
  };
}

function fieldTypes({ columns }: Dataset): ReadonlyMap<string, Column['type']> {
  return new Map(columns.map(({ name, type }) => [name, type]));
}

function sameCrs(before: Dataset, after: Dataset): boolean {
  const [a, b] = [before.crs, after.crs];
  return a.code !== null || b.code !== null ? a.code === b.code : a.definition === b.definition;
}

function compareRows(before: Dataset, after: Dataset, key: string, otherGeometry: boolean): RowComparison | null {
  const [was, is] = [rowsByKey(before, key), rowsByKey(after, key)];
  if (!was || !is) return null;
  const shared = before.columns.flatMap((column): (readonly [Column, Column])[] => {
    const other = after.columns.find(({ name, type }) => name === column.name && type === column.type);
    return other ? [[column, other]] : [];
  });
  let [kept, reshaped, edited] = [0, 0, 0];
  for (const [name, row] of was) {
    const other = is.get(name);
    if (other === undefined) continue;
    kept++;
    if (!otherGeometry && !sameShape(before.geometry, row, after.geometry, other)) reshaped++;
    if (shared.some(([one, two]) => valueAt(one, row) !== valueAt(two, other))) edited++;
  }
  return { added: is.size - kept, removed: was.size - kept, reshaped, edited };
}

/** Row by value of the key; null where the field is missing, a value is, or one comes twice. */
function rowsByKey(dataset: Dataset, key: string): ReadonlyMap<string, number> | null {
  const column = findColumn(dataset, key);
  if (!column) return null;
  const rows = new Map<string, number>();
  const count = featureCount(dataset.geometry);
  for (let row = 0; row < count; row++) {
    const value = valueAt(column, row);
    if (value === null || rows.has(String(value))) return null;
    rows.set(String(value), row);
  }
  return rows;
}

/** The same vertices in the same order; how they are grouped in rings is not looked at. */
function sameShape(a: Geometry, row: number, b: Geometry, other: number): boolean {
  if (a.kind === 'none' || b.kind === 'none') return a.kind === b.kind;
  const [from, start] = [2 * vertexStart(a, row), 2 * vertexStart(b, other)];
  const length = 2 * vertexStart(a, row + 1) - from;
  if (length !== 2 * vertexStart(b, other + 1) - start) return false;
  for (let n = 0; n < length; n++) if (!Object.is(a.xy[from + n], b.xy[start + n])) return false;
  return true;
}

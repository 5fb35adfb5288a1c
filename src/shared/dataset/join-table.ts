import { sharedUint32 } from '../lib/buffers.ts';
import { type Issue, issue } from '../lib/issue.ts';
import { findColumn, valueAt } from './columns.ts';
import { type FormerJoin, withoutFormer } from './former-join.ts';
import { hashDataset } from './hash.ts';
import { leadingCode } from './leading-code.ts';
import { takeRows } from './take-rows.ts';
import type { Column, Dataset } from './types.ts';

/** What of two values must be equal: all of them, or the codes that they begin with where they begin with one. */
export type JoinBy = 'value' | 'code';

/** A table to be joined to a layer, and the fields whose values must be equal. */
export interface TableJoin {
  readonly layer: Dataset;
  readonly table: Dataset;
  /** Field of the table. */
  readonly key: string;
  /** Field of the layer. */
  readonly to: string;
  /** Whole values where left out. */
  readonly by?: JoinBy | undefined;
  /** An earlier delivery of the table, whose fields go. */
  readonly former?: FormerJoin | null | undefined;
  /** Name of the table's file, for what is told. */
  readonly file: string;
}

/** The layer with the table's other fields, and what did not go together; `missing` names a key that is not there. */
export interface JoinedTable {
  readonly dataset: Dataset;
  /** What the table's fields are called in the layer: a name that the layer has already gets a number. */
  readonly names: readonly (readonly [field: string, joined: string])[];
  readonly missing: { readonly field: string; readonly known: string } | null;
  readonly issues: readonly Issue[];
}

const examples = 5;

/**
 * Puts the fields of a table beside those of a layer, row to row by equal keys. Every row of the layer stays, in its order;
 * one without a partner has missing values. Of several rows of the table with one key the first counts. Keys are compared as
 * text without blanks around, and as numbers where one of the fields is a number (so that 301 meets "0301"); by code,
 * "0301 Oslo" meets "0301" and "K-0301". The fields of a former delivery of the table leave their place to the new ones.
 */
export function joinTable(join: TableJoin): JoinedTable {
  const { table, key, to, file, by = 'value', former = null } = join;
  const layer = withoutFormer(join.layer, former, to);
  const own = findColumn(layer, to);
  const other = findColumn(table, key);
  if (own === undefined) return unjoined(layer, to, layer.columns);
  if (other === undefined) return unjoined(layer, key, table.columns);
  const asNumbers = own.type === 'number' || other.type === 'number';
  const keysOf = (column: Column) =>
    Array.from({ length: rowsOf(column) }, (_, row) => joinKey(column, row, asNumbers, by));
  const theirs = keysOf(other);
  const rowOf = new Map<string, number>();
  let repeated = 0;
  theirs.forEach((value, row) => {
    if (value === null) return;
    if (rowOf.has(value)) repeated++;
    else rowOf.set(value, row);
  });
  const ours = keysOf(own);
  // The row behind the last of the table has no values.
  const partners = sharedUint32(ours.length);
  ours.forEach((value, row) => {
    partners[row] = (value === null ? undefined : rowOf.get(value)) ?? theirs.length;
  });
  const taken = new Set(layer.columns.map(({ name }) => name));
  const given = table.columns.filter((column) => column !== other);
  const columns = given.map((column) =>
    takeRows({ ...withMissingRow(column), name: freeName(column.name, taken) }, partners),
  );
  const all = [...layer.columns, ...columns];
  return {
    dataset: { ...layer, id: hashDataset(layer.geometry, all), columns: all },
    names: given.map(({ name }, at) => [name, columns[at].name] as const),
    missing: null,
    issues: [
      ...(former ? [replaced(file, former, columns)] : []),
      ...(by === 'code' ? compared(file, own, other) : []),
      ...report(file, { key, to, fields: columns.map(({ name }) => name).join('\n') }, ours, rowOf, repeated),
    ],
  };
}

const unjoined = (dataset: Dataset, field: string, columns: readonly Column[]): JoinedTable => ({
  dataset,
  names: [],
  missing: {
    field,
    known: columns
      .slice(0, 20)
      .map(({ name }) => name)
      .join(', '),
  },
  issues: [],
});

/** Number of rows of a column. */
export const rowsOf = (column: Column): number =>
  column.type === 'text' ? column.start.length - 1 : column.values.length;

/** What a row is found by; null where it has no value. As a number where one side of the join is: leading zeros do not count. */
export function joinKey(column: Column, row: number, asNumber: boolean, by: JoinBy = 'value'): string | null {
  const value = valueAt(column, row);
  if (value === null) return null;
  const whole = String(value).normalize().trim();
  const text = by === 'code' ? (leadingCode(whole) ?? whole) : whole;
  return asNumber && /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

/** Says what went of the former delivery, and what did not come back. */
function replaced(file: string, { file: former, fields }: FormerJoin, columns: readonly Column[]): Issue {
  const gone = fields.filter((field) => !columns.some(({ name }) => name === field));
  const names = gone.length === 0 ? '–' : gone.slice(0, examples).join(', ');
  return issue('info', 'join-replaces', { file, former, count: fields.length, gone: names });
}

/** Shows by an example what was compared. */
function compared(file: string, own: Column, other: Column): readonly Issue[] {
  for (const column of [other, own])
    for (let row = 0; row < rowsOf(column); row++) {
      const [whole, code] = [joinKey(column, row, false), joinKey(column, row, false, 'code')];
      if (whole !== null && code !== null && whole !== code)
        return [issue('info', 'join-by-code', { file, whole, code, field: column.name })];
    }
  return [];
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  taken.add(free);
  return free;
}

/** The column with one row more, which is missing. */
function withMissingRow(column: Column): Column {
  if (column.type === 'text') return { ...column, start: extended(column.start) };
  if (column.type === 'boolean') {
    const values = new Uint8Array(column.values.length + 1).fill(255);
    values.set(column.values);
    return { ...column, values };
  }
  const values = new Float64Array(column.values.length + 1).fill(Number.NaN);
  values.set(column.values);
  return { ...column, values };
}

function extended(start: Uint32Array): Uint32Array {
  const longer = new Uint32Array(start.length + 1).fill(start[start.length - 1]);
  longer.set(start);
  return longer;
}

function report(
  file: string,
  fields: { readonly key: string; readonly to: string; readonly fields: string },
  ours: readonly (string | null)[],
  rowOf: ReadonlyMap<string, number>,
  repeated: number,
): readonly Issue[] {
  const issues: Issue[] = [];
  const alone = ours.filter((value) => value === null || !rowOf.has(value));
  const present = new Set(ours);
  const unused = [...rowOf.keys()].filter((value) => !present.has(value));
  const some = (values: readonly (string | null)[]) =>
    values
      .slice(0, examples)
      .map((value) => value ?? '–')
      .join(', ');
  const matched = ours.length - alone.length;
  issues.push(issue('info', 'join-made', { file, ...fields, matched, rows: ours.length }));
  if (alone.length > 0)
    issues.push(
      issue('warning', 'join-unmatched', { file, count: alone.length, rows: ours.length, some: some(alone) }),
    );
  if (unused.length > 0)
    issues.push(issue('warning', 'join-unused', { file, count: unused.length, some: some(unused) }));
  if (repeated > 0) issues.push(issue('warning', 'join-repeated', { file, key: fields.key, count: repeated }));
  return issues;
}

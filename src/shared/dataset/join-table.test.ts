import { describe, expect, it } from 'vitest';
import { datasetOf, somePoints } from '../../../test/builders/layers-built.ts';
import { textColumn, valueAt } from './columns.ts';
import { formerJoin } from './former-join.ts';
import { joinTable } from './join-table.ts';
import type { Column, Dataset } from './types.ts';

const numbers = (name: string, ...values: number[]): Column => ({
  type: 'number',
  name,
  values: Float64Array.from(values),
});
const table = (...columns: Column[]): Dataset => {
  const [first] = columns;
  const count = first.type === 'text' ? first.start.length - 1 : first.values.length;
  return datasetOf({ kind: 'none', count }, columns);
};
const layer = (...columns: Column[]): Dataset => datasetOf(somePoints, columns);
const fieldsOf = ({ columns }: Dataset) =>
  columns.map((column) => [column.name, [0, 1, 2].map((row) => valueAt(column, row))]);

describe('joinTable', () => {
  it('puts fields of every type beside the own ones, and tells what did not go together', () => {
    const { dataset, issues, missing, names } = joinTable({
      layer: layer(textColumn('kode', ['b', null, ' a ']), numbers('n', 1, 2, 3)),
      table: table(
        textColumn('region', ['a', 'b', 'c', 'a', null]),
        numbers('n', 10, 20, 30, 40, 50),
        textColumn('navn', ['Rana', null, 'x', 'y', 'z']),
        { type: 'boolean', name: 'by', values: Uint8Array.of(1, 0, 1, 1, 1) },
        { type: 'date', name: 'dag', values: Float64Array.of(0, 1, 2, 3, 4) },
      ),
      key: 'region',
      to: 'Kode',
      file: 'tall.csv',
    });
    expect(missing).toBe(null);
    expect(names).toEqual([
      ['n', 'n_2'],
      ['navn', 'navn'],
      ['by', 'by'],
      ['dag', 'dag'],
    ]);
    expect(fieldsOf(dataset)).toEqual([
      ['kode', ['b', null, ' a ']],
      ['n', [1, 2, 3]],
      ['n_2', [20, null, 10]],
      ['navn', [null, null, 'Rana']],
      ['by', [false, null, true]],
      ['dag', ['1970-01-02', null, '1970-01-01']],
    ]);
    expect(dataset.geometry).toBe(somePoints);
    expect(issues.map(({ code, details }) => [code, details])).toEqual([
      ['join-made', { file: 'tall.csv', key: 'region', to: 'Kode', fields: 'n_2\nnavn\nby\ndag', matched: 2, rows: 3 }],
      ['join-unmatched', { file: 'tall.csv', count: 1, rows: 3, some: '–' }],
      ['join-unused', { file: 'tall.csv', count: 1, some: 'c' }],
      ['join-repeated', { file: 'tall.csv', key: 'region', count: 1 }],
    ]);
  });

  it('by code lets codes before names and behind letters meet codes, leading zeros kept, and shows how', () => {
    const join = {
      layer: layer(textColumn('kommunenr', ['0301', '1804', '301'])),
      table: table(textColumn('region', ['K-1804', '0301 Oslo', '2024-01-01']), numbers('folk', 52_000, 700_000, 1)),
      key: 'region',
      to: 'kommunenr',
      file: 'folk.csv',
    };
    const whole = joinTable(join);
    expect(fieldsOf(whole.dataset)[1]).toEqual(['folk', [null, null, null]]);
    const { dataset, issues } = joinTable({ ...join, by: 'code' });
    expect(fieldsOf(dataset)[1]).toEqual(['folk', [700_000, 52_000, null]]);
    expect(issues[0]).toMatchObject({
      code: 'join-by-code',
      severity: 'info',
      details: { whole: 'K-1804', code: '1804' },
    });
  });

  it('puts the fields of a newer delivery in the place of the former ones', () => {
    const years = (...values: number[]) => table(textColumn('nr', ['a', 'b', 'c']), numbers('folk', ...values));
    const places = layer(textColumn('nr', ['a', 'b', 'c']), numbers('areal', 1, 2, 3));
    const first = joinTable({ layer: places, table: years(1, 2, 3), key: 'nr', to: 'nr', file: 'folk_2025.csv' });
    const former = formerJoin(first.issues, 'folk 2026 (1).xlsx');
    expect(former).toEqual({ file: 'folk_2025.csv', fields: ['folk'] });
    expect(formerJoin(first.issues, 'bolig_2026.csv')).toBeNull();
    const again = joinTable({
      layer: first.dataset,
      table: years(7, 8, 9),
      key: 'nr',
      to: 'nr',
      former,
      file: 'f.csv',
    });
    expect(fieldsOf(again.dataset).slice(1)).toEqual([
      ['areal', [1, 2, 3]],
      ['folk', [7, 8, 9]],
    ]);
    expect(again.issues[0]).toMatchObject({
      code: 'join-replaces',
      details: { former: 'folk_2025.csv', count: 1, gone: '–' },
    });
    const other = joinTable({ layer: first.dataset, table: years(7, 8, 9), key: 'nr', to: 'nr', file: 'f.csv' });
    expect(other.names).toEqual([['folk', 'folk_2']]);
  });

  it('lets numbers meet codes with leading zeros, but not texts that differ in them', () => {
    const joined = (own: Column, other: Column) =>
      fieldsOf(
        joinTable({ layer: layer(own), table: table(other, numbers('v', 1, 2, 3)), key: 'k', to: 'k', file: 'f' })
          .dataset,
      )[1][1];
    expect(joined(textColumn('k', ['0301', '1804', '18']), numbers('k', 1804, 301, 5))).toEqual([2, 1, null]);
    expect(joined(numbers('k', 301, 1804, 0), textColumn('k', ['0301', '0', '1804']))).toEqual([1, 3, 2]);
    expect(joined(textColumn('k', ['0301', '301', 'x']), textColumn('k', ['301', '1', '2']))).toEqual([null, 1, null]);
  });

  it('names the key that is not there', () => {
    const input = { layer: layer(numbers('a', 1, 2, 3)), table: table(numbers('b', 1)), file: 'f' };
    expect(joinTable({ ...input, key: 'b', to: 'x' }).missing).toEqual({ field: 'x', known: 'a' });
    expect(joinTable({ ...input, key: '__proto__', to: 'a' }).missing).toEqual({ field: '__proto__', known: 'b' });
  });
});

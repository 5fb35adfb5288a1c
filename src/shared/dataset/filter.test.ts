import { describe, expect, it } from 'vitest';
import { unknownCrs } from '../crs/types.ts';
import { asId } from '../lib/id.ts';
import { textColumn } from './columns.ts';
import { evaluateFilter, parseFilter } from './filter.ts';
import { daysFromText, numberFromText } from './filter-coercion.ts';
import type { Filter } from './filter-types.ts';
import type { Column, Dataset } from './types.ts';

function datasetOf(columns: readonly Column[], count: number): Dataset {
  return { id: asId<'dataset'>('test'), crs: unknownCrs, geometry: { kind: 'none', count }, columns };
}

const numbers = (name: string, values: readonly number[]): Column => ({
  type: 'number',
  name,
  values: Float64Array.from(values),
});
const nothing = new Map<string, string>();

function maskOf(filter: unknown, columns: readonly Column[], count: number, fields = nothing): number[] {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
  const result = evaluateFilter(parsed.value, datasetOf(columns, count), fields);
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  expect(result.value.unknown).toBe(result.value.mask.filter((value) => value === 2).length);
  return [...result.value.mask];
}

describe('three-valued logic', () => {
  // Nine rows: every pair of true (1), false (0) and missing.
  const values = [1, 0, Number.NaN];
  const a = numbers(
    'a',
    values.flatMap((value) => [value, value, value]),
  );
  const b = numbers('b', [...values, ...values, ...values]);
  const isA: Filter = ['==', ['get', 'a'], 1];
  const isB: Filter = ['==', ['get', 'b'], 1];

  it.each([
    ['all', [1, 0, 2, 0, 0, 0, 2, 0, 2]],
    ['any', [1, 1, 1, 1, 0, 2, 1, 2, 2]],
  ] as const)('%s follows the truth table of SQL', (operator, expected) => {
    expect(maskOf([operator, isA, isB], [a, b], 9)).toEqual(expected);
    const swapped = maskOf([operator, isB, isA], [a, b], 9);
    expect(swapped).toEqual(expected);
  });

  it('not keeps unknown', () => {
    expect(maskOf(['!', isA], [a], 9)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  it('gives true for all and false for any of nothing', () => {
    expect(maskOf(['all'], [], 2)).toEqual([1, 1]);
    expect(maskOf(['any'], [], 2)).toEqual([0, 0]);
  });

  it.each(['==', '!=', '<', '<=', '>', '>='])('a comparison with a missing value is unknown: %s', (operator) => {
    expect(maskOf([operator, ['get', 'a'], 1], [numbers('a', [Number.NaN])], 1)).toEqual([2]);
    expect(maskOf([operator, ['get', 't'], 'x'], [textColumn('t', [null])], 1)).toEqual([2]);
  });
});

describe('comparisons', () => {
  const mw = numbers('mw', [10, 20, 30]);
  it.each([
    ['==', [0, 1, 0]],
    ['!=', [1, 0, 1]],
    ['<', [1, 0, 0]],
    ['<=', [1, 1, 0]],
    ['>', [0, 0, 1]],
    ['>=', [0, 1, 1]],
  ])('numbers %s', (operator, expected) => {
    expect(maskOf([operator, ['get', 'mw'], 20], [mw], 3)).toEqual(expected);
  });

  it('turns round when the literal stands first', () => {
    expect(maskOf(['<', 20, ['get', 'mw']], [mw], 3)).toEqual([0, 0, 1]);
    expect(maskOf(['>=', 20, ['get', 'mw']], [mw], 3)).toEqual([1, 1, 0]);
  });

  it('reads text as a number when the other side is one, decimal comma included', () => {
    const column = textColumn('t', ['12,5', '12.50', 'abc', null]);
    expect(maskOf(['==', ['get', 't'], 12.5], [column], 4)).toEqual([1, 1, 0, 2]);
    expect(maskOf(['!=', ['get', 't'], 12.5], [column], 4)).toEqual([0, 0, 1, 2]);
    expect(maskOf(['<', ['get', 't'], 20], [column], 4)).toEqual([1, 1, 2, 2]);
    expect(maskOf(['>=', ['get', 'mw'], '20'], [mw], 3)).toEqual([0, 1, 1]);
  });

  it('compares text with text exactly, by code unit', () => {
    const column = textColumn('t', ['1300', '01300', 'Å', 'Ski Ø', null]);
    expect(maskOf(['==', ['get', 't'], '1300'], [column], 5)).toEqual([1, 0, 0, 0, 2]);
    expect(maskOf(['>', ['get', 't'], 'Z'], [column], 5)).toEqual([0, 0, 1, 0, 2]);
    expect(maskOf(['!=', ['get', 't'], 'Ski Ø'], [column], 5)).toEqual([1, 1, 1, 0, 2]);
  });

  it('compares dates with ISO texts and booleans with true, 1 and "true"', () => {
    const date: Column = {
      type: 'date',
      name: 'd',
      values: Float64Array.from([daysFromText('2026-03-01'), Number.NaN]),
    };
    expect(maskOf(['>=', ['get', 'd'], '2026'], [date], 2)).toEqual([1, 2]);
    expect(maskOf(['<', ['get', 'd'], '2026-03'], [date], 2)).toEqual([0, 2]);
    expect(maskOf(['==', ['get', 'd'], 20], [date], 2)).toEqual([0, 2]);
    const flag: Column = { type: 'boolean', name: 'f', values: Uint8Array.of(0, 1, 255) };
    for (const yes of [true, 1, 'true']) expect(maskOf(['==', ['get', 'f'], yes], [flag], 3)).toEqual([0, 1, 2]);
  });

  it('compares two fields row by row', () => {
    const used = textColumn('used', ['9', '20', 'many']);
    expect(maskOf(['<', ['get', 'used'], ['get', 'mw']], [mw, used], 3)).toEqual([1, 0, 2]);
    const same = textColumn('same', ['9', 'x', null]);
    expect(maskOf(['==', ['get', 'used'], ['get', 'same']], [used, same], 3)).toEqual([1, 0, 2]);
  });

  it('finds values in lists', () => {
    const column = textColumn('code', ['1300', 'x', null]);
    expect(maskOf(['in', ['get', 'code'], ['literal', [1300, 'y']]], [column], 3)).toEqual([1, 0, 2]);
    expect(maskOf(['in', ['get', 'code'], ['literal', []]], [column], 3)).toEqual([0, 0, 0]);
  });

  it('has and !has are never unknown', () => {
    const column = textColumn('code', ['1300', null]);
    expect(maskOf(['has', 'code'], [column], 2)).toEqual([1, 0]);
    expect(maskOf(['!has', 'code'], [column], 2)).toEqual([0, 1]);
  });
});

describe('field names', () => {
  it('are meanings first, then the names of the file', () => {
    const fields = new Map([['freeMw', 'ledig_mw']]);
    const columns = [numbers('ledig_mw', [25]), numbers('freeMw', [5])];
    expect(maskOf(['>=', ['get', 'freeMw'], 20], columns, 1, fields)).toEqual([1]);
    expect(maskOf(['>=', ['get', 'freeMw'], 20], columns, 1)).toEqual([0]);
  });

  it('may be __proto__ and constructor', () => {
    expect(maskOf(['==', ['get', '__proto__'], 'a'], [textColumn('__proto__', ['a', 'b'])], 2)).toEqual([1, 0]);
    const result = evaluateFilter(['has', 'constructor'], datasetOf([], 1), nothing);
    expect(result.ok).toBe(false);
  });

  it('that lead nowhere give a problem listing the fields present', () => {
    const result = evaluateFilter(
      ['==', ['get', 'mv'], 1],
      datasetOf([numbers('mw', [1]), numbers('kv', [1])], 1),
      nothing,
    );
    expect(result).toMatchObject({
      ok: false,
      reason: { code: 'filter-field-missing', details: { field: 'mv', present: 'mw, kv' } },
    });
  });
});

describe('parsing', () => {
  it.each([
    ['filter-shape', 'x'],
    ['filter-shape', []],
    ['filter-shape', [1, 2]],
    ['filter-shape', ['==', ['get', 'a']]],
    ['filter-shape', ['!', ['has', 'a'], ['has', 'b']]],
    ['filter-shape', ['has', 3]],
    ['filter-operator', ['toString', 1]],
    ['filter-operator', ['match', ['get', 'a'], 1, 2]],
    ['filter-operand', ['==', ['get', 'a'], { x: 1 }]],
    ['filter-operand', ['==', ['get', 'a', 'b'], 1]],
    ['filter-operand', ['<', ['get', 'a'], Number.NaN]],
    ['filter-null', ['==', ['get', 'a'], null]],
    ['filter-no-field', ['==', 'freeMw', 20]],
    ['filter-no-field', ['in', 'a', ['literal', ['a']]]],
    ['filter-in-list', ['in', ['get', 'a'], ['x', 'y']]],
    ['filter-in-list', ['in', ['get', 'a'], ['literal', [true]]]],
  ])('refuses as %s: %j', (code, filter) => {
    expect(parseFilter(filter)).toMatchObject({ ok: false, reason: { code } });
  });

  it('says where', () => {
    const result = parseFilter(['all', ['has', 'a'], ['any', ['has', 'b'], ['like', 'c']]]);
    expect(result).toMatchObject({ ok: false, reason: { details: { at: '[2][2]', operator: 'like' } } });
  });

  it('refuses endless nesting without exhausting the stack', () => {
    let filter: unknown = ['has', 'a'];
    for (let depth = 0; depth < 100_000; depth++) filter = ['!', filter];
    expect(parseFilter(filter)).toMatchObject({ ok: false, reason: { code: 'filter-too-deep' } });
  });
});

describe('coercion', () => {
  it.each([
    ['12', 12],
    [' -3,5 ', -3.5],
    ['1e3', 1000],
    ['+.5', 0.5],
    ['1.234.567', Number.NaN],
    ['0x10', Number.NaN],
    ['Infinity', Number.NaN],
    ['', Number.NaN],
    ['1 000', Number.NaN],
  ])('reads %j as %d', (text, expected) => {
    expect(numberFromText(text)).toBe(expected);
  });

  it('reads only dates that exist', () => {
    expect(daysFromText('1970-01-02')).toBe(1);
    expect(daysFromText('1969')).toBe(-365);
    expect(daysFromText('2026-02-30')).toBeNaN();
    expect(daysFromText('2026-13')).toBeNaN();
    expect(daysFromText('26-01-01')).toBeNaN();
    expect(daysFromText('0001-01-01')).toBe(-719162);
  });
});

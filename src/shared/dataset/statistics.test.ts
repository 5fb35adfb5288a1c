import { describe, expect, it } from 'vitest';
import { textColumn } from './columns.ts';
import { classBreaks, countTexts, histogram, summariseNumbers } from './statistics.ts';

const column = (...values: number[]) => Float64Array.from(values);

describe('numbers', () => {
  it('are summarised without the missing', () => {
    expect(summariseNumbers(column(4, Number.NaN, 1, 7))).toEqual({ count: 3, missing: 1, min: 1, max: 7, mean: 4 });
    expect(summariseNumbers(column(Number.NaN))).toEqual({
      count: 0,
      missing: 1,
      min: Number.NaN,
      max: Number.NaN,
      mean: Number.NaN,
    });
  });

  it('fall into bins, the last one closed', () => {
    expect([...histogram(column(0, 1, 2, 3, 4, Number.NaN, Number.POSITIVE_INFINITY), 4).counts]).toEqual([1, 1, 1, 2]);
    expect([...histogram(column(0, 1, 2, 3, 4), 2, [1, 3]).counts]).toEqual([1, 2]);
    expect([...histogram(column(5, 5), 3).counts]).toEqual([2, 0, 0]);
    expect([...histogram(column(), 2).counts]).toEqual([0, 0]);
  });

  it('are cut into classes', () => {
    expect(classBreaks(column(10, 0, 1, 2), 2, 'equal')).toEqual([0, 5, 10]);
    expect(classBreaks(column(10, 0, 1, 2), 2, 'quantile')).toEqual([0, 1.5, 10]);
    expect(classBreaks(column(1, 1, 1, 9), 3, 'quantile')).toEqual([1, 9]);
    expect(classBreaks(column(3, 3), 4, 'equal')).toEqual([3]);
    expect(classBreaks(column(Number.NaN), 4, 'equal')).toEqual([]);
  });
});

it('texts are counted, the most frequent first', () => {
  const texts = textColumn('code', ['b', 'a', '__proto__', 'b', null, 'a', 'b']);
  expect(countTexts(texts, 2)).toEqual({
    values: [
      ['b', 3],
      ['a', 2],
    ],
    distinct: 3,
    missing: 1,
  });
});

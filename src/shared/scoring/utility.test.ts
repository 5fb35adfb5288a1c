import { describe, expect, it } from 'vitest';
import { codeResult, numberResult } from '../../../test/builders/profiles.ts';
import type { Utility } from './types.ts';
import { utilityColumn, utilityOf } from './utility.ts';

describe('piecewise', () => {
  const grid: Utility = {
    kind: 'piecewise',
    points: [
      [500, 1],
      [3000, 0.8],
      [10_000, 0.4],
      [25_000, 0],
    ],
  };

  it('is linear between break points, and the ends hold', () => {
    const column = utilityColumn(
      grid,
      numberResult([0, 500, 1750, 3000, 6500, 25_000, 1e9, Number.POSITIVE_INFINITY, null]),
    );
    expect(column[8]).toBeNaN();
    const expected = [1, 1, 0.9, 0.8, 0.6, 0, 0, 0];
    expected.forEach((utility, row) => {
      expect(column[row]).toBeCloseTo(utility, 12);
    });
  });

  it('takes texts that are numbers, and says nothing of others', () => {
    const column = utilityColumn(grid, codeResult(['1750', '1 750', '1750,0', null]));
    expect([...column]).toEqual([0.9, Number.NaN, 0.9, Number.NaN]);
  });

  it('with one point is constant', () => {
    expect(utilityOf({ kind: 'piecewise', points: [[5, 0.7]] }, -3)).toBe(0.7);
  });
});

describe('classes', () => {
  const classes: Utility = {
    kind: 'classes',
    scores: [
      ['1300', 1],
      ['toString', 0.4],
    ],
    otherwise: 0.1,
  };

  it('score codes as text, with one score for all others', () => {
    expect([...utilityColumn(classes, codeResult(['1300', 'toString', 'valueOf', null]))]).toEqual([
      1,
      0.4,
      0.1,
      Number.NaN,
    ]);
    expect([...utilityColumn(classes, numberResult([1300, 7, null]))]).toEqual([1, 0.1, Number.NaN]);
  });

  it('say nothing of codes that are not listed', () => {
    expect(utilityOf({ kind: 'classes', scores: [['1300', 1]] }, 'constructor')).toBeNaN();
  });
});

it('ranges hold from (inclusive) to (exclusive), the first that fits', () => {
  const ranges: Utility = {
    kind: 'ranges',
    ranges: [
      { to: 10, utility: 0.2 },
      { from: 10, to: 20, utility: 0.6 },
      { from: 15, utility: 0.9 },
    ],
  };
  expect([-5, 10, 19.99, 20, 1e9].map((value) => utilityOf(ranges, value))).toEqual([0.2, 0.6, 0.6, 0.9, 0.9]);
  expect(utilityOf({ kind: 'ranges', ranges: [{ from: 0, to: 1, utility: 1 }] }, 1)).toBeNaN();
});

it('raw gives values as they are', () => {
  expect([...utilityColumn({ kind: 'raw', direction: 'down' }, numberResult([3, null]))]).toEqual([3, Number.NaN]);
});

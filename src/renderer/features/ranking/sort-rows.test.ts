import { describe, expect, it } from 'vitest';
import { aCriterion, aProfile, measuresOf, numberResult, plotsNamed } from '../../../../test/builders/profiles.ts';
import { evaluate } from '../../commands/evaluate.ts';
import { sortRows } from './sort-rows.ts';

const names = ['10/1', '9/2', '9/10', '9/1'];
const profile = aProfile([
  aCriterion('value', {
    utility: {
      kind: 'piecewise',
      points: [
        [0, 0],
        [100, 1],
      ],
    },
  }),
]);
const evaluation = evaluate(
  profile,
  measuresOf(profile, { value: numberResult([30, null, 70, 50]) }),
  plotsNamed(names),
);
const facts = { label: (row: number) => names[row], areas: Float64Array.of(5, Number.NaN, 1, 5), language: 'nb' };
const sorted = (key: Parameters<typeof sortRows>[1]['key'], descending = false) => [
  ...sortRows(evaluation, { key, descending }, facts),
];

describe('sortRows', () => {
  it('keeps the order of ranks, unknown plots last, and turns it round', () => {
    expect(sorted('rank')).toEqual([2, 3, 0, 1]);
    expect(sorted('rank', true)).toEqual([1, 0, 3, 2]);
  });

  it('sorts names as people count', () => {
    expect(sorted('label')).toEqual([3, 1, 2, 0]);
    expect(sorted('label', true)).toEqual([0, 2, 1, 3]);
  });

  it('puts missing values last either way, and equal ones in the order of ranks', () => {
    expect(sorted('area')).toEqual([2, 3, 0, 1]);
    expect(sorted('area', true)).toEqual([3, 0, 2, 1]);
    expect(sorted('score', true)).toEqual([2, 3, 0, 1]);
  });
});

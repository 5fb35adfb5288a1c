import { describe, expect, it } from 'vitest';
import { asId } from '../lib/id.ts';
import { classCounts, classesOf, classOf, excludedClass, plotClasses, unknownClass } from './score-classes.ts';
import { type ProfileScores, type Status, statuses } from './types.ts';

function scoresOf(plots: readonly (readonly [number, Status])[]): ProfileScores {
  const score = Float64Array.from(plots, ([value]) => value);
  return {
    profile: asId<'profile'>('industry'),
    criteria: [],
    notAssessed: [],
    score,
    intervals: { rows: new Uint32Array(0), low: new Float64Array(0), high: new Float64Array(0) },
    rank: new Uint32Array(plots.length),
    status: Uint8Array.from(plots, ([, status]) => statuses.indexOf(status)),
    order: Uint32Array.from(plots, (_, row) => row),
  };
}

describe('score classes', () => {
  const even = scoresOf(Array.from({ length: 101 }, (_, value) => [value, 'pass'] as const));

  it('are equally wide, whole and cover the middle of the scores', () => {
    const { limits } = classesOf(even);
    expect(limits).toEqual([2, 16, 30, 44, 58, 72, 86, 100]);
  });

  it('do not let a few outliers squeeze the rest, nor excluded plots count', () => {
    const many = Array.from({ length: 200 }, (_, n) => [60 + (n % 10), 'pass'] as const);
    const { limits } = classesOf(scoresOf([...many, [1, 'pass'], [0, 'excluded'], [100, 'excluded']]));
    expect(limits[0]).toBe(60);
    expect(limits.at(-1)).toBeLessThan(80);
  });

  it('stand even when nothing is scored', () => {
    expect(classesOf(scoresOf([[Number.NaN, 'unknown']])).limits).toHaveLength(8);
  });

  it('put ends, limits, unknown and excluded where the legend says', () => {
    const classes = { limits: [0, 10, 20, 30, 40, 50, 60, 70] };
    expect([-5, 0, 9.99, 10, 69, 70, 1000].map((score) => classOf(score, classes))).toEqual([0, 0, 0, 1, 6, 6, 6]);
    const mixed = scoresOf([
      [65, 'pass'],
      [65, 'excluded'],
      [Number.NaN, 'unknown'],
      [12, 'conditional'],
    ]);
    const drawn = plotClasses(mixed, classes);
    expect([...drawn]).toEqual([6, excludedClass, unknownClass, 1]);
    expect(classCounts(drawn)).toEqual([0, 1, 0, 0, 0, 0, 1, 1, 1]);
  });
});

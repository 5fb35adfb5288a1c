import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCriterion, aProfile, measuresOf, numberResult } from '../../../test/builders/profiles.ts';
import { asId, type CriterionId } from '../../shared/lib/id.ts';
import { asGiven, profileShares, withShare } from './weights.ts';

const id = (name: string): CriterionId => asId<'criterion'>(name);
const sum = (shares: ReadonlyMap<CriterionId, number>) => [...shares.values()].reduce((a, b) => a + b, 0);

describe('withShare', () => {
  it('gives the rest to the others in proportion', () => {
    const shares = new Map([
      [id('grid'), 50],
      [id('road'), 30],
      [id('flood'), 20],
    ]);
    expect([...withShare(shares, id('grid'), 75).values()]).toEqual([75, 15, 10]);
  });

  it('shares the rest equally when the others stand at nothing', () => {
    const shares = new Map([
      [id('grid'), 100],
      [id('road'), 0],
      [id('flood'), 0],
    ]);
    expect([...withShare(shares, id('grid'), 40).values()]).toEqual([40, 30, 30]);
  });

  it('keeps a lone criterion at 100 and ignores strangers', () => {
    const lone = new Map([[id('grid'), 100]]);
    expect(withShare(lone, id('grid'), 10)).toBe(lone);
    expect(withShare(lone, id('other'), 10)).toBe(lone);
  });

  it('always sums to 100 and never goes below nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(7), fc.integer({ min: -20, max: 130 })), { maxLength: 40 }), (moves) => {
        let shares: ReadonlyMap<CriterionId, number> = new Map(
          Array.from({ length: 8 }, (_, k) => [id(`c${k}`), 12.5] as const),
        );
        for (const [k, share] of moves) shares = withShare(shares, id(`c${k}`), share);
        expect(sum(shares)).toBeCloseTo(100, 6);
        expect(Math.min(...shares.values())).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('given weights', () => {
  const profile = aProfile([
    aCriterion('grid', { weight: 3 }),
    aCriterion('road', { weight: 1 }),
    aCriterion('rail', { weight: 4 }),
  ]);
  const without = measuresOf(profile, { grid: numberResult([1]), road: numberResult([1]) });
  const all = measuresOf(profile, { grid: numberResult([1]), road: numberResult([1]), rail: numberResult([1]) });

  it('make room for a criterion that could not be assessed when they were given', () => {
    const given = asGiven(profile, withShare(profileShares(profile, without), id('grid'), 25));
    expect([...profileShares(profile, without, given).values()]).toEqual([25, 75]);
    expect([...profileShares(profile, all, given).values()]).toEqual([12.5, 37.5, 50]);
  });

  it('are the profile where none are given', () => {
    expect([...profileShares(profile, all).values()]).toEqual([37.5, 12.5, 50]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asId, type CriterionId } from '../../shared/lib/id.ts';
import { withShare } from './weights.ts';

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

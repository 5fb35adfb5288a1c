import { describe, expect, it } from 'vitest';
import { checkPolygons } from '../../src/shared/geometry/validity/check.ts';
import { geometryProblems, invalidBits } from '../../src/shared/geometry/validity/problems.ts';
import { polygonsOf } from '../builders/geometry-columns.ts';
import { geometryOf, inGeos, isValid, reasonOf } from './geos-witness.ts';
import { failures, mapRings, pairCount, pairTimeout, placed, turned } from './kernel-pairs.ts';
import type { Feature } from './overlay-scene.ts';

const flagsOf = (feature: Feature) => checkPolygons(polygonsOf([feature]), 0, 1).flags[0];
const words = (flags: number) => geometryProblems.filter((_, number) => flags & (1 << number)).join();

describe(`validity of the polygons of ${pairCount} seeded pairs`, () => {
  it('is as GEOS says', { timeout: pairTimeout }, async () => {
    const seen = { valid: 0, invalid: 0 };
    const wrong = await failures(pairCount, (pair) =>
      inGeos(() => {
        for (const feature of [pair.plot, ...pair.others].map((one) => placed(one, pair.place))) {
          const flags = flagsOf(feature);
          const geometry = geometryOf(feature);
          const valid = (flags & invalidBits) === 0;
          seen[valid ? 'valid' : 'invalid']++;
          if (valid !== isValid(geometry)) return `${words(flags) || 'valid'}, GEOS: ${reasonOf(geometry)}`;
        }
        return null;
      }),
    );
    expect(wrong).toEqual([]);
    expect(seen.valid).toBeGreaterThan(pairCount);
    expect(seen.invalid).toBeGreaterThan(0.5 * pairCount);
  });

  it('does not change with where rings begin and which way they wind', { timeout: pairTimeout }, async () => {
    const winding = 1 << geometryProblems.indexOf('winding');
    const wrong = await failures(Math.min(pairCount, 20_000), ({ plot, seed }) => {
      const flags = flagsOf(plot) & ~winding;
      const other = flagsOf(mapRings(plot, (ring) => turned([...ring].reverse(), seed))) & ~winding;
      return flags === other ? null : `${words(flags)}, otherwise ${words(other)}`;
    });
    expect(wrong).toEqual([]);
  });

  it('does not change with the scale, however large or small coordinates are', { timeout: pairTimeout }, async () => {
    const wrong = await failures(Math.min(pairCount, 20_000), ({ plot, seed }) => {
      const flags = flagsOf(plot);
      for (const scale of [2 ** 40, 2 ** 300, 2 ** -40]) {
        const other = flagsOf(mapRings(plot, (ring) => ring.map(([x, y]) => [x * scale, y * scale])));
        if (flags !== other) return `${words(flags)}, times ${scale} ${words(other)} (${seed})`;
      }
      return null;
    });
    expect(wrong).toEqual([]);
  });
});

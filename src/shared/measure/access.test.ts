import { describe, expect, it } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { type Decay, decayAt } from '../network/decay.ts';
import { buildAccessIndex, measureAccess } from './access.ts';

describe('access by straight lines', () => {
  it.each(['flat', 'zones', 'gaussian'] as const)(
    'agrees with every pair by itself and gives away all supply: %s',
    (kind) => {
      const random = createRandom(5);
      const within = 1500;
      const decay: Decay = { kind, within };
      const corner = 6_700_000;
      const anywhere = (count: number) =>
        Float64Array.from({ length: 2 * count }, () => corner + random.between(0, 6000));
      const people = { xy: anywhere(300), weights: Float64Array.from({ length: 300 }, () => random.below(200)) };
      const schools = { xy: anywhere(12), weights: Float64Array.from({ length: 12 }, () => 50 + random.below(400)) };
      const index = structuredClone(buildAccessIndex(schools, people, decay));
      const out = new Float64Array(300);
      measureAccess(people.xy, index, 100, 300, out);
      measureAccess(people.xy, index, 0, 100, out);
      const weight = (n: number, j: number) =>
        decayAt(decay, Math.hypot(people.xy[2 * n] - schools.xy[2 * j], people.xy[2 * n + 1] - schools.xy[2 * j + 1]));
      const perHead = schools.weights.map(
        (supply, j) => supply / people.weights.reduce((sum, p, n) => sum + p * weight(n, j), 0),
      );
      for (let n = 0; n < 300; n++)
        expect(out[n]).toBeCloseTo(
          perHead.reduce((sum, r, j) => sum + r * weight(n, j), 0),
          9,
        );
      const given = out.reduce((sum, value, n) => sum + value * people.weights[n], 0);
      expect(given).toBeCloseTo(
        schools.weights.reduce((a, b) => a + b),
        6,
      );
    },
  );

  it('tells of supply that reaches nobody; what has no place or number counts as nothing', () => {
    const schools = {
      xy: Float64Array.of(0, 0, 9000, 0, Number.NaN, 0, 10, 0),
      weights: Float64Array.of(6, 7, 8, Number.NaN),
    };
    const people = { xy: Float64Array.of(100, 0, 200, 0), weights: Float64Array.of(3, Number.NaN) };
    const index = buildAccessIndex(schools, people, { kind: 'flat', within: 100 });
    expect(index.idle).toBe(1);
    const out = new Float64Array(3);
    measureAccess(Float64Array.of(0, 100, 0, 101, Number.NaN, Number.NaN), index, 0, 3, out);
    expect([...out]).toEqual([2, 0, Number.NaN]);
  });
});

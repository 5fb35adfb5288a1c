import { describe, expect, it } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { buildReachIndex, measureReach } from './reach.ts';

function slow(xy: Float64Array, weights: Float64Array | null, x: number, y: number, within: number): number {
  let sum = 0;
  for (let n = 0; 2 * n < xy.length; n++) {
    const near = (xy[2 * n] - x) ** 2 + (xy[2 * n + 1] - y) ** 2 <= within * within;
    if (near && !(weights && Number.isNaN(weights[n]))) sum += weights ? weights[n] : 1;
  }
  return sum;
}

describe('sum within a radius', () => {
  it('counts the point at the very radius and not the one beyond', () => {
    const xy = Float64Array.of(6_000_300, 400, 6_000_000, 501, 6_000_000, 0);
    const index = buildReachIndex(xy, Float64Array.of(7, 100, 3), 125);
    const out = new Float64Array(1);
    measureReach(Float64Array.of(6_000_000, 0), 500, index, 0, 1, out);
    expect(out[0]).toBe(10);
    measureReach(Float64Array.of(6_000_000, 0), 501, index, 0, 1, out);
    expect(out[0]).toBe(110);
    measureReach(Float64Array.of(6_000_000, 0), 0, index, 0, 1, out);
    expect(out[0]).toBe(3);
  });
  it('is zero far away or without points, missing without a centroid', () => {
    const out = new Float64Array(3);
    const centroids = Float64Array.of(1e7, 1e7, Number.NaN, Number.NaN, -9000, 20);
    measureReach(centroids, 1000, buildReachIndex(Float64Array.of(0, 0, Number.NaN, 5, Infinity, 1), null), 0, 3, out);
    expect([...out]).toEqual([0, Number.NaN, 0]);
    measureReach(centroids, 1000, buildReachIndex(new Float64Array(0), null), 0, 3, out);
    expect([...out]).toEqual([0, Number.NaN, 0]);
  });
  it('lets a missing weight count as nothing', () => {
    const out = new Float64Array(1);
    const index = buildReachIndex(Float64Array.of(0, 0, 1, 1), Float64Array.of(Number.NaN, 4));
    measureReach(Float64Array.of(0, 0), 10, index, 0, 1, out);
    expect(out[0]).toBe(4);
  });
  it('does not lay a grid over the world for one point gone astray', () => {
    const xy = Float64Array.of(0, 0, 10, 10, 1e9, 1e9);
    const index = buildReachIndex(xy, null, 125);
    expect(index.sums.length).toBeLessThan(100_000);
    const out = new Float64Array(1);
    measureReach(Float64Array.of(1, 1), 50, index, 0, 1, out);
    expect(out[0]).toBe(2);
  });
  for (let seed = 1; seed <= 10; seed++) {
    it(`agrees with a look at every point, seed ${seed}`, () => {
      const random = createRandom(seed);
      const corner = seed % 2 === 0 ? 7e6 : 0;
      // Half of the points on a 50 m grid, so that some lie at the very radius.
      const xy = Float64Array.from({ length: 1600 }, (_, k) =>
        k % 4 < 2 ? corner + 50 * random.below(80) : corner + random.between(0, 4000),
      );
      const weights = Float64Array.from({ length: 800 }, () => (random.below(9) === 0 ? Number.NaN : random.below(40)));
      const centroids = Float64Array.from({ length: 200 }, () => corner + 50 * random.below(90) - 200);
      const index = structuredClone(buildReachIndex(xy, seed % 3 === 0 ? null : weights, [125, 40, 333][seed % 3]));
      for (const within of [1000, 250, 60, 5000]) {
        const out = new Float64Array(100);
        for (const [from, to] of [
          [60, 100],
          [0, 60],
        ])
          measureReach(centroids, within, index, from, to, out);
        for (let n = 0; n < 100; n++) {
          expect(out[n]).toBe(
            slow(xy, seed % 3 === 0 ? null : weights, centroids[2 * n], centroids[2 * n + 1], within),
          );
        }
      }
    });
  }
});

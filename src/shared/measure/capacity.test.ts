import { describe, expect, it } from 'vitest';
import {
  linesOf,
  pointsOf,
  polygonsOf,
  randomLines,
  randomPoints,
  randomPolygons,
  square,
} from '../../../test/builders/geometry-columns.ts';
import { measureCentroids } from '../geometry/centroid.ts';
import { buildNearestIndex, measureNearest } from '../geometry/nearest.ts';
import { featureCount, type Geometry, type Polygons } from '../geometry/types.ts';
import { createRandom } from '../lib/random.ts';
import { buildCapacityIndex, type CapacityQuery, measureCapacity } from './capacity.ts';

const noCentroids = new Float64Array(0);

function take(plots: Polygons, geometry: Geometry, values: readonly number[], query: Partial<CapacityQuery> = {}) {
  const index = buildCapacityIndex([{ geometry, mask: null, values: Float64Array.from(values) }]);
  const out = new Float64Array(featureCount(plots));
  const full: CapacityQuery = { within: 100, take: 'sum', from: 'edge', ...query };
  measureCapacity(plots, noCentroids, index, full, 0, out.length, out);
  return [...out];
}

const plot = polygonsOf([[[square(0, 0, 10)]]]);

describe('capacity within a distance', () => {
  it('sums what is at most so far from the edge, at the very distance too', () => {
    const stations = pointsOf([[[110, 5]], [[110.001, 5]], [[5, 5]], [[-60, -60]]]);
    expect(take(plot, stations, [1, 10, 100, 1000])).toEqual([1101]);
    expect(take(plot, stations, [1, 10, 100, 1000], { take: 'max' })).toEqual([1000]);
  });

  it('is 0 with nothing in reach, and not known where nothing in reach has a value', () => {
    expect(take(plot, pointsOf([[[500, 5]]]), [7])).toEqual([0]);
    expect(take(plot, pointsOf([[[500, 5]]]), [7], { take: 'max' })).toEqual([0]);
    expect(take(plot, pointsOf([[[50, 5]], [[500, 5]]]), [Number.NaN, 7])).toEqual([Number.NaN]);
    expect(take(plot, pointsOf([[[50, 5]], [[60, 5]]]), [Number.NaN, 7])).toEqual([7]);
    expect(take(plot, pointsOf([[[50, 5]], [[60, 5]]]), [-3, -7], { take: 'max' })).toEqual([-3]);
    expect(take(polygonsOf([[]]), pointsOf([[[0, 0]]]), [7])).toEqual([Number.NaN]);
  });

  it('counts a feature of many parts once, and an area around the plot', () => {
    const path = Array.from({ length: 60 }, (_, k) => [k, -20] as const);
    expect(take(plot, linesOf([[path, [...path].reverse()]]), [5])).toEqual([5]);
    const around = polygonsOf([[[square(-1000, -1000, 5000)]], [[square(-900, -900, 4000)]], [[square(300, 0, 5)]]]);
    expect(take(plot, around, [5, 7, 11])).toEqual([12]);
  });

  it('asks every ring of the plot, even a "hole" away from its outer ring', () => {
    const stray = polygonsOf([[[square(0, 0, 1), square(20_000, 20_000, 1)]]]);
    const around = polygonsOf([[[square(19_000, 19_000, 4000)]]]);
    expect(take(stray, around, [7])).toEqual([7]);
  });

  it('leaves masked rows out and measures from the centre where asked', () => {
    const geometry = pointsOf([[[12, 5]], [[14, 5]]]);
    const index = buildCapacityIndex([{ geometry, mask: Uint8Array.of(1, 2), values: Float64Array.of(3, 4) }]);
    const out = new Float64Array(1);
    const centroids = new Float64Array(2);
    measureCentroids(plot, 0, 1, centroids);
    measureCapacity(plot, centroids, index, { within: 6.9, take: 'sum', from: 'centroid' }, 0, 1, out);
    expect(out[0]).toBe(0);
    measureCapacity(plot, centroids, index, { within: 7, take: 'sum', from: 'centroid' }, 0, 1, out);
    expect(out[0]).toBe(3);
  });

  it.each([1, 2, 3, 4, 5, 6])('agrees with the distance to each feature by itself, seed %i', (seed) => {
    const random = createRandom(seed);
    const corner = seed % 2 === 0 ? 7e6 : 0;
    const plots = randomPolygons(random, 60, 2000, 120, corner);
    const sources = [
      randomPoints(random, 40, 2000, corner),
      randomLines(random, 25, 2000, 90, corner),
      randomPolygons(random, 25, 2000, 300, corner),
    ].map((geometry) => ({
      geometry,
      mask: null,
      values: Float64Array.from({ length: featureCount(geometry) }, () =>
        random.below(8) === 0 ? Number.NaN : random.between(0, 50),
      ),
    }));
    const within = 150;
    const index = structuredClone(buildCapacityIndex(sources));
    const out = new Float64Array(60);
    measureCapacity(plots, noCentroids, index, { within, take: 'sum', from: 'edge' }, 30, 60, out);
    measureCapacity(plots, noCentroids, index, { within, take: 'sum', from: 'edge' }, 0, 30, out);
    const near: number[][] = Array.from({ length: 60 }, () => []);
    for (const { geometry, values } of sources) {
      values.forEach((value, row) => {
        const mask = new Uint8Array(values.length);
        mask[row] = 1;
        const distance = new Float64Array(60);
        measureNearest(plots, buildNearestIndex([{ geometry, mask }]), 0, 60, distance, { from: 'edge' });
        distance.forEach((d, n) => {
          if (d <= within) near[n].push(value);
        });
      });
    }
    for (let n = 0; n < 60; n++) {
      const known = near[n].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
      const noShape = plots.featureStart[n] === plots.featureStart[n + 1];
      const expected =
        noShape || (near[n].length > 0 && known.length === 0) ? Number.NaN : known.reduce((a, b) => a + b, 0);
      expect(out[n]).toBe(expected);
    }
    expect(near.some((values) => values.length > 2)).toBe(true);
  });
});

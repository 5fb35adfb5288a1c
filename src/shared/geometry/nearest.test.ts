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
import { createRandom } from '../lib/random.ts';
import { buildNearestIndex, measureNearest, type NearestSource, noFeature, sourceRow } from './nearest.ts';
import { pointInPolygon } from './point-in-polygon.ts';
import { featureCount, type Geometry, type Polygons } from './types.ts';

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

/** All edges of a feature; a lone vertex is an edge without length. */
function edgesOf(geometry: Geometry, row: number): Edge[] {
  if (geometry.kind === 'none') return [];
  const { xy, featureStart } = geometry;
  const chains: [start: number, end: number][] = [];
  for (let part = featureStart[row]; part < featureStart[row + 1]; part++) {
    if (geometry.kind === 'points') chains.push([part, part + 1]);
    else if (geometry.kind === 'lines') chains.push([geometry.pathStart[part], geometry.pathStart[part + 1]]);
    else
      for (let ring = geometry.partStart[part]; ring < geometry.partStart[part + 1]; ring++)
        chains.push([geometry.ringStart[ring], geometry.ringStart[ring + 1]]);
  }
  return chains.flatMap(([start, end]) => {
    const vertices = Array.from(
      { length: end - start },
      (_, k) => [xy[2 * (start + k)], xy[2 * (start + k) + 1]] as const,
    );
    if (geometry.kind === 'polygons') vertices.push(vertices[0]);
    if (vertices.length === 1) vertices.push(vertices[0]);
    return vertices.slice(1).map(([x, y], k) => [vertices[k][0], vertices[k][1], x, y] as const);
  });
}

function pointToEdge(x: number, y: number, [ax, ay, bx, by]: Edge): number {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  if (along <= 0) return Math.hypot(x - ax, y - ay);
  if (along >= length) return Math.hypot(x - bx, y - by);
  return Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length;
}

function edgeToEdge(e: Edge, f: Edge): number {
  const denominator = (e[2] - e[0]) * (f[3] - f[1]) - (e[3] - e[1]) * (f[2] - f[0]);
  if (denominator !== 0) {
    const t = ((f[0] - e[0]) * (f[3] - f[1]) - (f[1] - e[1]) * (f[2] - f[0])) / denominator;
    const u = ((f[0] - e[0]) * (e[3] - e[1]) - (f[1] - e[1]) * (e[2] - e[0])) / denominator;
    if (t >= 0 && t <= 1 && u >= 0 && u <= 1) return 0;
  }
  return Math.min(
    pointToEdge(e[0], e[1], f),
    pointToEdge(e[2], e[3], f),
    pointToEdge(f[0], f[1], e),
    pointToEdge(f[2], f[3], e),
  );
}

/** Every edge against every edge, and every vertex of one inside the other. */
function slowDistance(
  plots: Geometry,
  row: number,
  sources: readonly NearestSource[],
): [distance: number, feature: number] {
  const mine = edgesOf(plots, row);
  let best = Number.NaN;
  let feature = noFeature;
  let first = 0;
  for (const { geometry, mask } of sources) {
    for (let other = 0; other < featureCount(geometry); other++) {
      if (mask && mask[other] !== 1) continue;
      const theirs = edgesOf(geometry, other);
      if (mine.length === 0 || theirs.length === 0) continue;
      const inside =
        (plots.kind === 'polygons' && theirs.some(([x, y]) => pointInPolygon(plots, row, x, y))) ||
        (geometry.kind === 'polygons' && mine.some(([x, y]) => pointInPolygon(geometry, other, x, y)));
      const distance = inside ? 0 : Math.min(...mine.flatMap((e) => theirs.map((f) => edgeToEdge(e, f))));
      if (Number.isNaN(best) || distance < best) {
        best = distance;
        feature = first + other;
      }
    }
    first += featureCount(geometry);
  }
  return [best, feature];
}

function fast(plots: Polygons, sources: readonly NearestSource[], ranges?: readonly (readonly [number, number])[]) {
  const index = structuredClone(buildNearestIndex(sources));
  const count = featureCount(plots);
  const out = new Float64Array(count).fill(-1);
  const features = new Uint32Array(count);
  for (const [from, to] of ranges ?? [[0, count]])
    measureNearest(plots, index, from, to, out, { from: 'edge' }, features);
  return { out, features, index };
}

const all = (geometry: Geometry): NearestSource => ({ geometry, mask: null });
const plot = polygonsOf([[[square(0, 0, 10), [...square(3, 3, 4)].reverse()]]]);
const toPlot = (geometry: Geometry) => fast(plot, [all(geometry)]).out[0];

describe('distance from a square with a hole', () => {
  it('to points', () => {
    expect(toPlot(pointsOf([[[13, 14]]]))).toBe(5);
    expect(toPlot(pointsOf([[[5, -2]]]))).toBe(2);
    expect(toPlot(pointsOf([[[1, 1]]]))).toBe(0);
    expect(toPlot(pointsOf([[[5, 4.5]]]))).toBe(1.5);
    expect(toPlot(pointsOf([[[10, 7]]]))).toBe(0);
    expect(
      toPlot(
        pointsOf([
          [],
          [
            [40, 0],
            [5, 15],
            [Number.NaN, 3],
          ],
        ]),
      ),
    ).toBe(5);
  });
  it('to lines', () => {
    expect(
      toPlot(
        linesOf([
          [
            [
              [-5, 12],
              [30, 12],
            ],
          ],
        ]),
      ),
    ).toBe(2);
    expect(
      toPlot(
        linesOf([
          [
            [
              [-5, 5],
              [30, 5],
            ],
          ],
        ]),
      ),
    ).toBe(0);
    expect(
      toPlot(
        linesOf([
          [
            [
              [4, 5],
              [6, 5],
            ],
          ],
        ]),
      ),
    ).toBe(1);
    expect(
      toPlot(
        linesOf([
          [
            [
              [1, 1],
              [2, 2],
            ],
          ],
        ]),
      ),
    ).toBe(0);
    expect(
      toPlot(
        linesOf([
          [
            [
              [12, -5],
              [12, -1],
              [Number.NaN, 0],
              [12, 3],
            ],
          ],
        ]),
      ),
    ).toBe(2);
    expect(
      toPlot(
        linesOf([
          [
            [
              [10, -5],
              [10, 30],
            ],
          ],
        ]),
      ),
    ).toBe(0);
  });
  it('to polygons', () => {
    const within = (geometry: Polygons) => toPlot(geometry);
    expect(within(polygonsOf([[[square(-50, -50, 200)]]]))).toBe(0);
    expect(within(polygonsOf([[[square(-50, -50, 200), [...square(-5, -7, 100)].reverse()]]]))).toBe(5);
    expect(within(polygonsOf([[[square(4, 4, 2)]]]))).toBe(1);
    expect(within(polygonsOf([[[square(1, 1, 1)]]]))).toBe(0);
    expect(within(polygonsOf([[[square(10, 10, 1)]], [[square(90, 0, 1)]]]))).toBe(0);
    expect(within(polygonsOf([[[square(13, 14, 5)]]]))).toBe(5);
  });
  it('is missing where there is nothing to reach or nothing to reach from', () => {
    expect(toPlot(pointsOf([[], []]))).toBeNaN();
    expect(toPlot({ kind: 'none', count: 4 })).toBeNaN();
    expect(fast(plot, []).out[0]).toBeNaN();
    const { out, features } = fast(
      polygonsOf([
        [],
        [[square(0, 0, 1)]],
        [
          [
            [
              [Number.NaN, 0],
              [Number.NaN, 1],
            ],
          ],
        ],
      ]),
      [all(pointsOf([[[3, 1]]]))],
    );
    expect([...out]).toEqual([Number.NaN, 2, Number.NaN]);
    expect([...features]).toEqual([noFeature, 0, noFeature]);
  });
  it('touches where coordinates cannot tell', () => {
    const far = 7_000_000;
    const slanted = polygonsOf([
      [
        [
          [
            [far, far],
            [far + 7, far + 3],
            [far, far + 9],
          ],
        ],
      ],
    ]);
    const onEdge = pointsOf([[[far + 7 / 3, far + 1]]]);
    expect(fast(slanted, [all(onEdge)]).out[0]).toBe(0);
    const justOff = pointsOf([[[far + 7 / 3, far + 1 - 1e-6]]]);
    expect(fast(slanted, [all(justOff)]).out[0]).toBeGreaterThan(5e-7);
  });
  it('selects by mask and says which row of which source', () => {
    const sources: NearestSource[] = [
      { geometry: pointsOf([[[11, 5]], [[20, 5]]]), mask: Uint8Array.of(2, 1) },
      all(
        linesOf([
          [
            [
              [5, 40],
              [6, 40],
            ],
          ],
          [
            [
              [5, 14],
              [6, 14],
            ],
          ],
        ]),
      ),
    ];
    const { out, features, index } = fast(plot, sources);
    expect(out[0]).toBe(4);
    expect(sourceRow(index, features[0])).toEqual({ source: 1, row: 1 });
    expect(sourceRow(index, 1)).toEqual({ source: 0, row: 1 });
  });
  it('measures from centroids when asked', () => {
    const index = buildNearestIndex([all(pointsOf([[[20, 5]]])), all(polygonsOf([[[square(-99, -99, 9)]]]))]);
    const out = new Float64Array(1);
    measureNearest(plot, index, 0, 1, out, { from: 'centroid', centroids: Float64Array.of(5, 5) });
    expect(out[0]).toBe(15);
    measureNearest(plot, index, 0, 1, out, { from: 'centroid', centroids: Float64Array.of(-95, -95) });
    expect(out[0]).toBe(0);
    measureNearest(plot, index, 0, 1, out, { from: 'centroid', centroids: Float64Array.of(Number.NaN, Number.NaN) });
    expect(out[0]).toBeNaN();
  });
});

describe('against every pair of edges', () => {
  for (let seed = 1; seed <= 12; seed++) {
    it(`agrees, seed ${seed}`, () => {
      const random = createRandom(seed);
      const corner = seed % 2 === 0 ? 6_500_000 : -300;
      const side = 1000;
      const plots = randomPolygons(random, 40, side, 10 + 15 * (seed % 4), corner);
      const sources = [
        all(randomPoints(random, 1 + random.below(25), side, corner)),
        all(randomLines(random, 1 + random.below(15), side, 60, corner)),
        all(randomPolygons(random, 1 + random.below(10), side, seed % 3 === 0 ? 250 : 30, corner)),
      ];
      for (const chosen of [[sources[0]], [sources[1]], [sources[2]], sources]) {
        const { out, features } = fast(plots, chosen);
        for (let row = 0; row < 40; row++) {
          const [distance, feature] = slowDistance(plots, row, chosen);
          if (Number.isNaN(distance)) expect(out[row]).toBeNaN();
          else expect(Math.abs(out[row] - distance)).toBeLessThan(1e-7);
          expect(features[row]).toBe(feature);
        }
      }
    });
  }
});

it('is 0 where any ring of a plot lies inside a polygon, even a "hole" away from its outer ring', () => {
  const stray = polygonsOf([[[square(0, 0, 1), square(20, 20, 1)]]]);
  const around = polygonsOf([[[square(19, 19, 4)]]]);
  expect(fast(stray, [all(around)]).out[0]).toBe(0);
  expect(fast(around, [all(stray)]).out[0]).toBe(0);
});

describe('does not depend on', () => {
  const random = createRandom(99);
  const plots = randomPolygons(random, 200, 2000, 25, 400_000);
  const lines = randomLines(random, 300, 2000, 40, 400_000);
  const whole = fast(plots, [all(lines)]);
  it('how rows are cut into ranges', () => {
    const ranges = [
      [150, 200],
      [0, 1],
      [70, 150],
      [1, 70],
    ] as const;
    const cut = fast(plots, [all(lines)], ranges);
    expect(cut.out).toEqual(whole.out);
    expect(cut.features).toEqual(whole.features);
    const single = fast(
      plots,
      [all(lines)],
      Array.from({ length: 200 }, (_, n) => [n, n + 1] as const),
    );
    expect(single.out).toEqual(whole.out);
    expect(single.features).toEqual(whole.features);
  });
  it('whether the nearest row is asked for', () => {
    const out = new Float64Array(200);
    measureNearest(plots, whole.index, 0, 200, out, { from: 'edge' });
    expect(out).toEqual(whole.out);
  });
  it('the place of the whole', () => {
    const moved = (geometry: Polygons | typeof lines) => ({ ...geometry, xy: geometry.xy.map((v) => v - 400_000) });
    const there = fast(moved(plots) as Polygons, [all(moved(lines))]).out;
    whole.out.forEach((distance, row) => {
      if (!Number.isNaN(distance)) expect(Math.abs(there[row] - distance)).toBeLessThan(1e-8);
    });
  });
});

it('refuses rows that are not there', () => {
  const index = buildNearestIndex([all(plot)]);
  expect(() => measureNearest(plot, index, 0, 2, new Float64Array(2), { from: 'edge' })).toThrow(RangeError);
});

import { centerOfMass, polygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import {
  blob,
  linesOf,
  pointsOf,
  polygonsOf,
  type Ring,
  randomPolygons,
  square,
} from '../../../test/builders/geometry-columns.ts';
import { createRandom } from '../lib/random.ts';
import { measureAreas, polygonArea, signedRingArea } from './area.ts';
import { extentsTouch, geometryExtent, joinExtents, measureBoxes } from './bounds.ts';
import { measureCentroids } from './centroid.ts';
import { measureLengths } from './length.ts';
import { featureCount, type Geometry } from './types.ts';

const hole = (ring: Ring): Ring => [...ring].reverse();
const nan = Number.NaN;
const far = 7_000_000.123456;

function column(measure: (g: never, from: number, to: number, out: Float64Array) => void, g: Geometry, width = 1) {
  const out = new Float64Array(width * featureCount(g));
  measure(g as never, 0, featureCount(g), out);
  return [...out];
}

describe('area', () => {
  it('is signed by the turn of a ring and free of it for a feature', () => {
    const ring = Float64Array.from(square(0, 0, 3).flat());
    expect(signedRingArea(ring, 0, 4)).toBe(9);
    expect(signedRingArea(Float64Array.from(hole(square(0, 0, 3)).flat()), 0, 4)).toBe(-9);
    const wrongWay = polygonsOf([[[hole(square(0, 0, 10)), square(1, 1, 2)], [square(20, 0, 1)]], []]);
    expect(column(measureAreas, wrongWay)).toEqual([97, nan]);
    expect(polygonArea(wrongWay, 1)).toBe(0);
  });
  it('leaves out vertices that are not finite and keeps digits at large coordinates', () => {
    const [a, b, c, d] = square(0, 0, 4);
    expect(column(measureAreas, polygonsOf([[[[[nan, 1], a, b, [2, Infinity], c, d, [0, nan]]]]]))).toEqual([16]);
    const near = polygonsOf([
      [
        [
          [
            [0, 0],
            [0.25, 0],
            [0.25, 0.5],
          ],
        ],
      ],
    ]);
    const moved = { ...near, xy: near.xy.map((v) => v + 2 ** 23) };
    expect(column(measureAreas, moved)).toEqual(column(measureAreas, near));
    expect(
      column(
        measureAreas,
        polygonsOf([
          [
            [
              [
                [nan, nan],
                [nan, 1],
              ],
            ],
            [[[1, 1]]],
          ],
        ]),
      ),
    ).toEqual([0]);
  });
  it('does not change when a ring starts elsewhere', () => {
    const random = createRandom(4);
    const ring = blob(random, far, far, 100, 40);
    const turned = [...ring.slice(13), ...ring.slice(0, 13)];
    const [a, b] = column(measureAreas, polygonsOf([[[ring]], [[turned]]]));
    expect(b).toBeCloseTo(a, 6);
  });
});

describe('length', () => {
  it('adds paths, closes rings and gives points none', () => {
    expect(
      column(
        measureLengths,
        linesOf([
          [
            [
              [0, 0],
              [3, 4],
            ],
            [
              [0, 0],
              [nan, 9],
              [0, 2],
            ],
          ],
          [],
          [[[1, 1]]],
        ]),
      ),
    ).toEqual([7, nan, 0]);
    expect(column(measureLengths, polygonsOf([[[square(0, 0, 10), hole(square(2, 2, 1))]], []]))).toEqual([44, nan]);
    expect(column(measureLengths, pointsOf([[[1, 1]], []]))).toEqual([0, nan]);
  });
});

describe('bounds', () => {
  it('ignores what is not finite', () => {
    const lines = linesOf([
      [
        [
          [nan, 5],
          [1, 2],
          [-3, 8],
          [Infinity, 0],
        ],
      ],
      [],
      [[[nan, nan]]],
      [[[7, 7]]],
    ]);
    expect(geometryExtent(lines)).toEqual([-3, 2, 7, 8]);
    expect(column(measureBoxes, lines, 4)).toEqual([-3, 2, 1, 8, nan, nan, nan, nan, nan, nan, nan, nan, 7, 7, 7, 7]);
    expect(geometryExtent({ kind: 'none', count: 3 })).toBeNull();
    expect(geometryExtent(pointsOf([[]]))).toBeNull();
  });
  it('joins and compares extents', () => {
    expect(joinExtents([0, 0, 1, 1], [2, -1, 3, 0.5])).toEqual([0, -1, 3, 1]);
    expect(joinExtents(null, [0, 0, 1, 1])).toEqual([0, 0, 1, 1]);
    expect(joinExtents(null, null)).toBeNull();
    expect(extentsTouch([0, 0, 1, 1], [1, 1, 2, 2])).toBe(true);
    expect(extentsTouch([0, 0, 1, 1], [0, 1.1, 2, 2])).toBe(false);
  });
});

describe('centroid', () => {
  it('is the centre of area with holes taken out, whatever way rings turn', () => {
    const plain = polygonsOf([
      [[square(0, 0, 10), hole(square(5, 0, 5))]],
      [[hole(square(0, 0, 10)), square(5, 0, 5)]],
      [],
    ]);
    // (100 * 5 - 25 * 7.5) / 75 and (100 * 5 - 25 * 2.5) / 75
    const [x, y] = [312.5 / 75, 437.5 / 75];
    const got = column(measureCentroids, plain, 2);
    [x, y, x, y].forEach((value, n) => {
      expect(got[n]).toBeCloseTo(value, 12);
    });
    expect(got.slice(4)).toEqual([nan, nan]);
  });
  it('falls back to length and to the mean of vertices', () => {
    expect(
      column(
        measureCentroids,
        polygonsOf([
          [
            [
              [
                [0, 0],
                [10, 0],
                [4, 0],
              ],
            ],
          ],
          [
            [
              [
                [2, 3],
                [2, 3],
                [2, 3],
              ],
            ],
          ],
        ]),
        2,
      ),
    ).toEqual([5, 0, 2, 3]);
    const slanted = polygonsOf([
      [
        [
          [
            [far, far],
            [far + 1, far + 3],
            [far + 2, far + 6],
          ],
        ],
      ],
    ]);
    expect(column(measureCentroids, slanted, 2)[0]).toBeCloseTo(far + 1, 6);
    expect(
      column(
        measureCentroids,
        linesOf([
          [
            [
              [0, 0],
              [4, 0],
              [4, 2],
            ],
          ],
        ]),
        2,
      ),
    ).toEqual([16 / 6, 2 / 6]);
    expect(
      column(
        measureCentroids,
        pointsOf([
          [
            [1, 2],
            [3, 6],
            [nan, 1],
          ],
          [[5, 5]],
        ]),
        2,
      ),
    ).toEqual([2, 4, 5, 5]);
  });
  it('weighs the loops of a ring that crosses itself by their even-odd area', () => {
    const bow: Ring = [
      [0, 0],
      [4, 4],
      [4, 0],
      [0, 4],
    ];
    const lopsided: Ring = [
      [0, 0],
      [6, 6],
      [6, 0],
      [0, 3],
    ];
    const got = column(measureCentroids, polygonsOf([[[bow]], [[lopsided]]]), 2);
    expect(got[0]).toBeCloseTo(2, 12);
    expect(got[1]).toBeCloseTo(2, 12);
    // Edges cross at (2, 2): triangles (0,0)(2,2)(0,3) of area 3 and (2,2)(6,6)(6,0) of area 12.
    expect(got[2]).toBeCloseTo((3 * (2 / 3) + 12 * (14 / 3)) / 15, 12);
    expect(got[3]).toBeCloseTo((3 * (5 / 3) + 12 * (8 / 3)) / 15, 12);
  });
  it('does not count twice where parts lie over each other', () => {
    const got = column(measureCentroids, polygonsOf([[[square(0, 0, 10)], [square(0, 0, 5)]]]), 2);
    expect(got[0]).toBeCloseTo(437.5 / 75, 12);
  });
  it('agrees with turf on blobs and does not change under translation or rotation of the ring', () => {
    const random = createRandom(11);
    for (let round = 0; round < 30; round++) {
      const ring = blob(random, 3, 4, 2, 4 + random.below(30));
      const [x, y] = centerOfMass(polygon([[...ring.map((p) => [...p]), [...ring[0]]]])).geometry.coordinates;
      const moved = ring.map(([a, b]) => [a + 2 ** 22, b + 2 ** 22] as const);
      const got = column(
        measureCentroids,
        polygonsOf([[[ring]], [[[...ring.slice(2), ...ring.slice(0, 2)]]], [[moved]]]),
        2,
      );
      expect(got[0]).toBeCloseTo(x, 9);
      expect(got[1]).toBeCloseTo(y, 9);
      expect(got[2]).toBeCloseTo(got[0], 9);
      expect(got[4] - 2 ** 22).toBeCloseTo(got[0], 6);
    }
  });
});

it('gives the same bytes for any ranges', () => {
  const plots = randomPolygons(createRandom(8), 60, 1000, 60, far);
  for (const [measure, width] of [
    [measureAreas, 1],
    [measureLengths, 1],
    [measureCentroids, 2],
    [measureBoxes, 4],
  ] as const) {
    const out = new Float64Array(60 * width);
    for (const [from, to] of [
      [40, 60],
      [0, 13],
      [13, 40],
    ])
      measure(plots, from, to, out);
    expect([...out]).toEqual(column(measure as never, plots, width));
  }
});

import { describe, expect, it } from 'vitest';
import { polygonsOf, type Ring } from '../../../../test/builders/geometry-columns.ts';
import type { Extent } from '../types.ts';
import { buildOverlayIndex, overlayResult } from './build.ts';
import { measureOverlay, overlayAreas } from './measure.ts';
import type { OverlayQuery } from './types.ts';

type Feature = readonly (readonly Ring[])[];

const world: Extent = [-100, -100, 100, 100];

function measure(plots: readonly Feature[], queries: readonly OverlayQuery[], extent: Extent = world) {
  const result = overlayResult(queries, plots.length);
  measureOverlay(polygonsOf(plots), buildOverlayIndex(queries, extent), 0, plots.length, result);
  return result;
}

const unionOf = (features: readonly Feature[], mask: Uint8Array | null = null): OverlayQuery => ({
  kind: 'union',
  sources: [{ polygons: polygonsOf(features), mask }],
});

const codesOf = (
  features: readonly Feature[],
  codes: readonly number[],
  suitability: readonly number[] | null = null,
): OverlayQuery => ({
  kind: 'codes',
  sources: [{ polygons: polygonsOf(features), mask: null, codeOfRow: Uint32Array.from(codes) }],
  codeCount: Math.max(...codes, 1) + 1,
  suitability: suitability === null ? null : Float64Array.from([Number.NaN, ...suitability]),
});

/** Axis-parallel box, counter-clockwise. */
function box(minX: number, minY: number, maxX: number, maxY: number): Ring {
  return [
    [minX, minY],
    [maxX, minY],
    [maxX, maxY],
    [minX, maxY],
  ];
}

const reversed = (ring: Ring): Ring => [...ring].reverse();
const boxes = (...all: readonly Ring[]): Feature[] => all.map((ring): Feature => [[ring]]);
const bowTie: Ring = [
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
];

describe('the area of a plot', () => {
  const cases: readonly (readonly [string, Feature, number])[] = [
    ['a unit square', [[box(0, 0, 1, 1)]], 1],
    ['the same the other way round', [[reversed(box(0, 0, 1, 1))]], 1],
    ['a ring that repeats its first vertex', [[[...box(0, 0, 1, 1), [0, 0]]]], 1],
    ['vertices doubled', [[box(0, 0, 1, 1).flatMap((vertex) => [vertex, vertex])]], 1],
    ['a hole', [[box(0, 0, 4, 4), reversed(box(1, 1, 3, 3))]], 12],
    ['a hole wound like its shell', [[box(0, 0, 4, 4), box(1, 1, 3, 3)]], 12],
    ['a hole touching its shell', [[box(0, 0, 4, 4), box(0, 1, 2, 3)]], 12],
    ['a hole reaching out of its shell (even-odd)', [[box(0, 0, 4, 4), box(3, 0, 5, 4)]], 16],
    ['an island in a hole', [[box(0, 0, 6, 6), box(1, 1, 5, 5)], [box(2, 2, 4, 4)]], 24],
    ['parts apart', [[box(0, 0, 1, 1)], [box(5, 5, 7, 7)]], 5],
    ['parts that touch along a side', [[box(0, 0, 1, 1)], [box(1, 0, 2, 1)]], 2],
    ['parts that touch at a corner', [[box(0, 0, 1, 1)], [box(1, 1, 2, 2)]], 2],
    ['parts that overlap (even-odd)', [[box(0, 0, 2, 2)], [box(1, 0, 3, 2)]], 4],
    ['one part twice (even-odd)', [[box(0, 0, 2, 2)], [box(0, 0, 2, 2)]], 0],
    ['a bow-tie', [[bowTie]], 2],
    ['a spike out and back', [[[...box(0, 0, 1, 1).slice(0, 2), [1, 0.5], [9, 0.5], [1, 0.5], [1, 1], [0, 1]]]], 1],
    ['a slanting line', [[[...box(0, 0, 1, 1).slice(0, 1), [1, 1], [2, 2]]]], 0],
    ['a level line', [[box(0, 1, 3, 1)]], 0],
    ['two points', [[box(0, 0, 1, 1).slice(0, 2)]], 0],
    ['nothing', [], 0],
    ['a vertex that is not finite, as if absent', [[[[Number.NaN, 9], ...box(0, 0, 1, 1), [Infinity, 0]]]], 1],
  ];
  it.each(cases)('%s', (_name, plot, area) => {
    const result = measure([plot], []);
    expect(result.area[0]).toBeCloseTo(area, 12);
    expect(result.fallback[0]).toBe(0);
  });
});

describe('the area under a union', () => {
  const plot: Feature = [[box(0, 0, 4, 4)]];
  const cases: readonly (readonly [string, readonly Feature[], number])[] = [
    ['nothing', [], 0],
    ['a feature without geometry', [[]], 0],
    ['half', boxes(box(2, -1, 9, 9)), 8],
    ['the plot itself', [plot], 16],
    [
      'the plot itself, cut in two along a slant',
      [
        [[box(0, 0, 4, 4).slice(0, 3)]],
        [
          [
            [
              [0, 0],
              [4, 4],
              [0, 4],
            ],
          ],
        ],
      ],
      16,
    ], // prettier-ignore
    ['all around', boxes(box(-50, -50, 50, 50)), 16],
    ['a corner only', boxes(box(4, 4, 6, 6)), 0],
    ['a side only', boxes(box(4, 0, 6, 4)), 0],
    ['below, above, left and right', boxes(box(0, -3, 4, -1), box(0, 5, 4, 6), box(-3, 0, -1, 4), box(5, 0, 6, 4)), 0],
    ['two over each other count once', boxes(box(0, 0, 3, 4), box(1, 0, 4, 4)), 16],
    ['the same twice counts once', boxes(box(0, 0, 2, 4), box(0, 0, 2, 4)), 8],
    ['nested', boxes(box(0, 0, 3, 3), box(1, 1, 2, 2)), 9],
    ['side by side', boxes(box(0, 0, 2, 4), box(2, 0, 4, 4)), 16],
    ['a hole counts as outside', [[[box(-9, -9, 9, 9), box(1, 1, 3, 3)]]], 12],
    ['a hole filled by another feature', [[[box(-9, -9, 9, 9), box(1, 1, 3, 3)]], [[box(1, 1, 3, 3)]]], 16],
    ['parts', [[[box(0, 0, 1, 1)], [box(3, 3, 4, 4)]]], 2],
    ['parts over each other (even-odd)', [[[box(0, 0, 2, 2)], [box(1, 0, 3, 2)]]], 4],
    ['a bow-tie', [[[bowTie]]], 2],
    ['a bow-tie over a square that winds against one wing', [[[bowTie]], [[box(0, 0, 1, 2)]]], 3],
    [
      'a square that winds the other way over one that does not',
      [[[box(0, 0, 2, 2)]], [[reversed(box(1, 0, 3, 2))]]],
      6,
    ],
    ['a line', [[[box(0, 1, 4, 1)]]], 0],
    ['vertices that are not finite, as if absent', [[[[...box(2, -1, 9, 9), [Number.NaN, 0]]]]], 8],
  ];
  it.each(cases)('%s', (_name, features, covered) => {
    for (const extent of [world, [0, 0, 4, 4] as Extent]) {
      const result = measure([plot], [unionOf(features)], extent);
      expect(result.unions[0][0]).toBeCloseTo(covered, 12);
      expect(result.fallback[0]).toBe(0);
    }
  });

  it('takes the rows a mask selects', () => {
    const features = boxes(box(0, 0, 1, 4), box(1, 0, 2, 4), box(2, 0, 3, 4));
    expect(measure([plot], [unionOf(features, Uint8Array.of(1, 0, 2))]).unions[0][0]).toBeCloseTo(4, 12);
  });

  it('answers several queries over shared layers apart', () => {
    const left = polygonsOf(boxes(box(0, 0, 2, 4)));
    const low = polygonsOf(boxes(box(0, 0, 4, 1)));
    const source = (polygons: typeof left) => ({ polygons, mask: null });
    const { unions } = measure(
      [plot],
      [
        { kind: 'union', sources: [source(left)] },
        { kind: 'union', sources: [source(left), source(low), source(left)] },
        { kind: 'union', sources: [] },
      ],
    );
    expect(unions.map((union) => union[0])).toEqual([8, 10, 0]);
  });

  it('keeps plots apart from each other', () => {
    const plots = [...boxes(box(0, 0, 1, 1), box(50, 50, 52, 52)), [], ...boxes(box(1, 1, 3, 3))];
    const result = measure(plots, [unionOf(boxes(box(0, 0, 2, 2)))]);
    expect([...result.area]).toEqual([1, 4, 0, 4]);
    expect([...result.unions[0]]).toEqual([1, 0, 0, 1]);
  });

  it('measures a plot without width or height as nothing', () => {
    expect([...measure(boxes(box(1, 1, 1, 3), box(1, 1, 3, 1)), [unionOf(boxes(box(0, 0, 9, 9)))]).unions[0]]).toEqual([
      0, 0,
    ]);
  });
});

describe('the area under codes', () => {
  const plot: Feature = [[box(0, 0, 4, 4)]];

  it('counts two zones of one code over each other once, and finds the largest code', () => {
    const zones = boxes(box(0, 0, 3, 4), box(1, 0, 3, 4), box(2, 0, 4, 4));
    const result = measure([plot], [codesOf(zones, [1, 1, 2])]);
    expect(result.dominant[0][0]).toBe(1);
    expect(result.dominantArea[0][0]).toBeCloseTo(12, 12);
    expect(result.unions[0]).toHaveLength(0);
    expect(result.mean[0]).toHaveLength(0);
  });

  it('gives the lowest of equal codes, whatever the order of rows', () => {
    const zones = boxes(box(0, 0, 2, 4), box(2, 0, 4, 4));
    expect(measure([plot], [codesOf(zones, [2, 1])]).dominant[0][0]).toBe(1);
    expect(measure([plot], [codesOf(zones, [1, 2])]).dominant[0][0]).toBe(1);
  });

  it('gives 0 where no zone lies, only rows without code, or a zone that merely touches', () => {
    const zones = boxes(box(0, 0, 4, 4), box(4, 0, 9, 4));
    const result = measure([plot], [codesOf(zones, [0, 1])]);
    expect([result.dominant[0][0], result.dominantArea[0][0]]).toEqual([0, 0]);
  });

  it('weights suitability by area, over the codes that have one', () => {
    const zones = boxes(box(0, 0, 1, 4), box(1, 0, 2, 4), box(2, 0, 4, 4));
    const result = measure([plot, [[box(20, 20, 21, 21)]]], [codesOf(zones, [1, 2, 3], [1, Number.NaN, 0.25])]);
    expect(result.mean[0][0]).toBeCloseTo((4 * 1 + 8 * 0.25) / 12, 12);
    expect(result.meanArea[0][0]).toBeCloseTo(12, 12);
    expect([result.mean[0][1], result.meanArea[0][1]]).toEqual([Number.NaN, 0]);
  });

  it('lists the areas of one plot', () => {
    const queries = [unionOf(boxes(box(0, 0, 1, 4))), codesOf(boxes(box(0, 0, 2, 4), box(1, 0, 4, 4)), [5, 2])];
    const found: number[][] = [];
    overlayAreas(polygonsOf([plot]), 0, buildOverlayIndex(queries, world), (...areas) => found.push(areas));
    expect(found).toEqual([
      [0, 0, 4],
      [1, 2, 12],
      [1, 5, 8],
    ]);
  });

  it('refuses a code that is not counted', () => {
    const query = { ...codesOf(boxes(box(0, 0, 1, 1)), [3]), codeCount: 3 } as OverlayQuery;
    expect(() => buildOverlayIndex([query], world)).toThrow(RangeError);
  });
});

describe('the extent', () => {
  it('must be finite and hold the plots', () => {
    expect(() => buildOverlayIndex([], [0, 0, Number.NaN, 1])).toThrow(RangeError);
    expect(() => buildOverlayIndex([], [1, 0, 0, 1])).toThrow(RangeError);
    expect(() => measure(boxes(box(0, 0, 101, 1)), [])).toThrow(/plot 0/);
  });

  it('may be a single point', () => {
    expect(measure([[]], [unionOf(boxes(box(0, 0, 1, 1)))], [0, 0, 0, 0]).area[0]).toBe(0);
  });

  it('changes nothing for constraints that reach far beyond it on every side', () => {
    const star: Ring = [
      [-1e6, 0],
      [0, -1e6],
      [1e6, 0],
      [0, 1e6],
    ]; // prettier-ignore
    const result = measure(boxes(box(10, 10, 20, 20)), [unionOf([[[star]]])], [10, 10, 20, 20]);
    expect(result.unions[0][0]).toBeCloseTo(100, 9);
  });
});

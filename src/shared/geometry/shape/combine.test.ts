import { describe, expect, it } from 'vitest';
import { type Position, polygonsOf, type Ring } from '../../../../test/builders/geometry-columns.ts';
import { createRandom } from '../../lib/random.ts';
import { polygonArea } from '../area.ts';
import { featureCount, type Polygons } from '../types.ts';
import {
  differencePolygons,
  intersectionPolygons,
  offsetPolygons,
  resolvePolygons,
  separateParts,
  unionPolygons,
} from './combine.ts';

const box = (x: number, y: number, width: number, height: number): Ring => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const reversed = (ring: Ring): Ring => [...ring].reverse();
const source = (features: Parameters<typeof polygonsOf>[0], mask: Uint8Array | null = null) => ({
  polygons: polygonsOf(features),
  mask,
});
const areas = (polygons: Polygons) =>
  Array.from({ length: featureCount(polygons) }, (_, row) => Math.round(polygonArea(polygons, row) * 1e6) / 1e6);
/** Rings of every part of every feature. */
const shape = ({ featureStart, partStart }: Polygons) =>
  Array.from({ length: featureStart.length - 1 }, (_, f) =>
    Array.from({ length: featureStart[f + 1] - featureStart[f] }, (_, p) => {
      const part = featureStart[f] + p;
      return partStart[part + 1] - partStart[part];
    }),
  );

describe('areas as results', () => {
  it('joins what touches along an edge, and leaves apart what touches in a point', () => {
    const boxes = [[[box(0, 0, 10, 10)]], [[box(10, 0, 10, 10)]], [[box(20, 10, 10, 10)]], [[box(50, 0, 1, 1)]]];
    const { polygons, tangled } = unionPolygons([source(boxes)]);
    expect(tangled).toEqual([]);
    expect(areas(polygons)).toEqual([200, 100, 1]);
    expect([...polygons.xy.subarray(0, 8)]).toEqual([0, 0, 20, 0, 20, 10, 0, 10]);
    expect(areas(unionPolygons([source(boxes, Uint8Array.of(1, 0, 0, 1))]).polygons)).toEqual([100, 1]);
    expect(featureCount(unionPolygons([]).polygons)).toBe(0);
  });

  it('takes off and keeps by row, and says nothing of rows without geometry', () => {
    const plots = polygonsOf([[[box(0, 0, 10, 10)]], [], [[box(100, 0, 10, 10)]], [[box(4, 4, 2, 2)]]]);
    const other = [source([[[box(3, 3, 4, 4)]], [[box(105, -5, 20, 20)]]])];
    const difference = differencePolygons(plots, other).polygons;
    expect(areas(difference)).toEqual([84, 0, 50, 0]);
    expect(shape(difference)).toEqual([[2], [], [1], []]);
    expect(areas(intersectionPolygons(plots, other).polygons)).toEqual([16, 0, 50, 4]);
  });

  it('nests islands in holes, and holes that touch their outer ring or each other', () => {
    const rings = [box(0, 0, 100, 100), box(10, 10, 80, 80), box(20, 20, 60, 60), box(30, 30, 10, 10)];
    expect(shape(resolvePolygons(polygonsOf([[rings]])).polygons)).toEqual([[2, 2]]);
    const diamond = (x: number, y: number): Ring => [
      [x - 10, y],
      [x, y - 10],
      [x + 10, y],
      [x, y + 10],
    ];
    const touching = [box(0, 0, 100, 100), diamond(10, 50), diamond(30, 50), diamond(50, 90)];
    expect(shape(resolvePolygons(polygonsOf([[touching]])).polygons)).toEqual([[4]]);
    // A chain from border to border cuts the box in two.
    const chain = [box(0, 0, 40, 100), diamond(10, 50), diamond(30, 50)];
    expect(shape(resolvePolygons(polygonsOf([[chain]])).polygons)).toEqual([[1, 1]]);
  });

  it('makes even-odd of what crosses or lies over itself, whichever way it winds', () => {
    const bow: Ring = [
      [0, 0],
      [10, 10],
      [10, 0],
      [0, 10],
    ];
    expect(shape(resolvePolygons(polygonsOf([[[bow]]])).polygons)).toEqual([[1, 1]]);
    const twice = [[box(0, 0, 10, 10)], [reversed(box(5, 0, 10, 10))]];
    expect(areas(resolvePolygons(polygonsOf([twice])).polygons)).toEqual([100]);
    expect(areas(resolvePolygons(polygonsOf([[[box(0, 0, 10, 10)], [box(0, 0, 10, 10)]]])).polygons)).toEqual([0]);
  });

  it('grows and shrinks by a distance with round corners', () => {
    const plots = polygonsOf([[[box(0, 0, 100, 100)]], [[box(0, 0, 100, 100), reversed(box(40, 40, 20, 20))]]]);
    const grown = areas(offsetPolygons(plots, 10).polygons);
    expect(Math.abs(grown[0] - (100 * 140 + Math.PI * 100))).toBeLessThan(0.1);
    expect(grown[0] - grown[1]).toBeCloseTo(0, 6);
    const shrunk = areas(offsetPolygons(plots, -10).polygons);
    expect(shrunk[0]).toBeCloseTo(6400, 4);
    expect(Math.abs(shrunk[0] - shrunk[1] - (400 + 800 + Math.PI * 100))).toBeLessThan(0.1);
    expect(areas(offsetPolygons(plots, -50).polygons)).toEqual([0, 0]);
    expect(areas(offsetPolygons(plots, 0).polygons)).toEqual([10_000, 9600]);
  });

  it('separates parts', () => {
    const two = polygonsOf([[[box(0, 0, 1, 1)]], [], [[box(5, 0, 2, 2), box(5.5, 0.5, 1, 1)], [box(9, 0, 3, 3)]]]);
    const { polygons, rows } = separateParts(two);
    expect([...rows]).toEqual([0, 2, 2]);
    expect(areas(polygons)).toEqual([1, 3, 9]);
  });

  it('works on coordinates as large as can be', () => {
    for (const far of [2 ** 24, 2 ** 33, 2 ** 40]) {
      const side = far / 2 ** 16;
      const other = [source([[[box(far + side, 0, side, side)]], [[box(far, side, side, side)]]])];
      const { polygons } = differencePolygons(polygonsOf([[[box(far, 0, 2 * side, 2 * side)]]]), other);
      expect(Math.abs(polygonArea(polygons, 0) / side ** 2 - 2)).toBeLessThan(1e-6);
    }
  });

  it('gives up in words on millions of crossings, and works out hundreds of thousands, in bounded time', () => {
    const random = createRandom(5);
    const tangle = (corners: number): Ring =>
      Array.from({ length: corners }, (): Position => [random.between(0, 1000), random.between(0, 1000)]);
    const started = performance.now();
    const { polygons, tangled } = resolvePolygons(
      polygonsOf([[[tangle(900)]], [[tangle(20_000)]], [[box(0, 0, 1, 1)]]]),
    );
    expect(tangled).toEqual([1]);
    expect(areas(polygons)[2]).toBe(1);
    expect(polygonArea(polygons, 0)).toBeGreaterThan(100_000);
    // Usually six seconds; a busy machine gets time.
    expect(performance.now() - started).toBeLessThan(45_000);
  }, 60_000);
});

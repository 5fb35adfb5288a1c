import { describe, expect, it } from 'vitest';
import { type Position, polygonsOf, type Ring, square } from '../../../../test/builders/geometry-columns.ts';
import { createRandom, type Random } from '../../lib/random.ts';
import { buildOverlayIndex, overlayResult } from '../overlay/build.ts';
import { measureOverlay } from '../overlay/measure.ts';
import { pointInPolygon } from '../point-in-polygon.ts';
import type { Polygons } from '../types.ts';
import { areaOfRings, type FlatRing } from './clip-ring.ts';
import { contiguousParts, largestArea } from './contiguous.ts';
import { NetParts } from './net-part.ts';
import { buildPieces } from './pieces.ts';

const far: Position = [450_000, 7_350_000];
const moved = (ring: Ring): Ring => ring.map(([x, y]) => [x + far[0], y + far[1]]);
const box = (x: number, y: number, width: number, height: number): Ring =>
  moved([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]);
const reversed = (ring: Ring): Ring => [...ring].reverse();
const all = (polygons: Polygons) => buildPieces([{ polygons, mask: null }]);

/** What is left of a plot by the rings, whatever their area. */
function leftOf(parts: NetParts, row: number, own: readonly FlatRing[] = [], setback = 0) {
  const left = parts.of(row, { pieces: true, own, setback, expected: null });
  if (left === null) throw new Error('too tangled');
  return left;
}

function net(plot: readonly (readonly Ring[])[], constraints: readonly (readonly (readonly Ring[])[])[], setback = 0) {
  const pieces = constraints.length === 0 ? null : all(polygonsOf(constraints));
  return leftOf(new NetParts(polygonsOf([plot]), pieces), 0, [], setback);
}

const plot = [[box(0, 0, 100, 100)]];

describe('what is left of a plot', () => {
  it('is the plot less the union, overlaps counted once', () => {
    const rings = net(plot, [[[box(-10, -10, 40, 200)]], [[box(20, 50, 30, 100)]]]);
    expect(areaOfRings(rings)).toBeCloseTo(10_000 - 3000 - 1000, 6);
  });

  it('is even-odd for a plot or a constraint that crosses itself, whichever way rings turn', () => {
    const bow = moved([
      [0, 0],
      [100, 100],
      [100, 0],
      [0, 100],
    ]);
    expect(areaOfRings(net([[bow]], []))).toBeCloseTo(5000, 6);
    expect(areaOfRings(net(plot, [[[bow]]]))).toBeCloseTo(5000, 6);
    // Turning clockwise over one turning counter-clockwise: windings must not cancel.
    expect(areaOfRings(net(plot, [[[box(0, 0, 60, 100)]], [[reversed(box(40, 0, 60, 100))]]]))).toBeCloseTo(0, 6);
    const holed = [box(-50, -50, 200, 200), reversed(box(25, 25, 50, 50))];
    expect(areaOfRings(net(plot, [[holed]]))).toBeCloseTo(2500, 6);
  });

  it('keeps a setback from every border of the plot, holes too, rounded at inner corners', () => {
    expect(areaOfRings(net(plot, [], 10))).toBeCloseTo(6400, 4);
    expect(net(plot, [], 50.01)).toEqual([]);
    const holed = [[box(0, 0, 100, 100), reversed(box(40, 40, 20, 20))]];
    const expected = 80 ** 2 - (20 ** 2 + 4 * 20 * 10 + Math.PI * 10 ** 2);
    expect(Math.abs(areaOfRings(net(holed, [], 10)) - expected)).toBeLessThan(0.1);
    // Two parts that share a border are one plot: no setback from the line between them.
    expect(areaOfRings(net([[box(0, 0, 50, 100)], [box(50, 0, 50, 100)]], [], 10))).toBeCloseTo(6400, 4);
    // Setback is from the plot alone, not from what is taken off.
    expect(areaOfRings(net(plot, [[[box(-10, -10, 60, 200)]]], 10))).toBeCloseTo(40 * 80, 4);
  });

  it('takes off areas of its own', () => {
    const own = [[...box(0, 0, 10, 100)].flat(), [...box(5, 0, 10, 100)].flat()];
    const rings = leftOf(new NetParts(polygonsOf([plot]), null), 0, own);
    expect(areaOfRings(rings)).toBeCloseTo(8500, 6);
  });
});

describe('contiguous parts', () => {
  const largest = (constraints: readonly (readonly (readonly Ring[])[])[]) => largestArea(net(plot, constraints));

  it('are cut by a strip, but not by one that ends inside', () => {
    expect(largest([[[box(60, -10, 10, 200)]]])).toBeCloseTo(6000, 6);
    expect(largest([[[box(60, -10, 10, 100)]]])).toBeCloseTo(9100, 6);
    expect(largest([])).toBeCloseTo(10_000, 6);
    expect(largest([[[box(-1, -1, 102, 102)]]])).toBe(0);
  });

  it('do not reach across a point', () => {
    expect(largest([[[box(0, 0, 50, 50)]], [[box(50, 50, 50, 50)]]])).toBeCloseTo(2500, 6);
  });

  it('have their own holes and no others', () => {
    const ring = [box(10, 10, 80, 80), reversed(box(20, 20, 60, 60))];
    const parts = contiguousParts(net(plot, [[ring], [[box(40, 40, 10, 10)]]]));
    expect(parts.map(({ area }) => Math.round(area))).toEqual([3600, 3500]);
    expect(parts.map(({ rings }) => rings.length)).toEqual([2, 2]);
    // A hole that touches the border in one point stays a hole.
    const touching = moved([
      [0, 50],
      [20, 30],
      [40, 50],
      [20, 70],
    ]);
    expect(largest([[[touching]]])).toBeCloseTo(10_000 - 800, 6);
  });
});

/** Ragged rings of many corners, some crossing themselves. */
function ragged(random: Random, x: number, y: number, radius: number, corners: number): Ring {
  return moved(
    Array.from({ length: corners }, (_, i): Position => {
      const angle = (2 * Math.PI * (i + random.between(-1, 1) * (random.next() < 0.1 ? 3 : 0.3))) / corners;
      const reach = radius * random.between(0.5, 1);
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    }),
  );
}

describe('against other ways of working it out', () => {
  it('agrees with the sweep on seeded ragged plots and constraints of hundreds of corners', () => {
    const random = createRandom(7);
    const plots = polygonsOf(
      Array.from({ length: 60 }, () => [[ragged(random, random.between(0, 900), random.between(0, 900), 60, 24)]]),
    );
    const constraints = polygonsOf(
      Array.from({ length: 25 }, () => [
        [ragged(random, random.between(0, 900), random.between(0, 900), 220, 20 + random.below(400))],
      ]),
    );
    const sources = [{ polygons: constraints, mask: null }];
    const queries = [{ kind: 'union' as const, sources }];
    const index = buildOverlayIndex(queries, [far[0] - 200, far[1] - 200, far[0] + 1200, far[1] + 1200]);
    const result = overlayResult(queries, 60);
    measureOverlay(plots, index, 0, 60, result);
    const pieces = buildPieces(sources);
    const parts = new NetParts(plots, pieces);
    expect(pieces.pieceRing.length).toBeGreaterThan(60);
    let touched = 0;
    for (let row = 0; row < 60; row++) {
      const left = areaOfRings(leftOf(parts, row));
      if (left > 1 && result.unions[0][row] > 1) touched++;
      expect(Math.abs(left - (result.area[row] - result.unions[0][row]))).toBeLessThan(0.01);
    }
    expect(touched).toBeGreaterThan(20);
  });

  it('agrees with a flood over a fine grid on the largest part', () => {
    const random = createRandom(3);
    for (let round = 0; round < 12; round++) {
      const own = polygonsOf([[[ragged(random, 0, 0, 100, 16)]]]);
      const constraints = polygonsOf(
        Array.from({ length: 6 }, () => [[ragged(random, random.between(-80, 80), random.between(-80, 80), 45, 12)]]),
      );
      const rings = leftOf(new NetParts(own, all(constraints)), 0);
      const flooded = floodLargest(own, constraints, 1);
      expect(Math.abs(largestArea(rings) - flooded)).toBeLessThan(0.04 * flooded + 150);
    }
  });
});

/** Area of the largest set of neighbouring cells whose centre lies in the plot and in no constraint. */
function floodLargest(plots: Polygons, constraints: Polygons, cell: number): number {
  const size = 220 / cell;
  const free = new Uint8Array(size * size);
  for (let at = 0; at < free.length; at++) {
    const x = far[0] - 110 + ((at % size) + 0.5) * cell;
    const y = far[1] - 110 + (Math.floor(at / size) + 0.5) * cell;
    let inside = pointInPolygon(plots, 0, x, y);
    for (let row = 0; inside && row < 6; row++) inside = !pointInPolygon(constraints, row, x, y);
    free[at] = inside ? 1 : 0;
  }
  let best = 0;
  for (let start = 0; start < free.length; start++) {
    if (free[start] !== 1) continue;
    const stack = [start];
    free[start] = 2;
    let count = 0;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      count++;
      for (const next of [at - 1, at + 1, at - size, at + size]) {
        if (free[next] !== 1) continue;
        free[next] = 2;
        stack.push(next);
      }
    }
    best = Math.max(best, count);
  }
  return best * cell * cell;
}

describe('pieces', () => {
  it('hold every vertex-rich polygon in small parts of the same area', () => {
    const circle = moved(
      Array.from(
        { length: 5000 },
        (_, i): Position => [500 * Math.cos((2 * Math.PI * i) / 5000), 500 * Math.sin((2 * Math.PI * i) / 5000)],
      ),
    );
    const pieces = all(polygonsOf([[[circle]], [], [[square(far[0], far[1], 1)]]]));
    const counts = Array.from(
      { length: pieces.pieceRing.length - 1 },
      (_, p) => pieces.ringStart[pieces.pieceRing[p + 1]] - pieces.ringStart[pieces.pieceRing[p]],
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(96);
    const left = leftOf(new NetParts(polygonsOf([[[box(-600, -600, 1200, 1200)]]]), pieces), 0);
    const area = (5000 / 2) * 500 ** 2 * Math.sin((2 * Math.PI) / 5000);
    expect(Math.abs(areaOfRings(left) - (1200 ** 2 - area))).toBeLessThan(0.01);
  });

  it('leave out rows that are not selected', () => {
    const polygons = polygonsOf([[[box(0, 0, 10, 10)]], [[box(20, 0, 10, 10)]]]);
    const pieces = buildPieces([{ polygons, mask: Uint8Array.of(0, 1) }]);
    expect(pieces.tree.items.length).toBe(1);
    expect(buildPieces([]).tree.items.length).toBe(0);
  });
});

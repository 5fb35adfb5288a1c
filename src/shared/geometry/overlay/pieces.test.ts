import { describe, expect, it } from 'vitest';
import { polygonsOf, type Ring, square } from '../../../../test/builders/geometry-columns.ts';
import type { Extent } from '../types.ts';
import { buildOverlayIndex } from './build.ts';
import { beginPiece, gatherConstraints, gatherRing } from './gather.ts';
import { addPiece } from './piece.ts';
import { overlayFallback } from './types.ts';
import { isStarShaped } from './whole.ts';
import { OverlayWorkspace } from './workspace.ts';

/** Corners of a regular polygon, joined every `step` corners. */
const regular = (corners: number, step: number): Ring =>
  Array.from({ length: corners }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * ((i * step) % corners)) / corners;
    return [Math.cos(angle), Math.sin(angle)];
  });

describe('a ring that goes round a centre once', () => {
  const star = (ring: Ring, x = 0, y = 0) => isStarShaped(Float64Array.from(ring.flat()), 0, ring.length, x, y);

  it('is known either way round, with doubled vertices too', () => {
    expect(star(regular(7, 1))).toBe(true);
    expect(star([...regular(7, 1)].reverse())).toBe(true);
    expect(star(regular(7, 1).flatMap((vertex) => [vertex, vertex]))).toBe(true);
  });

  it('is not one that goes round twice, crosses itself, turns back, misses the centre or is not finite', () => {
    expect(star(regular(5, 2))).toBe(false);
    const [a, b, c, d] = square(-1, -1, 2);
    expect(star([a, c, b, d])).toBe(false);
    expect(star([a, b, [0.5, 0.9], [0.6, 0], c, d])).toBe(false);
    expect(star(regular(7, 1), 2, 0)).toBe(false);
    expect(star(regular(7, 1), 1, 0)).toBe(false);
    expect(star([...regular(7, 1), [Number.NaN, 0]])).toBe(false);
    expect(star([a, a, a])).toBe(false);
  });
});

describe('the tiles', () => {
  const extent: Extent = [0, 0, 100, 100];
  // Enough vertices in one corner that the grid has many tiles.
  const fine = Array.from({ length: 2000 }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / 2000;
    return [10 + 5 * Math.cos(angle), 10 + 5 * Math.sin(angle)];
  });
  const source = (rings: readonly Ring[]) => ({ polygons: polygonsOf(rings.map((ring) => [[ring]])), mask: null });
  const index = buildOverlayIndex([{ kind: 'union', sources: [source([fine, square(-50, -50, 300)])] }], extent);
  const { grid } = index;

  it('know a feature that covers them by one flip at the bottom and by no path', () => {
    expect(grid.columns * grid.rows).toBeGreaterThan(9);
    expect([...index.runFeature].every((feature) => feature === 0)).toBe(true);
    for (let tile = 0; tile < grid.columns * grid.rows; tile++) {
      const flips = [...index.flipY.subarray(index.flipStart[tile], index.flipStart[tile + 1])].filter(
        (_, i) => index.flipFeature[index.flipStart[tile] + i] === 1,
      );
      expect(flips).toEqual([Math.floor(tile / grid.columns) * grid.size]);
    }
  });

  it('hold every path inside their borders, in runs of at most 16 edges inside their boxes', () => {
    for (let tile = 0; tile < grid.columns * grid.rows; tile++) {
      const [left, bottom] = [(tile % grid.columns) * grid.size, Math.floor(tile / grid.columns) * grid.size];
      for (let run = index.runStart[tile]; run < index.runStart[tile + 1]; run++) {
        const [minX, minY, maxX, maxY] = index.runBox.subarray(4 * run, 4 * run + 4);
        expect(minX >= left && maxX <= left + grid.size && minY >= bottom && maxY <= bottom + grid.size).toBe(true);
        expect(index.runLast[run] - index.runFirst[run]).toBeLessThanOrEqual(16);
        for (let vertex = index.runFirst[run]; vertex <= index.runLast[run]; vertex++) {
          const [x, y] = index.xy.subarray(2 * vertex, 2 * vertex + 2);
          expect(x >= minX && x <= maxX && y >= minY && y <= maxY).toBe(true);
        }
      }
    }
  });

  it('are few where there is little to cut', () => {
    const single = buildOverlayIndex([{ kind: 'union', sources: [source([square(10, 10, 5)])] }], extent);
    expect(single.grid.columns * single.grid.rows).toBeLessThanOrEqual(4);
  });
});

describe('a piece whose self-check fails', () => {
  it('is measured the slow way, and says so', () => {
    const constraint = polygonsOf([[[square(1, 1, 9)]]]);
    const query = { kind: 'union', sources: [{ polygons: constraint, mask: null }] } as const;
    const index = buildOverlayIndex([query], [0, 0, 4, 4]);
    const workspace = new OverlayWorkspace(index);
    beginPiece(workspace, 4, 4);
    gatherRing(workspace, Float64Array.from(square(0, 0, 4).flat()), 0, 4, 0, 0);
    gatherConstraints(workspace, index, -index.grid.originX, -index.grid.originY);
    workspace.signedArea += 1;
    addPiece(workspace, index);
    expect(workspace.fallback).toBe(overlayFallback.slow);
    expect(workspace.area).toBeCloseTo(16, 12);
    expect(workspace.slotArea[0]).toBeCloseTo(9, 12);
  });
});

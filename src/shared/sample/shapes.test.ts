import { describe, expect, it } from 'vitest';
import { contourShapes } from './contour.ts';
import { fillGrid, sampleGrid } from './grid.ts';
import { dissolve, insideShape, ringArea, type Shape, shapeArea, shapeCentre } from './shapes.ts';

const square = (x: number, y: number, side = 1): Shape => [[x, y, x + side, y, x + side, y + side, x, y + side]];

describe('contourShapes', () => {
  it('follows a disc with a hole, counter-clockwise outside and clockwise inside', () => {
    const grid = fillGrid(41, 41, 10, (x, y) => {
      const radius = Math.hypot(x - 200, y - 200);
      return Math.min(150 - radius, radius - 50);
    });
    const [disc, ...others] = contourShapes(grid);
    expect(others).toHaveLength(0);
    expect(disc).toHaveLength(2);
    expect(ringArea(disc[0])).toBeGreaterThan(0);
    expect(ringArea(disc[1])).toBeLessThan(0);
    expect(shapeArea(disc)).toBeCloseTo(Math.PI * (150 ** 2 - 50 ** 2), -3);
    expect(insideShape(disc, 200, 200)).toBe(false);
    expect(insideShape(disc, 300, 200)).toBe(true);
  });

  it('cuts along the rim what reaches it, and keeps apart what meets in a saddle', () => {
    const [plane] = contourShapes(fillGrid(11, 11, 10, () => 1));
    expect(shapeArea(plane)).toBe(10_000);
    const saddle = contourShapes(
      fillGrid(11, 11, 10, (x, y) => ((x - 55) * (y - 55) > 0 ? 1 : -1)),
      3,
    );
    expect(saddle).toHaveLength(2);
  });
});

describe('dissolve', () => {
  it('joins neighbours and keeps a hole', () => {
    const ring = [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((k) => k !== 4).map((k) => square(k % 3, Math.floor(k / 3)));
    const [joined, ...others] = dissolve(ring);
    expect(others).toHaveLength(0);
    expect(joined).toHaveLength(2);
    expect(shapeArea(joined)).toBe(8);
    expect(shapeCentre(joined)).toEqual([1.5, 1.5]);
  });

  it('keeps rings simple where squares meet in a corner only', () => {
    const corner = dissolve([square(0, 0), square(1, 1)]);
    expect(corner).toHaveLength(2);
    const outside = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].filter((k) => k !== 5 && k !== 10);
    const [joined] = dissolve(outside.map((k) => square(k % 4, Math.floor(k / 4))));
    expect(joined).toHaveLength(3);
    expect(shapeArea(joined)).toBe(14);
  });
});

describe('sampleGrid', () => {
  it('is bilinear inside and held at the edges', () => {
    const grid = fillGrid(3, 3, 10, (x, y) => x + 2 * y);
    expect(sampleGrid(grid, 7, 12)).toBeCloseTo(31, 4);
    expect(sampleGrid(grid, -50, 0)).toBe(0);
    expect(sampleGrid(grid, 500, 500)).toBeCloseTo(60, 0);
  });
});

import { describe, expect, it } from 'vitest';
import { signedRingArea } from '../geometry/area.ts';
import { placedRing } from './placements.ts';

const places = Float64Array.of(100, 200, 0, Number.NaN, Number.NaN, Number.NaN, 10, 20, 90);
const rectangle = { width: 20, length: 60, places };
const rounded = (row: number, metresPerUnit = 1) =>
  placedRing(rectangle, row, metresPerUnit)?.map((value) => Math.round(value * 1e6) / 1e6 + 0);

describe('the rectangle on a plot', () => {
  it('stands around its centre, its length along the direction', () => {
    expect([...(rounded(0) ?? [])]).toEqual([70, 190, 130, 190, 130, 210, 70, 210]);
    expect([...(rounded(2) ?? [])]).toEqual([20, -10, 20, 50, 0, 50, 0, -10]);
  });

  it('has its size in the units of the CRS, and turns counter-clockwise', () => {
    const feet = Float64Array.from(placedRing(rectangle, 2, 0.3048) ?? []);
    expect(signedRingArea(feet, 0, 4) * 0.3048 ** 2).toBeCloseTo(1200, 6);
  });

  it('is none where there is no room', () => {
    expect(placedRing(rectangle, 1, 1)).toBeNull();
  });
});

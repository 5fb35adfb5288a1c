import { describe, expect, it } from 'vitest';
import { frameAt } from './frame.ts';

/** x, y in 0..1 to clip space -1..1 with y down, as MapLibre's matrix does at zoom 0. */
const wholeWorld = [2, 0, 0, 0, 0, -2, 0, 0, 0, 0, 1, 0, -1, 1, 0, 1];

describe('frameAt', () => {
  it('puts the origin where the matrix would', () => {
    const frame = frameAt(wholeWorld, [0.25, 0.25], { width: 800, height: 400 }, 2);
    expect(frame.matrix[12]).toBe(-0.5);
    expect(frame.matrix[13]).toBe(0.5);
    expect(frame.anchor).toEqual([200, 300]);
    expect(frame.pixelsPerUnit).toBe(800);
  });

  it('loses less than a thousandth of a pixel at street scale, where plain 32-bit floats lose many', () => {
    const scale = 2 ** 18;
    const origin = [0.539_123_456_7, 0.253_456_789_1] as const;
    const zoomed = wholeWorld.map((value, k) => (k === 0 || k === 5 ? value * scale : value));
    zoomed[12] = -2 * scale * origin[0];
    zoomed[13] = 2 * scale * origin[1];
    const frame = frameAt(zoomed, origin, { width: 1000, height: 1000 }, 1);
    expect(Math.abs(frame.matrix[12]) * 500).toBeLessThan(1e-3);
    expect(Math.abs(Math.fround(zoomed[12]) - zoomed[12]) * 500).toBeGreaterThan(1);
  });
});

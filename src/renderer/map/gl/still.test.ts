import { describe, expect, it } from 'vitest';
import { type Frame, frameAt } from './frame.ts';
import { movement, sameFrame } from './still.ts';

const canvas = { width: 800, height: 500 };

/** A map that shows `side` world units across, with this place in its middle. */
function frame(x: number, y: number, side: number, w = 1): Frame {
  const [scaleX, scaleY] = [2 / side, -2 / (side * (canvas.height / canvas.width))];
  const matrix = [scaleX * w, 0, 0, 0, 0, scaleY * w, 0, 0, 0, 0, 1, 0, -x * scaleX * w, -y * scaleY * w, 0, w];
  return frameAt(matrix, [0.5, 0.5], canvas, 1);
}

/** Where a place lies in clip space. */
function clip({ matrix: m }: Frame, x: number, y: number): [number, number] {
  return [(m[0] * x + m[12]) / m[15], (m[5] * y + m[13]) / m[15]];
}

describe('a still of the map', () => {
  it('is looked up where a place lay when it was taken, after panning and zooming', () => {
    const before = frame(0.5, 0.5, 0.01);
    const now = frame(0.502, 0.499, 0.004, 700);
    const [scaleX, scaleY, offsetX, offsetY] = movement(now, before);
    for (const [x, y] of [
      [0, 0],
      [0.003, -0.001],
      [-0.0007, 0.0013],
    ] as const) {
      const [atX, atY] = clip(now, x, y);
      const [wasX, wasY] = clip(before, x, y);
      expect(atX * scaleX + offsetX).toBeCloseTo(wasX, 4);
      expect(atY * scaleY + offsetY).toBeCloseTo(wasY, 4);
    }
  });

  it('stays as it is where nothing moved', () => {
    const [a, b] = [frame(0.51, 0.49, 0.02), frame(0.51, 0.49, 0.02)];
    expect(sameFrame(a, b)).toBe(true);
    expect(movement(a, b)).toEqual([1, 1, 0, 0]);
    expect(sameFrame(a, frame(0.51, 0.49, 0.021))).toBe(false);
    expect(sameFrame(a, { ...b, width: 801 })).toBe(false);
  });
});

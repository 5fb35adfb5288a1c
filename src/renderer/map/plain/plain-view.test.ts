import { describe, expect, it } from 'vitest';
import { fitted, panned, pixelsPerUnit, placeAt, scaleBar, shownExtent, zoomedAbout } from './plain-view.ts';

const size = { width: 800, height: 600 };
const view = { x: 0.54, y: 0.25, zoom: 9 };

describe('the view of a plain map', () => {
  it('has its place in the middle of the screen', () => {
    expect(placeAt(view, size, 400, 300)).toEqual([view.x, view.y]);
    const [minX, minY, maxX, maxY] = shownExtent(view, size);
    expect((maxX - minX) * pixelsPerUnit(view)).toBeCloseTo(800, 6);
    expect((maxY - minY) * pixelsPerUnit(view)).toBeCloseTo(600, 6);
  });

  it('moves with the hand: what was under the pointer stays under it', () => {
    const [x, y] = placeAt(view, size, 100, 200);
    const [movedX, movedY] = placeAt(panned(view, 37, -12), size, 137, 188);
    expect(movedX).toBeCloseTo(x, 12);
    expect(movedY).toBeCloseTo(y, 12);
  });

  it('zooms about the pointer, and no further than its ends', () => {
    const [x, y] = placeAt(view, size, 700, 50);
    const nearer = zoomedAbout(view, size, 1.5, 700, 50);
    expect(nearer.zoom).toBe(10.5);
    expect(placeAt(nearer, size, 700, 50)[0]).toBeCloseTo(x, 12);
    expect(placeAt(nearer, size, 700, 50)[1]).toBeCloseTo(y, 12);
    expect(zoomedAbout(view, size, 100, 0, 0).zoom).toBe(20);
    expect(zoomedAbout(view, size, -100, 0, 0).zoom).toBe(2);
  });

  it.each([[[0.5, 0.2, 0.501, 0.2002] as const], [[0.5, 0.2, 0.5001, 0.21] as const]])(
    'fits all of %j between the margins',
    (extent) => {
      const margins = { top: 20, right: 200, bottom: 40, left: 60 };
      const found = fitted(extent, size, margins);
      const scale = pixelsPerUnit(found);
      const pixel = (x: number, y: number) => [(x - found.x) * scale + 400, (y - found.y) * scale + 300];
      const [left, top] = pixel(extent[0], extent[1]);
      const [right, bottom] = pixel(extent[2], extent[3]);
      for (const [value, least] of [
        [left, 60],
        [800 - right, 200],
        [top, 20],
        [600 - bottom, 40],
      ])
        expect(value).toBeGreaterThan(least - 1e-6);
      // As near as that allows: one of the two ways is filled.
      const filled = Math.max((right - left) / (800 - 260), (bottom - top) / (600 - 60));
      expect(filled).toBeCloseTo(1, 9);
    },
  );

  it('fits a single place without going nearer than a street', () => {
    expect(fitted([0.5, 0.2, 0.5, 0.2], size, { top: 0, right: 0, bottom: 0, left: 0 })).toEqual({
      x: 0.5,
      y: 0.2,
      zoom: 17,
    });
  });

  it.each([
    [1, 120, 100],
    [0.7, 120, 50],
    [30, 120, 3000],
    [2.6, 120, 300],
  ])('draws %d m a pixel as a bar of a round length within %d pixels', (metresPerPixel, widest, metres) => {
    const bar = scaleBar(metresPerPixel, widest);
    expect(bar.metres).toBe(metres);
    expect(bar.width).toBeCloseTo(metres / metresPerPixel, 9);
    expect(bar.width).toBeLessThanOrEqual(widest);
  });
});

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import type { FlatRing } from './clip-ring.ts';
import { holdsRectangle, type Placement, placeRectangle } from './fit.ts';

const tolerance = 0.001;
const far = [450_000, 7_350_000] as const;
const turned = (ring: FlatRing, degrees: number): FlatRing => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return ring.map((_, i) => {
    const [x, y] = [ring[i - (i % 2)], ring[i - (i % 2) + 1]];
    return i % 2 === 0 ? far[0] + x * cos - y * sin : far[1] + x * sin + y * cos;
  });
};
const box = (x: number, y: number, width: number, height: number): FlatRing => [
  x,
  y,
  x + width,
  y,
  x + width,
  y + height,
  x,
  y + height,
];
const hole = (x: number, y: number, width: number, height: number): FlatRing => [
  x,
  y,
  x,
  y + height,
  x + width,
  y + height,
  x + width,
  y,
];
const ell: FlatRing = [0, 0, 100, 0, 100, 30, 30, 30, 30, 80, 0, 80];
const circle = (radius: number, corners: number): FlatRing =>
  Array.from(
    { length: 2 * corners },
    (_, i) => radius * (i % 2 === 0 ? Math.cos : Math.sin)((2 * Math.PI * Math.floor(i / 2)) / corners),
  );

/** Places the rectangle, having turned the area, and checks that a yes is true. */
function fits(rings: readonly FlatRing[], width: number, length: number, degrees = 0): boolean {
  const area = rings.map((ring) => turned(ring, degrees));
  const placement = placeRectangle(area, width, length, tolerance);
  if (!placement) return false;
  expect(holdsRectangle(area, placement, width - tolerance, length - tolerance)).toBe(true);
  expect(outsidePoints(area, placement, width - 2 * tolerance, length - 2 * tolerance)).toBe(0);
  expect(placement.angle).toBeGreaterThanOrEqual(0);
  expect(placement.angle).toBeLessThan(180);
  return true;
}

/** How many points of a lattice over the rectangle lie outside the area: another way to see whether it is inside. */
function outsidePoints(rings: readonly FlatRing[], { x, y, angle }: Placement, width: number, length: number): number {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  let outside = 0;
  for (let i = 0; i <= 24; i++) {
    for (let j = 0; j <= 24; j++) {
      const [a, b] = [length * (i / 24 - 0.5), width * (j / 24 - 0.5)];
      const [px, py] = [x + a * cos - b * sin, y + a * sin + b * cos];
      let odd = false;
      for (const ring of rings) {
        for (let k = 0; k < ring.length; k += 2) {
          const [ax, ay] = [ring[k], ring[k + 1]];
          const [bx, by] = [ring[(k + 2) % ring.length], ring[(k + 3) % ring.length]];
          if (ay > py !== by > py && px < ax + ((py - ay) / (by - ay)) * (bx - ax)) odd = !odd;
        }
      }
      if (!odd) outside++;
    }
  }
  return outside;
}

const angles = [0, 7.3, 30, 45, 61.8, 90, 133];

describe('a rectangle inside an area', () => {
  it.each(angles)('fits exactly and no larger, turned by %d degrees', (degrees) => {
    expect(fits([box(0, 0, 60, 40)], 40, 60, degrees)).toBe(true);
    expect(fits([box(0, 0, 60, 40)], 60, 40, degrees)).toBe(true);
    expect(fits([box(0, 0, 60, 40)], 40.01, 60, degrees)).toBe(false);
    expect(fits([box(0, 0, 60, 40)], 40, 60.01, degrees)).toBe(false);
  });

  it.each(angles)('goes into the arms of an L but not round its corner, turned by %d degrees', (degrees) => {
    expect(fits([ell], 30, 100, degrees)).toBe(true);
    expect(fits([ell], 30, 80, degrees)).toBe(true);
    expect(fits([ell], 31, 80, degrees)).toBe(false);
    expect(fits([ell], 29, 101, degrees)).toBe(false);
    expect(fits([ell], 40, 50, degrees)).toBe(false);
  });

  it.each(angles)('keeps clear of holes, turned by %d degrees', (degrees) => {
    const rings = [box(0, 0, 100, 100), hole(40, 40, 20, 20)];
    expect(fits(rings, 40, 100, degrees)).toBe(true);
    expect(fits(rings, 41, 100, degrees)).toBe(false);
    expect(fits(rings, 60, 60, degrees)).toBe(false);
    expect(fits([box(0, 0, 100, 100), hole(50, 50, 0.02, 0.02)], 60, 60, degrees)).toBe(false);
    expect(fits([box(0, 0, 100, 100), hole(50, 50, 0.02, 0.02)], 49.9, 99.9, degrees)).toBe(true);
  });

  it('fits across the corner where it does not fit along the sides', () => {
    // Along the diagonal of a square of side 100, a strip of width w has length 100 √2 - w.
    expect(fits([box(0, 0, 100, 100)], 10, 131, 13)).toBe(true);
    expect(fits([box(0, 0, 100, 100)], 10, 131.8, 13)).toBe(false);
    // In a circle of radius 50 the diagonal is the diameter.
    expect(fits([circle(50, 720)], 60, 79.9)).toBe(true);
    expect(fits([circle(50, 720)], 60, 80.2)).toBe(false);
  });

  it('does not reach from one part to another', () => {
    expect(fits([box(0, 0, 50, 50), box(51, 0, 50, 50)], 40, 60)).toBe(false);
    expect(fits([box(0, 0, 50, 50), box(51, 0, 50, 50)], 40, 50)).toBe(true);
    expect(fits([], 1, 1)).toBe(false);
  });

  it('never says yes to what does not lie inside, and finds what was put there: seeded ragged areas', () => {
    const random = createRandom(9);
    let yes = 0;
    for (let round = 0; round < 40; round++) {
      const corners = 6 + random.below(14);
      const star: number[] = [];
      for (let i = 0; i < 2 * corners; i += 2) {
        const angle = (Math.PI * i) / corners;
        const reach = random.between(30, 100);
        star.push(reach * Math.cos(angle), reach * Math.sin(angle));
      }
      const [width, length] = [random.between(20, 70), random.between(60, 170)];
      const found = fits([star], width, length, random.between(0, 90));
      if (found) yes++;
      if (!found) expect(bruteForce([star], width, length)).toBe(false);
    }
    expect(yes).toBeGreaterThan(10);
    expect(yes).toBeLessThan(35);
  });
});

/** Tries a grid of places and angles; a yes is certain, a no is not. */
function bruteForce(rings: readonly FlatRing[], width: number, length: number): boolean {
  for (let angle = 0; angle < 180; angle += 6) {
    for (let x = -90; x <= 90; x += 6) {
      for (let y = -90; y <= 90; y += 6) if (holdsRectangle(rings, { x, y, angle }, width, length)) return true;
    }
  }
  return false;
}

import type { FlatRing } from '../geometry/shape/clip-ring.ts';
import type { Placements } from './types.ts';

/**
 * The rectangle that has room on a plot, as a ring of four corners x, y counter-clockwise in the working CRS, the side
 * along its length first; null where there is no room.
 */
export function placedRing({ width, length, places }: Placements, row: number, metresPerUnit: number): FlatRing | null {
  const [x, y, angle] = places.subarray(3 * row, 3 * row + 3);
  if (!Number.isFinite(x + y + angle)) return null;
  const cos = Math.cos((angle * Math.PI) / 180);
  const sin = Math.sin((angle * Math.PI) / 180);
  const along = length / 2 / metresPerUnit;
  const across = width / 2 / metresPerUnit;
  const corner = (u: number, v: number) => [x + u * cos - v * sin, y + u * sin + v * cos];
  return [...corner(-along, -across), ...corner(along, -across), ...corner(along, across), ...corner(-along, across)];
}

import { size } from './place.ts';
import type { Ring } from './shapes.ts';

/** Who holds a piece of ground while plots are laid out, on 10 m pixels. */
export interface Mask {
  /** Gives the pixels whose centres lie in a ring to a holder (1..255). */
  mark(ring: Ring, holder: number): void;
  /** Gives the pixels along a line, `reach` pixels to each side. */
  markLine(points: Ring, holder: number, reach: number): void;
  /**
   * Whether anyone but `holder` holds ground in the ring, or within `margin` pixels of it.
   * Corridors (holder 1) are asked without margin: plots begin right beside a road.
   */
  taken(ring: Ring, holder: number, margin: number): boolean;
}

/** Roads, railway and river. */
export const corridor = 1;

const pixel = 10;
const columns = size.width / pixel;
const rows = size.height / pixel;

/** An empty mask of the whole extent. */
export function createMask(): Mask {
  const pixels = new Uint8Array(columns * rows);
  const other = (column: number, row: number, holder: number, margin: number): boolean => {
    for (let y = Math.max(0, row - margin); y <= Math.min(rows - 1, row + margin); y++) {
      for (let x = Math.max(0, column - margin); x <= Math.min(columns - 1, column + margin); x++) {
        const value = pixels[y * columns + x];
        if (value !== 0 && value !== holder && (value !== corridor || (x === column && y === row))) return true;
      }
    }
    return false;
  };
  return {
    mark: (ring, holder) => {
      scan(ring, (column, row) => {
        pixels[row * columns + column] = holder;
        return false;
      });
    },
    markLine(points, holder, reach) {
      for (let i = 2; i < points.length; i += 2) {
        const steps = Math.ceil(Math.hypot(points[i] - points[i - 2], points[i + 1] - points[i - 1]) / 5);
        for (let step = 0; step <= steps; step++) {
          const t = step / steps;
          const column = Math.floor((points[i - 2] + (points[i] - points[i - 2]) * t) / pixel);
          const row = Math.floor((points[i - 1] + (points[i + 1] - points[i - 1]) * t) / pixel);
          for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
            pixels.fill(
              holder,
              y * columns + Math.max(0, column - reach),
              y * columns + Math.min(columns, column + reach + 1),
            );
          }
        }
      }
    },
    taken: (ring, holder, margin) => scan(ring, (column, row) => other(column, row, holder, margin)),
  };
}

/** Visits the pixels whose centres lie in a ring until a visit says true; says whether one did. */
function scan(ring: Ring, visit: (column: number, row: number) => boolean): boolean {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 1; i < ring.length; i += 2) {
    low = Math.min(low, ring[i]);
    high = Math.max(high, ring[i]);
  }
  const lastRow = Math.min(rows - 1, Math.floor(high / pixel));
  for (let row = Math.max(0, Math.floor(low / pixel)); row <= lastRow; row++) {
    const y = (row + 0.5) * pixel;
    const crossings: number[] = [];
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      if (ring[i + 1] > y === ring[j + 1] > y) continue;
      crossings.push(ring[j] + ((y - ring[j + 1]) / (ring[i + 1] - ring[j + 1])) * (ring[i] - ring[j]));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const last = Math.min(columns - 1, Math.ceil(crossings[k + 1] / pixel - 0.5) - 1);
      for (let column = Math.max(0, Math.ceil(crossings[k] / pixel - 0.5)); column <= last; column++) {
        if (visit(column, row)) return true;
      }
    }
  }
  return false;
}

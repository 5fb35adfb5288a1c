import { orientation } from './orientation.ts';

/** How two edges meet: not at all, crossing inside both, running along each other, or touching in a point. */
export type Meeting = 'none' | 'cross' | 'overlap' | 'touch';

/** How edges [ax ay bx by] at i and j meet; where they do is written to `out`. Exact but for the place of a crossing. */
export function meetingOf(edges: Float64Array, i: number, j: number, out: Float64Array): Meeting {
  const ax = edges[i];
  const ay = edges[i + 1];
  const bx = edges[i + 2];
  const by = edges[i + 3];
  const cx = edges[j];
  const cy = edges[j + 1];
  const dx = edges[j + 2];
  const dy = edges[j + 3];
  const c = orientation(ax, ay, bx, by, cx, cy);
  const d = orientation(ax, ay, bx, by, dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return 'none';
  if (c === 0 && d === 0) return alongOf(edges, i, j, out);
  const a = orientation(cx, cy, dx, dy, ax, ay);
  const b = orientation(cx, cy, dx, dy, bx, by);
  if ((a > 0 && b > 0) || (a < 0 && b < 0)) return 'none';
  if (c === 0) return place(out, cx, cy);
  if (d === 0) return place(out, dx, dy);
  if (a === 0) return place(out, ax, ay);
  if (b === 0) return place(out, bx, by);
  const t = a / (a - b);
  out[0] = ax + t * (bx - ax);
  out[1] = ay + t * (by - ay);
  return 'cross';
}

function place(out: Float64Array, x: number, y: number): Meeting {
  out[0] = x;
  out[1] = y;
  return 'touch';
}

/** Two edges on one line. */
function alongOf(edges: Float64Array, i: number, j: number, out: Float64Array): Meeting {
  const axis = Math.abs(edges[i + 2] - edges[i]) >= Math.abs(edges[i + 3] - edges[i + 1]) ? 0 : 1;
  const lowA = edges[i + axis] <= edges[i + 2 + axis] ? i : i + 2;
  const lowB = edges[j + axis] <= edges[j + 2 + axis] ? j : j + 2;
  const highA = lowA === i ? i + 2 : i;
  const highB = lowB === j ? j + 2 : j;
  const from = edges[lowA + axis] >= edges[lowB + axis] ? lowA : lowB;
  const to = edges[highA + axis] <= edges[highB + axis] ? highA : highB;
  if (edges[from + axis] > edges[to + axis]) return 'none';
  out[0] = edges[from];
  out[1] = edges[from + 1];
  return edges[from + axis] === edges[to + axis] ? 'touch' : 'overlap';
}

/**
 * Whether the way c0 - p - c1 passes from one side of the way a0 - p - a1 to the other. Ends that lie on the other way count
 * as no passing: they run along each other, which is another problem.
 */
export function passesThrough(
  px: number,
  py: number,
  a0x: number,
  a0y: number,
  a1x: number,
  a1y: number,
  c0x: number,
  c0y: number,
  c1x: number,
  c1y: number,
): boolean {
  const before = sideOfWay(px, py, a0x, a0y, a1x, a1y, c0x, c0y);
  const after = sideOfWay(px, py, a0x, a0y, a1x, a1y, c1x, c1y);
  return before * after < 0;
}

/** 1 left of the way a0 - p - a1, -1 right of it, 0 on it, for a point in the direction of q from p. */
function sideOfWay(
  px: number,
  py: number,
  a0x: number,
  a0y: number,
  a1x: number,
  a1y: number,
  qx: number,
  qy: number,
): number {
  const beforeSide = orientation(a0x, a0y, px, py, qx, qy);
  const afterSide = orientation(px, py, a1x, a1y, qx, qy);
  const turn = orientation(a0x, a0y, px, py, a1x, a1y);
  if (beforeSide === 0 && (qx - px) * (a0x - px) + (qy - py) * (a0y - py) > 0) return 0;
  if (afterSide === 0 && (qx - px) * (a1x - px) + (qy - py) * (a1y - py) > 0) return 0;
  // Left of a way that turns left is left of both its edges, of one that turns right left of either.
  if (turn > 0) return beforeSide > 0 && afterSide > 0 ? 1 : -1;
  if (turn < 0) return beforeSide > 0 || afterSide > 0 ? 1 : -1;
  // A way out and back has no sides.
  if ((a0x - px) * (a1x - px) + (a0y - py) * (a1y - py) > 0) return 0;
  return beforeSide > 0 ? 1 : -1;
}

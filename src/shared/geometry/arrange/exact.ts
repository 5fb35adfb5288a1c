/**
 * Predicates on points whose coordinates are whole numbers of at most 2^50: never wrong, whatever lies on or beside what.
 */

/** Beyond this share of the two products their difference cannot have the wrong sign (3 roundings of 2^-53 each). */
const filter = 4 * Number.EPSILON;
/** 2^27 + 1 splits a double in two halves whose products are exact (T. Dekker, 1971). */
const splitter = 134217729;

/** What rounding took from the product a * b (T. Dekker, 1971). */
function productError(a: number, b: number, product: number): number {
  const bigA = splitter * a;
  const highA = bigA - (bigA - a);
  const lowA = a - highA;
  const bigB = splitter * b;
  const highB = bigB - (bigB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** a * d - b * c of whole numbers up to 2^52, rounded once: its sign is right, 0 only where it is 0. */
export function determinant(a: number, b: number, c: number, d: number): number {
  const left = a * d;
  const right = b * c;
  const difference = left - right;
  if (Math.abs(difference) > filter * (Math.abs(left) + Math.abs(right))) return difference;
  return difference + (productError(a, d, left) - productError(b, c, right));
}

/** Positive when p lies left of the way from a to b, negative right of it, 0 on the line through both. */
export function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return determinant(bx - ax, by - ay, px - ax, py - ay);
}

/** Whether two edges cross in a point that is inside of both. */
export function crossInside(edges: Float64Array, i: number, j: number): boolean {
  const ax = edges[i];
  const ay = edges[i + 1];
  const bx = edges[i + 2];
  const by = edges[i + 3];
  const cx = edges[j];
  const cy = edges[j + 1];
  const dx = edges[j + 2];
  const dy = edges[j + 3];
  const c = side(ax, ay, bx, by, cx, cy);
  if (c === 0) return false;
  const d = side(ax, ay, bx, by, dx, dy);
  if (d === 0 || c > 0 === d > 0) return false;
  const a = side(cx, cy, dx, dy, ax, ay);
  if (a === 0) return false;
  const b = side(cx, cy, dx, dy, bx, by);
  return b !== 0 && a > 0 !== b > 0;
}

/**
 * The whole numbers nearest to the point where two crossing edges meet, halves going up; exact: where doubles cannot tell
 * which side of a half the point lies on, big integers do.
 */
export function roundedCrossing(edges: Float64Array, i: number, j: number, out: Float64Array): void {
  const ux = edges[i + 2] - edges[i];
  const uy = edges[i + 3] - edges[i + 1];
  const vx = edges[j + 2] - edges[j];
  const vy = edges[j + 3] - edges[j + 1];
  const wx = edges[j] - edges[i];
  const wy = edges[j + 1] - edges[i + 1];
  const along = determinant(wx, wy, vx, vy) / determinant(ux, uy, vx, vy);
  out[0] = edges[i] + roundedPart(along, ux);
  out[1] = edges[i + 1] + roundedPart(along, uy);
  if (out[0] - out[0] === 0 && out[1] - out[1] === 0) return;
  const [bigUx, bigUy, bigVx, bigVy] = [BigInt(ux), BigInt(uy), BigInt(vx), BigInt(vy)];
  const above = BigInt(wx) * bigVy - BigInt(wy) * bigVx;
  const below = bigUx * bigVy - bigUy * bigVx;
  out[0] = edges[i] + Number(roundedQuotient(above * bigUx, below));
  out[1] = edges[i + 1] + Number(roundedQuotient(above * bigUy, below));
}

/** along * step to the nearest whole number, halves up; NaN where rounding may have decided. */
function roundedPart(along: number, step: number): number {
  const value = along * step + 0.5;
  const whole = Math.floor(value);
  const beyond = value - whole;
  const doubt = 16 * Number.EPSILON * (Math.abs(step) + 1);
  return beyond > doubt && beyond < 1 - doubt ? whole : Number.NaN;
}

/** floor(above / below + 1/2). */
function roundedQuotient(above: bigint, below: bigint): bigint {
  const [top, bottom] = below < 0n ? [-2n * above - below, -2n * below] : [2n * above + below, 2n * below];
  const quotient = top / bottom;
  return top % bottom < 0n ? quotient - 1n : quotient;
}

/**
 * Whether an edge passes the unit cell around a whole point: left and lower border belong to the cell, right and upper
 * to its neighbours (J. Hobby, 1999). Coordinates up to 2^50.
 */
export function passesCell(edges: Float64Array, i: number, x: number, y: number): boolean {
  const forward = edges[i] < edges[i + 2] || (edges[i] === edges[i + 2] && edges[i + 1] <= edges[i + 3]);
  const p = forward ? i : i + 2;
  const q = forward ? i + 2 : i;
  const px = 2 * (edges[p] - x);
  const py = 2 * (edges[p + 1] - y);
  const qx = 2 * (edges[q] - x);
  const qy = 2 * (edges[q + 1] - y);
  if (px > 0 || qx < 0 || (py > 0 && qy > 0) || (py < 0 && qy < 0)) return false;
  if (px === qx || py === qy) return true;
  const rising = py < qy;
  const upperLeft = side(px, py, qx, qy, -1, 1);
  if (upperLeft === 0) return !rising;
  const upperRight = side(px, py, qx, qy, 1, 1);
  if (upperRight === 0) return rising;
  if (upperLeft > 0 !== upperRight > 0) return true;
  const lowerLeft = side(px, py, qx, qy, -1, -1);
  if (lowerLeft === 0 || lowerLeft > 0 !== upperLeft > 0) return true;
  const lowerRight = side(px, py, qx, qy, 1, -1);
  if (lowerRight === 0) return !rising;
  return lowerRight > 0 !== lowerLeft > 0;
}

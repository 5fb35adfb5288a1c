import { type Ring, ringArea } from './shapes.ts';

/** From flat layout coordinates to the ground; results are whole centimetres, so that equal corners stay equal. */
export type Layout = (u: number, v: number) => readonly [x: number, y: number];

/** Rounds to whole centimetres. */
export const centimetres = (value: number): number => Math.round(value * 100) / 100;

/** Values strictly between two ends at multiples of a step, upwards. */
export function between(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let value = Math.floor(from / step) * step + step; value < to - 1e-6; value += step) values.push(value);
  return values;
}

/**
 * A rectangle of the layout as a counter-clockwise ring on the ground. Its sides get vertices at the given
 * places; neighbours that use the same places share their border exactly.
 */
export function rectangleRing(
  layout: Layout,
  [u0, v0, u1, v1]: readonly [number, number, number, number],
  sides: { readonly bottom: number[]; readonly right: number[]; readonly top: number[]; readonly left: number[] },
): Ring {
  const ring: number[] = [];
  const add = (u: number, v: number) => ring.push(...layout(u, v));
  add(u0, v0);
  for (const u of sides.bottom) add(u, v0);
  add(u1, v0);
  for (const v of sides.right) add(u1, v);
  add(u1, v1);
  for (let i = sides.top.length - 1; i >= 0; i--) add(sides.top[i], v1);
  add(u0, v1);
  for (let i = sides.left.length - 1; i >= 0; i--) add(u0, sides.left[i]);
  return counterClockwise(ring);
}

/** A rectangle whose sides have vertices at every multiple of `step`. */
export function latticeRing(layout: Layout, box: readonly [number, number, number, number], step: number): Ring {
  const along = between(box[0], box[2], step);
  const across = between(box[1], box[3], step);
  return rectangleRing(layout, box, { bottom: along, top: along, left: across, right: across });
}

/** The ring, turned counter-clockwise if need be. */
export function counterClockwise(ring: Ring): Ring {
  if (ringArea(ring) >= 0) return ring;
  const turned: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) turned.push(ring[i], ring[i + 1]);
  return turned;
}

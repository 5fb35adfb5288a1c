/** A ring as x, y pairs; it closes implicitly. */
export type FlatRing = readonly number[];

/**
 * The part of a ring on one side of a line parallel to an axis (I. Sutherland and G. Hodgman, 1974): axis 0 cuts at x, axis
 * 1 at y; `side` 1 keeps what is above, -1 what is below. Where the ring leaves and comes back it runs along the line, so
 * that areas and windings on the kept side are as before. Crossings are the same numbers whichever side is kept.
 */
export function clipRing(ring: FlatRing, axis: 0 | 1, at: number, side: 1 | -1): number[] {
  const out: number[] = [];
  const count = ring.length;
  if (count === 0) return out;
  let ax = ring[count - 2];
  let ay = ring[count - 1];
  let aIn = (axis === 0 ? ax : ay) * side >= at * side;
  for (let i = 0; i < count; i += 2) {
    const bx = ring[i];
    const by = ring[i + 1];
    const bIn = (axis === 0 ? bx : by) * side >= at * side;
    if (aIn !== bIn) {
      const t = axis === 0 ? (at - ax) / (bx - ax) : (at - ay) / (by - ay);
      out.push(axis === 0 ? at : ax + t * (bx - ax), axis === 0 ? ay + t * (by - ay) : at);
    }
    if (bIn) out.push(bx, by);
    ax = bx;
    ay = by;
    aIn = bIn;
  }
  return out;
}

/** Every ring cut by `clipRing`; rings that vanish are left out. */
export function clipRings(rings: readonly FlatRing[], axis: 0 | 1, at: number, side: 1 | -1): FlatRing[] {
  return rings.map((ring) => clipRing(ring, axis, at, side)).filter((ring) => ring.length >= 6);
}

/** minX, minY, maxX, maxY of rings; infinities the wrong way round where there are none. */
export function ringsBox(rings: readonly FlatRing[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      if (ring[i] < box[0]) box[0] = ring[i];
      if (ring[i] > box[2]) box[2] = ring[i];
      if (ring[i + 1] < box[1]) box[1] = ring[i + 1];
      if (ring[i + 1] > box[3]) box[3] = ring[i + 1];
    }
  }
  return box;
}

/** Signed area, positive when counter-clockwise. */
export function flatArea(ring: FlatRing): number {
  const [x0, y0] = ring;
  let doubled = 0;
  let ax = 0;
  let ay = 0;
  for (let i = 2; i < ring.length; i += 2) {
    const bx = ring[i] - x0;
    const by = ring[i + 1] - y0;
    doubled += ax * by - bx * ay;
    ax = bx;
    ay = by;
  }
  return doubled / 2;
}

/** Area of rings whose holes turn the other way. */
export function areaOfRings(rings: readonly FlatRing[]): number {
  return Math.max(
    0,
    rings.reduce((sum, ring) => sum + flatArea(ring), 0),
  );
}

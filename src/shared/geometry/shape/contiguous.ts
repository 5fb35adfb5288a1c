import { type FlatRing, flatArea } from './clip-ring.ts';

/** An outer ring with the holes inside it. */
export interface ContiguousPart {
  readonly rings: readonly FlatRing[];
  readonly area: number;
}

/**
 * The contiguous parts of an area, largest first. Parts that meet in a single point are apart: nothing can be built across
 * a point. Rings must not cross; outer ones turn counter-clockwise, holes clockwise.
 */
export function contiguousParts(rings: readonly FlatRing[]): ContiguousPart[] {
  const loops = rings.flatMap(splitAtTouch).map((ring) => ({ ring, area: flatArea(ring) }));
  const outers = loops.filter(({ area }) => area > 0).sort((a, b) => b.area - a.area);
  const parts = outers.map(({ ring, area }) => ({ rings: [ring], area }));
  for (const hole of loops) {
    if (!(hole.area < 0)) continue;
    const around = parts.filter(
      (_, number) => outers[number].area > -hole.area && holds(outers[number].ring, hole.ring),
    );
    const nearest = around.at(-1);
    if (!nearest) continue;
    nearest.rings.push(hole.ring);
    nearest.area += hole.area;
  }
  return parts.sort((a, b) => b.area - a.area);
}

/** Area of the largest contiguous part; 0 where there is none. */
export function largestArea(rings: readonly FlatRing[]): number {
  return Math.max(0, contiguousParts(rings)[0]?.area ?? 0);
}

/** Takes a ring apart where it comes back to a vertex, so that no loop touches itself in a vertex. */
function splitAtTouch(ring: FlatRing): FlatRing[] {
  const loops: FlatRing[] = [];
  const places = new Map<string, number>();
  const open: { readonly x: number; readonly y: number; readonly key: string }[] = [];
  const ringOf = (list: typeof open): FlatRing => list.flatMap(({ x, y }) => [x, y]);
  for (let i = 0; i < ring.length; i += 2) {
    const key = `${ring[i]} ${ring[i + 1]}`;
    const before = places.get(key);
    if (before !== undefined) {
      const loop = open.splice(before);
      for (const vertex of loop) places.delete(vertex.key);
      loops.push(ringOf(loop));
    }
    places.set(key, open.length);
    open.push({ x: ring[i], y: ring[i + 1], key });
  }
  loops.push(ringOf(open));
  return loops.filter((loop) => loop.length >= 6);
}

/** Whether the inner ring, which does not cross the outer one, lies inside it. */
function holds(outer: FlatRing, inner: FlatRing): boolean {
  const corners = new Set<string>();
  for (let i = 0; i < outer.length; i += 2) corners.add(`${outer[i]} ${outer[i + 1]}`);
  for (let i = 0; i < inner.length; i += 2) {
    if (!corners.has(`${inner[i]} ${inner[i + 1]}`)) return insideRing(outer, inner[i], inner[i + 1]);
  }
  return insideRing(outer, (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2);
}

function insideRing(ring: FlatRing, x: number, y: number): boolean {
  let odd = false;
  let ax = ring[ring.length - 2];
  let ay = ring[ring.length - 1];
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i];
    const by = ring[i + 1];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) odd = !odd;
    ax = bx;
    ay = by;
  }
  return odd;
}

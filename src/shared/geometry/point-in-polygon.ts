import type { Polygons } from './types.ts';
import { isFiniteVertex } from './vertices.ts';

/**
 * Whether a point lies inside a polygon feature by the even-odd rule over all its rings: inside a hole is outside, and
 * where parts or loops lie over each other an even number of them is outside (what `make_valid` gives). A point on the
 * boundary may come out either way. Vertices that are not finite are left out.
 */
export function pointInPolygon(polygons: Polygons, feature: number, x: number, y: number): boolean {
  const { xy, featureStart, partStart, ringStart } = polygons;
  const lastRing = partStart[featureStart[feature + 1]];
  let inside = false;
  for (let ring = partStart[featureStart[feature]]; ring < lastRing; ring++) {
    if (crossesOdd(xy, ringStart[ring], ringStart[ring + 1], x, y)) inside = !inside;
  }
  return inside;
}

/** Whether a ray from the point to the right crosses the ring of vertices [start, end) an odd number of times. */
export function crossesOdd(xy: Float64Array, start: number, end: number, x: number, y: number): boolean {
  let last = end - 1;
  while (last >= start && !isFiniteVertex(xy[2 * last], xy[2 * last + 1])) last--;
  if (last < start) return false;
  let ax = xy[2 * last];
  let ay = xy[2 * last + 1];
  let odd = false;
  for (let i = 2 * start; i <= 2 * last; i += 2) {
    const bx = xy[i];
    const by = xy[i + 1];
    if (!isFiniteVertex(bx, by)) continue;
    if (ay > y !== by > y && rightOf(ax, ay, bx, by, x, y)) odd = !odd;
    ax = bx;
    ay = by;
  }
  return odd;
}

/**
 * Whether the edge a-b, which spans the height of the point, passes to the right of it. The lower end is always taken
 * first, so that two polygons sharing an edge decide the same way.
 */
export function rightOf(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  return ay < by ? (bx - ax) * (y - ay) > (x - ax) * (by - ay) : (ax - bx) * (y - by) > (x - bx) * (ay - by);
}

import type { Polygons } from './types.ts';
import { isFiniteVertex } from './vertices.ts';

/**
 * Signed area of the ring of vertices [start, end), positive when counter-clockwise, in squared units of the CRS.
 * Shoelace formula relative to the ring's first vertex, so that large coordinates cost no digits. Vertices that are
 * not finite are left out; a ring of fewer than three vertices has area 0. A ring that crosses itself counts its
 * loops with their own signs: even-odd areas are the sweep's task (geometry/overlay).
 */
export function signedRingArea(xy: Float64Array, start: number, end: number): number {
  const originX = xy[2 * start];
  const originY = xy[2 * start + 1];
  let doubled = 0;
  let previousX = 0;
  let previousY = 0;
  for (let i = 2 * start + 2; i < 2 * end; i += 2) {
    const x = xy[i] - originX;
    const y = xy[i + 1] - originY;
    doubled += previousX * y - x * previousY;
    previousX = x;
    previousY = y;
  }
  return doubled - doubled === 0 ? doubled / 2 : areaOfFiniteVertices(xy, start, end);
}

function areaOfFiniteVertices(xy: Float64Array, start: number, end: number): number {
  let first = start;
  while (first < end && !isFiniteVertex(xy[2 * first], xy[2 * first + 1])) first++;
  let doubled = 0;
  let previousX = 0;
  let previousY = 0;
  for (let vertex = first + 1; vertex < end; vertex++) {
    const x = xy[2 * vertex] - xy[2 * first];
    const y = xy[2 * vertex + 1] - xy[2 * first + 1];
    if (!isFiniteVertex(x, y)) continue;
    doubled += previousX * y - x * previousY;
    previousX = x;
    previousY = y;
  }
  return doubled / 2;
}

/** Area of a polygon feature: outer rings less their holes, whatever way the rings turn. 0 for a null geometry. */
export function polygonArea(polygons: Polygons, feature: number): number {
  const { xy, featureStart, partStart, ringStart } = polygons;
  let area = 0;
  for (let part = featureStart[feature]; part < featureStart[feature + 1]; part++) {
    const firstRing = partStart[part];
    for (let ring = firstRing; ring < partStart[part + 1]; ring++) {
      const size = Math.abs(signedRingArea(xy, ringStart[ring], ringStart[ring + 1]));
      area += ring === firstRing ? size : -size;
    }
  }
  return area;
}

/** out[f] = area of feature f for f in [from, to), in squared units of the CRS; NaN for a null geometry. */
export function measureAreas(polygons: Polygons, from: number, to: number, out: Float64Array): void {
  for (let feature = from; feature < to; feature++) {
    const empty = polygons.featureStart[feature] === polygons.featureStart[feature + 1];
    out[feature] = empty ? Number.NaN : polygonArea(polygons, feature);
  }
}

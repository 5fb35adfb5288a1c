import type { Geometry } from './types.ts';
import { isFiniteVertex, vertexStart } from './vertices.ts';

/** Length of the path through vertices [start, end), back to the first one when closed. Vertices that are not finite are left out. */
export function pathLength(xy: Float64Array, start: number, end: number, closed: boolean): number {
  let length = 0;
  let firstX = 0;
  let firstY = 0;
  let previousX = 0;
  let previousY = 0;
  let started = false;
  for (let vertex = start; vertex < end; vertex++) {
    const x = xy[2 * vertex];
    const y = xy[2 * vertex + 1];
    if (!isFiniteVertex(x, y)) continue;
    if (started) length += span(x - previousX, y - previousY);
    else {
      firstX = x;
      firstY = y;
    }
    previousX = x;
    previousY = y;
    started = true;
  }
  return closed && started ? length + span(firstX - previousX, firstY - previousY) : length;
}

// Math.hypot may differ between engines and is several times slower; coordinates of a CRS do not overflow a square.
const span = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy);

/**
 * out[f] = length of feature f for f in [from, to) in units of the CRS: of its paths for lines, of all its rings for
 * polygons, 0 for points; NaN for a null geometry.
 */
export function measureLengths(geometry: Geometry, from: number, to: number, out: Float64Array): void {
  for (let feature = from; feature < to; feature++) {
    const empty = vertexStart(geometry, feature) === vertexStart(geometry, feature + 1);
    out[feature] = empty ? Number.NaN : featureLength(geometry, feature);
  }
}

/** Length of one feature; see `measureLengths`. */
export function featureLength(geometry: Geometry, feature: number): number {
  let length = 0;
  if (geometry.kind === 'lines') {
    const { xy, featureStart, pathStart } = geometry;
    for (let path = featureStart[feature]; path < featureStart[feature + 1]; path++) {
      length += pathLength(xy, pathStart[path], pathStart[path + 1], false);
    }
  } else if (geometry.kind === 'polygons') {
    const { xy, featureStart, partStart, ringStart } = geometry;
    const lastRing = partStart[featureStart[feature + 1]];
    for (let ring = partStart[featureStart[feature]]; ring < lastRing; ring++) {
      length += pathLength(xy, ringStart[ring], ringStart[ring + 1], true);
    }
  }
  return length;
}

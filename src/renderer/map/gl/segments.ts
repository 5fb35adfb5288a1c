import type { Lines, Polygons } from '../../../shared/geometry/types.ts';

/** Collects segments as x1, y1, x2, y2, length before, relative to an origin. */
class SegmentList {
  private values: Float32Array;
  private used = 0;

  constructor(
    private readonly xy: Float64Array,
    private readonly origin: readonly [number, number],
    capacity: number,
  ) {
    this.values = new Float32Array(capacity * 5);
  }

  /** Adds the path through vertices [start, end); returns nothing. `closed` adds the edge back to the start. */
  addPath(start: number, end: number, closed: boolean): void {
    const { xy, origin, values } = this;
    let before = 0;
    const last = closed ? end : end - 1;
    for (let vertex = start; vertex < last; vertex++) {
      const next = vertex + 1 < end ? vertex + 1 : start;
      const x1 = xy[2 * vertex] - origin[0];
      const y1 = xy[2 * vertex + 1] - origin[1];
      const x2 = xy[2 * next] - origin[0];
      const y2 = xy[2 * next + 1] - origin[1];
      if (!Number.isFinite(x1 + y1 + x2 + y2)) continue;
      values[this.used++] = x1;
      values[this.used++] = y1;
      values[this.used++] = x2;
      values[this.used++] = y2;
      values[this.used++] = before;
      before += Math.hypot(x2 - x1, y2 - y1);
    }
  }

  finish(): Float32Array {
    return this.values.subarray(0, this.used);
  }
}

/** Segments of every path of some line features, or of all. */
export function lineSegments(
  { xy, featureStart, pathStart }: Lines,
  origin: readonly [number, number],
  rows?: readonly number[],
): Float32Array {
  const list = new SegmentList(xy, origin, pathStart[pathStart.length - 1]);
  for (const row of rows ?? Array.from({ length: featureStart.length - 1 }, (_, at) => at)) {
    for (let path = featureStart[row]; path < featureStart[row + 1]; path++)
      list.addPath(pathStart[path], pathStart[path + 1], false);
  }
  return list.finish();
}

/** Segments of the rings of some polygon features, or of all. */
export function ringSegments(
  { xy, featureStart, partStart, ringStart }: Polygons,
  origin: readonly [number, number],
  rows?: readonly number[],
): Float32Array {
  const chosen = rows ?? Array.from({ length: featureStart.length - 1 }, (_, row) => row);
  const firstRing = (row: number) => partStart[featureStart[row]];
  let vertices = 0;
  for (const row of chosen) vertices += ringStart[firstRing(row + 1)] - ringStart[firstRing(row)];
  const list = new SegmentList(xy, origin, vertices);
  for (const row of chosen) {
    for (let ring = firstRing(row); ring < firstRing(row + 1); ring++)
      list.addPath(ringStart[ring], ringStart[ring + 1], true);
  }
  return list.finish();
}

/** All vertices relative to the origin as 32-bit floats. */
export function localPositions(xy: Float64Array, origin: readonly [number, number]): Float32Array {
  const positions = new Float32Array(xy.length);
  for (let i = 0; i < xy.length; i += 2) {
    positions[i] = xy[i] - origin[0];
    positions[i + 1] = xy[i + 1] - origin[1];
  }
  return positions;
}

import type { Polygons } from '../types.ts';
import { isFiniteVertex, vertexStart } from '../vertices.ts';
import { edgeSize } from './pole.ts';

/** The edges of one feature's rings and the box around them; the array grows and is reused. */
export class EdgeList {
  edges = new Float64Array(64 * edgeSize);
  count = 0;
  /** minX, minY, maxX, maxY of the edges taken. */
  readonly box = new Float64Array(4);

  clear(): void {
    this.count = 0;
    this.box[0] = Infinity;
    this.box[1] = Infinity;
    this.box[2] = -Infinity;
    this.box[3] = -Infinity;
  }

  /** Takes all rings of a feature, relative to an origin; vertices that are not finite are left out. */
  takeFeature(polygons: Polygons, feature: number, originX: number, originY: number): void {
    const { xy, featureStart, partStart, ringStart } = polygons;
    this.clear();
    this.reserve(vertexStart(polygons, feature + 1) - vertexStart(polygons, feature));
    const lastRing = partStart[featureStart[feature + 1]];
    for (let ring = partStart[featureStart[feature]]; ring < lastRing; ring++) {
      this.takeRing(xy, ringStart[ring], ringStart[ring + 1], originX, originY);
    }
  }

  /** Adds the ring of vertices [start, end), relative to an origin. */
  takeRing(xy: Float64Array, start: number, end: number, originX: number, originY: number): void {
    this.reserve(end - start);
    let last = end - 1;
    while (last >= start && !isFiniteVertex(xy[2 * last], xy[2 * last + 1])) last--;
    let ax = xy[2 * last] - originX;
    let ay = xy[2 * last + 1] - originY;
    for (let vertex = start; vertex <= last; vertex++) {
      const bx = xy[2 * vertex] - originX;
      const by = xy[2 * vertex + 1] - originY;
      if (!isFiniteVertex(bx, by)) continue;
      if (ax !== bx || ay !== by) this.add(ax, ay, bx, by);
      ax = bx;
      ay = by;
    }
  }

  /** Adds one edge; there must be room (see `reserve`). */
  add(ax: number, ay: number, bx: number, by: number): void {
    const { edges, box } = this;
    const at = edgeSize * this.count++;
    edges[at] = ax;
    edges[at + 1] = ay;
    edges[at + 2] = bx;
    edges[at + 3] = by;
    if (bx < box[0]) box[0] = bx;
    if (by < box[1]) box[1] = by;
    if (bx > box[2]) box[2] = bx;
    if (by > box[3]) box[3] = by;
  }

  /** Makes room for so many edges more. */
  reserve(more: number): void {
    const needed = edgeSize * (this.count + more);
    if (needed <= this.edges.length) return;
    const larger = new Float64Array(Math.max(needed, 2 * this.edges.length));
    larger.set(this.edges.subarray(0, edgeSize * this.count));
    this.edges = larger;
  }
}

/** Whether a point lies inside the edges by the even-odd rule. */
export function insideEdges(edges: Float64Array, count: number, x: number, y: number): boolean {
  let odd = false;
  for (let i = 0; i < edgeSize * count; i += edgeSize) {
    const ay = edges[i + 1];
    const by = edges[i + 3];
    if (ay > y !== by > y && (edges[i + 2] - edges[i]) * (y - ay) > (x - edges[i]) * (by - ay) === by > ay) odd = !odd;
  }
  return odd;
}

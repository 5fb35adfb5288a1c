import { rightOf } from './point-in-polygon.ts';
import type { Polygons } from './types.ts';
import { isFiniteVertex, longestFeature } from './vertices.ts';

/** Edges in a block, and numbers kept for an edge: ax, ay, bx, by and 1 / length squared (0 for an edge without length). */
export const blockLength = 8;
export const edgeStride = 5;

/**
 * The edges of one plot at a time, in blocks with boxes, with what distances need worked out once. The arrays are
 * reused from plot to plot.
 */
export class PlotEdges {
  count = 0;
  blocks = 0;
  readonly edges: Float64Array;
  /** minX, minY, maxX, maxY of each block, both ends of its edges within. */
  readonly blockBoxes: Float64Array;
  minX = 0;
  minY = 0;
  maxX = 0;
  maxY = 0;

  /** @param vertices the most vertices a plot to be loaded has. */
  constructor(vertices: number) {
    this.edges = new Float64Array(edgeStride * Math.max(1, vertices));
    this.blockBoxes = new Float64Array(4 * (Math.ceil(vertices / blockLength) + 1));
  }

  static forRows(plots: Polygons, from: number, to: number): PlotEdges {
    return new PlotEdges(longestFeature(plots, from, to));
  }

  /** Takes the rings of a plot; false when it has no finite vertex. */
  loadPlot(plots: Polygons, row: number): boolean {
    const { xy, featureStart, partStart, ringStart } = plots;
    this.count = 0;
    const lastRing = partStart[featureStart[row + 1]];
    for (let ring = partStart[featureStart[row]]; ring < lastRing; ring++) {
      this.addRing(xy, ringStart[ring], ringStart[ring + 1]);
    }
    this.finish();
    return this.count > 0;
  }

  /** Takes a single point as a plot without size; false when it is not finite. */
  loadPoint(x: number, y: number): boolean {
    this.count = 0;
    if (isFiniteVertex(x, y)) this.addEdge(x, y, x, y);
    this.finish();
    return this.count > 0;
  }

  /** Whether a point lies inside the plot by the even-odd rule. */
  holds(x: number, y: number): boolean {
    if (!(x >= this.minX && x <= this.maxX && y >= this.minY && y <= this.maxY)) return false;
    const { edges } = this;
    let odd = false;
    for (let i = 0; i < edgeStride * this.count; i += edgeStride) {
      const ay = edges[i + 1];
      const by = edges[i + 3];
      if (ay > y !== by > y && rightOf(edges[i], ay, edges[i + 2], by, x, y)) odd = !odd;
    }
    return odd;
  }

  private addRing(xy: Float64Array, start: number, end: number): void {
    let last = end - 1;
    while (last >= start && !isFiniteVertex(xy[2 * last], xy[2 * last + 1])) last--;
    if (last < start) return;
    let ax = xy[2 * last];
    let ay = xy[2 * last + 1];
    for (let i = 2 * start; i <= 2 * last; i += 2) {
      const bx = xy[i];
      const by = xy[i + 1];
      if (!isFiniteVertex(bx, by)) continue;
      this.addEdge(ax, ay, bx, by);
      ax = bx;
      ay = by;
    }
  }

  private addEdge(ax: number, ay: number, bx: number, by: number): void {
    const { edges, blockBoxes } = this;
    const at = edgeStride * this.count;
    const dx = bx - ax;
    const dy = by - ay;
    const squared = dx * dx + dy * dy;
    edges[at] = ax;
    edges[at + 1] = ay;
    edges[at + 2] = bx;
    edges[at + 3] = by;
    edges[at + 4] = squared > 0 ? 1 / squared : 0;
    const box = 4 * Math.floor(this.count / blockLength);
    if (this.count % blockLength === 0) {
      blockBoxes[box] = Math.min(ax, bx);
      blockBoxes[box + 1] = Math.min(ay, by);
      blockBoxes[box + 2] = Math.max(ax, bx);
      blockBoxes[box + 3] = Math.max(ay, by);
    } else {
      if (bx < blockBoxes[box]) blockBoxes[box] = bx;
      if (by < blockBoxes[box + 1]) blockBoxes[box + 1] = by;
      if (bx > blockBoxes[box + 2]) blockBoxes[box + 2] = bx;
      if (by > blockBoxes[box + 3]) blockBoxes[box + 3] = by;
      if (ax < blockBoxes[box]) blockBoxes[box] = ax;
      if (ay < blockBoxes[box + 1]) blockBoxes[box + 1] = ay;
      if (ax > blockBoxes[box + 2]) blockBoxes[box + 2] = ax;
      if (ay > blockBoxes[box + 3]) blockBoxes[box + 3] = ay;
    }
    this.count++;
  }

  private finish(): void {
    this.blocks = Math.ceil(this.count / blockLength);
    this.minX = Infinity;
    this.minY = Infinity;
    this.maxX = -Infinity;
    this.maxY = -Infinity;
    for (let i = 0; i < 4 * this.blocks; i += 4) {
      if (this.blockBoxes[i] < this.minX) this.minX = this.blockBoxes[i];
      if (this.blockBoxes[i + 1] < this.minY) this.minY = this.blockBoxes[i + 1];
      if (this.blockBoxes[i + 2] > this.maxX) this.maxX = this.blockBoxes[i + 2];
      if (this.blockBoxes[i + 3] > this.maxY) this.maxY = this.blockBoxes[i + 3];
    }
  }
}

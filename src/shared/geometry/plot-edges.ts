import { writeBox } from './bounds.ts';
import { rightOf } from './point-in-polygon.ts';
import type { Polygons } from './types.ts';
import { isFiniteVertex, longestFeature, vertexStart } from './vertices.ts';

/** Edges in a block, and numbers kept for an edge: ax, ay, bx, by. */
export const blockLength = 8;
export const edgeStride = 4;

/**
 * One plot at a time: its box at once, its edges and their blocks when something asks for them. The arrays are reused
 * from plot to plot.
 */
export class PlotEdges {
  /** Edges taken; 0 until `takeEdges` is called for this plot. */
  count = 0;
  /** 0 until `boxBlocks` is called for this plot. */
  blocks = 0;
  row = 0;
  readonly edges: Float64Array;
  /** minX, minY, maxX, maxY of each block, both ends of its edges within. */
  readonly blockBoxes: Float64Array;
  /** minX, minY, maxX, maxY of the plot; NaN when it has no finite vertex. */
  readonly box = new Float64Array(4);

  /**
   * @param plots where `loadPlot` takes its plots from; null when only points are loaded.
   * @param vertices the most vertices a plot to be loaded has.
   */
  constructor(
    readonly plots: Polygons | null,
    vertices: number,
  ) {
    this.edges = new Float64Array(edgeStride * Math.max(1, vertices));
    this.blockBoxes = new Float64Array(4 * (Math.ceil(vertices / blockLength) + 1));
  }

  static forRows(plots: Polygons, from: number, to: number): PlotEdges {
    return new PlotEdges(plots, longestFeature(plots, from, to));
  }

  /** Turns to a plot; false when it has no finite vertex. */
  loadPlot(row: number): boolean {
    const plots = this.plots as Polygons;
    this.row = row;
    this.count = 0;
    this.blocks = 0;
    writeBox(plots.xy, vertexStart(plots, row), vertexStart(plots, row + 1), this.box, 0);
    return this.box[0] <= this.box[2];
  }

  /** Turns to a single point, a plot without size; false when it is not finite. */
  loadPoint(x: number, y: number): boolean {
    const { edges, box } = this;
    edges[0] = x;
    edges[1] = y;
    edges[2] = x;
    edges[3] = y;
    box.set(edges.subarray(0, 4));
    this.count = 1;
    this.blocks = 0;
    return isFiniteVertex(x, y);
  }

  /** Fills `edges` with all rings of the plot, once. */
  takeEdges(): void {
    if (this.count > 0 || !this.plots) return;
    const { xy, featureStart, partStart, ringStart } = this.plots;
    const lastRing = partStart[featureStart[this.row + 1]];
    let count = 0;
    for (let ring = partStart[featureStart[this.row]]; ring < lastRing; ring++) {
      count = writeEdges(xy, ringStart[ring], ringStart[ring + 1], this.edges, count);
    }
    this.count = count;
  }

  /** Works out the boxes of the blocks of edges, once. */
  boxBlocks(): void {
    if (this.blocks > 0) return;
    this.takeEdges();
    const { blockBoxes, edges, count } = this;
    this.blocks = Math.ceil(count / blockLength);
    for (let block = 0; block < this.blocks; block++) {
      const first = edgeStride * block * blockLength;
      const end = edgeStride * Math.min(count, (block + 1) * blockLength);
      writeBounds(edges, first, end, blockBoxes, 4 * block);
    }
  }

  /** Whether a point lies inside the plot by the even-odd rule. */
  holds(x: number, y: number): boolean {
    const { box } = this;
    if (!(x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])) return false;
    this.takeEdges();
    const { edges, count } = this;
    let odd = false;
    for (let i = 0; i < edgeStride * count; i += edgeStride) {
      const ay = edges[i + 1];
      const by = edges[i + 3];
      if (ay > y !== by > y && rightOf(edges[i], ay, edges[i + 2], by, x, y)) odd = !odd;
    }
    return odd;
  }
}

/** Box of the edges in [first, end) of the column; the beginning of an edge is looked at only where a ring begins. */
function writeBounds(edges: Float64Array, first: number, end: number, out: Float64Array, at: number): void {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  let previousX = Number.NaN;
  let previousY = Number.NaN;
  for (let e = first; e < end; e += edgeStride) {
    const ax = edges[e];
    const ay = edges[e + 1];
    const bx = edges[e + 2];
    const by = edges[e + 3];
    if (ax !== previousX || ay !== previousY) {
      if (ax < minX) minX = ax;
      if (ax > maxX) maxX = ax;
      if (ay < minY) minY = ay;
      if (ay > maxY) maxY = ay;
    }
    if (bx < minX) minX = bx;
    if (bx > maxX) maxX = bx;
    if (by < minY) minY = by;
    if (by > maxY) maxY = by;
    previousX = bx;
    previousY = by;
  }
  out[at] = minX;
  out[at + 1] = minY;
  out[at + 2] = maxX;
  out[at + 3] = maxY;
}

/** Writes the edges of the ring of vertices [start, end) from edge number `count` on; the answer is the next number. */
function writeEdges(xy: Float64Array, start: number, end: number, edges: Float64Array, count: number): number {
  let last = end - 1;
  while (last >= start && !isFiniteVertex(xy[2 * last], xy[2 * last + 1])) last--;
  if (last < start) return count;
  let ax = xy[2 * last];
  let ay = xy[2 * last + 1];
  let at = edgeStride * count;
  for (let i = 2 * start; i <= 2 * last; i += 2) {
    const bx = xy[i];
    const by = xy[i + 1];
    if (!isFiniteVertex(bx, by)) continue;
    edges[at] = ax;
    edges[at + 1] = ay;
    edges[at + 2] = bx;
    edges[at + 3] = by;
    at += edgeStride;
    ax = bx;
    ay = by;
  }
  return at / edgeStride;
}

import { type BoxTree, branching } from './box-tree.ts';
import { InsideSearch } from './inside-index.ts';
import type { NearestIndex } from './nearest-index.ts';
import { blockLength, edgeStride, PlotEdges } from './plot-edges.ts';
import { featureCount, type Polygons } from './types.ts';
import { isFiniteVertex } from './vertices.ts';

export { buildNearestIndex, type NearestIndex, type NearestSource, sourceRow } from './nearest-index.ts';

/** In `outFeature`: the plot has no geometry, or there is nothing to reach. */
export const noFeature = 0xffffffff;

/** From the plot's polygon, or from a point per plot: x, y of row n at centroids[2n], centroids[2n+1]. */
export type MeasureFrom = { readonly from: 'edge' } | { readonly from: 'centroid'; readonly centroids: Float64Array };

/**
 * out[n] = shortest distance from plot n to the nearest feature of the index, for rows n in [from, to), in units of the
 * CRS; 0 where they touch (nearer than the coordinates can tell), cross, or one lies inside the other. A plot's hole is
 * not inside the plot and a polygon's hole not inside the polygon (even-odd rule). NaN for a plot without geometry or
 * with nothing to reach. `outFeature`, where given, gets the number of the nearest feature (see `NearestIndex`), the
 * lowest of several at the very same distance. Any way of cutting the rows into ranges gives the same bytes.
 */
export function measureNearest(
  plots: Polygons,
  index: NearestIndex,
  from: number,
  to: number,
  out: Float64Array,
  options: MeasureFrom,
  outFeature: Uint32Array | null = null,
): void {
  if (to > featureCount(plots)) throw new RangeError(`rows ${from} to ${to} of ${featureCount(plots)} plots`);
  const plot = options.from === 'edge' ? PlotEdges.forRows(plots, from, to) : new PlotEdges(1);
  const search = new NearestSearch(index, plot, outFeature !== null);
  for (let row = from; row < to; row++) {
    const loaded =
      options.from === 'edge'
        ? plot.loadPlot(plots, row)
        : plot.loadPoint(options.centroids[2 * row], options.centroids[2 * row + 1]);
    if (!loaded || index.feature.length === 0) {
      out[row] = Number.NaN;
      if (outFeature) outFeature[row] = noFeature;
      continue;
    }
    search.begin();
    if (index.inside) {
      if (options.from === 'centroid') search.lookAround(plot.minX, plot.minY);
      else lookAroundParts(search, plots, row);
    }
    search.run();
    out[row] = search.distance();
    if (outFeature) outFeature[row] = search.feature;
  }
}

/** Each part of the plot lies inside a polygon as a whole, or crosses its boundary: one vertex of each part tells. */
function lookAroundParts(search: NearestSearch, plots: Polygons, row: number): void {
  const { xy, featureStart, partStart, ringStart } = plots;
  for (let part = featureStart[row]; part < featureStart[row + 1]; part++) {
    const end = ringStart[partStart[part + 1]];
    let vertex = ringStart[partStart[part]];
    while (vertex < end && !isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) vertex++;
    if (vertex < end) search.lookAround(xy[2 * vertex], xy[2 * vertex + 1]);
  }
}

/**
 * Depth first through the tree, near children first, from the previous plot's answer as the first bound. What is pruned
 * lies farther away than the best found by more than rounding, so that the answer does not depend on the order.
 */
class NearestSearch {
  feature = noFeature;
  private best = Infinity;
  private limit = Infinity;
  private slack = 0;
  private lastLeaf = 0;
  private readonly tree: BoxTree;
  private readonly inside: InsideSearch | null;
  private readonly stack: Uint32Array;
  private readonly stackLevel: Uint8Array;
  private readonly stackBound: Float64Array;

  constructor(
    private readonly index: NearestIndex,
    private readonly plot: PlotEdges,
    private readonly wantsFeature: boolean,
  ) {
    this.tree = index.tree;
    this.inside = index.inside ? new InsideSearch(index.inside) : null;
    const size = branching * this.tree.levelStart.length + 1;
    this.stack = new Uint32Array(size);
    this.stackLevel = new Uint8Array(size);
    this.stackBound = new Float64Array(size);
  }

  begin(): void {
    const { minX, minY, maxX, maxY } = this.plot;
    // Coordinates of this size carry errors of 2^-53 of it; products of a few of them stay far below 2^-44.
    this.slack = Math.max(Math.abs(minX), Math.abs(minY), Math.abs(maxX), Math.abs(maxY)) * 2 ** -44;
    this.best = Infinity;
    this.limit = Infinity;
    this.feature = noFeature;
  }

  lookAround(x: number, y: number): void {
    if (!this.inside || (this.best === 0 && !this.wantsFeature)) return;
    const found = this.inside.find(x, y, this.best === 0 ? this.feature : noFeature);
    if (found >= 0) this.improve(0, found);
  }

  run(): void {
    const { tree } = this;
    if (this.done()) return;
    const seed = this.lastLeaf;
    if (this.best > 0) this.visit(seed);
    const top = tree.levelStart.length - 2;
    let depth = 0;
    this.push(depth++, tree.levelStart[top], top);
    while (depth > 0 && !this.done()) {
      depth--;
      if (this.stackBound[depth] > this.limit) continue;
      const node = this.stack[depth];
      const level = this.stackLevel[depth];
      if (level > 0) depth = this.expand(node, level, depth);
      else if (node !== seed) this.visit(node);
    }
  }

  /** Distance found; 0 where it is smaller than the coordinates can tell. */
  distance(): number {
    const distance = Math.sqrt(this.best);
    return distance <= this.slack / 64 ? 0 : distance;
  }

  private done(): boolean {
    return this.best === 0 && !this.wantsFeature;
  }

  private improve(squared: number, feature: number): void {
    this.best = squared;
    this.feature = feature;
    const reach = Math.sqrt(squared) + this.slack;
    this.limit = reach * reach;
  }

  private push(depth: number, node: number, level: number): void {
    this.stack[depth] = node;
    this.stackLevel[depth] = level;
    this.stackBound[depth] = this.boundOf(node);
  }

  private boundOf(node: number): number {
    const { boxes } = this.tree;
    const { plot } = this;
    return boxGap(
      boxes[4 * node],
      boxes[4 * node + 1],
      boxes[4 * node + 2],
      boxes[4 * node + 3],
      plot.minX,
      plot.minY,
      plot.maxX,
      plot.maxY,
    );
  }

  /** Puts the children of a node that may be near enough on the stack, the nearest on top. */
  private expand(node: number, level: number, depth: number): number {
    const { levelStart } = this.tree;
    const first = levelStart[level - 1] + (node - levelStart[level]) * branching;
    const last = Math.min(first + branching, levelStart[level]);
    let top = depth;
    for (let child = first; child < last; child++) {
      const bound = this.boundOf(child);
      if (bound > this.limit) continue;
      let at = top++;
      while (at > depth && this.stackBound[at - 1] < bound) {
        this.stack[at] = this.stack[at - 1];
        this.stackBound[at] = this.stackBound[at - 1];
        at--;
      }
      this.stack[at] = child;
      this.stackBound[at] = bound;
    }
    this.stackLevel.fill(level - 1, depth, top);
    return top;
  }

  private visit(leaf: number): void {
    const feature = this.index.feature[leaf];
    if (this.best === 0 && feature >= this.feature) return;
    const squared = this.chainGap(leaf);
    if (squared < this.best || (squared === this.best && feature < this.feature)) {
      this.improve(squared, feature);
      this.lastLeaf = leaf;
    }
  }

  /** Squared distance from the plot to a chain; any number above the limit where it is farther than that. */
  private chainGap(leaf: number): number {
    const { chainStart, xy } = this.index;
    const { plot } = this;
    const first = chainStart[leaf];
    const last = chainStart[leaf + 1] - 1;
    if (plot.holds(xy[2 * first], xy[2 * first + 1])) return 0;
    if (first === last) return this.pointGap(xy[2 * first], xy[2 * first + 1]);
    let least = Infinity;
    for (let vertex = first; vertex < last && least > 0; vertex++) {
      const i = 2 * vertex;
      const squared = this.segmentGap(xy[i], xy[i + 1], xy[i + 2], xy[i + 3], least);
      if (squared < least) least = squared;
    }
    return least;
  }

  private pointGap(x: number, y: number): number {
    const { edges, blockBoxes, blocks, count } = this.plot;
    let least = Infinity;
    let limit = this.limit;
    for (let block = 0; block < blocks; block++) {
      const b = 4 * block;
      const bound = boxGap(x, y, x, y, blockBoxes[b], blockBoxes[b + 1], blockBoxes[b + 2], blockBoxes[b + 3]);
      if (bound > limit) continue;
      const end = edgeStride * Math.min(count, (block + 1) * blockLength);
      for (let e = edgeStride * block * blockLength; e < end; e += edgeStride) {
        const ax = edges[e];
        const ay = edges[e + 1];
        const squared = pointSegment(x - ax, y - ay, edges[e + 2] - ax, edges[e + 3] - ay, edges[e + 4]);
        if (squared < least) least = squared;
      }
      limit = Math.min(limit, this.widen(least));
    }
    return least;
  }

  private segmentGap(px: number, py: number, qx: number, qy: number, known: number): number {
    const { edges, blockBoxes, blocks, count } = this.plot;
    const minX = Math.min(px, qx);
    const maxX = Math.max(px, qx);
    const minY = Math.min(py, qy);
    const maxY = Math.max(py, qy);
    const dx = qx - px;
    const dy = qy - py;
    const length = dx * dx + dy * dy;
    const inverse = length > 0 ? 1 / length : 0;
    let least = Infinity;
    let limit = Math.min(this.limit, this.widen(known));
    for (let block = 0; block < blocks; block++) {
      const b = 4 * block;
      const bound = boxGap(
        minX,
        minY,
        maxX,
        maxY,
        blockBoxes[b],
        blockBoxes[b + 1],
        blockBoxes[b + 2],
        blockBoxes[b + 3],
      );
      if (bound > limit) continue;
      const end = edgeStride * Math.min(count, (block + 1) * blockLength);
      for (let e = edgeStride * block * blockLength; e < end; e += edgeStride) {
        const ax = edges[e];
        const ay = edges[e + 1];
        const ex = edges[e + 2] - ax;
        const ey = edges[e + 3] - ay;
        if (bound === 0 && crosses(px - ax, py - ay, dx, dy, ex, ey)) return 0;
        // Where two segments do not cross, an end of one of them is nearest; the plot's other ends come with the next edge.
        const p = pointSegment(px - ax, py - ay, ex, ey, edges[e + 4]);
        if (p < least) least = p;
        const q = pointSegment(qx - ax, qy - ay, ex, ey, edges[e + 4]);
        if (q < least) least = q;
        const a = pointSegment(ax - px, ay - py, dx, dy, inverse);
        if (a < least) least = a;
      }
      limit = Math.min(limit, this.widen(least));
    }
    return least;
  }

  private widen(squared: number): number {
    const reach = Math.sqrt(squared) + this.slack;
    return reach * reach;
  }
}

/** Squared distance between two boxes, 0 where they touch. */
function boxGap(
  aMinX: number,
  aMinY: number,
  aMaxX: number,
  aMaxY: number,
  bMinX: number,
  bMinY: number,
  bMaxX: number,
  bMaxY: number,
): number {
  const dx = aMinX > bMaxX ? aMinX - bMaxX : bMinX > aMaxX ? bMinX - aMaxX : 0;
  const dy = aMinY > bMaxY ? aMinY - bMaxY : bMinY > aMaxY ? bMinY - aMaxY : 0;
  return dx * dx + dy * dy;
}

/** Squared distance from the point r to the segment from 0 to d, whose squared length is 1 / inverse. */
function pointSegment(rx: number, ry: number, dx: number, dy: number, inverse: number): number {
  let t = (rx * dx + ry * dy) * inverse;
  if (t < 0) t = 0;
  else if (t > 1) t = 1;
  const x = rx - t * dx;
  const y = ry - t * dy;
  return x * x + y * y;
}

/** Whether the segment from r to r + d and the segment from 0 to e cross. */
function crosses(rx: number, ry: number, dx: number, dy: number, ex: number, ey: number): boolean {
  const start = ex * ry - ey * rx;
  const turn = ex * dy - ey * dx;
  if (start > 0 === start + turn > 0) return false;
  const side = dx * ry - dy * rx;
  return side > 0 !== side - (dx * ey - dy * ex) > 0;
}

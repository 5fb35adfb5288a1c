import { type BoxTree, branching } from './box-tree.ts';
import { InsideSearch } from './inside-index.ts';
import type { NearestIndex } from './nearest-index.ts';
import { blockLength, edgeStride, PlotEdges } from './plot-edges.ts';
import { featureCount, type Polygons } from './types.ts';
import { isFiniteVertex, vertexStart } from './vertices.ts';

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
  const plot = options.from === 'edge' ? PlotEdges.forRows(plots, from, to) : new PlotEdges(null, 1);
  const search = new NearestSearch(index, plot, outFeature !== null);
  for (let row = from; row < to; row++) {
    const loaded =
      options.from === 'edge'
        ? plot.loadPlot(row)
        : plot.loadPoint(options.centroids[2 * row], options.centroids[2 * row + 1]);
    if (!loaded || index.feature.length === 0) {
      out[row] = Number.NaN;
      if (outFeature) outFeature[row] = noFeature;
      continue;
    }
    search.begin();
    if (index.inside) {
      if (options.from === 'centroid') search.lookAround(plot.box[0], plot.box[1]);
      else lookAroundRings(search, plots, row);
    }
    search.run();
    out[row] = search.distance();
    if (outFeature) outFeature[row] = search.feature;
  }
}

/**
 * Each ring of the plot lies inside a polygon as a whole, or crosses its boundary: one vertex of each ring tells. Holes are
 * asked too, for in a bad file they lie anywhere.
 */
export function lookAroundRings(
  search: { lookAround(x: number, y: number): void },
  plots: Polygons,
  row: number,
): void {
  const { xy, featureStart, partStart, ringStart } = plots;
  const last = partStart[featureStart[row + 1]];
  for (let ring = partStart[featureStart[row]]; ring < last; ring++) {
    const end = ringStart[ring + 1];
    let vertex = ringStart[ring];
    while (vertex < end && !isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) vertex++;
    if (vertex < end) search.lookAround(xy[2 * vertex], xy[2 * vertex + 1]);
  }
}

/** Slots of `NearestSearch.state`: doubles that change live in a typed array, where the engine does not box them. */
const best = 0;
const limit = 1;
const slack = 2;

/**
 * Depth first through the tree, near children first, from the previous plot's answer as the first bound. What is pruned
 * lies farther away than the best found by more than rounding, so that the answer does not depend on the order.
 */
class NearestSearch {
  feature = noFeature;
  /** Least squared distance found, the squared distance beyond which nothing need be looked at, and the rounding allowed for. */
  private readonly state = Float64Array.of(Infinity, Infinity, 0);
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
    const { box } = this.plot;
    const largest = Math.max(Math.abs(box[0]), Math.abs(box[1]), Math.abs(box[2]), Math.abs(box[3]));
    // Coordinates of this size carry errors of 2^-53 of it; products of a few of them stay far below 2^-44.
    this.state[slack] = largest * 2 ** -44;
    this.state[best] = Infinity;
    this.state[limit] = Infinity;
    this.feature = noFeature;
  }

  lookAround(x: number, y: number): void {
    const touching = this.state[best] === 0;
    if (!this.inside || (touching && !this.wantsFeature)) return;
    const found = this.inside.find(x, y, touching ? this.feature : noFeature);
    if (found >= 0) this.improve(0, found);
  }

  run(): void {
    const { tree, stack, stackLevel, stackBound, state } = this;
    if (state[best] === 0 && !this.wantsFeature) return;
    const seed = this.lastLeaf;
    this.visit(seed);
    const top = tree.levelStart.length - 2;
    stack[0] = tree.levelStart[top];
    stackLevel[0] = top;
    stackBound[0] = 0;
    let depth = 1;
    while (depth > 0 && (state[best] > 0 || this.wantsFeature)) {
      depth--;
      if (stackBound[depth] > state[limit]) continue;
      const node = stack[depth];
      const level = stackLevel[depth];
      if (level > 0) depth = this.expand(node, level, depth);
      else if (node !== seed) this.visit(node);
    }
  }

  /** Distance found; 0 where it is smaller than the coordinates can tell. */
  distance(): number {
    const distance = Math.sqrt(this.state[best]);
    return distance <= this.state[slack] / 64 ? 0 : distance;
  }

  private improve(squared: number, feature: number): void {
    this.state[best] = squared;
    this.state[limit] = widen(squared, this.state[slack]);
    this.feature = feature;
  }

  /** Puts the children of a node that may be near enough on the stack, the nearest on top. */
  private expand(node: number, level: number, depth: number): number {
    const { stack, stackLevel, stackBound, plot } = this;
    const { levelStart, boxes } = this.tree;
    const minX = plot.box[0];
    const minY = plot.box[1];
    const maxX = plot.box[2];
    const maxY = plot.box[3];
    const reach = this.state[limit];
    const first = levelStart[level - 1] + (node - levelStart[level]) * branching;
    const last = Math.min(first + branching, levelStart[level]);
    let top = depth;
    for (let child = first; child < last; child++) {
      const b = 4 * child;
      const bound = boxGap(boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3], minX, minY, maxX, maxY);
      if (bound > reach) continue;
      let at = top++;
      while (at > depth && stackBound[at - 1] < bound) {
        stack[at] = stack[at - 1];
        stackBound[at] = stackBound[at - 1];
        at--;
      }
      stack[at] = child;
      stackBound[at] = bound;
      stackLevel[top - 1] = level - 1;
    }
    return top;
  }

  private visit(leaf: number): void {
    const feature = this.index.feature[leaf];
    const known = this.state[best];
    if (known === 0 && feature >= this.feature) return;
    const squared = this.chainGap(leaf);
    if (squared < known || (squared === known && feature < this.feature)) {
      this.improve(squared, feature);
      this.lastLeaf = leaf;
    }
  }

  /** Squared distance from the plot to a chain; any number above the limit where it is farther than that. */
  private chainGap(leaf: number): number {
    const { chainStart, xy } = this.index;
    const { plot, state } = this;
    const first = chainStart[leaf];
    const last = chainStart[leaf + 1] - 1;
    if (plot.holds(xy[2 * first], xy[2 * first + 1])) return 0;
    if (first === last) return pointGap(plot, xy[2 * first], xy[2 * first + 1], state[limit], state[slack]);
    let least = Infinity;
    let reach = state[limit];
    for (let vertex = first; vertex < last && least > 0; vertex++) {
      const i = 2 * vertex;
      const squared = segmentGap(
        plot,
        xy[i],
        xy[i + 1],
        xy[i + 2],
        xy[i + 3],
        vertex + 1 === last,
        reach,
        state[slack],
      );
      if (squared >= least) continue;
      least = squared;
      reach = Math.min(reach, widen(least, state[slack]));
    }
    return least;
  }
}

/** The square of a distance made longer by what rounding may have taken. */
export function widen(squared: number, allowance: number): number {
  const reach = Math.sqrt(squared) + allowance;
  return reach * reach;
}

/** Plots of more edges than this are looked at by blocks even for a single point. */
const manyEdges = 64;

/** Squared distance from a point to the plot's boundary; any number above `reach` where it is farther than that. */
export function pointGap(plot: PlotEdges, x: number, y: number, reach: number, allowance: number): number {
  const { plots, row, edges, blockBoxes } = plot;
  if (!plots) return edgesGap(edges, 0, edgeStride, x, y);
  if (vertexStart(plots, row + 1) - vertexStart(plots, row) <= manyEdges) return ringsGap(plots, row, x, y);
  plot.boxBlocks();
  const { count } = plot;
  let least = Infinity;
  let within = reach;
  for (let block = 0; block < plot.blocks; block++) {
    const b = 4 * block;
    const bound = boxGap(x, y, x, y, blockBoxes[b], blockBoxes[b + 1], blockBoxes[b + 2], blockBoxes[b + 3]);
    if (bound > within) continue;
    const end = edgeStride * Math.min(count, (block + 1) * blockLength);
    least = Math.min(least, edgesGap(edges, edgeStride * block * blockLength, end, x, y));
    within = Math.min(within, widen(least, allowance));
  }
  return least;
}

function ringsGap(plots: Polygons, row: number, x: number, y: number): number {
  const { xy, featureStart, partStart, ringStart } = plots;
  const lastRing = partStart[featureStart[row + 1]];
  let least = Infinity;
  for (let ring = partStart[featureStart[row]]; ring < lastRing; ring++) {
    const squared = ringGap(xy, ringStart[ring], ringStart[ring + 1], x, y);
    if (squared < least) least = squared;
  }
  return least;
}

function ringGap(xy: Float64Array, start: number, end: number, x: number, y: number): number {
  let last = end - 1;
  while (last >= start && !isFiniteVertex(xy[2 * last], xy[2 * last + 1])) last--;
  if (last < start) return Infinity;
  let ax = xy[2 * last];
  let ay = xy[2 * last + 1];
  let least = Infinity;
  for (let i = 2 * start; i <= 2 * last; i += 2) {
    const bx = xy[i];
    const by = xy[i + 1];
    if (!isFiniteVertex(bx, by)) continue;
    least = nearer(least, x, y, ax, ay, bx, by);
    ax = bx;
    ay = by;
  }
  return least;
}

function edgesGap(edges: Float64Array, first: number, end: number, x: number, y: number): number {
  let least = Infinity;
  for (let e = first; e < end; e += edgeStride) {
    least = nearer(least, x, y, edges[e], edges[e + 1], edges[e + 2], edges[e + 3]);
  }
  return least;
}

/**
 * Squared distance from a segment p-q to the plot's boundary; any number above `reach` where it is farther than that.
 * Without its end q, which is left to the chain's next segment.
 */
export function segmentGap(
  plot: PlotEdges,
  px: number,
  py: number,
  qx: number,
  qy: number,
  withEnd: boolean,
  reach: number,
  allowance: number,
): number {
  const minX = Math.min(px, qx);
  const maxX = Math.max(px, qx);
  const minY = Math.min(py, qy);
  const maxY = Math.max(py, qy);
  const { box } = plot;
  if (boxGap(minX, minY, maxX, maxY, box[0], box[1], box[2], box[3]) > reach) return Infinity;
  plot.boxBlocks();
  const { edges, blockBoxes, blocks, count } = plot;
  let least = Infinity;
  let within = reach;
  for (let block = 0; block < blocks; block++) {
    const b = 4 * block;
    const x0 = blockBoxes[b];
    const y0 = blockBoxes[b + 1];
    const bound = boxGap(minX, minY, maxX, maxY, x0, y0, blockBoxes[b + 2], blockBoxes[b + 3]);
    if (bound > within) continue;
    const end = edgeStride * Math.min(count, (block + 1) * blockLength);
    for (let e = edgeStride * block * blockLength; e < end; e += edgeStride) {
      const ax = edges[e];
      const ay = edges[e + 1];
      const bx = edges[e + 2];
      const by = edges[e + 3];
      if (bound === 0 && crosses(px - ax, py - ay, qx - px, qy - py, bx - ax, by - ay)) return 0;
      // Where two segments do not cross, an end of one of them is nearest; the plot's other ends come with the next edge.
      least = nearer(least, px, py, ax, ay, bx, by);
      if (withEnd) least = nearer(least, qx, qy, ax, ay, bx, by);
      least = nearer(least, ax, ay, px, py, qx, qy);
    }
    within = Math.min(within, widen(least, allowance));
  }
  return least;
}

/** Squared distance between two boxes, 0 where they touch. */
export function boxGap(
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

/** A little more than 1: what is greater than a product by this factor is greater whatever the rounding. */
const surely = 1 + 1e-14;

/**
 * The lesser of `least` and the squared distance from the point x, y to the segment a-b. The division is left out where
 * its result could not be less, rounding included, so that the answer does not depend on what was found before.
 */
function nearer(least: number, x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const rx = x - ax;
  const ry = y - ay;
  const along = rx * dx + ry * dy;
  if (along <= 0) {
    const toStart = rx * rx + ry * ry;
    if (toStart < least) return toStart;
    return least;
  }
  const length = dx * dx + dy * dy;
  if (along >= length) {
    const toEnd = (x - bx) * (x - bx) + (y - by) * (y - by);
    if (toEnd < least) return toEnd;
    return least;
  }
  const across = rx * dy - ry * dx;
  const area = across * across;
  if (area > least * length * surely) return least;
  const aside = area / length;
  if (aside < least) return aside;
  return least;
}

/** Whether the segment from r to r + d and the segment from 0 to e cross. */
function crosses(rx: number, ry: number, dx: number, dy: number, ex: number, ey: number): boolean {
  const start = ex * ry - ey * rx;
  const turn = ex * dy - ey * dx;
  if (start > 0 === start + turn > 0) return false;
  const side = dx * ry - dy * rx;
  return side > 0 !== side - (dx * ey - dy * ex) > 0;
}

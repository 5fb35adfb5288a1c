import { type BoxTree, branching, PointWalk } from '../geometry/box-tree.ts';
import {
  boxGap,
  buildNearestIndex,
  lookAroundRings,
  pointGap,
  segmentGap,
  sourceRow,
  widen,
} from '../geometry/nearest.ts';
import type { NearestIndex, NearestSource } from '../geometry/nearest-index.ts';
import { PlotEdges } from '../geometry/plot-edges.ts';
import { pointInPolygon } from '../geometry/point-in-polygon.ts';
import { featureCount, type Polygons } from '../geometry/types.ts';
import { sharedFloat64 } from '../lib/buffers.ts';

/** Features with a value each, to be summed where they are near; plain arrays in shared memory. */
export interface CapacityIndex {
  readonly nearest: NearestIndex;
  /** The polygons of each source, null for points and lines. */
  readonly polygons: readonly (Polygons | null)[];
  /** Value of each feature, numbered through all sources; NaN is missing. */
  readonly values: Float64Array;
}

/** A source of features and the value of each row. */
export interface CapacitySource extends NearestSource {
  readonly values: Float64Array;
}

/** Builds the index; rows that the mask leaves out and null geometries are never in reach. */
export function buildCapacityIndex(sources: readonly CapacitySource[]): CapacityIndex {
  const nearest = buildNearestIndex(sources);
  const values = sharedFloat64(nearest.sourceStart[sources.length]);
  sources.forEach((source, s) => {
    values.set(source.values, nearest.sourceStart[s]);
  });
  const polygons = sources.map(({ geometry }) => (geometry.kind === 'polygons' ? geometry : null));
  return { nearest, polygons, values };
}

/** What is taken of the features in reach, how far (in units of the CRS), and from where. */
export interface CapacityQuery {
  readonly within: number;
  readonly take: 'sum' | 'max';
  readonly from: 'edge' | 'centroid';
}

/**
 * out[n] = sum or greatest of the values of all features at most `within` from plot n, for n in [from, to); distances
 * as in `measureNearest`, and a feature at the very distance counts. 0 when nothing is in reach; features without a
 * value count as nothing, but where all in reach are without, NaN: what is there is not known. NaN for a plot without
 * geometry. A sum is taken in the order of the values, so that the order of the features does not show in it.
 */
export function measureCapacity(
  plots: Polygons,
  centroids: Float64Array,
  index: CapacityIndex,
  query: CapacityQuery,
  from: number,
  to: number,
  out: Float64Array,
): void {
  if (to > featureCount(plots)) throw new RangeError(`rows ${from} to ${to} of ${featureCount(plots)} plots`);
  const byEdge = query.from === 'edge';
  const plot = byEdge ? PlotEdges.forRows(plots, from, to) : new PlotEdges(null, 1);
  const search = new CapacitySearch(index, plot, query.within);
  for (let row = from; row < to; row++) {
    const loaded = byEdge ? plot.loadPlot(row) : plot.loadPoint(centroids[2 * row], centroids[2 * row + 1]);
    if (!loaded) {
      out[row] = Number.NaN;
      continue;
    }
    search.begin();
    if (byEdge) lookAroundRings(search, plots, row);
    else search.lookAround(plot.box[0], plot.box[1]);
    search.run();
    out[row] = query.take === 'sum' ? search.sum() : search.max();
  }
}

/** Collects the features in reach of one plot after the other. */
class CapacitySearch {
  private readonly seen: Uint32Array;
  private stamp = 0;
  private found = 0;
  private known = 0;
  private values = new Float64Array(64);
  private readonly limit = new Float64Array(2);
  private readonly tree: BoxTree;
  private readonly around: PointWalk | null;
  private readonly stack: Uint32Array;
  private readonly levels: Uint8Array;

  constructor(
    private readonly index: CapacityIndex,
    private readonly plot: PlotEdges,
    private readonly within: number,
  ) {
    this.tree = index.nearest.tree;
    this.seen = new Uint32Array(index.values.length);
    this.around = index.nearest.inside ? new PointWalk(index.nearest.inside.tree) : null;
    const size = branching * this.tree.levelStart.length + 1;
    this.stack = new Uint32Array(size);
    this.levels = new Uint8Array(size);
  }

  begin(): void {
    this.stamp++;
    this.found = 0;
    this.known = 0;
    const { box } = this.plot;
    const largest = Math.max(Math.abs(box[0]), Math.abs(box[1]), Math.abs(box[2]), Math.abs(box[3]));
    // What coordinates of this size cannot tell apart does not put a feature out of reach.
    const slack = largest * 2 ** -50;
    this.limit[0] = (this.within + slack) ** 2;
    this.limit[1] = 64 * slack;
  }

  /** Polygons that hold a point of the plot may have no boundary in reach. */
  lookAround(x: number, y: number): void {
    const { inside } = this.index.nearest;
    if (!this.around || !inside) return;
    this.around.start(x, y);
    for (let leaf = this.around.next(); leaf >= 0; leaf = this.around.next()) {
      const feature = inside.feature[inside.tree.items[leaf]];
      if (this.seen[feature] === this.stamp) continue;
      const { source, row } = sourceRow(this.index.nearest, feature);
      const polygons = this.index.polygons[source];
      if (polygons && pointInPolygon(polygons, row, x, y)) this.add(feature);
    }
  }

  run(): void {
    const { levelStart, items } = this.tree;
    if (items.length === 0) return;
    const top = levelStart.length - 2;
    this.stack[0] = levelStart[top];
    this.levels[0] = top;
    let depth = this.near(levelStart[top]) ? 1 : 0;
    while (depth > 0) {
      const node = this.stack[--depth];
      const level = this.levels[depth];
      if (level === 0) {
        this.visit(node);
        continue;
      }
      const first = levelStart[level - 1] + (node - levelStart[level]) * branching;
      const last = Math.min(first + branching, levelStart[level]);
      for (let child = first; child < last; child++) {
        if (!this.near(child)) continue;
        this.stack[depth] = child;
        this.levels[depth++] = level - 1;
      }
    }
  }

  sum(): number {
    if (this.found > 0 && this.known === 0) return Number.NaN;
    const values = this.values.subarray(0, this.known).sort();
    let sum = 0;
    for (let n = 0; n < values.length; n++) sum += values[n];
    return sum;
  }

  max(): number {
    if (this.found === 0) return 0;
    let most = Number.NaN;
    for (let n = 0; n < this.known; n++) if (!(this.values[n] <= most)) most = this.values[n];
    return most;
  }

  private near(node: number): boolean {
    const { boxes } = this.tree;
    const { box } = this.plot;
    const b = 4 * node;
    const gap = boxGap(boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3], box[0], box[1], box[2], box[3]);
    return gap <= widen(this.limit[0], this.limit[1]);
  }

  private visit(leaf: number): void {
    const feature = this.index.nearest.feature[leaf];
    if (this.seen[feature] !== this.stamp && this.inReach(leaf)) this.add(feature);
  }

  private inReach(leaf: number): boolean {
    const { chainStart, xy } = this.index.nearest;
    const { plot } = this;
    const limit = this.limit[0];
    const first = chainStart[leaf];
    const last = chainStart[leaf + 1] - 1;
    if (plot.holds(xy[2 * first], xy[2 * first + 1])) return true;
    if (first === last) return pointGap(plot, xy[2 * first], xy[2 * first + 1], limit, this.limit[1]) <= limit;
    for (let vertex = first; vertex < last; vertex++) {
      const i = 2 * vertex;
      const gap = segmentGap(plot, xy[i], xy[i + 1], xy[i + 2], xy[i + 3], vertex + 1 === last, limit, this.limit[1]);
      if (gap <= limit) return true;
    }
    return false;
  }

  private add(feature: number): void {
    this.seen[feature] = this.stamp;
    this.found++;
    const value = this.index.values[feature];
    if (Number.isNaN(value)) return;
    if (this.known === this.values.length) {
      const grown = new Float64Array(2 * this.known);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.known++] = value;
  }
}

import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';
import { writeBox } from './bounds.ts';
import { type BoxTree, buildBoxTree } from './box-tree.ts';
import { buildInsideIndex, type InsideIndex } from './inside-index.ts';
import { featureCount, type Geometry, type Polygons } from './types.ts';
import { isFiniteVertex } from './vertices.ts';

/** What distances are measured to: rows where the mask is 1, or all rows where it is null. */
export interface NearestSource {
  readonly geometry: Geometry;
  readonly mask: Uint8Array | null;
}

/**
 * Points, paths and polygon boundaries cut into chains of a few segments, in the order of a tree over their boxes; and
 * the insides of the polygons. Plain typed arrays in shared memory: workers search the same index.
 * Features of all sources are numbered through: feature n is row n - sourceStart[s] of the source s with
 * sourceStart[s] <= n < sourceStart[s + 1].
 */
export interface NearestIndex {
  /** Leaf n is chain n. */
  readonly tree: BoxTree;
  /** Chain c owns vertices chainStart[c] .. chainStart[c+1]-1: one for a point, k + 1 for k segments. */
  readonly chainStart: Uint32Array;
  readonly xy: Float64Array;
  /** Feature number of each chain. */
  readonly feature: Uint32Array;
  readonly sourceStart: Uint32Array;
  /** null when no source has polygons. */
  readonly inside: InsideIndex | null;
}

/** Segments in a chain: a longer chain has a wider box, a shorter one makes a deeper tree. */
const chainLength = 4;

/** Builds the index; null geometries, masked rows and vertices that are not finite are left out. */
export function buildNearestIndex(sources: readonly NearestSource[]): NearestIndex {
  const sourceStart = sharedUint32(sources.length + 1);
  sources.forEach((source, s) => {
    sourceStart[s + 1] = sourceStart[s] + featureCount(source.geometry);
  });
  const counter = new ChainWriter(null);
  sources.forEach((source, s) => {
    addSource(counter, source, sourceStart[s]);
  });
  const chains = counter.chains;
  const writer = new ChainWriter({
    start: new Uint32Array(chains + 1),
    xy: new Float64Array(2 * counter.vertices),
    feature: new Uint32Array(chains),
  });
  sources.forEach((source, s) => {
    addSource(writer, source, sourceStart[s]);
  });
  const polygonal = sources.flatMap(({ geometry, mask }, s) =>
    geometry.kind === 'polygons' ? [{ polygons: geometry, mask, firstFeature: sourceStart[s] }] : [],
  );
  return { ...inTreeOrder(writer), sourceStart, inside: polygonal.length > 0 ? buildInsideIndex(polygonal) : null };
}

/** Number of a feature in its source, from the number `measureNearest` gives. */
export function sourceRow(index: NearestIndex, feature: number): { readonly source: number; readonly row: number } {
  let source = 0;
  while (source + 2 < index.sourceStart.length && feature >= index.sourceStart[source + 1]) source++;
  return { source, row: feature - index.sourceStart[source] };
}

interface ChainColumns {
  readonly start: Uint32Array;
  readonly xy: Float64Array;
  readonly feature: Uint32Array;
}

/** Cuts paths into chains; without columns it only counts them. */
class ChainWriter {
  chains = 0;
  vertices = 0;

  constructor(readonly columns: ChainColumns | null) {}

  addVertex(x: number, y: number): void {
    if (this.columns) {
      this.columns.xy[2 * this.vertices] = x;
      this.columns.xy[2 * this.vertices + 1] = y;
    }
    this.vertices++;
  }

  endChain(feature: number): void {
    if (this.columns) {
      this.columns.feature[this.chains] = feature;
      this.columns.start[this.chains + 1] = this.vertices;
    }
    this.chains++;
  }

  addPath(xy: Float64Array, start: number, end: number, closed: boolean, feature: number): void {
    const stop = end + (closed && end - start > 2 ? 1 : 0);
    let length = 0;
    let started = false;
    let firstX = Number.NaN;
    let firstY = Number.NaN;
    let x = 0;
    let y = 0;
    for (let vertex = start; vertex < stop; vertex++) {
      const nextX = vertex < end ? xy[2 * vertex] : firstX;
      const nextY = vertex < end ? xy[2 * vertex + 1] : firstY;
      if (!isFiniteVertex(nextX, nextY)) continue;
      if (length > chainLength) {
        this.endChain(feature);
        this.addVertex(x, y);
        length = 1;
      }
      if (!started) {
        started = true;
        firstX = nextX;
        firstY = nextY;
      }
      x = nextX;
      y = nextY;
      this.addVertex(x, y);
      length++;
    }
    if (length > 0) this.endChain(feature);
  }
}

function addSource(writer: ChainWriter, source: NearestSource, firstFeature: number): void {
  const { geometry, mask } = source;
  const count = featureCount(geometry);
  for (let row = 0; row < count; row++) {
    if (mask && mask[row] !== 1) continue;
    if (geometry.kind === 'points') {
      for (let point = geometry.featureStart[row]; point < geometry.featureStart[row + 1]; point++) {
        writer.addPath(geometry.xy, point, point + 1, false, firstFeature + row);
      }
    } else if (geometry.kind === 'lines') {
      for (let path = geometry.featureStart[row]; path < geometry.featureStart[row + 1]; path++) {
        writer.addPath(geometry.xy, geometry.pathStart[path], geometry.pathStart[path + 1], false, firstFeature + row);
      }
    } else if (geometry.kind === 'polygons') addRings(writer, geometry, row, firstFeature + row);
  }
}

function addRings(writer: ChainWriter, polygons: Polygons, row: number, feature: number): void {
  const { xy, featureStart, partStart, ringStart } = polygons;
  const last = partStart[featureStart[row + 1]];
  for (let ring = partStart[featureStart[row]]; ring < last; ring++) {
    writer.addPath(xy, ringStart[ring], ringStart[ring + 1], true, feature);
  }
}

function inTreeOrder(writer: ChainWriter): Pick<NearestIndex, 'tree' | 'chainStart' | 'xy' | 'feature'> {
  const { start, xy, feature } = writer.columns as ChainColumns;
  const boxes = new Float64Array(4 * writer.chains);
  for (let chain = 0; chain < writer.chains; chain++) writeBox(xy, start[chain], start[chain + 1], boxes, 4 * chain);
  const tree = buildBoxTree(boxes, writer.chains);
  const chainStart = sharedUint32(writer.chains + 1);
  const sortedXy = sharedFloat64(xy.length);
  const sortedFeature = sharedUint32(writer.chains);
  for (let leaf = 0; leaf < writer.chains; leaf++) {
    const chain = tree.items[leaf];
    const size = start[chain + 1] - start[chain];
    chainStart[leaf + 1] = chainStart[leaf] + size;
    sortedFeature[leaf] = feature[chain];
    for (let k = 0; k < 2 * size; k++) sortedXy[2 * chainStart[leaf] + k] = xy[2 * start[chain] + k];
  }
  return { tree, chainStart, xy: sortedXy, feature: sortedFeature };
}

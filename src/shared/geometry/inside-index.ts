import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';
import { writeBox } from './bounds.ts';
import { type BoxTree, buildBoxTree, PointWalk } from './box-tree.ts';
import { rightOf } from './point-in-polygon.ts';
import type { Polygons } from './types.ts';
import { isFiniteVertex, vertexStart } from './vertices.ts';

/**
 * Answers "inside which polygon does this point lie?" for polygons of any size: the edges of each polygon are sorted
 * into horizontal bands, so that a point meets only the edges of its band. Plain data in shared memory.
 */
export interface InsideIndex {
  /** Over the polygons' boxes; items are entries. */
  readonly tree: BoxTree;
  /** Feature number of each entry, as given by the caller. */
  readonly feature: Uint32Array;
  /** Lowest y of each entry's bands and bands per unit of y. */
  readonly bandBase: Float64Array;
  readonly bandsPerUnit: Float64Array;
  /** Entry e owns bands entryBand[e] .. entryBand[e+1]-1; band b owns edges bandEdge[b] .. bandEdge[b+1]-1. */
  readonly entryBand: Uint32Array;
  readonly bandEdge: Uint32Array;
  /** ax, ay, bx, by of each edge, once for every band it reaches into. */
  readonly edges: Float64Array;
}

/** Edges a band is meant to hold, and how often an edge may be repeated on the average before bands are made wider. */
const edgesPerBand = 8;
const repeats = 4;

/**
 * @param sources polygons with the rows to take (null: all) and the number added to a row to make its feature number.
 */
export function buildInsideIndex(
  sources: readonly { polygons: Polygons; mask: Uint8Array | null; firstFeature: number }[],
): InsideIndex {
  const entries = collectEntries(sources);
  const count = entries.feature.length;
  const boxes = new Float64Array(4 * count);
  const bandBase = sharedFloat64(count);
  const bandsPerUnit = sharedFloat64(count);
  const entryBand = sharedUint32(count + 1);
  const scratch: EdgeScratch = { edges: new Float64Array(4096), count: 0 };
  const counts: number[] = [];
  for (let entry = 0; entry < count; entry++) {
    const { polygons, row } = entries.at(entry);
    writeBox(polygons.xy, vertexStart(polygons, row), vertexStart(polygons, row + 1), boxes, 4 * entry);
    gatherEdges(polygons, row, scratch);
    const height = boxes[4 * entry + 3] - boxes[4 * entry + 1];
    bandBase[entry] = boxes[4 * entry + 1];
    const bands = chooseBands(scratch, bandBase[entry], height);
    bandsPerUnit[entry] = perUnit(bands, height);
    entryBand[entry + 1] = entryBand[entry] + bands;
    countEdges(scratch, bandBase[entry], bandsPerUnit[entry], bands, counts);
  }
  const bandEdge = sharedUint32(counts.length + 1);
  for (let band = 0; band < counts.length; band++) bandEdge[band + 1] = bandEdge[band] + counts[band];
  const index: InsideIndex = {
    tree: buildBoxTree(boxes, count),
    feature: entries.feature,
    bandBase,
    bandsPerUnit,
    entryBand,
    bandEdge,
    edges: sharedFloat64(4 * bandEdge[counts.length]),
  };
  const next = Uint32Array.from(bandEdge);
  for (let entry = 0; entry < count; entry++) {
    const { polygons, row } = entries.at(entry);
    gatherEdges(polygons, row, scratch);
    placeEdges(scratch, index, entry, next);
  }
  return index;
}

/** Finds the polygons around points; allocates nothing per point. */
export class InsideSearch {
  private readonly walk: PointWalk;

  constructor(private readonly index: InsideIndex) {
    this.walk = new PointWalk(index.tree);
  }

  /** The lowest feature number, below `limit`, of a polygon that holds the point by the even-odd rule; -1 for none. */
  find(x: number, y: number, limit: number): number {
    const { tree, feature } = this.index;
    let found = -1;
    let lowest = limit;
    this.walk.start(x, y);
    for (let leaf = this.walk.next(); leaf >= 0; leaf = this.walk.next()) {
      const entry = tree.items[leaf];
      if (feature[entry] >= lowest || !this.holds(entry, x, y)) continue;
      found = feature[entry];
      lowest = found;
    }
    return found;
  }

  private holds(entry: number, x: number, y: number): boolean {
    const { bandBase, bandsPerUnit, entryBand, bandEdge, edges } = this.index;
    const bands = entryBand[entry + 1] - entryBand[entry];
    const band = entryBand[entry] + bandOf(y, bandBase[entry], bandsPerUnit[entry], bands);
    let odd = false;
    for (let i = 4 * bandEdge[band]; i < 4 * bandEdge[band + 1]; i += 4) {
      const ay = edges[i + 1];
      const by = edges[i + 3];
      if (ay > y !== by > y && rightOf(edges[i], ay, edges[i + 2], by, x, y)) odd = !odd;
    }
    return odd;
  }
}

interface EdgeScratch {
  edges: Float64Array;
  count: number;
}

function collectEntries(sources: Parameters<typeof buildInsideIndex>[0]) {
  const source: number[] = [];
  const rows: number[] = [];
  sources.forEach(({ polygons, mask }, number) => {
    for (let row = 0; row + 1 < polygons.featureStart.length; row++) {
      if (polygons.featureStart[row] === polygons.featureStart[row + 1] || (mask && mask[row] !== 1)) continue;
      source.push(number);
      rows.push(row);
    }
  });
  const feature = sharedUint32(rows.length);
  for (let entry = 0; entry < rows.length; entry++) feature[entry] = sources[source[entry]].firstFeature + rows[entry];
  const at = (entry: number) => ({ polygons: sources[source[entry]].polygons, row: rows[entry] });
  return { feature, at };
}

function gatherEdges(polygons: Polygons, row: number, scratch: EdgeScratch): void {
  const { xy, featureStart, partStart, ringStart } = polygons;
  const vertices = vertexStart(polygons, row + 1) - vertexStart(polygons, row);
  if (scratch.edges.length < 4 * vertices) scratch.edges = new Float64Array(4 * vertices);
  scratch.count = 0;
  const lastRing = partStart[featureStart[row + 1]];
  for (let ring = partStart[featureStart[row]]; ring < lastRing; ring++) {
    let previous = ringStart[ring + 1] - 1;
    while (previous >= ringStart[ring] && !isFiniteVertex(xy[2 * previous], xy[2 * previous + 1])) previous--;
    for (let vertex = ringStart[ring]; vertex < ringStart[ring + 1]; vertex++) {
      if (!isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) continue;
      const at = 4 * scratch.count++;
      scratch.edges[at] = xy[2 * previous];
      scratch.edges[at + 1] = xy[2 * previous + 1];
      scratch.edges[at + 2] = xy[2 * vertex];
      scratch.edges[at + 3] = xy[2 * vertex + 1];
      previous = vertex;
    }
  }
}

const perUnit = (bands: number, height: number): number => (height > 0 ? bands / height : 0);

function bandOf(y: number, base: number, bandsPerUnit: number, bands: number): number {
  const band = Math.floor((y - base) * bandsPerUnit);
  return band < 0 ? 0 : band >= bands ? bands - 1 : band;
}

/** As many bands as give each a few edges, fewer where edges are so tall that they would be repeated too often. */
function chooseBands(scratch: EdgeScratch, base: number, height: number): number {
  for (let bands = Math.max(1, Math.ceil(scratch.count / edgesPerBand)); ; bands = Math.ceil(bands / 2)) {
    const step = perUnit(bands, height);
    let placed = 0;
    for (let i = 0; i < 4 * scratch.count; i += 4) {
      const a = bandOf(scratch.edges[i + 1], base, step, bands);
      placed += Math.abs(bandOf(scratch.edges[i + 3], base, step, bands) - a) + 1;
    }
    if (bands === 1 || placed <= repeats * scratch.count) return bands;
  }
}

function countEdges(scratch: EdgeScratch, base: number, step: number, bands: number, counts: number[]): void {
  const first = counts.length;
  for (let band = 0; band < bands; band++) counts.push(0);
  for (let i = 0; i < 4 * scratch.count; i += 4) {
    const a = bandOf(scratch.edges[i + 1], base, step, bands);
    const b = bandOf(scratch.edges[i + 3], base, step, bands);
    for (let band = Math.min(a, b); band <= Math.max(a, b); band++) counts[first + band]++;
  }
}

function placeEdges(scratch: EdgeScratch, index: InsideIndex, entry: number, next: Uint32Array): void {
  const first = index.entryBand[entry];
  const bands = index.entryBand[entry + 1] - first;
  for (let i = 0; i < 4 * scratch.count; i += 4) {
    const a = bandOf(scratch.edges[i + 1], index.bandBase[entry], index.bandsPerUnit[entry], bands);
    const b = bandOf(scratch.edges[i + 3], index.bandBase[entry], index.bandsPerUnit[entry], bands);
    for (let band = Math.min(a, b); band <= Math.max(a, b); band++) {
      const at = 4 * next[first + band]++;
      for (let k = 0; k < 4; k++) index.edges[at + k] = scratch.edges[i + k];
    }
  }
}

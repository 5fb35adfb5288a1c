import { sharedFloat64, sharedUint8, sharedUint32 } from '../../lib/buffers.ts';
import type { Extent } from '../types.ts';
import { vertexStart } from '../vertices.ts';
import { type OverlayPlan, planOverlay } from './plan.ts';
import { cutFeatures } from './tile-cut.ts';
import type { OverlayIndex, OverlayPart, OverlayQuery, OverlayResult } from './types.ts';

/**
 * Cuts the polygons of all queries into tiles. `extent` is the extent of the plots that will be measured (units of the
 * CRS, finite); what lies outside it is not kept. Vertices that are not finite count as absent. Time and memory grow
 * with the vertices and with the tiles each feature covers.
 */
export function buildOverlayIndex(queries: readonly OverlayQuery[], extent: Extent): OverlayIndex {
  const plan = planOverlay(queries, extent);
  return merge(plan, [cutFeatures(plan, 0, plan.featureCount)]);
}

/**
 * The share `part` of `parts` of the cutting, for building in several workers: merging parts 0 .. parts - 1 in order with
 * `mergeOverlayParts` gives the same bytes as `buildOverlayIndex`. Features are shared out by their vertices; one
 * feature is never divided.
 */
export function buildOverlayIndexPart(
  queries: readonly OverlayQuery[],
  extent: Extent,
  part: number,
  parts: number,
): OverlayPart {
  const plan = planOverlay(queries, extent);
  const [from, to] = featureRange(plan, part, parts);
  return cutFeatures(plan, from, to);
}

/** Puts parts together; `queries` and `extent` as given to the parts. */
export function mergeOverlayParts(
  queries: readonly OverlayQuery[],
  extent: Extent,
  parts: readonly OverlayPart[],
): OverlayIndex {
  return merge(planOverlay(queries, extent), parts);
}

/** An empty result for `count` plots, in shared memory, for the workers to fill row by row. */
export function overlayResult(queries: readonly OverlayQuery[], count: number): OverlayResult {
  const float = (wanted: (query: OverlayQuery) => boolean) =>
    queries.map((query) => sharedFloat64(wanted(query) ? count : 0));
  const withMean = (query: OverlayQuery) => query.kind === 'codes' && query.suitability !== null;
  return {
    area: sharedFloat64(count),
    unions: float((query) => query.kind === 'union'),
    dominant: queries.map((query) => sharedUint32(query.kind === 'codes' ? count : 0)),
    dominantArea: float((query) => query.kind === 'codes'),
    mean: float(withMean),
    meanArea: float(withMean),
    fallback: sharedUint8(count),
  };
}

/** The features whose vertices begin in the given share of all vertices. */
function featureRange(plan: OverlayPlan, part: number, parts: number): readonly [number, number] {
  const { layers, featureLayer, featureRow } = plan;
  const before = new Float64Array(plan.featureCount + 1);
  for (let feature = 0; feature < plan.featureCount; feature++) {
    const polygons = layers[featureLayer[feature]];
    const row = featureRow[feature];
    before[feature + 1] = before[feature] + vertexStart(polygons, row + 1) - vertexStart(polygons, row);
  }
  const total = before[plan.featureCount];
  const firstOf = (share: number) => {
    let feature = 0;
    while (feature < plan.featureCount && before[feature] * parts < total * share) feature++;
    return feature;
  };
  return [part === 0 ? 0 : firstOf(part), part === parts - 1 ? plan.featureCount : firstOf(part + 1)];
}

function merge(plan: OverlayPlan, parts: readonly OverlayPart[]): OverlayIndex {
  const tiles = plan.grid.columns * plan.grid.rows;
  return {
    grid: plan.grid,
    extent: plan.extent,
    queries: plan.queries,
    slotCount: plan.slotCount,
    featureCount: plan.featureCount,
    slotStart: plan.slotStart,
    slots: plan.slots,
    xy: joinXy(parts),
    ...sortRuns(parts, tiles),
    ...sortFlips(parts, tiles),
  };
}

function joinXy(parts: readonly OverlayPart[]): Float64Array {
  if (parts.length === 1) return parts[0].xy;
  const out = sharedFloat64(parts.reduce((sum, { xy }) => sum + xy.length, 0));
  let at = 0;
  for (const { xy } of parts) {
    out.set(xy, at);
    at += xy.length;
  }
  return out;
}

/** Where each tile's entries begin, as a counting sort needs it: exact at the end, one entry too low while filling. */
function countByTile(lists: readonly Uint32Array[], tiles: number): Uint32Array {
  const start = sharedUint32(tiles + 1);
  for (const list of lists) for (let i = 0; i < list.length; i++) start[list[i] + 1]++;
  for (let tile = 0; tile < tiles; tile++) start[tile + 1] += start[tile];
  return start;
}

function sortRuns(parts: readonly OverlayPart[], tiles: number) {
  const runStart = countByTile(
    parts.map((part) => part.runTile),
    tiles,
  );
  const count = runStart[tiles];
  const next = runStart.slice();
  const runFirst = sharedUint32(count);
  const runLast = sharedUint32(count);
  const runFeature = sharedUint32(count);
  const runBox = sharedFloat64(4 * count);
  let firstVertex = 0;
  for (const part of parts) {
    for (let i = 0; i < part.runTile.length; i++) {
      const at = next[part.runTile[i]]++;
      runFirst[at] = part.runFirst[i] + firstVertex;
      runLast[at] = part.runLast[i] + firstVertex;
      runFeature[at] = part.runFeature[i];
      for (let side = 0; side < 4; side++) runBox[4 * at + side] = part.runBox[4 * i + side];
    }
    firstVertex += part.xy.length / 2;
  }
  return { runStart, runFirst, runLast, runFeature, runBox };
}

function sortFlips(parts: readonly OverlayPart[], tiles: number) {
  const flipStart = countByTile(
    parts.map((part) => part.flipTile),
    tiles,
  );
  const next = flipStart.slice();
  const flipFeature = sharedUint32(flipStart[tiles]);
  const flipY = sharedFloat64(flipStart[tiles]);
  for (const part of parts) {
    for (let i = 0; i < part.flipTile.length; i++) {
      const at = next[part.flipTile[i]]++;
      flipFeature[at] = part.flipFeature[i];
      flipY[at] = part.flipY[i];
    }
  }
  return { flipStart, flipFeature, flipY };
}

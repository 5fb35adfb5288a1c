import type { Geometry } from '../geometry/types.ts';
import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';
import type { RoadGraph } from './roads.ts';
import type { NetworkSearch } from './search.ts';
import { eachShape } from './shapes.ts';
import { RoadSnapper } from './snap.ts';

/** Where things lie along the edges: stop n of edge e for n in start[e] .. start[e+1]-1. Offsets in units of the CRS. */
export interface RoadPlaces {
  readonly start: Uint32Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Cost of the way between the road and the thing. */
  readonly aside: Float64Array;
  /** Number of the feature, through all sources. */
  readonly feature: Uint32Array;
  /** Features brought to the road, and those with no road within the limit (also those without a place). */
  readonly located: number;
  readonly far: number;
}

/** Features to bring to the road: rows where the mask is 1, or all where it is null. */
export interface PlaceSource {
  readonly geometry: Geometry;
  readonly mask: Uint8Array | null;
}

/** Brings features to the road. `limit`: how far from it they may lie, units of the CRS. */
export function buildPlaces(graph: RoadGraph, sources: readonly PlaceSource[], limit: number): RoadPlaces {
  const snapper = new RoadSnapper(graph);
  const edge: number[] = [];
  const [low, high, aside, feature]: number[][] = [[], [], [], []];
  let base = 0;
  let located = 0;
  let selected = 0;
  for (const { geometry, mask } of sources) {
    const count = geometry.kind === 'none' ? geometry.count : geometry.featureStart.length - 1;
    const found = new Uint8Array(count);
    for (let row = 0; row < count; row++) if (!mask || mask[row] === 1) selected++;
    eachShape(geometry, mask, (shape, row) => {
      if (!snapper.snap(shape, limit)) return;
      found[row] = 1;
      for (let n = 0; n < snapper.count; n++) {
        edge.push(snapper.edge[n]);
        low.push(snapper.low[n]);
        high.push(snapper.high[n]);
        aside.push(snapper.gap * graph.offRoad);
        feature.push(base + row);
      }
    });
    for (let row = 0; row < count; row++) located += found[row];
    base += count;
  }
  return { ...byEdge(graph.length.length, edge, low, high, aside, feature), located, far: selected - located };
}

function byEdge(
  edgeCount: number,
  edge: readonly number[],
  low: readonly number[],
  high: readonly number[],
  aside: readonly number[],
  feature: readonly number[],
): Pick<RoadPlaces, 'start' | 'low' | 'high' | 'aside' | 'feature'> {
  const start = sharedUint32(edgeCount + 1);
  for (const at of edge) start[at + 1]++;
  for (let at = 0; at < edgeCount; at++) start[at + 1] += start[at];
  const next = Uint32Array.from(start);
  const places = {
    start,
    low: sharedFloat64(edge.length),
    high: sharedFloat64(edge.length),
    aside: sharedFloat64(edge.length),
    feature: sharedUint32(edge.length),
  };
  edge.forEach((at, n) => {
    const slot = next[at]++;
    places.low[slot] = low[n];
    places.high[slot] = high[n];
    places.aside[slot] = aside[n];
    places.feature[slot] = feature[n];
  });
  return places;
}

/** Cost of a length along or against an edge; Infinity where that is not allowed, also for no length. */
export function stretch(length: number, perUnit: number): number {
  return perUnit === Infinity ? Infinity : length * perUnit;
}

/** Cost from the stretch a..b of an edge to the stretch low..high of the same edge, without leaving it. */
export function directCost(graph: RoadGraph, edge: number, a: number, b: number, low: number, high: number): number {
  if (low > b) return stretch(low - b, graph.forward[edge]);
  return high < a ? stretch(a - high, graph.backward[edge]) : 0;
}

/** Seeds a search over `into` arcs with the ways that lead to the stretch low..high of an edge. */
export function seedArrivals(
  graph: RoadGraph,
  search: NetworkSearch,
  edge: number,
  low: number,
  high: number,
  aside: number,
): void {
  search.seed(graph.edgeFrom[edge], aside + stretch(low, graph.forward[edge]));
  search.seed(graph.edgeTo[edge], aside + stretch(graph.length[edge] - high, graph.backward[edge]));
}

/** Seeds a search over `out` arcs with the ways that lead away from the stretch low..high of an edge. */
export function seedDepartures(
  graph: RoadGraph,
  search: NetworkSearch,
  edge: number,
  low: number,
  high: number,
  aside: number,
): void {
  search.seed(graph.edgeTo[edge], aside + stretch(graph.length[edge] - high, graph.forward[edge]));
  search.seed(graph.edgeFrom[edge], aside + stretch(low, graph.backward[edge]));
}

import { PlotEdges } from '../geometry/plot-edges.ts';
import { featureCount, type Polygons } from '../geometry/types.ts';
import { sharedFloat64 } from '../lib/buffers.ts';
import { buildPlaces, directCost, type PlaceSource, type RoadPlaces, seedArrivals, stretch } from './places.ts';
import type { RoadGraph } from './roads.ts';
import { NetworkSearch } from './search.ts';
import { RoadSnapper } from './snap.ts';

/** Least costs from everywhere on the road to the nearest of some destinations; plain arrays in shared memory. */
export interface TravelIndex {
  readonly graph: RoadGraph;
  readonly places: RoadPlaces;
  /** From each node to the nearest destination, the way from the road to it included; Infinity where none is reached. */
  readonly toNearest: Float64Array;
  /** How far from the road a plot may lie, units of the CRS. */
  readonly limit: number;
}

/** Why a plot has no travel cost: 0 it has one, or there is nothing to tell. */
export const travelCauses = { none: 0, noRoad: 1, unreachable: 2 } as const;

/** One search from all destinations at once, against the traffic. `limit`: how far from the road destinations and plots may lie. */
export function buildTravelIndex(graph: RoadGraph, destinations: readonly PlaceSource[], limit: number): TravelIndex {
  const places = buildPlaces(graph, destinations, limit);
  const search = new NetworkSearch(graph.nodeCount);
  search.begin();
  for (let edge = 0; edge < graph.length.length; edge++) {
    for (let n = places.start[edge]; n < places.start[edge + 1]; n++) {
      seedArrivals(graph, search, edge, places.low[n], places.high[n], places.aside[n]);
    }
  }
  search.run(graph.into);
  const toNearest = sharedFloat64(graph.nodeCount);
  toNearest.set(search.cost);
  return { graph, places, toNearest, limit };
}

/** Where the results of `measureTravel` stand, row n for plot n. */
export interface TravelColumns {
  /** Metres or minutes; NaN where there is none. */
  readonly out: Float64Array;
  /** One of `travelCauses`. */
  readonly causes: Uint8Array;
  /** From the plot to the road, units of the CRS; NaN where no road is within the limit. */
  readonly gaps: Float64Array;
}

/**
 * out[n] = least cost from plot n, for n in [from, to), to the nearest destination: from the plot's edge straight to the
 * nearest road, along the road the way it may be driven, and straight from the road to the destination. Roads that touch
 * or cross the plot are reached without cost wherever they do.
 */
export function measureTravel(
  plots: Polygons,
  { graph, places, toNearest, limit }: TravelIndex,
  from: number,
  to: number,
  { out, causes, gaps }: TravelColumns,
): void {
  if (to > featureCount(plots)) throw new RangeError(`rows ${from} to ${to} of ${featureCount(plots)} plots`);
  const plot = PlotEdges.forRows(plots, from, to);
  const snapper = new RoadSnapper(graph);
  for (let row = from; row < to; row++) {
    out[row] = Number.NaN;
    gaps[row] = Number.NaN;
    causes[row] = travelCauses.none;
    if (!plot.loadPlot(row)) continue;
    if (!snapper.snap(plot, limit)) {
      causes[row] = travelCauses.noRoad;
      continue;
    }
    gaps[row] = snapper.gap;
    let least = Infinity;
    for (let n = 0; n < snapper.count; n++) {
      least = Math.min(least, leave(graph, places, toNearest, snapper.edge[n], snapper.low[n], snapper.high[n]));
    }
    if (least === Infinity) causes[row] = travelCauses.unreachable;
    else out[row] = least + snapper.gap * graph.offRoad;
  }
}

/** Least cost from the stretch low..high of an edge to the nearest destination. */
function leave(
  graph: RoadGraph,
  places: RoadPlaces,
  toNearest: Float64Array,
  edge: number,
  low: number,
  high: number,
): number {
  let least = Math.min(
    stretch(graph.length[edge] - high, graph.forward[edge]) + toNearest[graph.edgeTo[edge]],
    stretch(low, graph.backward[edge]) + toNearest[graph.edgeFrom[edge]],
  );
  for (let n = places.start[edge]; n < places.start[edge + 1]; n++) {
    least = Math.min(least, places.aside[n] + directCost(graph, edge, low, high, places.low[n], places.high[n]));
  }
  return least;
}

import { sharedFloat64 } from '../lib/buffers.ts';
import { buildPlaces, directCost, type PlaceSource, type RoadPlaces, seedArrivals, stretch } from './places.ts';
import { type PlotSnaps, type TravelColumns, travelCauses } from './plot-snaps.ts';
import type { RoadGraph } from './roads.ts';
import { NetworkSearch } from './search.ts';

/** Least costs from everywhere on the road to the nearest of some destinations; plain arrays in shared memory. */
export interface TravelIndex {
  readonly graph: RoadGraph;
  readonly places: RoadPlaces;
  /** From each node to the nearest destination, the way from the road to it included; Infinity where none is reached. */
  readonly toNearest: Float64Array;
  /** How far from the road a plot may lie, units of the CRS. */
  readonly limit: number;
}

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

/**
 * out[n] = least cost from plot n, for the plots of `snaps`, to the nearest destination: from the plot's edge straight to the
 * nearest road, along the road the way it may be driven, and straight from the road to the destination. Roads that touch
 * or cross the plot are reached without cost wherever they do.
 */
export function measureTravel(
  snaps: PlotSnaps,
  { graph, places, toNearest }: TravelIndex,
  columns: TravelColumns,
): void {
  const { out, causes, gaps } = columns;
  for (let row = snaps.from; row < snaps.to; row++) {
    if (!snaps.begin(row, columns)) continue;
    let least = Infinity;
    for (let n = snaps.start(row); n < snaps.end(row); n++) {
      least = Math.min(least, leave(graph, places, toNearest, snaps.edge[n], snaps.low[n], snaps.high[n]));
    }
    if (least === Infinity) causes[row] = travelCauses.unreachable;
    else out[row] = least + gaps[row] * graph.offRoad;
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

import { sharedFloat64 } from '../lib/buffers.ts';
import type { Decay } from './decay.ts';
import { buildPlaces, type PlaceSource, type RoadPlaces } from './places.ts';
import type { RoadGraph } from './roads.ts';
import { NetworkSums, type SumIndex } from './sums.ts';

/** Features with a number each, through all sources in order; NaN counts as nothing. */
export interface WeightedSources {
  readonly sources: readonly PlaceSource[];
  readonly weights: Float64Array;
}

export interface NetworkAccess {
  /** Supply per head of each facility as weights: summed around a plot it is the plot's accessibility. */
  readonly index: SumIndex;
  /** Facilities with supply that no demand reaches; their supply goes to nobody. */
  readonly idle: number;
  /** Facilities and demand with no road within the limit, which were left out. */
  readonly farSupply: number;
  readonly farDemand: number;
}

/**
 * First step of the two-step floating catchment area method: R_j = S_j / sum_k w(d_kj) P_k, by road from the demand to
 * the facility. Luo W., Wang F. (2003) Environment and Planning B 30, 865-884 (flat); Luo W., Qi Y. (2009) Health &
 * Place 15, 1100-1107 (zones). The second step is `measureSums`: A_i = sum_j w(d_ij) R_j.
 */
export function buildNetworkAccess(
  graph: RoadGraph,
  supply: WeightedSources,
  demand: WeightedSources,
  decay: Decay,
  limit: number,
): NetworkAccess {
  const people = buildPlaces(graph, demand.sources, limit);
  const facilities = buildPlaces(graph, supply.sources, limit);
  const stops = stopsByFeature(facilities, supply.weights.length);
  const sums = new NetworkSums({ graph, places: people, weights: demand.weights, decay, travels: 'features' });
  const weights = sharedFloat64(supply.weights.length);
  let idle = 0;
  for (let feature = 0; feature < weights.length; feature++) {
    if (stops[feature].length === 0 || !(supply.weights[feature] > 0)) continue;
    sums.begin();
    for (const { edge, place } of stops[feature]) {
      sums.addStop(edge, facilities.low[place], facilities.high[place], facilities.aside[place]);
    }
    const heads = sums.sum();
    if (heads > 0) weights[feature] = supply.weights[feature] / heads;
    else idle++;
  }
  const index: SumIndex = { graph, places: facilities, weights, decay, travels: 'plot', limit };
  return { index, idle, farSupply: facilities.far, farDemand: people.far };
}

/** The stops of each feature, from the stops of each edge. */
function stopsByFeature(
  { start, feature }: RoadPlaces,
  count: number,
): readonly (readonly { readonly edge: number; readonly place: number }[])[] {
  const stops: { edge: number; place: number }[][] = Array.from({ length: count }, () => []);
  for (let edge = 0; edge + 1 < start.length; edge++) {
    for (let place = start[edge]; place < start[edge + 1]; place++) stops[feature[place]].push({ edge, place });
  }
  return stops;
}

import { type Decay, decayAt } from './decay.ts';
import { directCost, type RoadPlaces, seedArrivals, seedDepartures, stretch } from './places.ts';
import type { PlotSnaps, TravelColumns } from './plot-snaps.ts';
import type { RoadGraph } from './roads.ts';
import { NetworkSearch } from './search.ts';

/** Weighted features along the roads, to be summed by what it costs to get between them and a plot. */
export interface SumIndex {
  readonly graph: RoadGraph;
  readonly places: RoadPlaces;
  /** Weight of each feature; NaN counts as nothing. */
  readonly weights: Float64Array;
  readonly decay: Decay;
  /** Who travels: the features to the plot, or the plot's people to the features. One-way roads make the difference. */
  readonly travels: 'features' | 'plot';
  /** How far from the road a plot may lie, units of the CRS. */
  readonly limit: number;
}

/** Sums around one origin after the other: each feature once, by its cheapest way. */
export class NetworkSums {
  private readonly search: NetworkSearch;
  private readonly cost: Float64Array;
  private readonly touched: Uint32Array;
  private touchedCount = 0;
  private readonly edge: number[] = [];
  private readonly low: number[] = [];
  private readonly high: number[] = [];
  private readonly aside: number[] = [];
  private stops = 0;

  constructor(private readonly index: Omit<SumIndex, 'limit'>) {
    this.search = new NetworkSearch(index.graph.nodeCount);
    this.cost = new Float64Array(index.weights.length).fill(Infinity);
    this.touched = new Uint32Array(index.weights.length);
  }

  begin(): void {
    this.stops = 0;
  }

  /** A stretch of an edge where the origin meets the road, and the cost between the two. */
  addStop(edge: number, low: number, high: number, aside: number): void {
    this.edge[this.stops] = edge;
    this.low[this.stops] = low;
    this.high[this.stops] = high;
    this.aside[this.stops++] = aside;
  }

  /** Sum of weight times decay over all features within reach of the stops. */
  sum(): number {
    const { decay, weights, graph, travels } = this.index;
    this.search.begin();
    for (let n = 0; n < this.stops; n++) this.start(n);
    this.search.run(travels === 'features' ? graph.into : graph.out, decay.within * (1 + 1e-9));
    for (let n = 0; n < this.search.settledCount; n++) this.lookAround(this.search.settled[n]);
    let sum = 0;
    for (let n = 0; n < this.touchedCount; n++) {
      const feature = this.touched[n];
      sum += weights[feature] * decayAt(decay, this.cost[feature]);
      this.cost[feature] = Infinity;
    }
    this.touchedCount = 0;
    return sum;
  }

  private start(n: number): void {
    const { graph, places, travels } = this.index;
    const edge = this.edge[n];
    const low = this.low[n];
    const high = this.high[n];
    const aside = this.aside[n];
    const seed = travels === 'features' ? seedArrivals : seedDepartures;
    seed(graph, this.search, edge, low, high, aside);
    for (let place = places.start[edge]; place < places.start[edge + 1]; place++) {
      const direct =
        travels === 'features'
          ? directCost(graph, edge, places.low[place], places.high[place], low, high)
          : directCost(graph, edge, low, high, places.low[place], places.high[place]);
      this.offer(place, aside + direct);
    }
  }

  /** Offers the features on all edges by which people come to, or go from, a settled node. */
  private lookAround(node: number): void {
    const { graph, places, travels } = this.index;
    const arcs = travels === 'features' ? graph.into : graph.out;
    const base = this.search.cost[node];
    for (let arc = arcs.start[node]; arc < arcs.start[node + 1]; arc++) {
      const edge = arcs.edge[arc] >>> 1;
      const against = (arcs.edge[arc] & 1) === 1;
      const perUnit = against ? graph.backward[edge] : graph.forward[edge];
      // Along the edge to its end, or from its beginning; against it the other way round.
      const fromEnd = (travels === 'features') !== against;
      for (let place = places.start[edge]; place < places.start[edge + 1]; place++) {
        const length = fromEnd ? graph.length[edge] - places.high[place] : places.low[place];
        this.offer(place, base + stretch(length, perUnit));
      }
    }
  }

  private offer(place: number, cost: number): void {
    const { places, weights } = this.index;
    const feature = places.feature[place];
    const whole = cost + places.aside[place];
    const known = this.cost[feature];
    if (!(whole < known) || Number.isNaN(weights[feature])) return;
    if (known === Infinity) this.touched[this.touchedCount++] = feature;
    this.cost[feature] = whole;
  }
}

/**
 * out[n] = sum of weight times decay over the features within reach of plot n, for the plots of `snaps`; 0 where none is in
 * reach, NaN where the plot has no road within the limit. One search a plot, no farther than the decay reaches.
 */
export function measureSums(snaps: PlotSnaps, index: SumIndex, columns: TravelColumns): void {
  const sums = new NetworkSums(index);
  for (let row = snaps.from; row < snaps.to; row++) {
    if (!snaps.begin(row, columns)) continue;
    sums.begin();
    const aside = columns.gaps[row] * index.graph.offRoad;
    for (let n = snaps.start(row); n < snaps.end(row); n++)
      sums.addStop(snaps.edge[n], snaps.low[n], snaps.high[n], aside);
    columns.out[row] = sums.sum();
  }
}

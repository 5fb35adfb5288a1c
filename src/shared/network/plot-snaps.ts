import { PlotEdges } from '../geometry/plot-edges.ts';
import { featureCount, type Polygons } from '../geometry/types.ts';
import type { RoadGraph } from './roads.ts';
import { RoadSnapper } from './snap.ts';

/** Why a plot has no travel cost: 0 it has one, or there is nothing to tell. */
export const travelCauses = { none: 0, noRoad: 1, unreachable: 2 } as const;

/** Where the results of measures by road stand, row n for plot n. */
export interface TravelColumns {
  /** Metres or minutes; NaN where there is none. */
  readonly out: Float64Array;
  /** One of `travelCauses`. */
  readonly causes: Uint8Array;
  /** From the plot to the road, units of the CRS; NaN where no road is within the limit. */
  readonly gaps: Float64Array;
}

/**
 * Where plots [from, to) meet the road: from their edge straight to the nearest one, or wherever roads touch or cross
 * them. Found once for all measures that go by the same roads.
 */
export class PlotSnaps {
  /** Edge met by number n; of the plot `row` from `start(row)` to `end(row)`. */
  readonly edge: number[] = [];
  /** The stretch of the edge where they meet, from its beginning, units of the CRS. */
  readonly low: number[] = [];
  readonly high: number[] = [];
  /** Distance from each plot to the road; Infinity where none is within the limit, NaN for a plot without a place. */
  private readonly gap: Float64Array;
  private readonly first: Uint32Array;

  /** @param limit how far from the road a plot may lie, units of the CRS. */
  constructor(
    plots: Polygons,
    readonly graph: RoadGraph,
    readonly limit: number,
    readonly from: number,
    readonly to: number,
  ) {
    if (to > featureCount(plots)) throw new RangeError(`rows ${from} to ${to} of ${featureCount(plots)} plots`);
    this.gap = new Float64Array(to - from).fill(Number.NaN);
    this.first = new Uint32Array(to - from + 1);
    const plot = PlotEdges.forRows(plots, from, to);
    const snapper = new RoadSnapper(graph);
    for (let n = 0; n < to - from; n++) {
      if (plot.loadPlot(from + n)) {
        this.gap[n] = snapper.snap(plot, limit) ? snapper.gap : Infinity;
        for (let met = 0; met < snapper.count; met++) {
          this.edge.push(snapper.edge[met]);
          this.low.push(snapper.low[met]);
          this.high.push(snapper.high[met]);
        }
      }
      this.first[n + 1] = this.edge.length;
    }
  }

  start(row: number): number {
    return this.first[row - this.from];
  }

  end(row: number): number {
    return this.first[row - this.from + 1];
  }

  /** Begins the row of a measure: nothing yet, or why there is nothing. True where the plot has a road. */
  begin(row: number, { out, causes, gaps }: TravelColumns): boolean {
    const gap = this.gap[row - this.from];
    out[row] = Number.NaN;
    gaps[row] = Number.isFinite(gap) ? gap : Number.NaN;
    causes[row] = gap === Infinity ? travelCauses.noRoad : travelCauses.none;
    return Number.isFinite(gap);
  }
}

/** What is found once for each road graph and limit, for the same plots. */
export function snapsByRoads(
  plots: Polygons,
  from: number,
  to: number,
): (graph: RoadGraph, limit: number) => PlotSnaps {
  const known: PlotSnaps[] = [];
  return (graph, limit) => {
    const found = known.find((snaps) => snaps.graph === graph && snaps.limit === limit);
    if (found) return found;
    const snaps = new PlotSnaps(plots, graph, limit, from, to);
    known.push(snaps);
    return snaps;
  };
}

import { measureCentroids } from '../geometry/centroid.ts';
import { measureNearest } from '../geometry/nearest.ts';
import type { NearestIndex } from '../geometry/nearest-index.ts';
import { measureOverlay } from '../geometry/overlay/measure.ts';
import type { OverlayIndex, OverlayResult } from '../geometry/overlay/types.ts';
import { measureReach, type ReachIndex } from '../geometry/reach.ts';
import type { Polygons } from '../geometry/types.ts';
import { assertNever } from '../lib/assert-never.ts';
import { snapsByRoads, type TravelColumns } from '../network/plot-snaps.ts';
import { measureSums, type SumIndex } from '../network/sums.ts';
import { measureTravel, type TravelIndex } from '../network/travel.ts';
import { type AccessIndex, measureAccess } from './access.ts';
import { type CapacityIndex, type CapacityQuery, measureCapacity } from './capacity.ts';
import { measureShape, type ShapeTask } from './shape.ts';

/** One kernel with its index and the columns it fills; everything lies in shared memory. */
export type TakeTask =
  | {
      readonly kind: 'nearest';
      readonly index: NearestIndex;
      readonly from: 'edge' | 'centroid';
      readonly out: Float64Array;
    }
  | { readonly kind: 'reach'; readonly index: ReachIndex; readonly within: number; readonly out: Float64Array }
  | {
      readonly kind: 'capacity';
      readonly index: CapacityIndex;
      /** Distances in units of the CRS. */
      readonly query: CapacityQuery;
      readonly out: Float64Array;
    }
  | { readonly kind: 'sums'; readonly index: SumIndex; readonly columns: TravelColumns }
  | { readonly kind: 'access'; readonly index: AccessIndex; readonly out: Float64Array }
  | { readonly kind: 'travel'; readonly index: TravelIndex; readonly columns: TravelColumns }
  | ShapeTask
  | { readonly kind: 'overlay'; readonly index: OverlayIndex; readonly result: OverlayResult };

/** Rows [from, to) of the plots, to be measured by all tasks. */
export interface TakeInput {
  readonly plots: Polygons;
  /** x, y of the area centroid of every plot: filled here, row by row, before the tasks; empty where none asks for it. */
  readonly centroids: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly tasks: readonly TakeTask[];
}

/** Takes the measures of a range of plots; the results are written to the tasks' own columns. */
export function takeMeasures({ plots, centroids, from, to, tasks }: TakeInput): void {
  if (centroids.length > 0) measureCentroids(plots, from, to, centroids);
  const snapsOf = snapsByRoads(plots, from, to);
  for (const task of tasks) {
    switch (task.kind) {
      case 'nearest':
        measureNearest(
          plots,
          task.index,
          from,
          to,
          task.out,
          task.from === 'edge' ? { from: 'edge' } : { from: 'centroid', centroids },
        );
        break;
      case 'reach':
        measureReach(centroids, task.within, task.index, from, to, task.out);
        break;
      case 'capacity':
        measureCapacity(plots, centroids, task.index, task.query, from, to, task.out);
        break;
      case 'sums':
        measureSums(snapsOf(task.index.graph, task.index.limit), task.index, task.columns);
        break;
      case 'access':
        measureAccess(centroids, task.index, from, to, task.out);
        break;
      case 'travel':
        measureTravel(snapsOf(task.index.graph, task.index.limit), task.index, task.columns);
        break;
      case 'shape':
        measureShape(plots, task, from, to);
        break;
      case 'overlay':
        measureOverlay(plots, task.index, from, to, task.result);
        break;
      default:
        assertNever(task);
    }
  }
}

import type { Crs } from '../crs/types.ts';
import type { Raster } from '../dataset/raster.ts';
import type { OverlayResult } from '../geometry/overlay/types.ts';
import { measureInscribedWidths, measurePolsbyPopper } from '../geometry/shape/compactness.ts';
import type { PieceIndex } from '../geometry/shape/pieces.ts';
import type { Polygons } from '../geometry/types.ts';
import { assertNever } from '../lib/assert-never.ts';
import { type BuildableAsk, measureBuildable } from './buildable.ts';
import { type FitsAsk, measureFits } from './fits.ts';
import { measureSlopes, type SlopeAsk } from './slope.ts';
import type { Unit } from './types.ts';

/** What is asked about a plot's own shape and ground. Lengths in metres. */
export type ShapeAsk =
  | { readonly kind: 'compactness'; readonly take: 'inscribed-width' | 'polsby-popper' }
  | SlopeAsk
  | BuildableAsk
  | FitsAsk;

/** A question about shape with what it is answered from; everything lies in shared memory. */
export interface ShapeTask {
  readonly kind: 'shape';
  readonly ask: ShapeAsk;
  /** Filled for a row before its shape is asked for. */
  readonly overlay: OverlayResult;
  /** How much of every plot lies under the constraints, and the constraints in pieces; null where none are asked about. */
  readonly covered: Float64Array | null;
  readonly pieces: PieceIndex | null;
  /** Grids of heights, the one to ask first in front. */
  readonly terrain: readonly Raster[];
  /** CRS of the plots. */
  readonly crs: Crs;
  /** Three numbers a plot where places are asked for; see `Placements`. */
  readonly places: Float64Array | null;
  /** 1 for plots too tangled to be worked out. */
  readonly tangled: Uint8Array;
  /** One number a plot, in SI units; NaN is missing. */
  readonly out: Float64Array;
}

/** The least precision of the inscribed circle's radius, in metres. */
const circlePrecision = 0.1;

/** Unit of the answers. */
export function unitOfShape(ask: ShapeAsk): Unit {
  switch (ask.kind) {
    case 'compactness':
      return ask.take === 'inscribed-width' ? 'm' : 'number';
    case 'slope':
      return ask.take === 'share-under' ? 'share' : 'percent';
    case 'buildable':
      return 'm2';
    case 'fits':
      return 'number';
    default:
      return assertNever(ask);
  }
}

/** Whether a missing answer means that the terrain has no heights there. */
export function needsTerrain(ask: ShapeAsk): boolean {
  return ask.kind === 'slope' || (ask.kind === 'buildable' && ask.maxSlope !== null);
}

/** Answers the question for plots [from, to). */
export function measureShape(plots: Polygons, task: ShapeTask, from: number, to: number): void {
  const { ask, crs, terrain, overlay, covered, pieces, places, tangled, out } = task;
  const input = { plots, crs, area: overlay.area, covered, pieces, terrain, tangled };
  switch (ask.kind) {
    case 'compactness':
      measureCompactness(plots, task, ask.take, from, to);
      break;
    case 'slope':
      measureSlopes(plots, crs, terrain, ask, from, to, out);
      break;
    case 'buildable':
      measureBuildable(input, ask, from, to, out);
      break;
    case 'fits':
      measureFits(input, ask, from, to, out, places as Float64Array);
      break;
    default:
      assertNever(ask);
  }
}

function measureCompactness(
  plots: Polygons,
  { overlay, crs, out }: ShapeTask,
  take: 'inscribed-width' | 'polsby-popper',
  from: number,
  to: number,
): void {
  if (take === 'polsby-popper') {
    measurePolsbyPopper(plots, overlay.area, from, to, out);
    return;
  }
  measureInscribedWidths(plots, from, to, circlePrecision / crs.metresPerUnit, out);
  for (let row = from; row < to; row++) out[row] *= crs.metresPerUnit;
}

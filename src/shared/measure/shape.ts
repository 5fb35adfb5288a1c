import type { OverlayResult } from '../geometry/overlay/types.ts';
import { measureInscribedWidths, measurePolsbyPopper } from '../geometry/shape/compactness.ts';
import type { Polygons } from '../geometry/types.ts';
import type { Unit } from './types.ts';

/** What is asked about a plot's own shape. Lengths in metres. */
export type ShapeAsk = { readonly kind: 'compactness'; readonly take: 'inscribed-width' | 'polsby-popper' };

/** A question about shape with what it is answered from; everything lies in shared memory. */
export interface ShapeTask {
  readonly kind: 'shape';
  readonly ask: ShapeAsk;
  /** Filled for a row before its shape is asked for. */
  readonly overlay: OverlayResult;
  readonly metresPerUnit: number;
  /** One number a plot, in SI units; NaN is missing. */
  readonly out: Float64Array;
}

/** The least precision of the inscribed circle's radius, in metres. */
const circlePrecision = 0.1;

/** Unit of the answers. */
export function unitOfShape(ask: ShapeAsk): Unit {
  return ask.take === 'inscribed-width' ? 'm' : 'number';
}

/** Answers the question for plots [from, to). */
export function measureShape(plots: Polygons, task: ShapeTask, from: number, to: number): void {
  const { ask, overlay, metresPerUnit, out } = task;
  if (ask.take === 'polsby-popper') {
    measurePolsbyPopper(plots, overlay.area, from, to, out);
    return;
  }
  measureInscribedWidths(plots, from, to, circlePrecision / metresPerUnit, out);
  for (let row = from; row < to; row++) out[row] *= metresPerUnit;
}

import type { Polygons } from '../../../shared/geometry/types.ts';
import { selectionColors } from '../ramp.ts';
import type { Paper } from './paint.ts';
import { featureBoxes } from './paint-layer.ts';
import type { SelectedPlots } from './painter-messages.ts';
import { shownExtent } from './plain-view.ts';
import { isInside, traceFeature } from './trace.ts';

/** Two lines around each selected plot that is seen, those of the plot whose card is shown on top. */
export function paintOutlines(paper: Paper, plots: Polygons, { rows, primary }: SelectedPlots): void {
  const { pen, view, size, scheme } = paper;
  const { outer, inner, mark } = selectionColors(scheme);
  const boxes = featureBoxes(plots);
  const extent = shownExtent(view, size);
  pen.lineJoin = 'round';
  const outline = (row: number, color: string) => {
    pen.beginPath();
    traceFeature(pen, plots, row, view, size);
    pen.strokeStyle = outer;
    pen.lineWidth = 6.5;
    pen.stroke();
    pen.strokeStyle = color;
    pen.lineWidth = 3;
    pen.stroke();
  };
  for (const row of rows) if (row !== primary && isInside(boxes, row, extent)) outline(row, inner);
  if (primary !== null) outline(primary, mark);
}

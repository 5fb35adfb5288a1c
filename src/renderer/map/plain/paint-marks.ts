import { featureCount } from '../../../shared/geometry/types.ts';
import { rectangleDash } from '../marks-layer.ts';
import { selectionColors } from '../ramp.ts';
import type { MapMarks } from '../study-map-types.ts';
import type { Paper } from './paint.ts';
import { traceFeature } from './trace.ts';

/** Rectangles that have room on a plot, and the feature that a remark is about. */
export function paintMarks(paper: Paper, { rectangles, remark }: MapMarks): void {
  const { pen, view, size, scheme } = paper;
  const { outer, inner, mark } = selectionColors(scheme);
  const strokeTwice = (wide: number, color: string, width: number, dash: readonly number[]) => {
    pen.lineJoin = 'round';
    pen.strokeStyle = outer;
    pen.lineWidth = wide;
    pen.stroke();
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.setLineDash([...dash]);
    pen.stroke();
    pen.setLineDash([]);
  };
  if (rectangles) {
    pen.beginPath();
    for (let row = 0; row < featureCount(rectangles); row++) traceFeature(pen, rectangles, row, view, size);
    strokeTwice(5, inner, 2.4, rectangleDash);
  }
  if (!remark) return;
  pen.beginPath();
  traceFeature(pen, remark.geometry, remark.row, view, size);
  strokeTwice(5, mark, 2, []);
}

import type { Geometry } from '../../../shared/geometry/types.ts';
import type { Hillshade } from '../../../shared/report/hillshade.ts';
import { type MapScheme, selectionColors } from '../ramp.ts';
import { reliefCanvas } from '../relief.ts';
import { groundColors } from '../theme-style.ts';
import type { Pen } from './patterns.ts';
import { type Framing, pixelsPerUnit } from './plain-view.ts';
import { traceFeature } from './trace.ts';

/** Where and on what the map is painted; the pen counts in CSS pixels. */
export interface Paper extends Framing {
  readonly pen: Pen;
  readonly scheme: MapScheme;
}

export function paintGround({ pen, size, scheme }: Paper): void {
  pen.fillStyle = groundColors(scheme).outside;
  pen.fillRect(0, 0, size.width, size.height);
}

const reliefs = new WeakMap<Hillshade, Map<MapScheme, HTMLCanvasElement>>();

/** A relief, stretched evenly between its corners. */
export function paintRelief({ pen, view, size, ratio, scheme }: Paper, relief: Hillshade): void {
  const made = reliefs.get(relief) ?? new Map<MapScheme, HTMLCanvasElement>();
  reliefs.set(relief, made);
  const canvas = made.get(scheme) ?? reliefCanvas(relief, scheme);
  made.set(scheme, canvas);
  const scale = pixelsPerUnit(view);
  const [left, top, right, rightTop, , , bottomX, bottom] = relief.corners;
  const { width, height } = relief;
  pen.save();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.transform(
    ((right - left) * scale) / width,
    ((rightTop - top) * scale) / width,
    ((bottomX - left) * scale) / height,
    ((bottom - top) * scale) / height,
    (left - view.x) * scale + size.width / 2,
    (top - view.y) * scale + size.height / 2,
  );
  pen.drawImage(canvas, 0, 0);
  pen.restore();
}

/** The plot under the pointer: brighter and, unless it has outlines of its own, with a line around it. */
export function paintHover({ pen, view, size, scheme }: Paper, plots: Geometry, row: number, outlined: boolean): void {
  pen.beginPath();
  traceFeature(pen, plots, row, view, size);
  pen.fillStyle = 'rgb(255 255 255 / 0.22)';
  pen.fill('evenodd');
  if (outlined) return;
  pen.strokeStyle = selectionColors(scheme).inner;
  pen.lineWidth = 2;
  pen.stroke();
}

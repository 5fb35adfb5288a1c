import type { Extent, Geometry } from '../../../shared/geometry/types.ts';
import { isFiniteVertex, vertexStart } from '../../../shared/geometry/vertices.ts';
import { type PlainView, pixelsPerUnit, type Size } from './plain-view.ts';

/** What takes a path: a 2D context, or a test's ear. */
export interface PathPen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/** Vertices that fall this close to the one before are left out, in pixels: no screen shows them apart. */
const thinnest = 0.4;

/** Hands the rings or paths of one feature to a pen, in pixels; vertices without a place are passed over. */
export function traceFeature(pen: PathPen, geometry: Geometry, row: number, view: PlainView, size: Size): void {
  if (geometry.kind === 'none' || geometry.kind === 'points') return;
  const closed = geometry.kind === 'polygons';
  const starts = geometry.kind === 'polygons' ? geometry.ringStart : geometry.pathStart;
  const first =
    geometry.kind === 'polygons' ? geometry.partStart[geometry.featureStart[row]] : geometry.featureStart[row];
  const last =
    geometry.kind === 'polygons' ? geometry.partStart[geometry.featureStart[row + 1]] : geometry.featureStart[row + 1];
  for (let part = first; part < last; part++) {
    tracePart(pen, geometry.xy, starts[part], starts[part + 1], view, size);
    if (closed) pen.closePath();
  }
}

function tracePart(
  pen: PathPen,
  xy: Float64Array,
  start: number,
  end: number,
  view: PlainView,
  { width, height }: Size,
): void {
  const scale = pixelsPerUnit(view);
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let vertex = start; vertex < end; vertex++) {
    if (!isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) continue;
    const x = (xy[2 * vertex] - view.x) * scale + width / 2;
    const y = (xy[2 * vertex + 1] - view.y) * scale + height / 2;
    if (Number.isNaN(lastX)) pen.moveTo(x, y);
    else if (vertex + 1 < end && Math.abs(x - lastX) < thinnest && Math.abs(y - lastY) < thinnest) continue;
    else pen.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
}

/** The points of one feature in pixels. */
export function pointsOf(geometry: Geometry, row: number, view: PlainView, size: Size): readonly [number, number][] {
  if (geometry.kind !== 'points') return [];
  const scale = pixelsPerUnit(view);
  const points: [number, number][] = [];
  for (let vertex = vertexStart(geometry, row); vertex < vertexStart(geometry, row + 1); vertex++) {
    const [x, y] = [geometry.xy[2 * vertex], geometry.xy[2 * vertex + 1]];
    if (isFiniteVertex(x, y))
      points.push([(x - view.x) * scale + size.width / 2, (y - view.y) * scale + size.height / 2]);
  }
  return points;
}

/** Rows whose box touches the extent; boxes of features without a place are NaN and touch nothing. */
export function rowsInside(boxes: Float64Array, [minX, minY, maxX, maxY]: Extent): number[] {
  const rows: number[] = [];
  for (let row = 0; 4 * row < boxes.length; row++) {
    const at = 4 * row;
    if (boxes[at] <= maxX && boxes[at + 2] >= minX && boxes[at + 1] <= maxY && boxes[at + 3] >= minY) rows.push(row);
  }
  return rows;
}

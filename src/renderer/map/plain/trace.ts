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

/** How far outside the map a vertex lies before it may be left out, in pixels: wider than any line. */
const beyond = 30;

/**
 * Hands the rings or paths of one feature to a pen, in pixels; vertices without a place are passed over. Of a run beyond one edge of the
 * map only the ends are kept, which changes nothing inside it; `whole` keeps all of them, for dashes that must not wander.
 */
export function traceFeature(
  pen: PathPen,
  geometry: Geometry,
  row: number,
  view: PlainView,
  size: Size,
  whole = false,
): void {
  if (geometry.kind === 'none' || geometry.kind === 'points') return;
  const closed = geometry.kind === 'polygons';
  const starts = geometry.kind === 'polygons' ? geometry.ringStart : geometry.pathStart;
  const first =
    geometry.kind === 'polygons' ? geometry.partStart[geometry.featureStart[row]] : geometry.featureStart[row];
  const last =
    geometry.kind === 'polygons' ? geometry.partStart[geometry.featureStart[row + 1]] : geometry.featureStart[row + 1];
  const tracer = new Tracer(pen, size, whole);
  const scale = pixelsPerUnit(view);
  const { xy } = geometry;
  for (let part = first; part < last; part++) {
    tracer.begin();
    for (let vertex = starts[part]; vertex < starts[part + 1]; vertex++) {
      const [x, y] = [xy[2 * vertex], xy[2 * vertex + 1]];
      if (!isFiniteVertex(x, y)) continue;
      const isLast = vertex + 1 === starts[part + 1];
      tracer.add((x - view.x) * scale + size.width / 2, (y - view.y) * scale + size.height / 2, isLast);
    }
    tracer.end();
    if (closed) pen.closePath();
  }
}

/** Sends a path to a pen one vertex late, when it is known whether the vertex makes a difference. */
class Tracer {
  private begun = false;
  /** The vertex that is held back. */
  private x = Number.NaN;
  private y = Number.NaN;
  /** Edges of the map that it, and the vertex before it, lie beyond. */
  private outside = 0;
  private outsideBefore = 0;

  constructor(
    private readonly pen: PathPen,
    private readonly size: Size,
    private readonly whole: boolean,
  ) {}

  begin(): void {
    this.begun = false;
    this.x = Number.NaN;
    this.outsideBefore = 0;
  }

  add(x: number, y: number, isLast: boolean): void {
    if (!isLast && Math.abs(x - this.x) < thinnest && Math.abs(y - this.y) < thinnest) return;
    const outside = this.whole ? 0 : this.beyondEdges(x, y);
    if ((outside & this.outside & this.outsideBefore) === 0) this.send();
    this.x = x;
    this.y = y;
    this.outside = outside;
  }

  end(): void {
    this.send();
  }

  private send(): void {
    if (Number.isNaN(this.x)) return;
    if (this.begun) this.pen.lineTo(this.x, this.y);
    else this.pen.moveTo(this.x, this.y);
    this.begun = true;
    this.outsideBefore = this.outside;
  }

  private beyondEdges(x: number, y: number): number {
    return (
      (x < -beyond ? 1 : 0) |
      (x > this.size.width + beyond ? 2 : 0) |
      (y < -beyond ? 4 : 0) |
      (y > this.size.height + beyond ? 8 : 0)
    );
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
export function rowsInside(boxes: Float64Array, extent: Extent): number[] {
  const rows: number[] = [];
  for (let row = 0; 4 * row < boxes.length; row++) if (isInside(boxes, row, extent)) rows.push(row);
  return rows;
}

/** Whether a row's box touches the extent. */
export function isInside(boxes: Float64Array, row: number, [minX, minY, maxX, maxY]: Extent): boolean {
  const at = 4 * row;
  return boxes[at] <= maxX && boxes[at + 2] >= minX && boxes[at + 1] <= maxY && boxes[at + 3] >= minY;
}

import type { Geometry, Lines, Points, Polygons } from '../../geometry/types.ts';

/** ESRI shape types written: 1 point, 3 polyline, 5 polygon, 8 multipoint. */
export type ShapeType = 1 | 3 | 5 | 8;

type Shapes = Exclude<Geometry, { kind: 'none' }>;

/** minX, minY, maxX, maxY that grow; [Infinity, Infinity, -Infinity, -Infinity] when empty. */
export type Box = [number, number, number, number];

export const emptyBox = (): Box => [Infinity, Infinity, -Infinity, -Infinity];

/** The shape type that holds a geometry; null for tables. Points become multipoints when a feature has several. */
export function shapeTypeOf(geometry: Geometry): ShapeType | null {
  switch (geometry.kind) {
    case 'none':
      return null;
    case 'lines':
      return 3;
    case 'polygons':
      return 5;
    case 'points':
      for (let row = 0; row + 1 < geometry.featureStart.length; row++) {
        if (geometry.featureStart[row + 1] - geometry.featureStart[row] > 1) return 8;
      }
      return 1;
  }
}

/** The 100 bytes that begin a .shp and a .shx; `byteLength` is the whole file's. */
export function shpHeader(type: ShapeType, byteLength: number, box: Box): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(100);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, byteLength / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, type, true);
  if (box[0] <= box[2]) putBox(view, 36, box);
  return bytes;
}

/** Records of a block of features, and their index entries. */
export interface ShpBlock {
  readonly shp: Uint8Array<ArrayBuffer>;
  readonly shx: Uint8Array<ArrayBuffer>;
}

/** Bytes of the records of rows [from, to) in the .shp. */
export function shpLength(geometry: Shapes, type: ShapeType, from: number, to: number): number {
  let total = 0;
  for (let row = from; row < to; row++) total += 8 + contentLength(geometry, type, row);
  return total;
}

/**
 * Writes the records of rows [from, to) of a geometry. `firstRow` features and `offset` bytes lie before them in the
 * file. `box` grows by what is written. Features without vertices become null shapes.
 */
export function shpRecords(
  geometry: Shapes,
  type: ShapeType,
  firstRow: number,
  offset: number,
  box: Box,
  from = 0,
  to = geometry.featureStart.length - 1,
): ShpBlock {
  const rows = to - from;
  const lengths = new Uint32Array(rows);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    lengths[row] = contentLength(geometry, type, from + row);
    total += 8 + lengths[row];
  }
  const shp = new Uint8Array(total);
  const shx = new Uint8Array(8 * rows);
  const view = new DataView(shp.buffer);
  const index = new DataView(shx.buffer);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    view.setInt32(at, firstRow + row + 1);
    view.setInt32(at + 4, lengths[row] / 2);
    index.setInt32(8 * row, (offset + at) / 2);
    index.setInt32(8 * row + 4, lengths[row] / 2);
    if (lengths[row] > 4) writeContent(view, at + 8, geometry, type, from + row, box);
    at += 8 + lengths[row];
  }
  return { shp, shx };
}

function contentLength(geometry: Points | Lines | Polygons, type: ShapeType, row: number): number {
  const from = geometry.featureStart[row];
  const to = geometry.featureStart[row + 1];
  if (from === to) return 4;
  if (geometry.kind === 'points') return type === 1 ? 20 : 40 + 16 * (to - from);
  if (geometry.kind === 'lines') {
    return 44 + 4 * (to - from) + 16 * (geometry.pathStart[to] - geometry.pathStart[from]);
  }
  const rings = geometry.partStart[to] - geometry.partStart[from];
  const vertices = geometry.ringStart[geometry.partStart[to]] - geometry.ringStart[geometry.partStart[from]];
  return 44 + 4 * rings + 16 * (vertices + rings);
}

function writeContent(
  view: DataView,
  at: number,
  geometry: Points | Lines | Polygons,
  type: ShapeType,
  row: number,
  box: Box,
): void {
  view.setInt32(at, type, true);
  const from = geometry.featureStart[row];
  const to = geometry.featureStart[row + 1];
  if (geometry.kind === 'points') writePoints(view, at, geometry, from, to, box);
  else if (geometry.kind === 'lines') writeLines(view, at, geometry, from, to, box);
  else writePolygon(view, at, geometry, from, to, box);
}

function grow(box: Box, x: number, y: number): void {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

function putBox(view: DataView, at: number, box: Box): void {
  for (let side = 0; side < 4; side++) view.setFloat64(at + 8 * side, box[side], true);
}

function writeBox(view: DataView, at: number, own: Box, box: Box): void {
  putBox(view, at, own);
  grow(box, own[0], own[1]);
  grow(box, own[2], own[3]);
}

function writePoints(view: DataView, at: number, points: Points, from: number, to: number, box: Box): void {
  const single = view.getInt32(at, true) === 1;
  const own = emptyBox();
  let cursor = single ? at + 4 : at + 40;
  for (let point = from; point < to; point++) {
    cursor = writeVertex(view, cursor, points.xy, point, own);
  }
  if (single) {
    grow(box, own[0], own[1]);
    return;
  }
  writeBox(view, at + 4, own, box);
  view.setInt32(at + 36, to - from, true);
}

function writeVertex(view: DataView, at: number, xy: Float64Array, vertex: number, own: Box): number {
  const x = xy[2 * vertex];
  const y = xy[2 * vertex + 1];
  view.setFloat64(at, x, true);
  view.setFloat64(at + 8, y, true);
  grow(own, x, y);
  return at + 16;
}

function writeLines(view: DataView, at: number, lines: Lines, from: number, to: number, box: Box): void {
  const first = lines.pathStart[from];
  const own = emptyBox();
  view.setInt32(at + 36, to - from, true);
  view.setInt32(at + 40, lines.pathStart[to] - first, true);
  for (let path = from; path < to; path++) {
    view.setInt32(at + 44 + 4 * (path - from), lines.pathStart[path] - first, true);
  }
  let cursor = at + 44 + 4 * (to - from);
  for (let vertex = first; vertex < lines.pathStart[to]; vertex++) {
    cursor = writeVertex(view, cursor, lines.xy, vertex, own);
  }
  writeBox(view, at + 4, own, box);
}

/** Outer rings clockwise, holes counter-clockwise, each closed by its first vertex (ESRI's 1998 description, p. 8). */
function writePolygon(view: DataView, at: number, polygons: Polygons, from: number, to: number, box: Box): void {
  const { xy, partStart, ringStart } = polygons;
  const firstRing = partStart[from];
  const rings = partStart[to] - firstRing;
  const own = emptyBox();
  let cursor = at + 44 + 4 * rings;
  let written = 0;
  for (let part = from; part < to; part++) {
    for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
      view.setInt32(at + 44 + 4 * (ring - firstRing), written, true);
      const start = ringStart[ring];
      const end = ringStart[ring + 1];
      const clockwise = twiceArea(xy, start, end) < 0;
      const reverse = clockwise !== (ring === partStart[part]);
      for (let step = 0; step < end - start; step++) {
        cursor = writeVertex(view, cursor, xy, reverse ? end - 1 - step : start + step, own);
      }
      if (end > start) cursor = writeVertex(view, cursor, xy, reverse ? end - 1 : start, own);
      written += end - start + 1;
    }
  }
  view.setInt32(at + 36, rings, true);
  view.setInt32(at + 40, written, true);
  writeBox(view, at + 4, own, box);
}

/** Shoelace about the first vertex, to keep precision far from the origin; negative when clockwise. */
function twiceArea(xy: Float64Array, start: number, end: number): number {
  let sum = 0;
  const x0 = xy[2 * start];
  const y0 = xy[2 * start + 1];
  for (let vertex = start + 1; vertex + 1 < end; vertex++) {
    const ax = xy[2 * vertex] - x0;
    const ay = xy[2 * vertex + 1] - y0;
    sum += ax * (xy[2 * vertex + 3] - y0) - (xy[2 * vertex + 2] - x0) * ay;
  }
  return sum;
}

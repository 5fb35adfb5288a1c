import type { Geometry, Lines, Points, Polygons } from '../../geometry/types.ts';
import { isLittleEndian } from './byte-order.ts';

type Shapes = Exclude<Geometry, { kind: 'none' }>;

/** Codes of one part and of several in well-known binary (OGC 06-103r4, table 7). */
const types = { points: [1, 4], lines: [2, 5], polygons: [3, 6] } as const;

/** "GP", version, flags, number of the CRS, and the envelope minX, maxX, minY, maxY. */
const headLength = 40;

/** Bytes of a feature as a GeoPackage geometry; 0 for a feature without geometry, which is stored as NULL. */
export function geometryLength(geometry: Shapes, row: number, multi: boolean): number {
  const from = geometry.featureStart[row];
  const to = geometry.featureStart[row + 1];
  if (from === to) return 0;
  let length = headLength + (multi ? 9 : 0);
  for (let part = from; part < to; part++) length += partLength(geometry, part);
  return length;
}

function partLength(geometry: Shapes, part: number): number {
  if (geometry.kind === 'points') return 21;
  if (geometry.kind === 'lines') return 9 + 16 * (geometry.pathStart[part + 1] - geometry.pathStart[part]);
  const { partStart, ringStart } = geometry;
  const rings = partStart[part + 1] - partStart[part];
  return 9 + 20 * rings + 16 * (ringStart[partStart[part + 1]] - ringStart[partStart[part]]);
}

/**
 * Writes a feature with geometry as a GeoPackage geometry (OGC 12-128r17, clause 2.1.3), little-endian, at the front of
 * `view`, with its envelope. Rings are closed by their first vertex. `multi`: the layer is of a multi type; otherwise the
 * feature has at most one part.
 * @param srsId number of the CRS in the file
 * @param box minX, minY, maxX, maxY of the feature
 */
export function encodeGeometry(
  view: DataView,
  geometry: Shapes,
  row: number,
  multi: boolean,
  srsId: number,
  box: Float64Array,
): void {
  view.setUint16(0, 0x4750);
  view.setUint8(2, 0);
  view.setUint8(3, 0b0000_0011);
  view.setInt32(4, srsId, true);
  [box[0], box[2], box[1], box[3]].forEach((value, at) => {
    view.setFloat64(8 + 8 * at, value, true);
  });
  const from = geometry.featureStart[row];
  const to = geometry.featureStart[row + 1];
  let at = headLength;
  if (multi) at = writeHead(view, at, types[geometry.kind][1], to - from);
  for (let part = from; part < to; part++) {
    if (geometry.kind === 'points') at = writePoint(view, at, geometry, part);
    else if (geometry.kind === 'lines') at = writePath(view, at, geometry, part);
    else at = writePolygon(view, at, geometry, part);
  }
}

/** Byte order, type and the count that follows every type but the single point. */
function writeHead(view: DataView, at: number, type: number, count: number): number {
  view.setUint8(at, 1);
  view.setUint32(at + 1, type, true);
  view.setUint32(at + 5, count, true);
  return at + 9;
}

function writePoint(view: DataView, at: number, { xy }: Points, point: number): number {
  view.setUint8(at, 1);
  view.setUint32(at + 1, types.points[0], true);
  return writeNumbers(view, at + 5, xy, 2 * point, 2 * point + 2);
}

function writePath(view: DataView, at: number, { xy, pathStart }: Lines, path: number): number {
  const start = pathStart[path];
  const end = pathStart[path + 1];
  return writeNumbers(view, writeHead(view, at, types.lines[0], end - start), xy, 2 * start, 2 * end);
}

function writePolygon(view: DataView, at: number, { xy, partStart, ringStart }: Polygons, part: number): number {
  let cursor = writeHead(view, at, types.polygons[0], partStart[part + 1] - partStart[part]);
  for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
    const start = ringStart[ring];
    const end = ringStart[ring + 1];
    view.setUint32(cursor, end - start + 1, true);
    cursor = writeNumbers(view, cursor + 4, xy, 2 * start, 2 * end);
    cursor = writeNumbers(view, cursor, xy, 2 * start, 2 * start + 2);
  }
  return cursor;
}

function writeNumbers(view: DataView, at: number, numbers: Float64Array, from: number, to: number): number {
  const length = 8 * (to - from);
  // Few numbers are written faster one by one than by making two views for them.
  if (!isLittleEndian || length <= 64 || to > numbers.length) return writeOneByOne(view, at, numbers, from, to);
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset + 8 * from, length);
  new Uint8Array(view.buffer, view.byteOffset + at, length).set(bytes);
  return at + length;
}

function writeOneByOne(view: DataView, at: number, numbers: Float64Array, from: number, to: number): number {
  let cursor = at;
  for (let index = from; index < to; index++) {
    view.setFloat64(cursor, numbers[index], true);
    cursor += 8;
  }
  return cursor;
}

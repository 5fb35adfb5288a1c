import type { Crs } from '../../crs/types.ts';
import { writeWkt } from '../../crs/write-wkt.ts';
import { isoDate } from '../../dataset/columns.ts';
import type { Column, Dataset } from '../../dataset/types.ts';
import { measureBoxes } from '../../geometry/bounds.ts';
import { featureCount, type Geometry } from '../../geometry/types.ts';
import { issue } from '../../lib/issue.ts';
import { success } from '../../lib/outcome.ts';
import { hasSeveralParts, isWhole, type OutputLayer, type OutputOutcome, pieceSize } from '../output.ts';
import { renamingIssues, uniqueNames } from '../write-names.ts';
import { FlatBuilder, type FlatField } from './flat-builder.ts';
import { extentOf, hilbertOrder, nodeSize, packedTree } from './hilbert-tree.ts';

const magic = Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0);
/** Codes of the format's schema (header.fbs). */
const geometryTypes = { points: [1, 4], lines: [2, 5], polygons: [3, 6] } as const;
const columnTypes = { boolean: 2, whole: 7, number: 10, text: 11, date: 13 } as const;

/**
 * A layer as FlatGeobuf 3 with a packed Hilbert R-tree: features stand in the order of the tree, not in the layer's own.
 * Whole numbers are written as 64-bit integers, dates as ISO 8601. A table without geometry has no index and keeps its order.
 */
export function flatGeobufOutput({ name, dataset }: OutputLayer): OutputOutcome {
  const own = dataset.columns.map((column) => column.name);
  const names = uniqueNames(own);
  const issues = renamingIssues(own, names, 'FlatGeobuf');
  const { crs } = dataset;
  if (crs.kind !== 'unknown' && crs.code === null && writeWkt(crs) === null)
    issues.push(issue('warning', 'crs-not-written', { file: `${name}.fgb`, crs: crs.name }));
  return success({ files: [{ name: `${name}.fgb`, pieces: () => pieces(name, dataset, names) }], issues });
}

function* pieces(name: string, dataset: Dataset, names: readonly string[]): Generator<Uint8Array<ArrayBuffer>> {
  const { geometry } = dataset;
  const rows = featureCount(geometry);
  const boxes = new Float64Array(4 * rows);
  measureBoxes(geometry, 0, rows, boxes);
  const order = hilbertOrder(boxes);
  const extent = extentOf(boxes);
  const indexed = extent[0] <= extent[2];
  const encode = featureEncoder(dataset);
  yield magic;
  yield header(name, dataset, names, indexed ? extent : null);
  if (indexed) {
    const offsets = new Float64Array(rows);
    for (let at = 0, offset = 0; at < rows; at++) {
      offsets[at] = offset;
      offset += encode(order[at]).length;
    }
    yield packedTree(boxes, order, offsets);
  }
  let gathered: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < rows; at++) {
    const feature = encode(order[at]);
    gathered.push(feature);
    length += feature.length;
    if (length < pieceSize && at + 1 < rows) continue;
    yield joined(gathered, length);
    gathered = [];
    length = 0;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const pointerField = (slot: number, place: number): FlatField => ({
  slot,
  size: 4,
  write: (to) => to.pointer(place),
});
const byteField = (slot: number, value: number): FlatField => ({ slot, size: 1, write: (to) => to.u8(value) });

/** Slots of the tables in header.fbs. */
function header(
  name: string,
  { geometry, columns, crs }: Dataset,
  names: readonly string[],
  extent: readonly number[] | null,
): Uint8Array<ArrayBuffer> {
  const builder = new FlatBuilder();
  const fields: FlatField[] = [pointerField(0, builder.text(name))];
  if (extent !== null)
    fields.push(
      pointerField(
        1,
        builder.doubles(4, (edge) => extent[edge]),
      ),
    );
  if (geometry.kind !== 'none')
    fields.push(byteField(2, geometryTypes[geometry.kind][hasSeveralParts(geometry) ? 1 : 0]));
  const tables = columns.map((column, at) => {
    const text = builder.text(names[at]);
    return builder.table([pointerField(0, text), byteField(1, columnType(column))]);
  });
  if (tables.length > 0) fields.push(pointerField(7, builder.pointers(tables)));
  const rows = featureCount(geometry);
  fields.push({ slot: 8, size: 8, write: (to) => to.u64(rows) });
  fields.push({ slot: 9, size: 2, write: (to) => to.u16(extent === null ? 0 : nodeSize) });
  const system = crsTable(builder, crs);
  if (system !== null) fields.push(pointerField(10, system));
  return builder.finish(builder.table(fields));
}

function columnType(column: Column): number {
  if (column.type === 'number') return isWhole(column.values) ? columnTypes.whole : columnTypes.number;
  return columnTypes[column.type];
}

function crsTable(builder: FlatBuilder, crs: Crs): number | null {
  if (crs.kind === 'unknown') return null;
  const code = /^EPSG:(\d+)$/.exec(crs.code ?? '')?.[1];
  const wkt = writeWkt(crs);
  const fields: FlatField[] = [];
  if (code !== undefined) {
    fields.push(pointerField(0, builder.text('EPSG')));
    fields.push({ slot: 1, size: 4, write: (to) => to.u32(Number(code)) });
  }
  fields.push(pointerField(2, builder.text(crs.name)));
  if (wkt !== null) fields.push(pointerField(4, builder.text(wkt)));
  return builder.table(fields);
}

/** Makes features of a layer, one buffer each. */
function featureEncoder({ geometry, columns }: Dataset): (row: number) => Uint8Array<ArrayBuffer> {
  const builder = new FlatBuilder();
  const multi = hasSeveralParts(geometry);
  const properties = propertyEncoder(columns);
  return (row) => {
    builder.clear();
    const fields: FlatField[] = [];
    const values = properties(row);
    if (values.length > 0) fields.push(pointerField(1, builder.bytesVector(values)));
    if (geometry.kind !== 'none' && geometry.featureStart[row] < geometry.featureStart[row + 1])
      fields.push(pointerField(0, shapeTable(builder, geometry, row, multi)));
    return builder.finish(builder.table(fields));
  };
}

/** A geometry table: slot 0 `ends`, 1 `xy`, 6 `type`, 7 `parts`. */
function shapeTable(
  builder: FlatBuilder,
  geometry: Exclude<Geometry, { kind: 'none' }>,
  row: number,
  multi: boolean,
): number {
  const from = geometry.featureStart[row];
  const to = geometry.featureStart[row + 1];
  const { xy } = geometry;
  const type = geometryTypes[geometry.kind][multi ? 1 : 0];
  if (geometry.kind === 'points')
    return builder.table([
      pointerField(
        1,
        builder.doubles(2 * (to - from), (at) => xy[2 * from + at]),
      ),
      byteField(6, type),
    ]);
  if (geometry.kind === 'lines') {
    const start = geometry.pathStart[from];
    const ends: number[] = [];
    for (let path = from; path < to; path++) ends.push(geometry.pathStart[path + 1] - start);
    const fields = [
      pointerField(
        1,
        builder.doubles(2 * ends[ends.length - 1], (at) => xy[2 * start + at]),
      ),
    ];
    // GDAL asks for `ends` in every multi line, also in one of a single path.
    if (multi) fields.push(pointerField(0, builder.integers(ends)));
    return builder.table([...fields, byteField(6, type)]);
  }
  const parts: number[] = [];
  for (let part = from; part < to; part++) parts.push(polygonTable(builder, geometry, part));
  return multi ? builder.table([pointerField(7, builder.pointers(parts)), byteField(6, type)]) : parts[0];
}

/** One polygon: its rings after each other, each closed by its first vertex. */
function polygonTable(builder: FlatBuilder, geometry: Extract<Geometry, { kind: 'polygons' }>, part: number): number {
  const { xy, partStart, ringStart } = geometry;
  const ends: number[] = [];
  const vertices: number[] = [];
  for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
    for (let vertex = ringStart[ring]; vertex < ringStart[ring + 1]; vertex++) vertices.push(vertex);
    vertices.push(ringStart[ring]);
    ends.push(vertices.length);
  }
  const fields = [
    pointerField(
      1,
      builder.doubles(2 * vertices.length, (at) => xy[2 * vertices[at >> 1] + (at & 1)]),
    ),
  ];
  if (ends.length > 1) fields.push(pointerField(0, builder.integers(ends)));
  return builder.table([...fields, byteField(6, geometryTypes.polygons[0])]);
}

/** The values of a row, each behind the number of its column; missing ones are left out. The bytes are overwritten by the next row. */
function propertyEncoder(columns: readonly Column[]): (row: number) => Uint8Array {
  const encoder = new TextEncoder();
  const whole = columns.map((column) => column.type === 'number' && isWhole(column.values));
  let room = new Uint8Array(1024);
  let view = new DataView(room.buffer);
  let length = 0;
  const begin = (at: number, size: number) => {
    if (length + 2 + size > room.length) {
      const larger = new Uint8Array(2 * (length + 2 + size));
      larger.set(room.subarray(0, length));
      room = larger;
      view = new DataView(room.buffer);
    }
    view.setUint16(length, at, true);
    length += 2 + size;
    return length - size;
  };
  const text = (at: number, bytes: Uint8Array) => {
    const start = begin(at, 4 + bytes.length);
    view.setUint32(start, bytes.length, true);
    room.set(bytes, start + 4);
  };
  return (row) => {
    length = 0;
    columns.forEach((column, at) => {
      if (column.type === 'text') {
        const [from, to] = [column.start[row], column.start[row + 1]];
        if (to > from) text(at, column.bytes.subarray(from, to));
      } else if (column.type === 'boolean') {
        if (column.values[row] !== 255) room[begin(at, 1)] = column.values[row];
      } else if (Number.isNaN(column.values[row])) return;
      else if (column.type === 'date') text(at, encoder.encode(isoDate(column.values[row])));
      else {
        const start = begin(at, 8);
        if (whole[at]) view.setBigInt64(start, BigInt(column.values[row]), true);
        else view.setFloat64(start, column.values[row], true);
      }
    });
    return room.subarray(0, length);
  };
}

import { writeWkt } from '../../crs/write-wkt.ts';
import type { Column } from '../../dataset/types.ts';
import { geometryExtent } from '../../geometry/bounds.ts';
import { featureCount, type Geometry } from '../../geometry/types.ts';
import { type Issue, issue, problem } from '../../lib/issue.ts';
import { failure, success } from '../../lib/outcome.ts';
import { type OutputFile, type OutputLayer, type OutputOutcome, pieceSize } from '../output.ts';
import { withIdentity } from './write.ts';
import { type DbfField, dateText, dbfHeader, dbfRecords, fieldOf, recordLength } from './write-dbf.ts';
import { emptyBox, type ShapeType, shapeTypeOf, shpHeader, shpLength, shpRecords } from './write-shp.ts';
import { shortNames } from './write-text.ts';

/** Beyond it other programs refuse a .shp or .dbf (offsets of 31 bits). */
const largestFile = 2 ** 31 - 1;
const mostFields = 255;
const longestRecord = 65_535;
const longestText = 254;
const encoding = 'UTF-8';
const encoder = new TextEncoder();

/**
 * A layer as the files of a shapefile in UTF-8: .shp, .shx, .dbf, .cpg, and .prj where the CRS can be said; a table
 * without geometry is a .dbf and a .cpg. What the format cannot hold is told: names cut to 10 bytes, text to 254, dates
 * beyond the years 0 to 9999. Fails with `shapefile-too-large` beyond 2 GB a file and `shapefile-too-wide` beyond 255
 * fields or 65,535 bytes a row.
 */
export function shapefileOutput({ name, dataset }: OutputLayer): OutputOutcome {
  const columns = withIdentity(dataset);
  const rows = featureCount(dataset.geometry);
  const type = shapeTypeOf(dataset.geometry);
  const fields = columns.map((column) => fieldOf(column, encoding));
  const width = recordLength(fields);
  if (fields.length > mostFields || width > longestRecord)
    return failure(problem('shapefile-too-wide', { file: `${name}.dbf`, fields: fields.length, bytes: width }));
  const shpBytes = type === null || dataset.geometry.kind === 'none' ? 0 : shpLength(dataset.geometry, type, 0, rows);
  const dbfBytes = width * rows;
  for (const [file, bytes] of [
    [`${name}.shp`, shpBytes + 100],
    [`${name}.dbf`, dbfBytes + 32 * fields.length + 34],
  ] as const)
    if (bytes > largestFile)
      return failure(problem('shapefile-too-large', { file, megabytes: Math.ceil(bytes / 2 ** 20) }));
  const wkt = type === null ? null : writeWkt(dataset.crs);
  const table = [
    dbfFile(name, columns, fields, rows),
    { name: `${name}.cpg`, pieces: () => [encoder.encode(encoding)] },
    ...(wkt === null ? [] : [{ name: `${name}.prj`, pieces: () => [encoder.encode(wkt)] }]),
  ];
  const shapes =
    type === null || dataset.geometry.kind === 'none' ? [] : shapeFiles(name, dataset.geometry, type, shpBytes);
  const issues = issuesOf(columns, fields);
  if (type !== null && wkt === null && dataset.crs.kind !== 'unknown')
    issues.push(
      issue('warning', 'crs-not-written', { file: `${name}.prj`, crs: dataset.crs.code ?? dataset.crs.name }),
    );
  return success({ files: [...shapes, ...table], issues });
}

type Shapes = Exclude<Geometry, { kind: 'none' }>;

/** .shp and .shx; each makes the records for itself, so that neither waits for the other. */
function shapeFiles(name: string, geometry: Shapes, type: ShapeType, recordBytes: number): readonly OutputFile[] {
  const rows = featureCount(geometry);
  const [minX, minY, maxX, maxY] = geometryExtent(geometry) ?? emptyBox();
  return [
    {
      name: `${name}.shp`,
      *pieces() {
        yield shpHeader(type, 100 + recordBytes, [minX, minY, maxX, maxY]);
        for (const { shp } of blocks(geometry, type)) yield shp;
      },
    },
    {
      name: `${name}.shx`,
      *pieces() {
        yield shpHeader(type, 100 + 8 * rows, [minX, minY, maxX, maxY]);
        for (const { shx } of blocks(geometry, type)) yield shx;
      },
    },
  ];
}

function* blocks(geometry: Shapes, type: ShapeType) {
  const rows = featureCount(geometry);
  let offset = 100;
  for (let from = 0; from < rows; ) {
    let to = from + 1;
    for (let bytes = shpLength(geometry, type, from, to); to < rows && bytes < pieceSize; to++)
      bytes += shpLength(geometry, type, to, to + 1);
    const block = shpRecords(geometry, type, from, offset, emptyBox(), from, to);
    yield block;
    offset += block.shp.length;
    from = to;
  }
}

function dbfFile(name: string, columns: readonly Column[], fields: readonly DbfField[], rows: number): OutputFile {
  const rowsAtATime = Math.max(1, Math.floor(pieceSize / recordLength(fields)));
  return {
    name: `${name}.dbf`,
    *pieces() {
      yield dbfHeader(fields, rows, encoding, 0);
      for (let from = 0; from < rows; from += rowsAtATime)
        yield dbfRecords(columns, fields, from, Math.min(rows, from + rowsAtATime), encoding);
      yield Uint8Array.of(0x1a);
    },
  };
}

function issuesOf(columns: readonly Column[], fields: readonly DbfField[]): Issue[] {
  const issues: Issue[] = [];
  const decoder = new TextDecoder();
  const short = shortNames(
    fields.map((field) => field.name),
    encoding,
  ).map((bytes) => decoder.decode(bytes));
  const renamed = fields.flatMap((field, at) => (field.name === short[at] ? [] : [`${field.name} > ${short[at]}`]));
  if (renamed.length > 0)
    issues.push(
      issue('warning', 'shapefile-names-shortened', { count: renamed.length, names: renamed.slice(0, 12).join(', ') }),
    );
  for (const column of columns) {
    const field = column.name;
    const count = cutCells(column);
    if (count > 0 && column.type === 'date') issues.push(issue('error', 'shapefile-dates-left-out', { field, count }));
    else if (count > 0) issues.push(issue('error', 'shapefile-text-cut', { field, count, limit: longestText }));
  }
  return issues;
}

/** Cells that the dbf cannot hold whole. */
function cutCells(column: Column): number {
  let count = 0;
  if (column.type === 'text')
    for (let row = 0; row + 1 < column.start.length; row++)
      if (column.start[row + 1] - column.start[row] > longestText) count++;
  if (column.type === 'date')
    for (const days of column.values) if (!Number.isNaN(days) && dateText(days) === '') count++;
  return count;
}

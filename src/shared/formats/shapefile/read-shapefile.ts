import { hashDataset } from '../../dataset/hash.ts';
import type { Column } from '../../dataset/types.ts';
import { featureCount } from '../../geometry/types.ts';
import { sharedFloat64, sharedUint8, sharedUint32 } from '../../lib/buffers.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import type { Problem } from '../../lib/issue.ts';
import { type Outcome, success } from '../../lib/outcome.ts';
import { ByteWindow, type ReadProgress } from '../byte-window.ts';
import { type RawTable, readDbf } from '../dbf/read-dbf.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs, readSidecarText } from '../layer-crs.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { readShapes, type Shapes } from './read-shapes.ts';

/** The files of one shapefile; only the .shp must be there. */
export interface ShapefileParts {
  readonly shp: ByteSource;
  readonly shx?: ByteSource | undefined;
  readonly dbf?: ByteSource | undefined;
  readonly prj?: ByteSource | undefined;
  readonly cpg?: ByteSource | undefined;
}

/** Reads a shapefile: shapes and rows side by side, text in UTF-8, the CRS as the .prj says. */
export async function readShapefile(
  name: string,
  parts: ShapefileParts,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<ReadLayer, Problem>> {
  const log = new IssueLog();
  const window = new ByteWindow(parts.shp, progress);
  window.prefetch(0);
  const expected = parts.shx ? Math.max(0, Math.floor((parts.shx.size - 100) / 8)) : null;
  const table = parts.dbf ? await readTable(parts.dbf, expected, log, progress) : null;
  if (!parts.dbf) log.add('warning', 'dbf-missing', { file: parts.shp.name });
  const deleted = table?.deleted;
  const expectation = {
    rows: table ? table.rows : null,
    isDeleted: deleted ? (record: number) => deleted[record] === 1 : () => false,
  };
  const shapes = await readShapes(window, parts.shx, expectation, log, progress);
  if (!shapes.ok) return shapes;
  const { geometry } = shapes.value;
  const cpg = await readSidecarText(parts.cpg, progress);
  const finished = table?.finish({ user: options.encoding, cpg }, log);
  const columns = fitColumns(finished?.columns ?? [], table, shapes.value, log);
  const crs = layerCrs(options.crs, await readSidecarText(parts.prj, progress), 'prj', log);
  if (featureCount(geometry) === 0) log.add('info', 'layer-empty');
  return success({
    name,
    format: 'shapefile',
    dataset: { id: hashDataset(geometry, columns), crs, geometry, columns },
    encoding: finished
      ? { name: finished.encoding.encoding.name, source: finished.encoding.source }
      : { name: 'UTF-8', source: 'none' },
    issues: log.list(),
  });
}

/** The attribute table, or null with an issue when the .dbf is no table: the shapes are worth reading without it. */
async function readTable(
  dbf: ByteSource,
  expected: number | null,
  log: IssueLog,
  progress: ReadProgress,
): Promise<RawTable | null> {
  const table = await readDbf(dbf, expected, log, progress);
  if (table.ok) return table.value;
  log.take(table.reason);
  return null;
}

/** Shapes rule how many features there are: missing rows become missing values, rows without a shape are left out. */
function fitColumns(
  columns: readonly Column[],
  table: RawTable | null,
  shapes: Shapes,
  log: IssueLog,
): readonly Column[] {
  if (!table) return [];
  const count = featureCount(shapes.geometry);
  if (table.rows < shapes.records) {
    log.add('error', 'dbf-fewer-rows', { rows: table.rows, shapes: shapes.records }, table.rows + 1);
  } else if (table.rows > shapes.records) {
    log.add('warning', 'dbf-more-rows', { rows: table.rows, shapes: shapes.records });
  }
  return table.kept === count ? columns : columns.map((column) => resized(column, count));
}

/** The column with exactly `count` rows: cut, or filled up with missing values. */
export function resized(column: Column, count: number): Column {
  if (column.type === 'text') {
    if (count + 1 <= column.start.length) return cutText(column, count);
    const start = sharedUint32(count + 1);
    start.set(column.start);
    start.fill(column.start[column.start.length - 1], column.start.length);
    return { ...column, start };
  }
  if (count <= column.values.length) return { ...column, values: column.values.subarray(0, count) } as Column;
  if (column.type === 'boolean') {
    const values = sharedUint8(count).fill(255);
    values.set(column.values);
    return { ...column, values };
  }
  const values = sharedFloat64(count).fill(Number.NaN);
  values.set(column.values);
  return { ...column, values };
}

function cutText(column: Extract<Column, { type: 'text' }>, count: number): Column {
  const start = column.start.subarray(0, count + 1);
  return { ...column, start, bytes: column.bytes.subarray(0, start[count]) };
}

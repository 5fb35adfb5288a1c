import { unknownCrs } from '../../crs/types.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { layersOfKinds } from '../gathering/layers-of-kinds.ts';
import { ShapesByKind } from '../gathering/shapes-by-kind.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import { Database } from '../sqlite/database.ts';
import { SqliteRecord } from '../sqlite/record.ts';
import { scanTable } from '../sqlite/scan-table.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { type PackagedLayer, readCatalogue } from './catalogue.ts';
import { UnreadableGeometry, WkbReader } from './read-wkb.ts';
import { RowFields } from './row-fields.ts';

/**
 * Reads every layer and table that a GeoPackage registers, each under the name of its table. The file is taken apart as
 * bytes: nothing that it contains is run. Source: OGC 12-128r17.
 */
export async function readGeoPackage(
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  if (source.size === 0) return failure(problem('file-empty', { file: source.name }));
  const database = await Database.open(source, progress);
  if (database === null) return failure(problem('gpkg-not-a-database', { file: source.name }));
  const catalogue = await readCatalogue(database);
  if (catalogue === null) return failure(problem('gpkg-not-geopackage', { file: source.name }));
  const shared = new IssueLog();
  if (database.writesAhead) shared.add('info', 'gpkg-writes-ahead', { file: source.name });
  if (catalogue.skipped > 0)
    shared.add('error', 'gpkg-catalogue-damaged', { file: source.name, count: catalogue.skipped });
  const wanted = chosen(catalogue.layers, options.layer);
  const layers: ReadLayer[] = [];
  for (const layer of wanted) {
    if (layer.stored === null) shared.add('warning', 'gpkg-not-a-table', { table: layer.table });
    else layers.push(...(await readTable(database, layer, options)));
  }
  if (layers.length === 0) return failure(problem('gpkg-without-layers', { file: source.name }));
  return success(layers.map((one, at) => (at === 0 ? { ...one, issues: [...shared.list(), ...one.issues] } : one)));
}

/** The layer asked for, or all where none is called so: a layer parted by kinds has longer names. */
function chosen(catalogue: readonly PackagedLayer[], name: string | undefined): readonly PackagedLayer[] {
  const wanted = catalogue.filter(({ table }) => table.toLowerCase() === name?.toLowerCase());
  return wanted.length > 0 ? wanted : catalogue;
}

async function readTable(
  database: Database,
  { table, stored, geometryColumn, kind, crs }: PackagedLayer,
  options: ReadOptions,
): Promise<readonly ReadLayer[]> {
  const log = new IssueLog();
  const shapes = new ShapesByKind();
  const geometries = new WkbReader(shapes);
  const record = new SqliteRecord();
  const columns = stored?.columns ?? [];
  const place = columns.find(({ name }) => name.toLowerCase() === geometryColumn)?.place ?? null;
  if (geometryColumn !== null && place === null) log.add('error', 'gpkg-geometry-missing', { field: geometryColumn });
  const fields = new RowFields(columns, geometryColumn, database.encoding, log);
  const skipped = await scanTable(database, stored?.root ?? 0, (rowid, payload) => {
    record.read(payload);
    if (place !== null && record.class(place) !== 'null') addShape(record, place, shapes, geometries);
    fields.take(record, rowid, shapes.count);
    shapes.endFeature(shapes.count + 1, log);
  });
  if (skipped.pages + skipped.rows > 0)
    log.add('error', 'gpkg-damaged', { table, rows: skipped.rows, pages: skipped.pages });
  if (geometries.hasHeights) log.add('info', 'heights-dropped');
  if (geometries.hasMeasures) log.add('info', 'measures-dropped');
  return layersOfKinds({
    name: table,
    format: 'geopackage',
    crs: geometryColumn === null ? unknownCrs : layerCrs(options.crs, crs, 'file', log),
    shapes,
    kind: geometryColumn === null ? null : kind,
    columns: fields.finish(log),
    encoding: { name: 'UTF-8', source: 'format' },
    log,
  });
}

function addShape(record: SqliteRecord, place: number, shapes: ShapesByKind, geometries: WkbReader): void {
  try {
    if (record.class(place) !== 'blob') throw new UnreadableGeometry('no blob');
    geometries.readGeoPackage(record.bytesAt(place));
  } catch (error) {
    if (!(error instanceof UnreadableGeometry || error instanceof RangeError)) throw error;
    shapes.cancel();
    shapes.refuse();
  }
}

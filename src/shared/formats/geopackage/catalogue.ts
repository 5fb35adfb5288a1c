import { crsByCode } from '../../crs/crs-table.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { problem } from '../../lib/issue.ts';
import type { ReadProgress } from '../byte-window.ts';
import type { LayerKind } from '../gathering/geometry-gatherer.ts';
import { Database } from '../sqlite/database.ts';
import { parseTable, type TableColumn } from '../sqlite/parse-table.ts';
import { SqliteRecord } from '../sqlite/record.ts';
import { scanTable } from '../sqlite/scan-table.ts';
import { StopReading } from '../stop-reading.ts';

/** A table of the file: where it begins and its columns. */
interface StoredTable {
  readonly root: number;
  readonly columns: readonly TableColumn[];
}

/** A layer as the file's own tables describe it. */
export interface PackagedLayer {
  readonly table: string;
  /** Where the rows are; null where the name leads to a view, a virtual table or nothing. */
  readonly stored: StoredTable | null;
  /** Column of the geometry in small letters; null for a table without geometry. */
  readonly geometryColumn: string | null;
  /** Kind that all geometries are of; null where any may come. */
  readonly kind: LayerKind | null;
  /** Code or definition of the CRS; null where it is not known. */
  readonly crs: string | null;
}

/** Rows of the standard's own tables beyond so many are damage. */
const mostRows = 20_000;

type Row = ReadonlyMap<string, string | number | null>;

/** What a file says it holds. */
export interface Catalogue {
  readonly layers: readonly PackagedLayer[];
  /** Rows and pages of the tables that say so which could not be read. */
  readonly skipped: number;
}

/** The layers and tables that `gpkg_contents` names, in its order; null when the file has no such table. */
export async function readCatalogue(database: Database): Promise<Catalogue | null> {
  const schema = await readSchema(database);
  const { tables } = schema;
  let { skipped } = schema;
  const rowsOf = async (name: string): Promise<readonly Row[]> => {
    const table = tables.get(name);
    const small = table ? await readSmall(database, table) : { rows: [], skipped: 0 };
    skipped += small.skipped;
    return small.rows;
  };
  if (!tables.get('gpkg_contents')) return null;
  const contents = await rowsOf('gpkg_contents');
  const geometries = await rowsOf('gpkg_geometry_columns');
  const systems = await rowsOf('gpkg_spatial_ref_sys');
  const layers = new Map<string, PackagedLayer>();
  for (const row of contents) {
    const table = row.get('table_name');
    const type = row.get('data_type');
    if (typeof table !== 'string' || (type !== 'features' && type !== 'attributes' && type !== 'aspatial')) continue;
    const key = table.toLowerCase();
    const geometry = type === 'features' ? geometries.find((one) => isNamed(one.get('table_name'), key)) : undefined;
    const column = geometry?.get('column_name');
    layers.set(key, {
      table,
      stored: tables.get(key) ?? null,
      geometryColumn: typeof column === 'string' ? column.toLowerCase() : null,
      kind: kindOf(geometry?.get('geometry_type_name')),
      crs: crsOf(systems, geometry?.get('srs_id') ?? row.get('srs_id')),
    });
  }
  return { layers: [...layers.values()], skipped };
}

const isNamed = (value: string | number | null | undefined, key: string): boolean =>
  typeof value === 'string' && value.toLowerCase() === key;

const kinds: ReadonlyMap<string, LayerKind> = new Map([
  ['POINT', 'points'],
  ['MULTIPOINT', 'points'],
  ['LINESTRING', 'lines'],
  ['MULTILINESTRING', 'lines'],
  ['POLYGON', 'polygons'],
  ['MULTIPOLYGON', 'polygons'],
]);

const kindOf = (type: unknown): LayerKind | null =>
  typeof type === 'string' ? (kinds.get(type.toUpperCase()) ?? null) : null;

/** A registered code goes before the definition; -1 and 0 are the standard's "not known". */
function crsOf(systems: readonly Row[], id: string | number | null | undefined): string | null {
  const system = systems.find((one) => one.get('srs_id') === id);
  if (system === undefined || typeof id !== 'number' || id === -1 || id === 0) return null;
  const code = `${system.get('organization')}:${system.get('organization_coordsys_id')}`;
  if (/^EPSG:\d+$/i.test(code) && crsByCode(code.toUpperCase(), 'file') !== null) return code.toUpperCase();
  const definition = system.get('definition');
  if (typeof definition === 'string' && definition !== '' && definition.toLowerCase() !== 'undefined')
    return definition;
  return code;
}

const schemaColumns: readonly TableColumn[] = ['type', 'name', 'tbl_name', 'rootpage', 'sql'].map((name, place) => ({
  name,
  type: '',
  place,
  isRowid: false,
  otherwise: null,
}));

/** Whether a file is a SQLite database with a table of this name; nothing else of it is read. */
export async function hasTable(source: ByteSource, name: string, progress: ReadProgress): Promise<boolean> {
  const database = await Database.open(source, progress);
  return database !== null && (await readSchema(database)).tables.has(name);
}

/** Ordinary tables by their names in small letters. */
async function readSchema(database: Database) {
  const tables = new Map<string, StoredTable>();
  const { rows, skipped } = await readSmall(database, { root: 1, columns: schemaColumns });
  for (const row of rows) {
    const [type, name, root, sql] = ['type', 'name', 'rootpage', 'sql'].map((key) => row.get(key));
    if (type !== 'table' || typeof name !== 'string' || typeof root !== 'number' || typeof sql !== 'string') continue;
    const columns = parseTable(sql);
    if (columns !== null) tables.set(name.toLowerCase(), { root, columns });
  }
  return { tables, skipped };
}

/** All rows of a table of the standard, by the names of its columns in small letters. */
async function readSmall(
  database: Database,
  { root, columns }: StoredTable,
): Promise<{ readonly rows: readonly Row[]; readonly skipped: number }> {
  const decoder = new TextDecoder(database.encoding);
  const record = new SqliteRecord();
  const rows: Row[] = [];
  const cellOf = (rowid: number, { place, isRowid, otherwise }: TableColumn): string | number | null => {
    if (isRowid) return rowid;
    if (place === null) return null;
    if (place >= record.length) return otherwise;
    const storage = record.class(place);
    if (storage === 'text') return decoder.decode(record.bytesAt(place));
    return storage === 'integer' || storage === 'float' ? record.numberAt(place) : null;
  };
  const skipped = await scanTable(database, root, (rowid, payload) => {
    if (rows.length >= mostRows) throw new StopReading(problem('gpkg-too-many-tables', { limit: mostRows }));
    record.read(payload);
    rows.push(new Map(columns.map((column) => [column.name.toLowerCase(), cellOf(rowid, column)])));
  });
  return { rows, skipped: skipped.pages + skipped.rows };
}

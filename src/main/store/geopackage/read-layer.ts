import type { Crs } from '../../../shared/crs/types.ts';
import { unknownCrs } from '../../../shared/crs/types.ts';
import { hashDataset } from '../../../shared/dataset/hash.ts';
import type { Column, Dataset } from '../../../shared/dataset/types.ts';
import { DamagedGeometry, ShapeGatherer } from '../../../shared/formats/geopackage/decode-geometry.ts';
import type { Geometry } from '../../../shared/geometry/types.ts';
import { asId, type DatasetId } from '../../../shared/lib/id.ts';
import { type Issue, issue } from '../../../shared/lib/issue.ts';
import type { Connection } from '../sqlite/connection.ts';
import { columnGatherer } from './column-gatherer.ts';
import { geometryColumn, idColumn, type StoredColumn } from './layer-columns.ts';
import { quoted } from './names.ts';

/** A dataset as the file registers it, before it is read. */
export interface StoredDataset {
  readonly id: DatasetId;
  /** Hash of what the table held when it was written. */
  readonly content: string;
  readonly table: string;
  readonly kind: Geometry['kind'];
  readonly features: number;
  readonly crs: Crs;
  readonly columns: readonly StoredColumn[];
}

/** A layer that was read, and what was not as this program wrote it. */
export interface ReadDataset {
  readonly dataset: Dataset;
  /** False when another program changed the layer: the dataset then has an id of its own. */
  readonly unchanged: boolean;
  readonly issues: readonly Issue[];
}

/** The datasets that the file registers, by table name. Rows that make no sense are left out. */
export function storedDatasets(connection: Connection): StoredDataset[] {
  return connection
    .rows('SELECT id, content, table_name, kind, features, crs, columns FROM tomtevalg_dataset ORDER BY table_name')
    .flatMap((row) => {
      const stored = parseStored(row.map(String));
      return stored === null ? [] : [stored];
    });
}

function parseStored([id, content, table, kind, features, crs, columns]: readonly string[]): StoredDataset | null {
  const known = (['points', 'lines', 'polygons', 'none'] as const).find((name) => name === kind);
  if (known === undefined || !/^[0-9a-f]{32}$/.test(id)) return null;
  const parsedColumns = parseColumns(columns);
  if (parsedColumns === null) return null;
  return {
    id: asId<'dataset'>(id),
    content,
    table,
    kind: known,
    features: Number(features),
    crs: parseCrs(crs),
    columns: parsedColumns,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseColumns(text: string): StoredColumn[] | null {
  const parsed = parseJson(text);
  if (!Array.isArray(parsed)) return null;
  const columns = parsed.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const { name, type, column, sqlType } = entry;
    const knownType = (['number', 'text', 'date', 'boolean'] as const).find((known) => known === type);
    const knownSql = (['DOUBLE', 'INTEGER', 'TEXT', 'DATE', 'BOOLEAN'] as const).find((known) => known === sqlType);
    const isWhole = knownType && knownSql && typeof name === 'string' && typeof column === 'string';
    return isWhole ? [{ name, type: knownType, column, sqlType: knownSql }] : [];
  });
  return columns.length === parsed.length ? columns : null;
}

/** A CRS as it was written; whatever cannot be one is unknown. */
function parseCrs(text: string): Crs {
  const parsed = parseJson(text);
  if (!isRecord(parsed)) return unknownCrs;
  const { kind, code, name, source, definition, metresPerUnit, areaOfUse } = parsed;
  const knownKind = (['geographic', 'projected'] as const).find((known) => known === kind);
  const knownSource = (['prj', 'file', 'user', 'guess', 'none'] as const).find((known) => known === source);
  if (!knownKind || typeof definition !== 'string') return unknownCrs;
  const area = Array.isArray(areaOfUse) && areaOfUse.length === 4 ? areaOfUse.map(Number) : null;
  return {
    kind: knownKind,
    code: typeof code === 'string' ? code : null,
    name: typeof name === 'string' ? name : '',
    source: knownSource ?? 'file',
    definition,
    metresPerUnit: typeof metresPerUnit === 'number' ? metresPerUnit : Number.NaN,
    areaOfUse: area === null ? null : [area[0], area[1], area[2], area[3]],
  };
}

/** Reads a registered layer whole, in the order of its feature numbers. Throws `SqliteError` where the file is damaged. */
export function readLayer(connection: Connection, stored: StoredDataset): ReadDataset {
  const present = new Set(
    connection.rows(`SELECT name FROM pragma_table_info(?)`, stored.table).map(([name]) => String(name)),
  );
  const issues: Issue[] = [];
  const columns = stored.columns.filter(({ name, column }) => {
    if (present.has(column)) return true;
    issues.push(issue('warning', 'project-field-gone', { layer: stored.table, field: name }));
    return false;
  });
  const shapes = stored.kind === 'none' ? null : new ShapeGatherer(stored.kind);
  const gatherers = columns.map((column) => columnGatherer(column));
  const wanted = [...(shapes === null ? [] : [geometryColumn]), ...columns.map(({ column }) => column)];
  const list = wanted.length === 0 ? '1' : wanted.map(quoted).join(', ');
  const statement = connection.prepare(`SELECT ${list} FROM ${quoted(stored.table)} ORDER BY ${idColumn}`);
  let rows = 0;
  let damaged = 0;
  try {
    for (; statement.step(); rows++) {
      if (shapes !== null && !addShape(shapes, statement.isNull(0) ? null : statement.bytesAt(0))) damaged++;
      const first = shapes === null ? 0 : 1;
      for (let at = 0; at < gatherers.length; at++) gatherers[at].add(statement, first + at);
    }
  } finally {
    statement.finalize();
  }
  if (damaged > 0) issues.push(issue('warning', 'project-shapes-damaged', { layer: stored.table, count: damaged }));
  const geometry: Geometry = shapes === null ? { kind: 'none', count: rows } : shapes.geometry();
  return finish(
    stored,
    geometry,
    gatherers.map((gatherer) => gatherer.column()),
    issues,
  );
}

function addShape(shapes: ShapeGatherer, blob: Uint8Array | null): boolean {
  if (blob === null) {
    shapes.addNull();
    return true;
  }
  try {
    shapes.add(blob);
    return true;
  } catch (error) {
    if (!(error instanceof DamagedGeometry)) throw error;
    shapes.addNull();
    return false;
  }
}

function finish(
  stored: StoredDataset,
  geometry: Geometry,
  columns: readonly Column[],
  issues: readonly Issue[],
): ReadDataset {
  const content = hashDataset(geometry, columns);
  const unchanged = content === stored.content;
  const id = unchanged ? stored.id : content;
  const told = unchanged ? issues : [...issues, issue('info', 'project-layer-changed', { layer: stored.table })];
  return { dataset: { id, crs: stored.crs, geometry, columns }, unchanged, issues: told };
}

import { hashDataset } from '../../../shared/dataset/hash.ts';
import type { Column, Dataset } from '../../../shared/dataset/types.ts';
import { encodeGeometry, geometryLength } from '../../../shared/formats/geopackage/encode-geometry.ts';
import { hasSeveralParts } from '../../../shared/formats/output.ts';
import { writeBox } from '../../../shared/geometry/bounds.ts';
import { featureCount, type Geometry } from '../../../shared/geometry/types.ts';
import { vertexStart } from '../../../shared/geometry/vertices.ts';
import type { DatasetId } from '../../../shared/lib/id.ts';
import type { Connection } from '../sqlite/connection.ts';
import type { Statement } from '../sqlite/statement.ts';
import { DateTexts, geometryColumn, idColumn, type StoredColumn, storedColumns } from './layer-columns.ts';
import { quoted, tableName } from './names.ts';
import { spatialReference } from './spatial-references.ts';
import { tableNames } from './tables.ts';

type Shapes = Exclude<Geometry, { kind: 'none' }>;

const typeNames = {
  points: ['POINT', 'MULTIPOINT'],
  lines: ['LINESTRING', 'MULTILINESTRING'],
  polygons: ['POLYGON', 'MULTIPOLYGON'],
} as const;

const unfinishedPrefix = 'tomtevalg_unfinished_';

/** Layers that were being written when a program stopped. */
export function unfinishedTables(connection: Connection): string[] {
  return [...tableNames(connection)].filter((name) => name.startsWith(unfinishedPrefix));
}

/** Takes a layer out of the file, from every list that names it. To be run inside a transaction. */
export function dropLayer(connection: Connection, table: string): void {
  for (const list of ['tomtevalg_dataset', 'gpkg_geometry_columns', 'gpkg_extensions', 'gpkg_contents'])
    connection.run(`DELETE FROM ${list} WHERE table_name = ?`, table);
  connection.run(`DROP TABLE IF EXISTS ${quoted(table)}`);
}

/**
 * Writes a dataset as one layer: `create` makes the table, `writeRows` fills it, `register` makes it known to the file.
 * Each is to be run inside a transaction. (`registerStandard` in place of `register` in a file that is no project.) Until `register` the table has a name by which the next opening drops it, so that
 * an import that was cut off leaves nothing.
 */
export class LayerWriter {
  readonly #connection: Connection;
  readonly #dataset: Dataset;
  readonly #shapes: Shapes | null;
  readonly #multi: boolean;
  readonly columns: readonly StoredColumn[];
  readonly rows: number;
  /** The table's name until `register`. */
  readonly unfinished: string;
  readonly #name: string;
  #table: string;
  #srsId = -1;
  /** Of the rows written so far: gone through once more at the end, a million plots would hold up every edit for a second. */
  readonly #extent = Float64Array.of(Infinity, Infinity, -Infinity, -Infinity);
  /** Whether a row written so far has a zero with a sign. */
  #isSigned = false;

  /** @param name the layer's name as people see it */
  constructor(connection: Connection, dataset: Dataset, name: string) {
    this.#connection = connection;
    this.#dataset = dataset;
    this.#shapes = dataset.geometry.kind === 'none' ? null : dataset.geometry;
    this.#multi = this.#shapes !== null && hasSeveralParts(this.#shapes);
    this.columns = storedColumns(dataset.columns);
    this.rows = featureCount(dataset.geometry);
    this.#name = name;
    this.unfinished = `${unfinishedPrefix}${dataset.id}`;
    this.#table = this.unfinished;
  }

  /** The layer's table; its last name from `register` on. */
  get table(): string {
    return this.#table;
  }

  create(): void {
    const fields = this.columns.map(({ column, sqlType }) => `${quoted(column)} ${sqlType}`);
    const geometry = this.#shapes === null ? [] : [`${geometryColumn} ${this.#typeName()}`];
    const all = [`${idColumn} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL`, ...geometry, ...fields];
    if (tableNames(this.#connection).has('tomtevalg_dataset')) dropLayer(this.#connection, this.unfinished);
    this.#connection.run(`CREATE TABLE ${quoted(this.table)} (${all.join(', ')})`);
    this.#srsId = spatialReference(this.#connection, this.#dataset.crs);
  }

  /** Writes rows [from, to); row n is feature number n + 1. */
  writeRows(from: number, to: number): void {
    const places = this.columns.length + (this.#shapes === null ? 1 : 2);
    const marks = Array.from({ length: places }, () => '?').join(', ');
    const statement = this.#connection.prepare(`INSERT INTO ${quoted(this.table)} VALUES (${marks})`);
    const dates = new DateTexts();
    const box = new Float64Array(4);
    try {
      for (let row = from; row < to; row++) {
        statement.bindInteger(1, row + 1);
        const blob = this.#shapes === null ? 0 : geometryLength(this.#shapes, row, this.#multi);
        statement.reserve(blob + textLength(this.#dataset.columns, row));
        if (this.#shapes !== null) this.#bindShape(statement, this.#shapes, row, blob, box);
        this.#bindFields(statement, row, dates);
        statement.runRow();
      }
    } finally {
      statement.finalize();
    }
  }

  /** Gives the table its name and enters the layer in the project's tables of contents. */
  register(): void {
    this.registerStandard();
    this.#connection.run(
      'INSERT INTO tomtevalg_dataset VALUES (?, ?, ?, ?, ?, ?, ?)',
      this.#dataset.id,
      this.#isSigned ? storedContent(this.#dataset) : this.#dataset.id,
      this.table,
      this.#dataset.geometry.kind,
      this.rows,
      JSON.stringify(this.#dataset.crs),
      JSON.stringify(this.columns),
    );
  }

  /** Gives the table its name and enters the layer in the tables of contents that every GeoPackage has. */
  registerStandard(): void {
    const taken = new Set([...tableNames(this.#connection)].map((known) => known.toLowerCase()));
    this.#table = tableName(this.#name, taken);
    this.#connection.run(`ALTER TABLE ${quoted(this.unfinished)} RENAME TO ${quoted(this.#table)}`);
    const hasExtent = this.#extent[0] <= this.#extent[2];
    const kind = this.#shapes === null ? 'attributes' : 'features';
    const srsId = this.#shapes === null ? null : this.#srsId;
    this.#connection.run(
      `INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      this.table,
      kind,
      freeIdentifier(this.#connection, this.#name === '' ? this.table : this.#name),
      ...[...this.#extent].map((edge) => (hasExtent ? edge : null)),
      srsId,
    );
    if (this.#shapes !== null)
      this.#connection.run(
        'INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)',
        this.table,
        geometryColumn,
        this.#typeName(),
        this.#srsId,
      );
  }

  #typeName(): string {
    return this.#shapes === null ? '' : typeNames[this.#shapes.kind][this.#multi ? 1 : 0];
  }

  #bindShape(statement: Statement, shapes: Shapes, row: number, length: number, box: Float64Array): void {
    if (length === 0) {
      statement.bindNull(2);
      return;
    }
    writeBox(shapes.xy, vertexStart(shapes, row), vertexStart(shapes, row + 1), box, 0);
    this.#grow(box);
    encodeGeometry(statement.scratch(), shapes, row, this.#multi, this.#srsId, box);
    statement.bindScratch(2, length);
  }

  /** A box of NaN, as of a shape without finite vertices, changes nothing. */
  #grow(box: Float64Array): void {
    const extent = this.#extent;
    if (box[0] < extent[0]) extent[0] = box[0];
    if (box[1] < extent[1]) extent[1] = box[1];
    if (box[2] > extent[2]) extent[2] = box[2];
    if (box[3] > extent[3]) extent[3] = box[3];
  }

  #bindFields(statement: Statement, row: number, dates: DateTexts): void {
    let place = this.#shapes === null ? 2 : 3;
    for (let at = 0; at < this.columns.length; at++) {
      const column = this.#dataset.columns[at];
      if (column.type === 'number' && Object.is(column.values[row], -0)) this.#isSigned = true;
      bindField(statement, place++, column, row, this.columns[at], dates);
    }
  }
}

/** Hash of a dataset with signed zeros as it is read back: SQLite keeps no sign of a zero. */
function storedContent({ geometry, columns }: Dataset): DatasetId {
  const plain = columns.map((column) =>
    column.type === 'number' ? { ...column, values: column.values.map((value) => value + 0) } : column,
  );
  return hashDataset(geometry, plain);
}

function bindField(
  statement: Statement,
  place: number,
  column: Column,
  row: number,
  { sqlType }: StoredColumn,
  dates: DateTexts,
): void {
  if (column.type === 'text') {
    const bytes = column.bytes.subarray(column.start[row], column.start[row + 1]);
    if (bytes.length === 0) statement.bindNull(place);
    else statement.bindBytes(place, bytes, 'text');
    return;
  }
  const value = column.values[row];
  const isMissing = column.type === 'boolean' ? value === 255 : Number.isNaN(value);
  if (isMissing) statement.bindNull(place);
  else if (sqlType === 'DATE') statement.bindBytes(place, dates.of(value), 'text');
  else if (sqlType === 'DOUBLE') statement.bindDouble(place, value);
  else statement.bindInteger(place, value);
}

/** Room that the texts of a row need at most; a date takes ten bytes. */
function textLength(columns: readonly Column[], row: number): number {
  let length = 0;
  for (const column of columns) {
    if (column.type === 'text') length += column.start[row + 1] - column.start[row];
    else if (column.type === 'date') length += 16;
  }
  return length;
}

/** The identifier that programs show must be there once only. */
function freeIdentifier(connection: Connection, wanted: string): string {
  const taken = new Set(connection.rows('SELECT identifier FROM gpkg_contents').map(([known]) => String(known)));
  let candidate = wanted;
  for (let number = 2; taken.has(candidate); number++) candidate = `${wanted} (${number})`;
  return candidate;
}

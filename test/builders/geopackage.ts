import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLayersFile } from '../../src/main/store/geopackage/write-layers.ts';
import type { Connection, SqliteEngine } from '../../src/main/store/sqlite/connection.ts';
import type { OutputLayer } from '../../src/shared/formats/output.ts';
import { sqliteEngine } from './sqlite-engine.ts';

let engine: Promise<SqliteEngine> | null = null;
const sqlite = (): Promise<SqliteEngine> => {
  engine ??= sqliteEngine();
  return engine;
};

async function inFolder(work: (path: string, engine: SqliteEngine) => void): Promise<Uint8Array<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-built-'));
  try {
    const path = join(folder, 'built.gpkg');
    work(path, await sqlite());
    return new Uint8Array(readFileSync(path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A GeoPackage of these layers, as this program writes it. */
export const geoPackageOf = (layers: readonly OutputLayer[]): Promise<Uint8Array<ArrayBuffer>> =>
  inFolder((path, store) => {
    for (const _ of writeLayersFile(store, path, layers));
  });

/** A database made by statements of SQL; what a file looks like after any of SQLite's writers. */
export const databaseOf = (
  statements: readonly string[],
  more?: (connection: Connection) => void,
): Promise<Uint8Array<ArrayBuffer>> =>
  inFolder((path, store) => {
    const connection = store.open(path, 'create');
    try {
      for (const statement of statements) connection.run(statement);
      more?.(connection);
    } finally {
      connection.close();
    }
  });

/** Statements for the standard's tables and one table of attributes of this name. */
export const standardStatements = (table: string, type = 'attributes'): readonly string[] => [
  'CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT)',
  'CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, srs_id INTEGER)',
  'CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT)',
  "INSERT INTO gpkg_spatial_ref_sys VALUES ('ETRS89 / UTM 33N', 25833, 'EPSG', 25833, 'undefined', NULL)",
  `INSERT INTO gpkg_contents VALUES ('${table}', '${type}', '${table}', 25833)`,
];

import type { Connection } from '../sqlite/connection.ts';

/** "GPKG" as a number: what makes a SQLite file a GeoPackage. */
export const geoPackageId = 0x47504b47;
/** Version 1.3 of the standard, as it is written in a file's header. */
export const geoPackageVersion = 10_300;

/** Where the tables of this program are described, for whoever finds them in a file. */
const definition = 'https://github.com/tomtevalg/tomtevalg/blob/main/docs/project-format.md';

/** The tables of the standard (OGC 12-128r17, annex C), as it gives them. */
export const standardTables: ReadonlyMap<string, string> = new Map([
  [
    'gpkg_spatial_ref_sys',
    `CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)`,
  ],
  [
    'gpkg_contents',
    `CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))`,
  ],
  [
    'gpkg_geometry_columns',
    `CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))`,
  ],
  [
    'gpkg_extensions',
    `CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))`,
  ],
]);

/** The tables of this program, described in docs/project-format.md. */
export const ownTables: ReadonlyMap<string, string> = new Map([
  [
    'tomtevalg_document',
    `CREATE TABLE tomtevalg_document (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, written_by TEXT NOT NULL,
  name TEXT NOT NULL, change INTEGER NOT NULL, json TEXT NOT NULL)`,
  ],
  [
    'tomtevalg_dataset',
    `CREATE TABLE tomtevalg_dataset (
  id TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL, table_name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  features INTEGER NOT NULL, crs TEXT NOT NULL, columns TEXT NOT NULL)`,
  ],
  [
    'tomtevalg_result',
    `CREATE TABLE tomtevalg_result (
  id TEXT NOT NULL PRIMARY KEY, about TEXT NOT NULL, content BLOB NOT NULL)`,
  ],
  [
    'tomtevalg_observation',
    `CREATE TABLE tomtevalg_observation (
  id TEXT NOT NULL PRIMARY KEY, change INTEGER NOT NULL, json TEXT NOT NULL)`,
  ],
  [
    'tomtevalg_attachment',
    `CREATE TABLE tomtevalg_attachment (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL, content BLOB NOT NULL)`,
  ],
  [
    'tomtevalg_history',
    `CREATE TABLE tomtevalg_history (
  change INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, label TEXT NOT NULL)`,
  ],
]);

/** The three systems every GeoPackage names: WGS 84, and two for "not known". */
const standardSystems: readonly (readonly [string, number, string, number, string, string])[] = [
  ['Undefined Cartesian', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'],
  ['Undefined geographic', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'],
  [
    'WGS 84 geodetic',
    4326,
    'EPSG',
    4326,
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
    'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid',
  ],
];

/**
 * Makes the tables that are missing, and the rows they always hold. Reading the layers is safe without knowing this
 * program, hence "write-only". The history is listed as a table for other programs too; GDAL lists all tables of a file in
 * which none is. To be run inside a transaction.
 */
export function createTables(connection: Connection): void {
  createStandardTables(connection);
  const present = tableNames(connection);
  for (const [name, sql] of ownTables) if (!present.has(name)) connection.run(sql);
  for (const name of ownTables.keys())
    connection.run(
      `INSERT INTO gpkg_extensions SELECT ?, NULL, 'tomtevalg_project', ?, 'write-only'
       WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = ? AND extension_name = 'tomtevalg_project')`,
      name,
      definition,
      name,
    );
  connection.run(
    `INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, description)
     VALUES ('tomtevalg_history', 'attributes', 'Tomtevalg: history', 'What was done in the project')`,
  );
}

/** Makes the tables that every GeoPackage has, where they are missing. To be run inside a transaction. */
export function createStandardTables(connection: Connection): void {
  connection.run(`PRAGMA application_id = ${geoPackageId}`);
  connection.run(`PRAGMA user_version = ${geoPackageVersion}`);
  const present = tableNames(connection);
  for (const [name, sql] of standardTables) if (!present.has(name)) connection.run(sql);
  for (const row of standardSystems)
    connection.run('INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)', ...row);
}

/** Names of all tables in the file. */
export function tableNames(connection: Connection): ReadonlySet<string> {
  return new Set(connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table'").map(([name]) => String(name)));
}

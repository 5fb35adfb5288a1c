import { type Issue, issue } from '../../shared/lib/issue.ts';
import { migrate } from './format-version.ts';
import { quoted } from './geopackage/names.ts';
import { storedDatasets } from './geopackage/read-layer.ts';
import { createTables, ownTables, tableNames } from './geopackage/tables.ts';
import { isRefusal } from './problems.ts';
import type { Connection } from './sqlite/connection.ts';
import type { Value } from './sqlite/statement.ts';
import { createProject } from './working/documents.ts';

/** What was carried over into the repaired file. */
export interface Repair {
  /** [table, rows carried over] of every table of the damaged file. */
  readonly rescued: readonly (readonly [table: string, rows: number])[];
  readonly issues: readonly Issue[];
}

/** Rows a step, and how far beyond an unreadable place the next try begins, doubling. */
const batch = 1000;
const mostSkips = 64;

/**
 * Builds a whole project in `to`, a new file, from what can be read of `from`: the tables of contents are made anew, rows are
 * carried over one by one past unreadable places, results that cannot be read are left out (they can be worked out again). Of a
 * lost document the layers remain. `from` is not changed.
 */
export function repairProject(from: Connection, to: Connection, writer: string): Repair {
  const issues: Issue[] = [];
  const rescued: (readonly [string, number])[] = [];
  to.transaction(() => createProject(to, writer, '', '{}'));
  const tables = tablesOf(from, issues);
  const carry = (table: string): void => {
    const { rows, lost } = to.transaction(() => copyRows(from, to, table));
    rescued.push([table, rows]);
    if (lost) issues.push(issue('warning', 'project-repair-rows-lost', { table, rows }));
  };
  for (const table of ['gpkg_spatial_ref_sys', ...ownTables.keys()]) if (tables.has(table)) carry(table);
  for (const { table } of storedDatasets(to)) {
    const sql = tables.get(table);
    if (sql === undefined || !makeTable(to, sql)) {
      to.transaction(() => to.run('DELETE FROM tomtevalg_dataset WHERE table_name = ?', table));
      issues.push(issue('error', 'project-repair-layer-lost', { layer: table }));
      continue;
    }
    carry(table);
    to.transaction(() => register(from, to, table));
  }
  to.transaction(() => createTables(to));
  migrate(to, writer);
  return { rescued, issues };
}

/** Every table with the statement that makes it. */
function tablesOf(from: Connection, issues: Issue[]): ReadonlyMap<string, string> {
  try {
    const rows = from.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL");
    return new Map(rows.map(([name, sql]) => [String(name), String(sql)]));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    issues.push(issue('error', 'project-repair-no-schema'));
    return new Map();
  }
}

/** Makes a layer's table as it was; a statement that is no such thing is refused. */
function makeTable(to: Connection, sql: string): boolean {
  if (!/^CREATE TABLE "/.test(sql)) return false;
  try {
    to.transaction(() => to.run(sql));
    return true;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return false;
  }
}

/** Carries rows over in the order of their numbers; past a place that cannot be read it goes on behind it. */
function copyRows(from: Connection, to: Connection, table: string): { readonly rows: number; readonly lost: boolean } {
  const width = to.rows('SELECT name FROM pragma_table_info(?)', table).length;
  const marks = Array.from({ length: width }, () => '?').join(', ');
  const insert = to.prepare(`INSERT OR REPLACE INTO ${quoted(table)} VALUES (${marks})`);
  let last = Number.MIN_SAFE_INTEGER;
  let rows = 0;
  let skips = 0;
  try {
    while (skips < mostSkips) {
      const { read, failed } = readBatch(from, table, last);
      for (const [number, ...values] of read) {
        if (values.length !== width) continue;
        insert.bind(values);
        insert.runRow();
        rows++;
        last = Number(number);
      }
      if (!failed && read.length < batch) return { rows, lost: skips > 0 };
      if (!failed) continue;
      last = (last === Number.MIN_SAFE_INTEGER ? 0 : last) + 2 ** Math.min(20, skips++);
    }
    return { rows, lost: true };
  } finally {
    insert.finalize();
  }
}

/** The next rows behind a number, up to the first that cannot be read. */
function readBatch(
  from: Connection,
  table: string,
  last: number,
): { readonly read: Value[][]; readonly failed: boolean } {
  const read: Value[][] = [];
  try {
    const statement = from.prepare(
      `SELECT rowid, * FROM ${quoted(table)} WHERE rowid > ? ORDER BY rowid LIMIT ${batch}`,
    );
    try {
      statement.bind([last]);
      while (statement.step()) read.push(statement.row());
    } finally {
      statement.finalize();
    }
    return { read, failed: false };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { read, failed: true };
  }
}

/** Enters a rescued layer in the tables of contents: as it was entered, or from what its table tells. */
function register(from: Connection, to: Connection, table: string): void {
  for (const list of ['gpkg_contents', 'gpkg_geometry_columns']) {
    const row = readEntry(from, list, table);
    if (row === null) continue;
    const marks = row.map(() => '?').join(', ');
    to.run(`INSERT OR IGNORE INTO ${list} VALUES (${marks})`, ...row);
  }
  const columns = to.rows('SELECT name, type FROM pragma_table_info(?)', table);
  const geometry = columns.find(([name]) => name === 'geom');
  to.run(
    `INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)`,
    table,
    geometry === undefined ? 'attributes' : 'features',
    table,
    geometry === undefined ? null : -1,
  );
  if (geometry !== undefined)
    to.run('INSERT OR IGNORE INTO gpkg_geometry_columns VALUES (?, ?, ?, -1, 0, 0)', table, 'geom', geometry[1]);
}

function readEntry(from: Connection, list: string, table: string): Value[] | null {
  try {
    if (!tableNames(from).has(list)) return null;
    return from.rows(`SELECT * FROM ${list} WHERE table_name = ?`, table)[0] ?? null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return null;
  }
}

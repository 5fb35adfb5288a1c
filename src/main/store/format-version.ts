import { createTables } from './geopackage/tables.ts';
import type { Connection } from './sqlite/connection.ts';

/** The version of the project file that this program writes; docs/project-format.md tells what each one changed. */
export const formatVersion = 1;

/** Brings a file from one version to the next. Runs inside a transaction, on a copy of the person's file. */
export interface Migration {
  readonly from: number;
  run(connection: Connection): void;
}

/** Every step ever made, in order; none is ever removed. */
export const migrations: readonly Migration[] = [];

/** Version and writer of a file, null where it is no project of this program. */
export function versionOf(connection: Connection): { readonly version: number; readonly writtenBy: string } | null {
  const known = connection.value(
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'tomtevalg_document'",
  );
  if (known !== 1) return null;
  const [row] = connection.rows('SELECT version, written_by FROM tomtevalg_document');
  return row === undefined ? null : { version: Number(row[0]), writtenBy: String(row[1]) };
}

/** Takes an older file to `latest`, each step whole or not at all; the number of steps taken. */
export function migrate(
  connection: Connection,
  writer: string,
  steps: readonly Migration[] = migrations,
  latest = formatVersion,
): number {
  let version = versionOf(connection)?.version ?? latest;
  let taken = 0;
  for (; version < latest; version++, taken++) {
    const step = steps.find(({ from }) => from === version);
    if (step === undefined) throw new Error(`no migration from version ${version}`);
    connection.transaction(() => {
      step.run(connection);
      createTables(connection);
      connection.run('UPDATE tomtevalg_document SET version = ?, written_by = ?', version + 1, writer);
    });
  }
  return taken;
}

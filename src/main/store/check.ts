import { basename } from 'node:path';
import { type Issue, issue } from '../../shared/lib/issue.ts';
import { formatVersion, versionOf } from './format-version.ts';
import { readLayer, type StoredDataset, storedDatasets } from './geopackage/read-layer.ts';
import { geoPackageId, ownTables, standardTables, tableNames } from './geopackage/tables.ts';
import { isRefusal } from './problems.ts';
import { type Connection, SqliteError } from './sqlite/connection.ts';
import { readDocument } from './working/documents.ts';

/** One layer as the check found it. */
export interface CheckedLayer {
  readonly table: string;
  /** Features as registered. */
  readonly registered: number;
  /** Features that could be read; null when the layer could not be read to its end. */
  readonly read: number | null;
  /** Whether the content is what this program wrote. */
  readonly unchanged: boolean;
}

/** What is in a project file and what is wrong with it. */
export interface ProjectCheck {
  /** Version of the format; null when the file has no document. */
  readonly version: number | null;
  readonly writtenBy: string | null;
  readonly name: string | null;
  readonly change: number | null;
  readonly layers: readonly CheckedLayer[];
  readonly results: number | null;
  readonly attachments: number | null;
  /** Errors can be repaired by `repairProject` as far as each says; none means that the file is whole. */
  readonly issues: readonly Issue[];
}

const mostMessages = 20;

/** Looks at everything in a project file. Changes nothing. Throws what is neither the file's nor the disk's doing. */
export function checkProject(connection: Connection): ProjectCheck {
  const issues: Issue[] = [];
  const attempt = <T>(code: string, work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const reason = error instanceof SqliteError ? error.message : String(error);
      issues.push({ code, severity: 'error', feature: null, details: { reason } });
      return null;
    }
  };
  const file = { file: basename(connection.path) };
  for (const message of attempt('project-check-failed', () => integrityMessages(connection)) ?? [])
    issues.push(issue('error', 'project-check-pages', { reason: message }));
  if (attempt('project-check-failed', () => connection.value('PRAGMA application_id')) !== geoPackageId)
    issues.push(issue('error', 'project-check-not-geopackage', file));
  const present = attempt('project-check-failed', () => tableNames(connection)) ?? new Set<string>();
  for (const table of [...standardTables.keys(), ...ownTables.keys()])
    if (!present.has(table)) issues.push(issue('error', 'project-check-table-missing', { table }));
  const head = attempt('project-check-document', () => versionOf(connection));
  const document = attempt('project-check-document', () => readDocument(connection));
  if (document === null) issues.push(issue('error', 'project-check-no-document', file));
  else if (!isJson(document.json)) issues.push(issue('error', 'project-check-document-text', file));
  if (head !== null && head.version > formatVersion)
    issues.push(issue('warning', 'project-newer', { ...file, ...head }));
  if (head !== null && head.version < formatVersion)
    issues.push(issue('info', 'project-check-older', { version: head.version, latest: formatVersion }));
  const stored = attempt('project-check-layers', () => storedDatasets(connection)) ?? [];
  return {
    version: head?.version ?? null,
    writtenBy: head?.writtenBy ?? null,
    name: document?.name ?? null,
    change: document?.change ?? null,
    layers: stored.map((layer) => checkLayer(connection, layer, issues)),
    results: attempt('project-check-results', () => countWhole(connection, 'tomtevalg_result')),
    attachments: attempt('project-check-attachments', () => countWhole(connection, 'tomtevalg_attachment')),
    issues,
  };
}

/** SQLite's own look at every page and index; at most a screenful. */
function integrityMessages(connection: Connection): string[] {
  const messages = connection.rows(`PRAGMA integrity_check(${mostMessages})`).map(([message]) => String(message));
  return messages.filter((message) => message !== 'ok');
}

function checkLayer(connection: Connection, stored: StoredDataset, issues: Issue[]): CheckedLayer {
  const { table, features } = stored;
  try {
    const read = readLayer(connection, stored);
    issues.push(...read.issues);
    const count = Number(connection.value(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`));
    return { table, registered: features, read: count, unchanged: read.unchanged };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    issues.push(issue('error', 'project-check-layer-damaged', { layer: table, reason: String(error) }));
    return { table, registered: features, read: null, unchanged: false };
  }
}

/** Counts rows by reading each whole, so that damage in a blob is met. */
function countWhole(connection: Connection, table: string): number {
  return Number(connection.value(`SELECT count(*) FROM ${table} WHERE length(hex(substr(content, 1, 8))) >= 0`));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { formatVersion } from '../format-version.ts';
import { createTables } from '../geopackage/tables.ts';
import type { Connection } from '../sqlite/connection.ts';

/** The project's document as the file holds it: JSON text of which the store knows only the name. */
export interface StoredDocument {
  readonly name: string;
  /** Counts every change since the project was made. */
  readonly change: number;
  readonly json: string;
}

/** One command's outcome: the whole document after it, and what it was called. */
export interface DocumentChange {
  readonly name: string;
  readonly json: string;
  /** What the person did, in the words of the interface; empty where nothing was done, and what was opened is kept as it is. */
  readonly label: string;
  /** When, as ISO 8601. */
  readonly at: string;
}

/** Makes the tables of a new project. To be run inside a transaction. */
export function createProject(connection: Connection, writer: string, name: string, json: string): void {
  createTables(connection);
  connection.run('INSERT INTO tomtevalg_document VALUES (1, ?, ?, ?, 0, ?)', formatVersion, writer, name, json);
}

export function readDocument(connection: Connection): StoredDocument | null {
  const [row] = connection.rows('SELECT name, change, json FROM tomtevalg_document WHERE id = 1');
  return row === undefined ? null : { name: String(row[0]), change: Number(row[1]), json: String(row[2]) };
}

/** Puts the document in place of the one before and notes what was done; the number of the change. */
export function writeDocument(
  connection: Connection,
  writer: string,
  { name, json, label, at }: DocumentChange,
): number {
  return connection.transaction(() => {
    const change = nextChange(connection);
    connection.run('UPDATE tomtevalg_document SET name = ?, json = ?, written_by = ?', name, json, writer);
    connection.run('INSERT INTO tomtevalg_history VALUES (?, ?, ?)', change, at, label);
    return change;
  });
}

/** Whether somebody did something to the project, besides having it kept. */
export function isEdited(connection: Connection): boolean {
  return connection.value("SELECT 1 FROM tomtevalg_history WHERE label <> '' LIMIT 1") !== null;
}

/** Counts a change that has no document of its own (a result, an attachment). To be run inside a transaction. */
export function nextChange(connection: Connection): number {
  connection.run('UPDATE tomtevalg_document SET change = change + 1');
  return Number(connection.value('SELECT change FROM tomtevalg_document'));
}

/** A result of the analysis, named by what it was worked out from. */
export interface StoredResult {
  readonly id: string;
  /** JSON: profile, inputs and engine. */
  readonly about: string;
  readonly content: Uint8Array;
}

export function writeResult(connection: Connection, { id, about, content }: StoredResult): number {
  return connection.transaction(() => {
    connection.run('INSERT OR REPLACE INTO tomtevalg_result VALUES (?, ?, ?)', id, about, content);
    return nextChange(connection);
  });
}

export function readResult(connection: Connection, id: string): StoredResult | null {
  const [row] = connection.rows('SELECT about, content FROM tomtevalg_result WHERE id = ?', id);
  if (row === undefined || !(row[1] instanceof Uint8Array)) return null;
  return { id, about: String(row[0]), content: row[1] };
}

/** A file that belongs to the project, as a photo of a plot; `id` is the SHA-256 of its content. */
export interface StoredAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export function writeAttachment(connection: Connection, attachment: StoredAttachment): number {
  const { id, name, mediaType, content } = attachment;
  return connection.transaction(() => {
    connection.run('INSERT OR REPLACE INTO tomtevalg_attachment VALUES (?, ?, ?, ?)', id, name, mediaType, content);
    return nextChange(connection);
  });
}

export function readAttachment(connection: Connection, id: string): StoredAttachment | null {
  const [row] = connection.rows('SELECT name, media_type, content FROM tomtevalg_attachment WHERE id = ?', id);
  if (row === undefined || !(row[2] instanceof Uint8Array)) return null;
  return { id, name: String(row[0]), mediaType: String(row[1]), content: row[2] };
}

import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { type Problem, problem } from '../../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../../shared/lib/outcome.ts';
import type { FileFacts, StoreFiles } from '../files/store-files.ts';
import { migrate } from '../format-version.ts';
import { dropLayer, unfinishedTables } from '../geopackage/write-layer.ts';
import type { StoreHost } from '../host.ts';
import { acquireLock, type HeldLock } from '../lock/lock.ts';
import { keeping } from '../problems.ts';
import { type Connection, looksLikeDatabase } from '../sqlite/connection.ts';
import { lockFileName, workingFileName } from './session-file.ts';

/** A working copy that this process holds and has open. */
export interface WorkingCopy {
  /** Name of its folder: eight bytes, hexadecimal. */
  readonly session: string;
  readonly folder: string;
  readonly lock: HeldLock;
  connection: Connection;
}

/** The lock of a person's file, beside it. */
export const lockPath = (target: string): string => join(dirname(target), `.${basename(target)}.lock`);

/** Makes a folder for a working copy and takes its lock. Throws what the disk refuses. */
export function newFolder({ files, workFolder, userName }: StoreHost): {
  readonly session: string;
  readonly folder: string;
  readonly lock: HeldLock;
} {
  const session = randomBytes(8).toString('hex');
  const folder = join(workFolder, session);
  files.makeFolder(folder);
  files.syncFolder(workFolder);
  const lock = acquireLock(files, join(folder, lockFileName), userName);
  if (!lock.ok) throw new Error(`a new working copy is locked: ${lock.reason.kind}`);
  return { session, folder, lock: lock.value };
}

/**
 * Copies a person's file with what other programs left beside it (a journal or log that belongs to its content). Throws what the
 * disk refuses. A file that changed while it was copied is copied again. The medium may not have all of the copy yet.
 * @returns the facts of the file that was copied
 */
export async function copyIn(files: StoreFiles, from: string, to: string): Promise<FileFacts> {
  for (let attempt = 0; ; attempt++) {
    for (const suffix of ['', '-journal', '-wal']) files.remove(to + suffix);
    const before = files.facts(from);
    if (before === null) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open' });
    await files.copyLoosely(from, to);
    for (const suffix of ['-journal', '-wal'])
      if (files.facts(from + suffix) !== null) await files.copyLoosely(from + suffix, to + suffix);
    const after = files.facts(from);
    const still = after !== null && after.size === before.size && after.modifiedMs === before.modifiedMs;
    if (still || attempt >= 4) return before;
  }
}

/**
 * Has the medium take a copied file while work goes on, so that the first commit in it, which waits for all of the file, waits the
 * less. What the medium refuses here it refuses to that commit too, as long as the file was open for it before.
 */
export function syncBehind(files: StoreFiles, path: string): void {
  keeping(() => {
    const file = files.open(path, 'write');
    const close = () => keeping(() => files.close(file));
    files.syncSoon(file).then(close, close);
  });
}

/**
 * Makes a copied file ready to work in: what a killed program left half-done goes, an older version is brought up to date.
 * Throws `SqliteError`.
 */
export function prepare(connection: Connection, writer: string): void {
  for (const table of unfinishedTables(connection)) connection.transaction(() => dropLayer(connection, table));
  migrate(connection, writer);
}

/** Puts the person's file in the working copy's place; until that has succeeded the working copy stays as it was. */
export async function refillWorkingCopy(host: StoreHost, copy: WorkingCopy, target: string): Promise<FileFacts> {
  const { files, engine, writer } = host;
  const fresh = join(copy.folder, 'fresh.gpkg');
  const working = join(copy.folder, workingFileName);
  const facts = await copyIn(files, target, fresh);
  await syncFile(files, fresh);
  const opened = engine.open(fresh, 'write');
  try {
    prepare(opened, writer);
  } finally {
    opened.close();
  }
  copy.connection.close();
  try {
    files.rename(fresh, working);
  } finally {
    copy.connection = engine.open(working, 'write');
  }
  return facts;
}

async function syncFile(files: StoreFiles, path: string): Promise<void> {
  const file = files.open(path, 'write');
  try {
    await files.syncSoon(file);
  } finally {
    files.close(file);
  }
}

/** Ends a working copy: its lock goes, and its files unless they are kept for the next start. */
export function endWorkingCopy(
  { files }: StoreHost,
  { folder, lock }: Pick<WorkingCopy, 'folder' | 'lock'>,
  keep: boolean,
): void {
  if (!keep) removeFolder(files, folder);
  lock.release();
  if (!keep) files.removeFolder(folder);
}

/** Empties a working copy's folder but for its lock. */
export function removeFolder(files: StoreFiles, folder: string): void {
  for (const name of files.list(folder)) if (name !== lockFileName) files.remove(join(folder, name));
}

/** Whether a file can be a project at all; the reason when not. */
export function looksLikeProject(files: StoreFiles, path: string): Outcome<null, Problem> {
  const file = basename(path);
  if (files.facts(path) === null) return failure(problem('project-not-found', { file }));
  return looksLikeDatabase(files, path) ? success(null) : failure(problem('project-not-a-database', { file }));
}

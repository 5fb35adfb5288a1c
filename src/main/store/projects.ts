import { basename, dirname, join, resolve } from 'node:path';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { type FileFacts, isSystemError } from './files/store-files.ts';
import { formatVersion, versionOf } from './format-version.ts';
import { storedDatasets } from './geopackage/read-layer.ts';
import type { StoreHost } from './host.ts';
import { acquireLock, type HeldLock } from './lock/lock.ts';
import { OpenProject } from './open-project.ts';
import { isRefusal, keeping, lockProblem, openProblem } from './problems.ts';
import { unfinishedPaths } from './publish/publish.ts';
import { createProject, isEdited, readDocument } from './working/documents.ts';
import { lockFileName, readSession, type SessionFacts, workingFileName, writeSession } from './working/session-file.ts';
import {
  copyIn,
  endWorkingCopy,
  lockPath,
  looksLikeProject,
  newFolder,
  prepare,
  removeFolder,
  syncBehind,
  type WorkingCopy,
} from './working/working-copy.ts';

/** Makes a project that lies in no file of the person's yet; its first save is a "save as". */
export function newProject(host: StoreHost, name: string, json: string): Outcome<OpenProject, Problem> {
  try {
    const place = newFolder(host);
    const connection = host.engine.open(join(place.folder, workingFileName), 'create');
    const copy: WorkingCopy = { ...place, connection };
    connection.transaction(() => createProject(connection, host.writer, name, json));
    const facts = { target: null, base: null, savedChange: 0, name };
    writeSession(host.files, place.folder, facts);
    return success(new OpenProject(host, copy, facts, null, null));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return failure(openProblem(name, error));
  }
}

/**
 * Opens a person's file: its lock, a working copy of it, its version. Somebody else's lock, or a version of a newer
 * program, opens it read-only and says why.
 */
export async function openProject(
  host: StoreHost,
  path: string,
  options: { readonly takeOver?: boolean } = {},
): Promise<Outcome<OpenProject, Problem>> {
  const target = resolve(path);
  try {
    const possible = looksLikeProject(host.files, target);
    if (!possible.ok) return possible;
    const lock = acquireLock(host.files, lockPath(target), host.userName, options.takeOver);
    if (lock.ok) removeLeftovers(host, target);
    const opened = await openCopy(host, target, lock.ok ? lock.value : null);
    if (!opened.ok) {
      if (lock.ok) lock.value.release();
      return opened;
    }
    const { copy, facts, newer } = opened.value;
    const readOnly = newer ?? (lock.ok ? null : lockProblem(basename(target), lock.reason));
    return success(new OpenProject(host, copy, facts, lock.ok ? lock.value : null, readOnly));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return failure(openProblem(basename(target), error));
  }
}

interface OpenedCopy {
  readonly copy: WorkingCopy;
  readonly facts: { target: string; base: FileFacts; savedChange: number; name: string };
  /** Set when a newer program wrote the file. */
  readonly newer: Problem | null;
}

async function openCopy(host: StoreHost, target: string, lock: HeldLock | null): Promise<Outcome<OpenedCopy, Problem>> {
  const place = newFolder(host);
  const path = join(place.folder, workingFileName);
  const file = basename(target);
  const abandon = (connection: WorkingCopy['connection'] | null, reason: Problem): Outcome<OpenedCopy, Problem> => {
    connection?.close();
    removeFolder(host.files, place.folder);
    place.lock.release();
    host.files.removeFolder(place.folder);
    return failure(reason);
  };
  let connection: WorkingCopy['connection'] | null = null;
  try {
    const base = await copyIn(host.files, target, path);
    connection = host.engine.open(path, 'write');
    syncBehind(host.files, path);
    const found = versionOf(connection);
    if (found === null) return abandon(connection, problem('project-not-a-project', { file }));
    const isNewer = found.version > formatVersion;
    if (!isNewer) prepare(connection, host.writer);
    storedDatasets(connection);
    const document = readDocument(connection);
    if (document === null) return abandon(connection, problem('project-damaged', { file }));
    const facts = { target, base, savedChange: document.change, name: document.name };
    // A read-only copy is never offered again: nothing can change in it.
    if (lock !== null) writeSession(host.files, place.folder, facts);
    const newer = isNewer ? problem('project-newer', { file, ...found }) : null;
    return success({ copy: { ...place, connection }, facts, newer });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return abandon(connection, openProblem(file, error));
  }
}

/** Unfinished saves beside a file whose lock is ours now: whoever was writing them is gone. */
function removeLeftovers({ files }: StoreHost, target: string): void {
  const prefix = `.${basename(target)}.`;
  for (const name of files.list(dirname(target)))
    if (name.startsWith(prefix) && /^[0-9a-f]{16}\.part(\.previous)?$/.test(name.slice(prefix.length)))
      files.remove(join(dirname(target), name));
}

/** Work of an earlier start that was neither saved nor given up. */
export interface RecoverableProject {
  readonly session: string;
  readonly name: string;
  /** File name of the person's file; null when the project was never saved. */
  readonly file: string | null;
  /** When it was last worked on, milliseconds since 1970. */
  readonly modifiedMs: number;
}

/**
 * Looks through the working copies of programs that are gone: those with unsaved changes are offered, the others are
 * removed with the unfinished saves they left. Nothing that cannot be looked into is touched.
 */
export function findRecoverable(host: StoreHost): readonly RecoverableProject[] {
  const { files, workFolder } = host;
  return files
    .list(workFolder)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .flatMap((session) => {
      const folder = join(workFolder, session);
      const lock = acquireLock(files, join(folder, lockFileName), host.userName);
      if (!lock.ok) return [];
      try {
        return lookInto(host, session, folder);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return [];
      } finally {
        lock.value.release();
        if (files.list(folder).length === 0) files.removeFolder(folder);
      }
    })
    .sort((a, b) => b.modifiedMs - a.modifiedMs);
}

function lookInto(host: StoreHost, session: string, folder: string): RecoverableProject[] {
  const { files } = host;
  const working = join(folder, workingFileName);
  const facts = readSession(files, folder);
  const found = files.facts(working);
  if (facts?.target) for (const part of unfinishedPaths(facts.target, session)) files.remove(part);
  if (found !== null && facts !== null && hasWork(host, working, facts))
    return [{ session, name: facts.name, file: facts.target && basename(facts.target), modifiedMs: found.modifiedMs }];
  if (found !== null && facts === null && found.size > 0 && hasWork(host, working, { target: null, savedChange: 0 }))
    return [{ session, name: '', file: null, modifiedMs: found.modifiedMs }];
  removeFolder(files, folder);
  return [];
}

/** Whether a working copy holds work that its person's file does not. */
function hasWork(
  host: StoreHost,
  working: string,
  { target, savedChange }: Pick<SessionFacts, 'target' | 'savedChange'>,
) {
  const connection = host.engine.open(working, 'write');
  try {
    const document = versionOf(connection) === null ? null : readDocument(connection);
    if (document === null || document.change === savedChange) return false;
    // A study that nobody edited, as the sample when its saving was called off: its files say all there is.
    const edited = keeping(() => isEdited(connection));
    return target !== null || !edited.ok || edited.value;
  } finally {
    connection.close();
  }
}

/** Opens work that `findRecoverable` offered, with its changes unsaved as they were. */
export function recoverProject(host: StoreHost, session: string): Outcome<OpenProject, Problem> {
  const { files, engine } = host;
  const folder = join(host.workFolder, session);
  if (!/^[0-9a-f]{16}$/.test(session) || files.facts(join(folder, workingFileName)) === null)
    return failure(problem('project-recovery-gone'));
  const lock = acquireLock(files, join(folder, lockFileName), host.userName);
  if (!lock.ok) return failure(lockProblem(session, lock.reason));
  try {
    const connection = engine.open(join(folder, workingFileName), 'write');
    prepare(connection, host.writer);
    const facts = readSession(files, folder) ?? { target: null, base: null, savedChange: -1, name: '' };
    const copy: WorkingCopy = { session, folder, lock: lock.value, connection };
    const targetLock = facts.target === null ? null : acquireLock(files, lockPath(facts.target), host.userName);
    if (targetLock === null || targetLock.ok)
      return success(new OpenProject(host, copy, facts, targetLock?.value ?? null, null));
    // Somebody else has the file now: the work is opened as a project without a file, to be saved under another name.
    return success(new OpenProject(host, copy, { ...facts, target: null, base: null }, null, null));
  } catch (error) {
    lock.value.release();
    if (!isRefusal(error)) throw error;
    return failure(openProblem(session, error));
  }
}

/** Gives up work that was offered. */
export function discardRecoverable(host: StoreHost, session: string): void {
  const { files } = host;
  const folder = join(host.workFolder, session);
  if (!/^[0-9a-f]{16}$/.test(session)) return;
  const lock = acquireLock(files, join(folder, lockFileName), host.userName);
  if (!lock.ok) return;
  try {
    endWorkingCopy(host, { folder, lock: lock.value }, false);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

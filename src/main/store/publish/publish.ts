import { basename, dirname, extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { errorCode, type FileFacts, isSystemError, type StoreFiles } from '../files/store-files.ts';
import { copyFile, copyWhileWritten, type WatchedFile } from './copy.ts';

/** What another program holds open for a moment: a virus scanner, a synchronising folder, a preview. */
const passing = new Set(['EBUSY', 'EPERM', 'EACCES']);
const waits = [20, 50, 100, 200, 400, 800];

/** A save that the file system refused. What stood under the target's name stands there still. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  constructor(
    /** The operating system's word, as ENOSPC; 'IN-USE' when another program has the target open for writing. */
    readonly code: string,
  ) {
    super(code);
  }
}

/** The save before the last: `plan.gpkg` leaves `plan.previous.gpkg`. */
export function previousPath(target: string): string {
  const extension = extname(target);
  return join(dirname(target), `${basename(target, extension)}.previous${extension}`);
}

/** The unfinished save of a session, beside its target. */
function temporaryPath(target: string, session: string): string {
  return join(dirname(target), `.${basename(target)}.${session}.part`);
}

/** Everything that a save may leave beside its target when it is cut off. */
export function unfinishedPaths(target: string, session: string): readonly [temporary: string, previous: string] {
  const part = temporaryPath(target, session);
  return [part, `${part}.previous`];
}

/** Files by which SQLite elsewhere would take the new file for its own, half-written one. */
export function openElsewhere(files: StoreFiles, target: string): boolean {
  return ['-wal', '-journal'].some((suffix) => (files.facts(`${target}${suffix}`)?.size ?? 0) > 0);
}

/**
 * Puts a whole, durable copy of the source under the target's name in one step, the file that stood there kept as
 * `previousPath`. Throws `PublishError`, and then the target is what it was before and no temporary file is left.
 * @returns the target's facts, by which a later change by somebody else is noticed
 */
export async function publish(
  files: StoreFiles,
  source: WatchedFile,
  target: string,
  session: string,
): Promise<FileFacts> {
  const [temporary, kept] = unfinishedPaths(target, session);
  try {
    if (openElsewhere(files, target)) throw new PublishError('IN-USE');
    files.remove(temporary);
    await copyWhileWritten(files, source, temporary);
    const stood = files.facts(target) !== null;
    if (stood) await keepPrevious(files, target, kept);
    await replace(files, temporary, target);
    return confirm(files, target, stood);
  } catch (error) {
    for (const path of [temporary, kept]) removeQuietly(files, path);
    throw isSystemError(error) ? new PublishError(errorCode(error)) : error;
  }
}

/** Gives the standing file its second name; where the file system has none, by a copy. */
async function keepPrevious(files: StoreFiles, target: string, kept: string): Promise<void> {
  files.remove(kept);
  try {
    files.link(target, kept);
  } catch (error) {
    if (!isSystemError(error) || ['ENOSPC', 'EIO', 'ENOENT'].includes(errorCode(error))) throw error;
    await copyFile(files, target, kept);
  }
  await replace(files, kept, previousPath(target));
}

/** Makes the new name durable. Where that is refused the old file takes its place again: a save has happened or it has not. */
function confirm(files: StoreFiles, target: string, stood: boolean): FileFacts {
  try {
    files.syncFolder(dirname(target));
    const facts = files.facts(target);
    if (facts === null) throw new PublishError('ENOENT');
    return facts;
  } catch (error) {
    if (stood) files.rename(previousPath(target), target);
    else files.remove(target);
    throw error;
  }
}

/** Renames, trying again for a second and a half while something else holds the name. */
async function replace(files: StoreFiles, from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      files.rename(from, to);
      return;
    } catch (error) {
      if (attempt >= waits.length || !passing.has(errorCode(error))) throw error;
      await setTimeout(waits[attempt]);
    }
  }
}

/** Clearing up must not hide why the save failed; what stays is removed at the next start. */
function removeQuietly(files: StoreFiles, path: string): void {
  try {
    files.remove(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

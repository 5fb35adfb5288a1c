import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CommandError } from './usage.ts';

/** Files being written, so that Ctrl+C leaves none half-written. */
const unfinished = new Set<string>();

/** Removes what was begun and not finished; called when the command is stopped. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

/** A file to be written: where, and what in. */
export interface FileToWrite {
  readonly path: string;
  readonly chunks: Iterable<string | Uint8Array>;
}

/**
 * Writes files that belong together: each to a temporary file beside its place, and when all are whole, all renamed, so
 * that they are there whole or not at all. Between chunks the program hears Ctrl+C. What the disk refuses ends the
 * command in words, with `advice`.
 */
export async function writeTogether(files: readonly FileToWrite[], advice: string): Promise<void> {
  const temporary = (path: string) => `${path}.${process.pid}.part`;
  let path = '';
  try {
    for (const file of files) {
      path = file.path;
      makeFolder(dirname(path));
      await writeTemporary(temporary(path), file.chunks);
    }
    for (const file of files) {
      path = file.path;
      renameSync(temporary(path), path);
      unfinished.delete(temporary(path));
    }
  } catch (error) {
    removeUnfinished();
    unfinished.clear();
    throw refused(`${path} could not be written`, advice, error);
  }
}

async function writeTemporary(path: string, chunks: FileToWrite['chunks']): Promise<void> {
  const file = openSync(path, 'w');
  unfinished.add(path);
  try {
    for (const chunk of chunks) {
      writeFileSync(file, chunk);
      await setImmediate();
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Like mkdir -p; Node's own never ends where the parent refuses with "no such file", as under /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

/** What the operating system refused, as the end of the command in words; anything else is a bug and stays as it is. */
export function refused(what: string, advice: string, error: unknown): unknown {
  const isRefusal = error instanceof Error && 'syscall' in error && 'code' in error;
  return isRefusal ? new CommandError(1, `${what} (${String(error.code)}). ${advice}`) : error;
}

/** Streams text to standard output, waiting where the reader is slow. */
export async function print(chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
}

/** A whole text file; null when there is none. */
export function readTextFile(path: string): string | null {
  try {
    return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  } catch (error) {
    throw refused(`${path} could not be read`, 'Check who may read it.', error);
  }
}

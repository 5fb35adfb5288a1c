import { once } from 'node:events';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Files being written, so that Ctrl+C leaves none half-written. */
const unfinished = new Set<string>();

/** Removes what was begun and not finished; called when the command is stopped. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

/** Writes a file from chunks of text: a temporary file beside it, then a rename, so that it is there whole or not at all. */
export function writeWhole(path: string, chunks: Iterable<string>): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  unfinished.add(temporary);
  const file = openSync(temporary, 'w');
  try {
    for (const chunk of chunks) writeSync(file, chunk);
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    removeUnfinished();
    throw error;
  }
  closeSync(file);
  renameSync(temporary, path);
  unfinished.delete(temporary);
}

/** Streams text to standard output, waiting where the reader is slow. */
export async function print(chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
}

import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { type StoreFiles, writeAll } from './store-files.ts';

/** Writes a small text file so that it is there whole, as before, or not at all. */
export function writeWholeText(files: StoreFiles, path: string, text: string): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = files.open(temporary, 'create-new');
    try {
      writeAll(files, file, new TextEncoder().encode(text), 0);
      files.sync(file);
    } finally {
      files.close(file);
    }
    files.rename(temporary, path);
    files.syncFolder(dirname(path));
  } catch (error) {
    try {
      files.remove(temporary);
    } catch {
      // The first refusal is the one to tell.
    }
    throw error;
  }
}

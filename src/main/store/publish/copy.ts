import { setImmediate } from 'node:timers/promises';
import { readAll, type StoreFiles, writeAll } from '../files/store-files.ts';

/** Bytes copied before the thread listens again: a few milliseconds of work. */
const chunk = 4 * 1024 * 1024;
const block = 64 * 1024;

/** A file that somebody may write to while it is copied. */
export interface WatchedFile {
  readonly path: string;
  /** Calls the listener for every stretch that is written from now on; the result stops that. */
  watch(listener: (at: number, length: number) => void): () => void;
  /** True while a writer is half-way, so that the file is not whole. */
  isBusy(): boolean;
  /** Called at the moment whose content the copy has. */
  settled?(): void;
}

/**
 * Copies a file to one that is open, leaving the thread free between chunks. Stretches that are written meanwhile are
 * copied again; the last of them in one go at a moment when no writer is half-way, so that the copy is the file as it was
 * at that moment.
 */
export async function copyWhileWritten(files: StoreFiles, source: WatchedFile, target: number): Promise<void> {
  const file = files.open(source.path, 'read');
  let dirty = new Set<number>();
  const stop = source.watch((at, length) => {
    for (let index = Math.floor(at / block); index * block < at + length; index++) dirty.add(index);
  });
  try {
    const buffer = new Uint8Array(chunk);
    for (let at = 0; at < files.size(file); at += chunk) {
      copyStretch(files, file, target, at, buffer);
      await setImmediate();
    }
    while (dirty.size > 64 || source.isBusy()) {
      const again = dirty;
      dirty = new Set();
      for (const index of again) copyStretch(files, file, target, index * block, buffer.subarray(0, block));
      await setImmediate();
    }
    for (const index of dirty) copyStretch(files, file, target, index * block, buffer.subarray(0, block));
    files.truncate(target, files.size(file));
    source.settled?.();
  } finally {
    stop();
    files.close(file);
  }
}

function copyStretch(files: StoreFiles, from: number, to: number, at: number, buffer: Uint8Array): void {
  const length = readAll(files, from, buffer, at);
  writeAll(files, to, buffer.subarray(0, length), at);
}

/** Copies a file that nobody writes to, to a new name. */
export async function copyFile(files: StoreFiles, from: string, to: string): Promise<void> {
  const target = files.open(to, 'create-new');
  try {
    await copyWhileWritten(files, { path: from, watch: () => () => undefined, isBusy: () => false }, target);
    await files.syncSoon(target);
  } finally {
    files.close(target);
  }
}

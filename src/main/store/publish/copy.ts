import { setImmediate } from 'node:timers/promises';
import { readAll, type StoreFiles, writeAll } from '../files/store-files.ts';

const block = 64 * 1024;
/** Blocks that may be copied again in one go: a few milliseconds of work. */
const mostAtOnce = 64;

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
 * Makes a durable copy of a file under a new name, leaving the thread free. Stretches that are written meanwhile are copied again;
 * the last of them in one go at a moment when no writer is half-way, so that the copy is the file as it was at that moment.
 */
export async function copyWhileWritten(files: StoreFiles, source: WatchedFile, to: string): Promise<void> {
  let dirty = new Set<number>();
  const stop = source.watch((at, length) => {
    for (let index = Math.floor(at / block); index * block < at + length; index++) dirty.add(index);
  });
  let from: number | null = null;
  let target: number | null = null;
  try {
    await files.copySoon(source.path, to);
    from = files.open(source.path, 'read');
    target = files.open(to, 'write');
    const buffer = new Uint8Array(block);
    while (dirty.size > mostAtOnce || source.isBusy()) {
      const again = dirty;
      dirty = new Set();
      for (const index of again) copyBlock(files, from, target, index, buffer);
      await setImmediate();
    }
    for (const index of dirty) copyBlock(files, from, target, index, buffer);
    files.truncate(target, files.size(from));
    source.settled?.();
    stop();
    await files.syncSoon(target);
  } finally {
    stop();
    if (from !== null) files.close(from);
    if (target !== null) files.close(target);
  }
}

function copyBlock(files: StoreFiles, from: number, to: number, index: number, buffer: Uint8Array): void {
  const length = readAll(files, from, buffer, index * block);
  writeAll(files, to, buffer.subarray(0, length), index * block);
}

/** Makes a durable copy of a file that nobody writes to. */
export async function copyFile(files: StoreFiles, from: string, to: string): Promise<void> {
  await copyWhileWritten(files, { path: from, watch: () => () => undefined, isBusy: () => false }, to);
}

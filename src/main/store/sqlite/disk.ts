import { randomFillSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { errorCode, readAll, type StoreFiles, writeAll } from '../files/store-files.ts';
import { codes, openFlags, type Sqlite } from './raw-sqlite.ts';

/** Name under which connections ask for this way to the disk. */
export const diskName = 'tomtevalg-disk';

interface DiskFile {
  readonly file: number;
  readonly path: string;
  readonly deleteOnClose: boolean;
  /** The file was made here and its name is not durable yet. */
  newName: boolean;
}

type WriteListener = (at: number, length: number) => void;

/** From noon of 24 November 4714 BC to 1970 in milliseconds: SQLite counts from there. */
const julianOrigin = 210_866_760_000_000n;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * SQLite's way to the disk through `StoreFiles`. It takes no locks of SQLite's kind: the store's own lock lets one writer
 * at a file, and files are read in place only where nobody writes them. As SQLite does on unix, the name of a new journal
 * is made durable before it is relied on.
 */
export class Disk {
  readonly #sqlite: Sqlite;
  readonly #files: StoreFiles;
  readonly #open = new Map<number, DiskFile>();
  readonly #watchers = new Map<string, Set<WriteListener>>();
  readonly #fileMethods: number;
  #refusal: string | null = null;
  #temporaries = 0;

  constructor(sqlite: Sqlite, files: StoreFiles) {
    this.#sqlite = sqlite;
    this.#files = files;
    this.#fileMethods = sqlite.installDisk(diskName, this.#fileCalls(), this.#diskCalls());
  }

  /** The last word of the operating system since `forgetRefusal`; SQLite itself keeps only that something failed. */
  refusal(): string | null {
    return this.#refusal;
  }

  forgetRefusal(): void {
    this.#refusal = null;
  }

  /** Calls the listener for every stretch of a file that SQLite writes; the result stops that. */
  watchWrites(path: string, listener: WriteListener): () => void {
    const listeners = this.#watchers.get(path) ?? new Set();
    listeners.add(listener);
    this.#watchers.set(path, listeners);
    return () => listeners.delete(listener);
  }

  /** Turns a refusal into SQLite's code for it; no error may pass through WebAssembly. */
  #guard(failure: number, work: () => number): number {
    try {
      return work();
    } catch (error) {
      this.#refusal = errorCode(error);
      return this.#refusal === 'ENOSPC' || this.#refusal === 'EDQUOT' ? codes.full : failure;
    }
  }

  #file(pointer: number): DiskFile {
    const found = this.#open.get(pointer);
    if (found === undefined) throw new Error('SQLite names a file that is not open');
    return found;
  }

  #bytes(at: number, length: number): Uint8Array {
    return this.#sqlite.heap().subarray(at, at + length);
  }

  #view(): DataView {
    const { buffer } = this.#sqlite.heap();
    return new DataView(buffer);
  }

  #name(pointer: number): string {
    const heap = this.#sqlite.heap();
    return decoder.decode(heap.subarray(pointer, heap.indexOf(0, pointer)));
  }

  #fileCalls() {
    const files = this.#files;
    return {
      xClose: (pointer: number) => this.#guard(codes.closeError, () => this.#close(pointer)),
      xRead: (pointer: number, into: number, length: number, at: bigint) =>
        this.#guard(codes.readError, () => this.#read(pointer, into, length, Number(at))),
      xWrite: (pointer: number, from: number, length: number, at: bigint) =>
        this.#guard(codes.writeError, () => this.#write(pointer, from, length, Number(at))),
      xTruncate: (pointer: number, size: bigint) =>
        this.#guard(codes.truncateError, () => {
          files.truncate(this.#file(pointer).file, Number(size));
          return codes.ok;
        }),
      xSync: (pointer: number) => this.#guard(codes.syncError, () => this.#sync(pointer)),
      xFileSize: (pointer: number, result: number) =>
        this.#guard(codes.sizeError, () => {
          this.#view().setBigInt64(result, BigInt(files.size(this.#file(pointer).file)), true);
          return codes.ok;
        }),
      xLock: () => codes.ok,
      xUnlock: () => codes.ok,
      xCheckReservedLock: (_pointer: number, result: number) => this.#answer(result, 0),
      xFileControl: () => codes.notFound,
      xSectorSize: () => 4096,
      xDeviceCharacteristics: () => 0,
    };
  }

  #diskCalls() {
    return {
      xOpen: (_disk: number, name: number, pointer: number, flags: number, result: number) =>
        this.#guard(codes.cannotOpen, () => this.#openFile(name, pointer, flags, result)),
      xDelete: (_disk: number, name: number, syncFolder: number) =>
        this.#guard(codes.deleteError, () => this.#delete(this.#name(name), syncFolder !== 0)),
      xAccess: (_disk: number, name: number, _flags: number, result: number) =>
        this.#guard(codes.accessError, () =>
          this.#answer(result, this.#files.facts(this.#name(name)) === null ? 0 : 1),
        ),
      xFullPathname: (_disk: number, name: number, length: number, result: number) => {
        const bytes = encoder.encode(`${resolve(this.#name(name))}\0`);
        if (bytes.length > length) return codes.cannotOpen;
        this.#sqlite.heap().set(bytes, result);
        return codes.ok;
      },
      xRandomness: (_disk: number, length: number, result: number) => {
        randomFillSync(this.#bytes(result, length));
        return length;
      },
      xSleep: () => 0,
      xCurrentTime: (_disk: number, result: number) => {
        this.#view().setFloat64(result, Number(BigInt(Date.now()) + julianOrigin) / 86_400_000, true);
        return codes.ok;
      },
      xCurrentTimeInt64: (_disk: number, result: number) => {
        this.#view().setBigInt64(result, BigInt(Date.now()) + julianOrigin, true);
        return codes.ok;
      },
      xGetLastError: () => 0,
    };
  }

  #answer(result: number, value: number): number {
    this.#view().setInt32(result, value, true);
    return codes.ok;
  }

  #openFile(name: number, pointer: number, flags: number, result: number): number {
    this.#view().setUint32(pointer, 0, true);
    const path = name === 0 ? join(tmpdir(), `tomtevalg-${process.pid}-${this.#temporaries++}.tmp`) : this.#name(name);
    const isNew = (flags & openFlags.create) !== 0 && this.#files.facts(path) === null;
    const mode = isNew ? 'create' : (flags & openFlags.readWrite) !== 0 ? 'write' : 'read';
    const file = this.#files.open(path, mode);
    const deleteOnClose = (flags & openFlags.deleteOnClose) !== 0;
    this.#open.set(pointer, { file, path, deleteOnClose, newName: isNew && !deleteOnClose });
    this.#view().setUint32(pointer, this.#fileMethods, true);
    if (result !== 0) this.#answer(result, flags);
    return codes.ok;
  }

  #close(pointer: number): number {
    const { file, path, deleteOnClose } = this.#file(pointer);
    this.#open.delete(pointer);
    this.#files.close(file);
    if (deleteOnClose) this.#files.remove(path);
    return codes.ok;
  }

  #read(pointer: number, into: number, length: number, at: number): number {
    const bytes = this.#bytes(into, length);
    const read = readAll(this.#files, this.#file(pointer).file, bytes, at);
    if (read === length) return codes.ok;
    bytes.fill(0, read);
    return codes.shortRead;
  }

  #write(pointer: number, from: number, length: number, at: number): number {
    const { file, path } = this.#file(pointer);
    for (const watcher of this.#watchers.get(path) ?? []) watcher(at, length);
    writeAll(this.#files, file, this.#bytes(from, length), at);
    return codes.ok;
  }

  #sync(pointer: number): number {
    const open = this.#file(pointer);
    this.#files.sync(open.file);
    if (open.newName) this.#files.syncFolder(dirname(open.path));
    open.newName = false;
    return codes.ok;
  }

  #delete(path: string, syncFolder: boolean): number {
    if (this.#files.facts(path) === null) return codes.deleteNothing;
    this.#files.remove(path);
    if (syncFolder) this.#files.syncFolder(dirname(path));
    return codes.ok;
  }
}

/** What a file was like when it was looked at; two equal answers mean that nobody wrote in between. */
export interface FileFacts {
  readonly size: number;
  readonly modifiedMs: number;
}

/**
 * read: must exist. write: must exist, reads too. create: made when missing. create-new: refused when it exists.
 */
export type OpenMode = 'read' | 'write' | 'create' | 'create-new';

/**
 * Every call by which the store touches a disk, SQLite's own included. One small door, so that a test can let the n-th
 * call fail or lose what was not synced. Calls throw Node's system errors (`code` is EIO, ENOSPC, ...).
 */
export interface StoreFiles {
  open(path: string, mode: OpenMode): number;
  close(file: number): void;
  /** Bytes read into the array from `at` in the file; fewer only at the end of the file. */
  read(file: number, into: Uint8Array, at: number): number;
  /** Bytes written, perhaps fewer than given. */
  write(file: number, bytes: Uint8Array, at: number): number;
  truncate(file: number, size: number): void;
  /** Returns when the file's bytes are on the medium. */
  sync(file: number): void;
  /** The same without holding up the thread. */
  syncSoon(file: number): Promise<void>;
  size(file: number): number;
  /**
   * Copies a file to a new name, without holding up the thread, and has the medium keep up; refused when the name is taken. The end
   * of the copy may still be on its way to the medium.
   */
  copySoon(from: string, to: string): Promise<void>;
  /** The same by the system's fastest way, with the medium left behind. */
  copyLoosely(from: string, to: string): Promise<void>;
  /** Null when there is no such file. */
  facts(path: string): FileFacts | null;
  rename(from: string, to: string): void;
  /** A second name for a file; refused (EEXIST) when the name is taken. */
  link(from: string, to: string): void;
  /** Does nothing when there is no such file. */
  remove(path: string): void;
  /** Names in a folder; none when it does not exist. */
  list(folder: string): readonly string[];
  /** Makes a folder and those above it. */
  makeFolder(path: string): void;
  removeFolder(path: string): void;
  /** Makes names in a folder durable; nothing to do on Windows. */
  syncFolder(path: string): void;
}

/** The operating system's word for a failure (ENOSPC, EIO); UNKNOWN for what is not its error. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}

/** Whether an error is the operating system's refusal rather than a bug. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** A refusal as the operating system would give it. */
export function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
}

/** Writes all the bytes, going on after short writes; a disk that takes nothing more is full. */
export function writeAll(files: StoreFiles, file: number, bytes: Uint8Array, at: number): void {
  let done = 0;
  while (done < bytes.length) {
    const written = files.write(file, done === 0 ? bytes : bytes.subarray(done), at + done);
    if (written <= 0) throw systemError('ENOSPC', 'write');
    done += written;
  }
}

/** Reads as much as there is, going on after short reads; returns the number of bytes. */
export function readAll(files: StoreFiles, file: number, into: Uint8Array, at: number): number {
  let done = 0;
  while (done < into.length) {
    const read = files.read(file, done === 0 ? into : into.subarray(done), at + done);
    if (read <= 0) break;
    done += read;
  }
  return done;
}

/** A whole small file as text; null when there is none. */
export function readText(files: StoreFiles, path: string, mostBytes: number): string | null {
  if (files.facts(path) === null) return null;
  const file = files.open(path, 'read');
  try {
    const bytes = new Uint8Array(Math.min(files.size(file), mostBytes));
    return new TextDecoder().decode(bytes.subarray(0, readAll(files, file, bytes, 0)));
  } finally {
    files.close(file);
  }
}

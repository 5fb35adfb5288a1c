import init, { type Sqlite3Static } from '@sqlite.org/sqlite-wasm';

/** Result codes and flags of SQLite's C interface, as documented at sqlite.org/c3ref. */
export const codes = {
  ok: 0,
  noSuchThing: 1,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
  row: 100,
  done: 101,
  notFound: 12,
  readError: 10 | (1 << 8),
  shortRead: 10 | (2 << 8),
  writeError: 10 | (3 << 8),
  syncError: 10 | (4 << 8),
  truncateError: 10 | (6 << 8),
  sizeError: 10 | (7 << 8),
  deleteError: 10 | (10 << 8),
  accessError: 10 | (13 << 8),
  closeError: 10 | (16 << 8),
  deleteNothing: 10 | (23 << 8),
} as const;

/** Flags of opening a file (SQLITE_OPEN_...). */
export const openFlags = { readOnly: 1, readWrite: 2, create: 4, deleteOnClose: 8 } as const;

/**
 * The functions of SQLite's C interface that the store calls, straight from the WebAssembly module: the library's own
 * wrappers convert every argument and cost about a microsecond each. Pointers are numbers.
 */
export interface RawSqlite {
  sqlite3_open_v2(name: number, result: number, flags: number, vfs: number): number;
  sqlite3_close_v2(connection: number): number;
  sqlite3_errmsg(connection: number): number;
  sqlite3_extended_errcode(connection: number): number;
  sqlite3_prepare_v2(connection: number, sql: number, length: number, result: number, tail: number): number;
  sqlite3_finalize(statement: number): number;
  sqlite3_bind_null(statement: number, at: number): number;
  sqlite3_bind_int64(statement: number, at: number, value: bigint): number;
  sqlite3_bind_double(statement: number, at: number, value: number): number;
  sqlite3_bind_text(statement: number, at: number, bytes: number, length: number, destructor: number): number;
  sqlite3_bind_blob(statement: number, at: number, bytes: number, length: number, destructor: number): number;
  sqlite3_step(statement: number): number;
  sqlite3_reset(statement: number): number;
  sqlite3_column_count(statement: number): number;
  sqlite3_column_name(statement: number, at: number): number;
  sqlite3_column_type(statement: number, at: number): number;
  sqlite3_column_double(statement: number, at: number): number;
  sqlite3_column_blob(statement: number, at: number): number;
  sqlite3_column_bytes(statement: number, at: number): number;
  malloc(size: number): number;
  free(at: number): void;
}

/** Functions that SQLite calls, by their names in C. 64-bit integers arrive as bigint. */
export type Callbacks = Readonly<Record<string, (...received: never[]) => number>>;

/** SQLite as loaded. */
export interface Sqlite {
  readonly raw: RawSqlite;
  /** All memory; the array is replaced when memory grows, so ask anew after every call. */
  heap(): Uint8Array;
  /** Registers a way to the disk under a name; returns the address that a file's structure begins with. */
  installDisk(name: string, file: Callbacks, disk: Callbacks): number;
}

/** The library's start as it is: it takes the module's bytes, which its types leave out. */
const start: (options: {
  readonly wasmBinary: Uint8Array;
  readonly print: (text: string) => void;
  readonly printErr: (text: string) => void;
}) => Promise<Sqlite3Static> = init;

/**
 * Loads SQLite from the bytes of its WebAssembly module.
 * @param wasm contents of the library's `sqlite3.wasm`
 */
export async function loadSqlite(wasm: Uint8Array): Promise<Sqlite> {
  const quiet = (): void => undefined;
  const library = await start({ wasmBinary: wasm, print: quiet, printErr: quiet });
  return {
    raw: library.wasm.exports as RawSqlite,
    heap: () => library.wasm.heap8u(),
    installDisk: (name, file, disk) => installDisk(library, name, file, disk),
  };
}

/** The one call of the library that installs callbacks; its types ask for result codes where numbers are meant. */
type Install = (parts: {
  readonly io: { readonly struct: object; readonly methods: Callbacks };
  readonly vfs: { readonly struct: object; readonly methods: Callbacks; readonly name: string };
}) => void;

function installDisk({ capi, vfs }: Sqlite3Static, name: string, file: Callbacks, disk: Callbacks): number {
  const io = Object.assign(new capi.sqlite3_io_methods(), { $iVersion: 1 });
  const struct = Object.assign(new capi.sqlite3_vfs(), { $iVersion: 2, $szOsFile: 4, $mxPathname: 4096 });
  const install = vfs.installVfs.bind(vfs) as unknown as Install;
  install({ io: { struct: io, methods: file }, vfs: { struct, methods: disk, name } });
  return Number(io.pointer);
}

import { readAll, type StoreFiles } from '../files/store-files.ts';
import { Disk, diskName } from './disk.ts';
import { codes, loadSqlite, openFlags, type Sqlite } from './raw-sqlite.ts';
import { Statement, type Value } from './statement.ts';

/** The store's statements are right, so one that SQLite does not understand speaks of a table that is gone. */
const damage: ReadonlySet<number> = new Set([codes.noSuchThing, codes.corrupt, codes.notADatabase]);

/** What SQLite or the disk under it refused. `code` is the system's word (ENOSPC) where there is one, else SQLite's. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  constructor(
    readonly code: string,
    /** SQLite's extended result code. */
    readonly result: number,
    message: string,
  ) {
    super(message);
  }

  /** Whether the file itself is damaged, lacks a table, or is no database. */
  get isDamage(): boolean {
    return damage.has(this.result & 0xff);
  }
}

/** SQLite with its way to the disk: loaded once a thread. */
export class SqliteEngine {
  readonly #sqlite: Sqlite;
  readonly disk: Disk;

  private constructor(sqlite: Sqlite, files: StoreFiles) {
    this.#sqlite = sqlite;
    this.disk = new Disk(sqlite, files);
  }

  /** @param wasm contents of the library's `sqlite3.wasm` */
  static async load(wasm: Uint8Array, files: StoreFiles): Promise<SqliteEngine> {
    return new SqliteEngine(await loadSqlite(wasm), files);
  }

  /**
   * Opens a database. A writing connection keeps a rollback journal and waits for the medium at every commit; what a
   * killed writer left half-done is rolled back here. Throws `SqliteError`.
   */
  open(path: string, mode: 'create' | 'write' | 'read'): Connection {
    const flags = {
      create: openFlags.readWrite | openFlags.create,
      write: openFlags.readWrite,
      read: openFlags.readOnly,
    }[mode];
    const connection = new Connection(this.#sqlite, this.disk, path, flags);
    try {
      // Exclusive: a file that another program left in write-ahead mode opens without shared memory.
      connection.run('PRAGMA locking_mode = EXCLUSIVE');
      connection.run('PRAGMA trusted_schema = OFF');
      connection.run('PRAGMA cell_size_check = ON');
      if (mode === 'create') connection.run('PRAGMA page_size = 4096');
      if (mode !== 'read') {
        connection.run('PRAGMA journal_mode = DELETE');
        connection.run('PRAGMA synchronous = FULL');
      }
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }
}

/** One open database. Every method throws `SqliteError` where SQLite or the disk refuses. */
export class Connection {
  readonly #sqlite: Sqlite;
  readonly #disk: Disk;
  readonly path: string;
  #pointer = 0;
  #inTransaction = false;

  constructor(sqlite: Sqlite, disk: Disk, path: string, flags: number) {
    this.#sqlite = sqlite;
    this.#disk = disk;
    this.path = path;
    this.#disk.forgetRefusal();
    const { raw } = sqlite;
    const result = raw.malloc(8);
    const name = this.#text(path);
    const disksName = this.#text(diskName);
    const code = raw.sqlite3_open_v2(name, result, flags, disksName);
    this.#pointer = new DataView(sqlite.heap().buffer).getUint32(result, true);
    for (const at of [result, name, disksName]) raw.free(at);
    if (code === codes.ok) return;
    const error = this.error(code);
    this.close();
    throw error;
  }

  /** Prepares one statement; the caller finalizes it. */
  prepare(sql: string): Statement {
    const { raw } = this.#sqlite;
    this.#disk.forgetRefusal();
    const text = this.#text(sql);
    const result = raw.malloc(8);
    const code = raw.sqlite3_prepare_v2(this.#pointer, text, -1, result, 0);
    const pointer = new DataView(this.#sqlite.heap().buffer).getUint32(result, true);
    raw.free(text);
    raw.free(result);
    if (code !== codes.ok) throw this.error(code);
    return new Statement(this.#sqlite, pointer, (failed) => this.error(failed));
  }

  /** Runs one statement to its end. */
  run(sql: string, ...values: readonly Value[]): void {
    this.rows(sql, ...values);
  }

  /** All rows of a query, each a list of values in the order of its columns. For small answers. */
  rows(sql: string, ...values: readonly Value[]): Value[][] {
    const statement = this.prepare(sql);
    try {
      statement.bind(values);
      const rows: Value[][] = [];
      while (statement.step()) rows.push(statement.row());
      return rows;
    } finally {
      statement.finalize();
    }
  }

  /** The first value of the first row; null when there is none. */
  value(sql: string, ...values: readonly Value[]): Value {
    return this.rows(sql, ...values)[0]?.[0] ?? null;
  }

  /** Runs work whole or not at all; after it the medium holds it. Not to be nested. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) throw new Error('a transaction is open');
    this.run('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      this.#rollback();
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /** SQLite rolls back by itself on a full disk; a second refusal is settled by the journal at the next opening. */
  #rollback(): void {
    try {
      this.run('ROLLBACK');
    } catch {
      // Nothing more can be done here.
    }
  }

  close(): void {
    if (this.#pointer !== 0) this.#sqlite.raw.sqlite3_close_v2(this.#pointer);
    this.#pointer = 0;
  }

  /** What the last refusal was, with the operating system's own word where there is one. */
  error(code: number): SqliteError {
    const { raw } = this.#sqlite;
    const heap = this.#sqlite.heap();
    const at = this.#pointer === 0 ? 0 : raw.sqlite3_errmsg(this.#pointer);
    const message = at === 0 ? `SQLite result ${code}` : new TextDecoder().decode(heap.slice(at, heap.indexOf(0, at)));
    const extended = this.#pointer === 0 ? code : raw.sqlite3_extended_errcode(this.#pointer);
    return new SqliteError(this.#disk.refusal() ?? `SQLITE_${extended}`, extended, message);
  }

  #text(text: string): number {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const at = this.#sqlite.raw.malloc(bytes.length);
    if (at === 0) throw new Error('SQLite has no memory left');
    this.#sqlite.heap().set(bytes, at);
    return at;
  }
}

/** Whether a file begins as every SQLite database does. */
export function looksLikeDatabase(files: StoreFiles, path: string): boolean {
  const file = files.open(path, 'read');
  try {
    const bytes = new Uint8Array(16);
    return readAll(files, file, bytes, 0) === 16 && new TextDecoder().decode(bytes) === 'SQLite format 3\0';
  } finally {
    files.close(file);
  }
}

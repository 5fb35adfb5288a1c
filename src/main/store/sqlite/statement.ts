import { codes, type Sqlite } from './raw-sqlite.ts';

/** A value as SQLite holds it. Integers are numbers: the store keeps none beyond 2^53. */
export type Value = number | string | Uint8Array | null;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const nullType = 5;
const blobType = 4;
const textType = 3;

/** Bytes live in SQLite's memory until the statement is bound anew. */
const kept = 0;

/**
 * One prepared statement. The `bind...` and `...At` methods are for loops over many rows; parameters count from 1, columns
 * from 0. Texts and blobs of a row are copied into scratch memory that is reused for the next row.
 */
export class Statement {
  readonly #sqlite: Sqlite;
  readonly #pointer: number;
  readonly #fail: (code: number) => Error;
  #scratch = 0;
  #capacity = 0;
  #used = 0;

  constructor(sqlite: Sqlite, pointer: number, fail: (code: number) => Error) {
    this.#sqlite = sqlite;
    this.#pointer = pointer;
    this.#fail = fail;
  }

  /** Binds all parameters. */
  bind(values: readonly Value[]): void {
    const encoded = values.map((value) => (typeof value === 'string' ? encoder.encode(value) : value));
    this.reserve(encoded.reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.length : 0), 0));
    encoded.forEach((value, at) => {
      if (value === null) this.bindNull(at + 1);
      else if (typeof value === 'number') this.bindNumber(at + 1, value);
      else this.bindBytes(at + 1, value, typeof values[at] === 'string' ? 'text' : 'blob');
    });
  }

  /** Makes room for all texts and blobs of the next row; what was bound before is void. */
  reserve(bytes: number): void {
    this.#used = 0;
    if (this.#scratch !== 0 && bytes <= this.#capacity) return;
    const { raw } = this.#sqlite;
    raw.free(this.#scratch);
    this.#capacity = Math.max(bytes, 2 * this.#capacity, 4096);
    this.#scratch = raw.malloc(this.#capacity);
    if (this.#scratch === 0) throw new Error(`SQLite has no memory for ${this.#capacity} bytes`);
  }

  bindNull(at: number): void {
    this.#check(this.#sqlite.raw.sqlite3_bind_null(this.#pointer, at));
  }

  /** Whole numbers are stored as integers, others as doubles. */
  bindNumber(at: number, value: number): void {
    if (Number.isSafeInteger(value)) this.bindInteger(at, value);
    else this.bindDouble(at, value);
  }

  bindInteger(at: number, value: number): void {
    this.#check(this.#sqlite.raw.sqlite3_bind_int64(this.#pointer, at, BigInt(value)));
  }

  bindDouble(at: number, value: number): void {
    this.#check(this.#sqlite.raw.sqlite3_bind_double(this.#pointer, at, value));
  }

  /** Binds a text (its UTF-8 bytes) or a blob; room must have been reserved. */
  bindBytes(at: number, bytes: Uint8Array, kind: 'text' | 'blob'): void {
    this.#sqlite.heap().set(bytes, this.#scratch + this.#used);
    this.#bindKept(at, this.#used, bytes.length, kind);
    this.#used += bytes.length;
  }

  /** The reserved memory, for a caller that writes a blob in place. */
  scratch(): DataView {
    return new DataView(this.#sqlite.heap().buffer, this.#scratch, this.#capacity);
  }

  /** Binds bytes that the caller wrote at the front of `scratch`; to be called before any `bindBytes` of the row. */
  bindScratch(at: number, length: number): void {
    this.#bindKept(at, 0, length, 'blob');
    this.#used = length;
  }

  #bindKept(at: number, offset: number, length: number, kind: 'text' | 'blob'): void {
    const { raw } = this.#sqlite;
    const start = this.#scratch + offset;
    const code =
      kind === 'text'
        ? raw.sqlite3_bind_text(this.#pointer, at, start, length, kept)
        : raw.sqlite3_bind_blob(this.#pointer, at, start, length, kept);
    this.#check(code);
  }

  /** Goes to the next row; false when there is none. */
  step(): boolean {
    const code = this.#sqlite.raw.sqlite3_step(this.#pointer);
    if (code === codes.row) return true;
    if (code === codes.done) return false;
    throw this.#fail(code);
  }

  /** Runs to the end and makes ready for the next binding. */
  runRow(): void {
    this.step();
    this.#check(this.#sqlite.raw.sqlite3_reset(this.#pointer));
  }

  row(): Value[] {
    const count = this.#sqlite.raw.sqlite3_column_count(this.#pointer);
    return Array.from({ length: count }, (_, at) => this.valueAt(at));
  }

  valueAt(at: number): Value {
    const type = this.#sqlite.raw.sqlite3_column_type(this.#pointer, at);
    if (type === nullType) return null;
    if (type === textType) return decoder.decode(this.bytesAt(at).slice());
    if (type === blobType) return this.bytesAt(at).slice();
    return this.numberAt(at);
  }

  isNull(at: number): boolean {
    return this.#sqlite.raw.sqlite3_column_type(this.#pointer, at) === nullType;
  }

  /** A number, an integer or a text that reads as one; 0 for anything else. */
  numberAt(at: number): number {
    return this.#sqlite.raw.sqlite3_column_double(this.#pointer, at);
  }

  /** Bytes of a text or blob in SQLite's own memory: copy them before the next call. */
  bytesAt(at: number): Uint8Array {
    const { raw } = this.#sqlite;
    const start = raw.sqlite3_column_blob(this.#pointer, at);
    const length = raw.sqlite3_column_bytes(this.#pointer, at);
    return this.#sqlite.heap().subarray(start, start + length);
  }

  /** Names of the columns of the answer. */
  columnNames(): string[] {
    const { raw } = this.#sqlite;
    return Array.from({ length: raw.sqlite3_column_count(this.#pointer) }, (_, at) => {
      const start = raw.sqlite3_column_name(this.#pointer, at);
      const heap = this.#sqlite.heap();
      return decoder.decode(heap.slice(start, heap.indexOf(0, start)));
    });
  }

  finalize(): void {
    const { raw } = this.#sqlite;
    raw.sqlite3_finalize(this.#pointer);
    raw.free(this.#scratch);
    this.#scratch = 0;
    this.#capacity = 0;
  }

  #check(code: number): void {
    if (code !== codes.ok) throw this.#fail(code);
  }
}

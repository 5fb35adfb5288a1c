import type { Column } from '../../dataset/types.ts';
import { sharedFloat64, sharedUint8, sharedUint32 } from '../../lib/buffers.ts';
import { type Encoding, utf8 } from '../encoding/encodings.ts';
import { type RawText, toUtf8 } from '../encoding/transcode.ts';
import { GrowableBytes } from '../growable.ts';
import type { IssueLog } from '../issue-log.ts';
import { type ColumnReader, isBlank, Refused } from './column-reader.ts';
import { DateReader } from './date-reader.ts';
import type { DbfField } from './dbf-header.ts';
import { largestExact, parseDecimal, unreadable } from './parse-number.ts';

/** Room made at once for the text of a field; untouched memory costs nothing, growing costs copies. */
const largestReserve = 32 * 1024 * 1024;

/** The double whose eight bytes are all blanks: padding is skipped eight at a time. */
const eightBlanks = new Float64Array(new Uint8Array(8).fill(0x20).buffer)[0];

/** C cells, and all types that are not known: the bytes without the padding, decoded once the encoding is settled. */
export class TextReader implements ColumnReader {
  private readonly from: number;
  private readonly width: number;
  private readonly out: GrowableBytes;
  private readonly start: Uint32Array;
  private rows = 0;
  private high = 0;

  constructor(field: DbfField, rows: number) {
    this.from = field.offset;
    this.width = field.width;
    this.out = new GrowableBytes(Math.min(rows * field.width, largestReserve));
    this.start = sharedUint32(rows + 1);
  }

  read(bytes: Uint8Array, view: DataView, rowAt: Uint32Array, count: number, first: number): void {
    const { width, start } = this;
    const out = this.out.reserve(count * width);
    let at = this.out.length;
    let high = this.high;
    const offset = this.from;
    for (let row = 0; row < count; row++) {
      let from = rowAt[row] + offset;
      let to = from + width;
      while (to - from >= 8 && view.getFloat64(to - 8) === eightBlanks) to -= 8;
      while (to > from && isBlank(bytes[to - 1])) to--;
      while (from < to && bytes[from] === 0x20) from++;
      for (; from < to; from++) {
        const byte = bytes[from];
        if (byte === 0) break;
        out[at++] = byte;
        high |= byte;
      }
      start[first + row + 1] = at;
    }
    this.high = high;
    this.out.length = at;
    this.rows = first + count;
  }

  text(): RawText {
    return { bytes: this.out.bytes, start: this.start.subarray(0, this.rows + 1), high: this.high >= 0x80 };
  }

  finish(name: string, encoding: Encoding): Column {
    const raw = this.text();
    if (raw.high) return { type: 'text', name, ...toUtf8(raw, encoding) };
    return { type: 'text', name, bytes: this.out.toShared(), start: raw.start };
  }
}

/** Programs fill a cell with asterisks for a number too wide for it, and ESRI's for a missing one. */
const asterisk = 0x2a;

/** N and F cells: decimal text. Whole numbers too long for a double are kept as text, digit by digit. */
export class NumberReader implements ColumnReader {
  private readonly from: number;
  private readonly width: number;
  private readonly values: Float64Array;
  private readonly refused = new Refused();
  private readonly stars = new Refused();
  private readonly digits: TextReader | null;
  private tooLong = 0;
  private rows = 0;

  constructor(field: DbfField, rows: number) {
    this.from = field.offset;
    this.width = field.width;
    this.values = sharedFloat64(rows);
    this.digits = field.decimals === 0 && field.width > 15 ? new TextReader(field, rows) : null;
  }

  read(bytes: Uint8Array, view: DataView, rowAt: Uint32Array, count: number, first: number): void {
    const { values, width } = this;
    for (let row = 0; row < count; row++) {
      const from = rowAt[row] + this.from;
      let value = parseDecimal(bytes, from, from + width);
      if (value === unreadable) {
        if (bytes[from] === asterisk || bytes[from + width - 1] === asterisk)
          this.stars.note(first + row, bytes, from, from + width);
        else this.refused.note(first + row, bytes, from, from + width);
        value = Number.NaN;
      } else if (value > largestExact || value < -largestExact) this.tooLong++;
      values[first + row] = value;
    }
    this.rows = first + count;
    this.digits?.read(bytes, view, rowAt, count, first);
  }

  text(): null {
    return null;
  }

  finish(name: string, _encoding: Encoding, log: IssueLog): Column {
    if (this.digits && this.tooLong > 0) {
      log.add('info', 'integers-as-text', { field: name, count: this.tooLong });
      return this.digits.finish(name, utf8);
    }
    this.refused.tell('warning', 'number-unreadable', name, log);
    this.stars.tell('info', 'number-overflow', name, log);
    return { type: 'number', name, values: this.values.subarray(0, this.rows) };
  }
}

/** Numbers stored as bytes by FoxPro and dBase 7. */
export class BinaryNumberReader implements ColumnReader {
  private readonly from: number;
  private readonly decode: (view: DataView, at: number) => number;
  private readonly values: Float64Array;
  private rows = 0;

  constructor(field: DbfField, rows: number, decode: (view: DataView, at: number) => number) {
    this.from = field.offset;
    this.decode = decode;
    this.values = sharedFloat64(rows);
  }

  read(_bytes: Uint8Array, view: DataView, rowAt: Uint32Array, count: number, first: number): void {
    for (let row = 0; row < count; row++) {
      const value = this.decode(view, rowAt[row] + this.from);
      this.values[first + row] = Number.isFinite(value) ? value : Number.NaN;
    }
    this.rows = first + count;
  }

  text(): null {
    return null;
  }

  finish(name: string): Column {
    return { type: 'number', name, values: this.values.subarray(0, this.rows) };
  }
}

/** L cells: T, t, Y, y, 1 and F, f, N, n, 0; blank, ? and NUL are missing. */
export class LogicalReader implements ColumnReader {
  private readonly from: number;
  private readonly width: number;
  private readonly values: Uint8Array;
  private readonly refused = new Refused();
  private rows = 0;

  constructor(field: DbfField, rows: number) {
    this.from = field.offset;
    this.width = field.width;
    this.values = sharedUint8(rows);
  }

  read(bytes: Uint8Array, _view: DataView, rowAt: Uint32Array, count: number, first: number): void {
    for (let row = 0; row < count; row++) {
      const at = rowAt[row] + this.from;
      const letter = this.width > 0 ? String.fromCharCode(bytes[at]) : ' ';
      if ('TtYy1'.includes(letter)) this.values[first + row] = 1;
      else if ('FfNn0'.includes(letter)) this.values[first + row] = 0;
      else {
        this.values[first + row] = 255;
        if (!' ?\0'.includes(letter)) this.refused.note(first + row, bytes, at, at + this.width);
      }
    }
    this.rows = first + count;
  }

  text(): null {
    return null;
  }

  finish(name: string, _encoding: Encoding, log: IssueLog): Column {
    this.refused.tell('warning', 'logical-unreadable', name, log);
    return { type: 'boolean', name, values: this.values.subarray(0, this.rows) };
  }
}

/**
 * A field without readable cells: of width 0, or a memo (general, picture) that points into another file, which is told.
 * All of a table share one array, so that a header full of such fields costs nothing.
 */
export class EmptyReader implements ColumnReader {
  private readonly start: Uint32Array;
  private readonly memo: boolean;
  private rows = 0;

  constructor(start: Uint32Array, memo: boolean) {
    this.start = start;
    this.memo = memo;
  }

  read(_bytes: Uint8Array, _view: DataView, _rowAt: Uint32Array, count: number, first: number): void {
    this.rows = first + count;
  }

  text(): null {
    return null;
  }

  finish(name: string, _encoding: Encoding, log: IssueLog): Column {
    if (this.memo) log.add('warning', 'memo-not-read', { field: name });
    return { type: 'text', name, bytes: sharedUint8(0), start: this.start.subarray(0, this.rows + 1) };
  }
}

/** Readers for the fields of a table, by type letter; null for FoxPro's hidden null flags. */
export function readersFor(fields: readonly DbfField[], rows: number, version: number): (ColumnReader | null)[] {
  const isMemo = (field: DbfField) => 'MGPW'.includes(field.type) || (field.type === 'B' && field.width !== 8);
  const empty = fields.some((field) => field.width === 0 || isMemo(field)) ? sharedUint32(rows + 1) : null;
  return fields.map((field) => {
    if (field.type === '0') return null;
    if (empty && (field.width === 0 || isMemo(field))) return new EmptyReader(empty, isMemo(field));
    return readerFor(field, rows, version);
  });
}

function readerFor(field: DbfField, rows: number, version: number): ColumnReader {
  const { type, width } = field;
  const foxPro = version >= 0x30 && version <= 0x32;
  if (type === 'N' || type === 'F') return new NumberReader(field, rows);
  if (type === 'D' || (type === 'T' && width >= 8)) return new DateReader(field, rows);
  if (type === 'L') return new LogicalReader(field, rows);
  if (type === 'I' && width === 4) return new BinaryNumberReader(field, rows, (view, at) => view.getInt32(at, true));
  if (type === 'Y' && width === 8) return new BinaryNumberReader(field, rows, currency);
  if (type === 'B' && width === 8 && foxPro) {
    return new BinaryNumberReader(field, rows, (view, at) => view.getFloat64(at, true));
  }
  return new TextReader(field, rows);
}

/** FoxPro currency: a 64-bit integer of ten-thousandths. */
function currency(view: DataView, at: number): number {
  return (view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)) / 10_000;
}

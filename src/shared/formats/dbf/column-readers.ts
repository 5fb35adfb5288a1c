import type { Column } from '../../dataset/types.ts';
import { sharedFloat64, sharedUint8, sharedUint32 } from '../../lib/buffers.ts';
import { type Encoding, utf8 } from '../encoding/encodings.ts';
import { type RawText, toUtf8 } from '../encoding/transcode.ts';
import { GrowableBytes } from '../growable.ts';
import type { IssueLog } from '../issue-log.ts';
import type { DbfField } from './dbf-header.ts';
import { largestExact, parseDecimal, unreadable } from './parse-number.ts';

/** Reads one field over many rows. `rowAt` are the places of the rows in `bytes`; row n of the call is row first + n. */
export interface ColumnReader {
  read(bytes: Uint8Array, view: DataView, rowAt: Uint32Array, count: number, first: number): void;
  /** Text whose encoding must be known before `finish`; null for other columns. */
  text(): RawText | null;
  finish(name: string, encoding: Encoding, log: IssueLog): Column;
}

/** The double whose eight bytes are all blanks: padding is skipped eight at a time. */
const eightBlanks = new Float64Array(new Uint8Array(8).fill(0x20).buffer)[0];

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0;
const asText = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 40))).trim();

/** Cells that could not be understood: how many, and the first of them. */
class Refused {
  private count = 0;
  private first = 0;
  private example = '';

  note(row: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.count++ > 0) return;
    this.first = row + 1;
    this.example = asText(bytes, from, to);
  }

  tell(severity: 'warning' | 'info', code: string, field: string, log: IssueLog): void {
    if (this.count > 0) log.add(severity, code, { field, count: this.count, example: this.example }, this.first);
  }
}

export class TextReader implements ColumnReader {
  private readonly from: number;
  private readonly width: number;
  private readonly out = new GrowableBytes();
  private readonly start: Uint32Array;
  private rows = 0;
  private high = 0;

  constructor(field: DbfField, rows: number) {
    this.from = field.offset;
    this.width = field.width;
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

/** Julian day number of 1970-01-01. */
const julianDayOfEpoch = 2_440_588;

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Days since 1970-01-01 of a date in the Gregorian calendar (years 0 to 9999); NaN where there is no such day.
 * Counting in eras of 400 years from 1 March, after Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
 */
export function daysOf(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth[month - 1])) return Number.NaN;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return Number.NaN;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** D cells are YYYYMMDD; T cells a Julian day and milliseconds. Blank and all-zero dates are missing. */
export class DateReader implements ColumnReader {
  private readonly field: DbfField;
  private readonly values: Float64Array;
  private readonly refused = new Refused();
  private rows = 0;

  constructor(field: DbfField, rows: number) {
    this.field = field;
    this.values = sharedFloat64(rows);
  }

  read(bytes: Uint8Array, view: DataView, rowAt: Uint32Array, count: number, first: number): void {
    const { offset, width, type } = this.field;
    for (let row = 0; row < count; row++) {
      const from = rowAt[row] + offset;
      let days = Number.NaN;
      if (type === 'T') {
        const julian = view.getInt32(from, true);
        if (julian > 0 && julian < 5_373_485) days = julian - julianDayOfEpoch;
      } else if (!isEmptyDate(bytes, from, from + width)) {
        days = parseDate(bytes, from, from + width);
        if (Number.isNaN(days)) this.refused.note(first + row, bytes, from, from + width);
      }
      this.values[first + row] = days;
    }
    this.rows = first + count;
  }

  text(): null {
    return null;
  }

  finish(name: string, _encoding: Encoding, log: IssueLog): Column {
    this.refused.tell('warning', 'date-unreadable', name, log);
    return { type: 'date', name, values: this.values.subarray(0, this.rows) };
  }
}

function isEmptyDate(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isBlank(bytes[at]) && bytes[at] !== 0x30 && bytes[at] !== 0x2f) return false;
  return true;
}

/** YYYYMMDD, or YYYY-MM-DD / YYYY/MM/DD where a writer used ten bytes. */
function parseDate(bytes: Uint8Array, from: number, to: number): number {
  let number = 0;
  let at = from;
  for (; at < to && bytes[at] >= 0x30 && bytes[at] <= 0x39; at++) number = number * 10 + bytes[at] - 0x30;
  if (at - from === 8 && (at === to || isBlank(bytes[at]))) {
    return daysOf(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100);
  }
  const match = /^(\d{4})[-/.](\d{2})[-/.](\d{2})\0*$/.exec(asText(bytes, from, to));
  return match ? daysOf(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
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

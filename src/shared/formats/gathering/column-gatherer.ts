import type { Column } from '../../dataset/types.ts';
import { daysOf } from '../dbf/date-reader.ts';
import { examineUtf8 } from '../encoding/utf8.ts';
import { GrowableBytes, GrowableFloat64, GrowableUint32 } from '../growable.ts';
import type { IssueLog } from '../issue-log.ts';

/** What a field of a typed format holds. `moment`: ISO 8601 dates, with or without time of day; `day`: without. */
export type FieldType = 'number' | 'boolean' | 'text' | 'moment' | 'day';

/**
 * Gathers the values of one field by rows that ascend; rows that are passed over are missing, and of several values for one
 * row the first counts. A value of another type than the field's is taken as text, and so is then the whole field.
 */
export class ColumnGatherer {
  readonly name: string;
  private type: FieldType;
  private readonly numbers = new GrowableFloat64(64);
  private readonly flags = new GrowableBytes(64);
  private readonly text = new GrowableBytes(64);
  private readonly start = new GrowableUint32(64);
  private longIntegers = 0;
  private undecodable = 0;

  constructor(name: string, type: FieldType) {
    this.name = name;
    this.type = type;
    this.start.push(0);
  }

  /** Rows so far, the last with a value. */
  private get length(): number {
    if (this.type === 'number') return this.numbers.length;
    return this.type === 'boolean' ? this.flags.length : this.start.length - 1;
  }

  number(row: number, value: number): void {
    if (this.type !== 'number') this.bytes(row, encoder.encode(String(value)));
    else if (this.makeReady(row)) this.numbers.push(value);
  }

  /** A whole number that may be beyond 2^53; one makes text of the field, digit by digit. */
  integer(row: number, value: bigint): void {
    const number = Number(value);
    if (Number.isSafeInteger(number)) this.number(row, number);
    else {
      this.longIntegers++;
      this.bytes(row, encoder.encode(String(value)));
    }
  }

  flag(row: number, value: boolean): void {
    if (this.type !== 'boolean') this.bytes(row, encoder.encode(value ? 'true' : 'false'));
    else if (this.makeReady(row)) {
      this.flags.reserve(1)[this.flags.length++] = value ? 1 : 0;
    }
  }

  /** UTF-8; what is none is replaced sign by sign and told. */
  bytes(row: number, bytes: Uint8Array): void {
    if (this.type === 'number' || this.type === 'boolean') this.becomeText();
    if (!this.makeReady(row)) return;
    const { kind } = examineUtf8(bytes, 0, bytes.length);
    const valid = kind === 'ascii' || kind === 'valid' ? bytes : encoder.encode(decoder.decode(bytes.slice()));
    if (valid !== bytes) this.undecodable++;
    this.text.reserve(valid.length).set(valid, this.text.length);
    this.text.length += valid.length;
    this.start.push(this.text.length);
  }

  /** The column of `rows` rows. */
  finish(rows: number, log: IssueLog): Column {
    const { name } = this;
    if (this.longIntegers > 0) log.add('warning', 'integers-as-text', { field: name, count: this.longIntegers });
    if (this.undecodable > 0) log.add('warning', 'text-undecodable', { field: name, count: this.undecodable });
    this.pad(rows);
    if (this.type === 'number') return { type: 'number', name, values: this.numbers.toShared() };
    if (this.type === 'boolean') return { type: 'boolean', name, values: this.flags.toShared() };
    const days = this.type === 'moment' || this.type === 'day' ? this.days() : null;
    if (days !== null) return { type: 'date', name, values: days };
    return { type: 'text', name, bytes: this.text.toShared(), start: this.start.toShared() };
  }

  private makeReady(row: number): boolean {
    if (this.length > row) return false;
    this.pad(row);
    return true;
  }

  private pad(rows: number): void {
    if (this.type === 'number') while (this.numbers.length < rows) this.numbers.push(Number.NaN);
    else if (this.type === 'boolean') {
      const missing = Math.max(0, rows - this.flags.length);
      this.flags.reserve(missing).fill(255, this.flags.length, this.flags.length + missing);
      this.flags.length += missing;
    } else while (this.start.length - 1 < rows) this.start.push(this.text.length);
  }

  private becomeText(): void {
    const rows = this.length;
    for (let row = 0; row < rows; row++) {
      const text = this.valueText(row);
      const bytes = encoder.encode(text);
      this.text.reserve(bytes.length).set(bytes, this.text.length);
      this.text.length += bytes.length;
      this.start.push(this.text.length);
    }
    this.type = 'text';
  }

  private valueText(row: number): string {
    if (this.type === 'boolean') return ['false', 'true'][this.flags.bytes[row]] ?? '';
    const value = this.numbers.values[row];
    return Number.isNaN(value) ? '' : String(value);
  }

  /** Days, if every value is a date, or a date at midnight; null otherwise. */
  private days(): Float64Array | null {
    const days = new GrowableFloat64();
    for (let row = 0; row + 1 < this.start.length; row++) {
      const [from, to] = [this.start.values[row], this.start.values[row + 1]];
      // The longest date with a time of day has 35 signs: longer texts need not be looked at.
      const text = to - from > 40 ? '' : decoder.decode(this.text.bytes.subarray(from, to));
      const day = to === from ? Number.NaN : dayOf(text, this.type === 'day' ? plainDay : moment);
      if (day === null) return null;
      days.push(day);
    }
    return days.toShared();
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const moment = /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ]00:00(?::00(?:\.0*)?)?(?:Z|[+-]00(?::?00)?)?)?$/;

const plainDay = /^(\d{4})-(\d\d)-(\d\d)$/;

function dayOf(text: string, form: RegExp): number | null {
  const match = form.exec(text);
  if (match === null) return null;
  const day = daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return Number.isNaN(day) ? null : day;
}

/** Fields x rows that are kept: hostile files claim thousands of fields for millions of features. */
const largestTable = 60_000_000;
/** No layer has more fields. */
export const mostFields = 5000;

/** The fields of a layer; row by row. */
export class TableGatherer {
  readonly fields: ColumnGatherer[];
  private rows = 0;
  private readonly all: number;

  /** @param all how many fields the layer has, also those for which there is no gatherer */
  constructor(fields: readonly ColumnGatherer[], all = fields.length) {
    this.all = all;
    this.fields = fields.slice(0, mostFields);
  }

  /** Ends a row; the last fields are given up where there is too much of them. */
  endRow(): void {
    this.rows++;
    if (this.rows * this.fields.length > largestTable) this.fields.length = Math.floor(largestTable / this.rows);
  }

  finish(log: IssueLog): Column[] {
    const left = this.all - this.fields.length;
    if (left > 0) log.add('error', 'fields-left-out', { kept: this.fields.length, count: left });
    return this.fields.map((field) => field.finish(this.rows, log));
  }
}

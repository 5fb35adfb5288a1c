import { textAt } from '../../dataset/columns.ts';
import type { Column } from '../../dataset/types.ts';
import { encodeText, type ShapefileEncoding, shortNames } from './write-text.ts';

/** One field of a dbf: type letter, width in bytes and decimals. */
export interface DbfField {
  readonly name: string;
  readonly type: 'C' | 'N' | 'D' | 'L';
  readonly width: number;
  readonly decimals: number;
}

/** The dbf field that holds every value of a column; text beyond 254 bytes is cut when written. */
export function fieldOf(column: Column, encoding: ShapefileEncoding): DbfField {
  switch (column.type) {
    case 'text':
      return { name: column.name, type: 'C', width: textWidth(column, encoding), decimals: 0 };
    case 'date':
      return { name: column.name, type: 'D', width: 8, decimals: 0 };
    case 'boolean':
      return { name: column.name, type: 'L', width: 1, decimals: 0 };
    case 'number':
      return numberField(column.name, column.values);
  }
}

function textWidth(column: Column & { type: 'text' }, encoding: ShapefileEncoding): number {
  let width = 1;
  for (let row = 0; row + 1 < column.start.length; row++) {
    const length = column.start[row + 1] - column.start[row];
    // UTF-8 is never shorter than ISO-8859-1, so only longer cells need encoding to be measured.
    if (length <= width) continue;
    width = Math.max(
      width,
      encoding === 'UTF-8' ? length : encodeText(textAt(column, row) ?? '', encoding, 254).length,
    );
  }
  return Math.min(width, 254);
}

const maximumDecimals = 12;

/** Decimals enough that the value comes back unchanged, at most 12; -1 when only an exponent can hold it. */
function decimalsFor(value: number, atLeast: number): number {
  if (Math.abs(value) >= 1e15) return -1;
  for (let decimals = atLeast; decimals <= maximumDecimals; decimals++) {
    if (Number(value.toFixed(decimals)) === value) return decimals;
  }
  return -1;
}

function numberField(name: string, values: Float64Array): DbfField {
  let decimals = 0;
  let whole = 1;
  let exponent = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const needed = decimalsFor(value, decimals);
    if (needed < 0) exponent = Math.max(exponent, String(value).length);
    else {
      decimals = needed;
      whole = Math.max(whole, Math.trunc(value).toString().length + (value < 0 && value > -1 ? 1 : 0));
    }
  }
  // GDAL takes a field without decimals for an integer and would cut 1e+300 to 1.
  if (exponent > 0) decimals = Math.max(decimals, 1);
  const width = Math.max(whole + (decimals > 0 ? decimals + 1 : 0), exponent);
  return { name, type: 'N', width: Math.min(width, 32), decimals };
}

/** The header of a dbf: 32 bytes, 32 a field, an end mark. `languageByte` is offset 29. Dated 2026-01-01 always. */
export function dbfHeader(
  fields: readonly DbfField[],
  rows: number,
  encoding: ShapefileEncoding,
  languageByte: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33 + 32 * fields.length);
  const view = new DataView(bytes.buffer);
  bytes.set([3, 126, 1, 1]);
  view.setUint32(4, rows, true);
  view.setUint16(8, bytes.length, true);
  view.setUint16(10, recordLength(fields), true);
  bytes[29] = languageByte;
  const names = shortNames(
    fields.map((field) => field.name),
    encoding,
  );
  fields.forEach((field, index) => {
    const at = 32 + 32 * index;
    bytes.set(names[index], at);
    bytes[at + 11] = field.type.charCodeAt(0);
    bytes[at + 16] = field.width;
    bytes[at + 17] = field.decimals;
  });
  bytes[bytes.length - 1] = 0x0d;
  return bytes;
}

/** Bytes of one record, its deletion flag included. */
export function recordLength(fields: readonly DbfField[]): number {
  return fields.reduce((sum, field) => sum + field.width, 1);
}

/** The records of rows [from, to): text left, numbers right, blanks where a value is missing. No end mark. */
export function dbfRecords(
  columns: readonly Column[],
  fields: readonly DbfField[],
  from: number,
  to: number,
  encoding: ShapefileEncoding,
): Uint8Array<ArrayBuffer> {
  const length = recordLength(fields);
  const bytes = new Uint8Array(length * (to - from)).fill(0x20);
  let offset = 1;
  columns.forEach((column, index) => {
    const field = fields[index];
    for (let row = from; row < to; row++)
      writeCell(bytes, (row - from) * length + offset, column, row, field, encoding);
    offset += field.width;
  });
  return bytes;
}

function writeCell(
  bytes: Uint8Array,
  at: number,
  column: Column,
  row: number,
  field: DbfField,
  encoding: ShapefileEncoding,
): void {
  switch (column.type) {
    case 'text': {
      const text = textAt(column, row);
      if (text !== null) bytes.set(encodeText(text, encoding, field.width), at);
      return;
    }
    case 'number':
      writeAscii(bytes, at, numberText(column.values[row], field).padStart(field.width));
      return;
    case 'date':
      writeAscii(bytes, at, dateText(column.values[row]));
      return;
    case 'boolean':
      writeAscii(bytes, at, column.values[row] === 255 ? '?' : column.values[row] === 1 ? 'T' : 'F');
  }
}

function numberText(value: number, field: DbfField): string {
  if (!Number.isFinite(value)) return '';
  const fixed = Math.abs(value) < 1e15 ? value.toFixed(field.decimals) : '';
  if (fixed !== '' && fixed.length <= field.width && Number(fixed) === value) return fixed;
  const shortest = String(value);
  if (shortest.length <= field.width) return shortest;
  if (fixed !== '' && fixed.length <= field.width) return fixed;
  throw new Error(`dbf field ${field.name}: ${shortest} does not fit ${field.width} bytes`);
}

/** YYYYMMDD; empty for a missing date and for years that a dbf cannot hold (before 0, after 9999). */
export function dateText(days: number): string {
  const time = days * 86_400_000;
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return '';
  const iso = new Date(time).toISOString();
  return /^\d{4}-/.test(iso) ? iso.slice(0, 10).replaceAll('-', '') : '';
}

function writeAscii(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}

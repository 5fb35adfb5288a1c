import type { Column } from '../../dataset/types.ts';
import { sharedFloat64 } from '../../lib/buffers.ts';
import type { Encoding } from '../encoding/encodings.ts';
import type { IssueLog } from '../issue-log.ts';
import { asText, type ColumnReader, isBlank, Refused } from './column-reader.ts';
import type { DbfField } from './dbf-header.ts';

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

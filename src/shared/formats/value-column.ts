import { textColumn } from '../dataset/columns.ts';
import type { Column } from '../dataset/types.ts';
import { sharedFloat64, sharedUint8 } from '../lib/buffers.ts';
import { daysOf } from './dbf/date-reader.ts';

/** A plain value of a text format; everything else was turned into text before. */
export type CellValue = string | number | boolean | null;

/**
 * A column of the narrowest type that holds every value: number, boolean, date (texts that are all YYYY-MM-DD) or text.
 * `values` may be shorter than `rows`; what lacks is missing.
 */
export function columnOf(name: string, values: readonly (CellValue | undefined)[], rows: number): Column {
  const present = values.filter((value) => value !== null && value !== undefined && value !== '');
  if (present.length > 0 && present.every((value) => typeof value === 'number')) {
    const numbers = sharedFloat64(rows).fill(Number.NaN);
    values.forEach((value, row) => {
      if (typeof value === 'number') numbers[row] = value;
    });
    return { type: 'number', name, values: numbers };
  }
  if (present.length > 0 && present.every((value) => typeof value === 'boolean')) {
    const flags = sharedUint8(rows).fill(255);
    values.forEach((value, row) => {
      if (typeof value === 'boolean') flags[row] = value ? 1 : 0;
    });
    return { type: 'boolean', name, values: flags };
  }
  return dateColumn(name, values, rows, present) ?? textColumn(name, texts(values, rows));
}

const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;

function dateColumn(
  name: string,
  values: readonly (CellValue | undefined)[],
  rows: number,
  present: readonly (CellValue | undefined)[],
): Column | null {
  if (present.length === 0 || !present.every((value) => typeof value === 'string' && isoDay.test(value))) return null;
  const days = sharedFloat64(rows).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    const match = isoDay.exec(String(values[row] ?? ''));
    if (!match) continue;
    days[row] = daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
    if (Number.isNaN(days[row])) return null;
  }
  return { type: 'date', name, values: days };
}

function texts(values: readonly (CellValue | undefined)[], rows: number): (string | null)[] {
  return Array.from({ length: rows }, (_, row) => {
    const value = values[row];
    return value === null || value === undefined ? null : String(value);
  });
}

import { textAt, valueAt } from './columns.ts';
import { daysFromText, numberFromText } from './filter-coercion.ts';
import type { RowMask } from './filter-types.ts';
import type { Column, TextColumn } from './types.ts';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type Literal = string | number | boolean;

/** How a cell is read; `missing` says whether there is a value at all. */
export function cellReader(column: Column): { missing(row: number): boolean } {
  switch (column.type) {
    case 'text':
      return { missing: (row) => column.start[row] === column.start[row + 1] };
    case 'boolean':
      return { missing: (row) => column.values[row] === 255 };
    default:
      return { missing: (row) => Number.isNaN(column.values[row]) };
  }
}

/**
 * Compares a column with a literal: 1 true, 0 false, 2 unknown. Missing cells are unknown. Text is compared with text
 * by code unit, exactly. Where one side is a number the other is read as a number ("12,5" is 12.5); true and false
 * are 1 and 0 and the texts "true" and "false"; a date is compared with YYYY, YYYY-MM or YYYY-MM-DD. What cannot be
 * read so is different (== false, != true) and without order (<, <=, >, >= unknown).
 */
export function compareWithLiteral(operator: Comparison, column: Column, literal: Literal, rows: number): RowMask {
  if (column.type === 'text') {
    return typeof literal === 'string'
      ? compareTexts(operator, column, literal, rows)
      : compareNumbers(operator, (row) => numberIn(textAt(column, row) as string), column, Number(literal), rows);
  }
  const right = numberFor(column, literal);
  return compareNumbers(operator, (row) => column.values[row], column, right, rows);
}

/** A literal as the number that a column's cells are compared with; NaN when it is not comparable. */
function numberFor(column: Exclude<Column, TextColumn>, literal: Literal): number {
  if (column.type === 'date') return typeof literal === 'string' ? daysFromText(literal) : Number.NaN;
  return typeof literal === 'string' ? numberIn(literal) : Number(literal);
}

function numberIn(text: string): number {
  if (text === 'true') return 1;
  return text === 'false' ? 0 : numberFromText(text);
}

function compareNumbers(
  operator: Comparison,
  left: (row: number) => number,
  column: Column,
  right: number,
  rows: number,
): RowMask {
  const mask = new Uint8Array(rows);
  const { missing } = cellReader(column);
  const verdict = verdictOf(operator);
  for (let row = 0; row < rows; row++) mask[row] = missing(row) ? 2 : verdict(left(row), right);
  return mask;
}

type Verdict = (left: number, right: number) => 0 | 1 | 2;

/** The verdict on two numbers; NaN stands for what cannot be compared. */
function verdictOf(operator: Comparison): Verdict {
  const ordered =
    (holds: (left: number, right: number) => boolean): Verdict =>
    (left, right) =>
      Number.isNaN(left) || Number.isNaN(right) ? 2 : holds(left, right) ? 1 : 0;
  switch (operator) {
    case '==':
      return (left, right) => (left === right ? 1 : 0);
    case '!=':
      return (left, right) => (left === right ? 0 : 1);
    case '<':
      return ordered((left, right) => left < right);
    case '<=':
      return ordered((left, right) => left <= right);
    case '>':
      return ordered((left, right) => left > right);
    case '>=':
      return ordered((left, right) => left >= right);
  }
}

const encoder = new TextEncoder();

function compareTexts(operator: Comparison, column: TextColumn, literal: string, rows: number): RowMask {
  const mask = new Uint8Array(rows);
  const equality = operator === '==' || operator === '!=';
  const bytes = encoder.encode(literal);
  const verdict = verdictOf(operator);
  for (let row = 0; row < rows; row++) {
    if (column.start[row] === column.start[row + 1]) mask[row] = 2;
    else if (equality) mask[row] = sameBytes(column, row, bytes) === (operator === '==') ? 1 : 0;
    else mask[row] = verdict(textOrder(textAt(column, row) as string, literal), 0);
  }
  return mask;
}

function sameBytes({ bytes, start }: TextColumn, row: number, wanted: Uint8Array): boolean {
  const from = start[row];
  if (start[row + 1] - from !== wanted.length) return false;
  for (let at = 0; at < wanted.length; at++) if (bytes[from + at] !== wanted[at]) return false;
  return true;
}

function textOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Compares two columns row by row, by the rules of `compareWithLiteral`; missing on either side is unknown. */
export function compareColumns(operator: Comparison, left: Column, right: Column, rows: number): RowMask {
  const mask = new Uint8Array(rows);
  const verdict = verdictOf(operator);
  const [missingLeft, missingRight] = [cellReader(left).missing, cellReader(right).missing];
  const bothText = left.type === 'text' && right.type === 'text';
  const dates = left.type === 'date' || right.type === 'date';
  for (let row = 0; row < rows; row++) {
    if (missingLeft(row) || missingRight(row)) mask[row] = 2;
    else if (bothText) mask[row] = verdict(textOrder(textAt(left, row) as string, textAt(right, row) as string), 0);
    else mask[row] = verdict(comparable(left, row, dates), comparable(right, row, dates));
  }
  return mask;
}

function comparable(column: Column, row: number, dates: boolean): number {
  if (dates) {
    if (column.type === 'date') return column.values[row];
    return column.type === 'text' ? daysFromText(textAt(column, row) as string) : Number.NaN;
  }
  const value = valueAt(column, row);
  return typeof value === 'string' ? numberIn(value) : Number(value);
}

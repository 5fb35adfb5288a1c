import { isoDate } from '../../../shared/dataset/columns.ts';
import type { Column } from '../../../shared/dataset/types.ts';
import { columnName } from './names.ts';

/** How a field is stored: its place in the table and what it is read back as. */
export interface StoredColumn {
  /** The field's own name, which is data and may repeat. */
  readonly name: string;
  readonly type: Column['type'];
  /** Column of the table. */
  readonly column: string;
  /** Type as the GeoPackage standard names it. */
  readonly sqlType: 'DOUBLE' | 'INTEGER' | 'TEXT' | 'DATE' | 'BOOLEAN';
}

/** Column of the feature number and of the geometry, in every layer. */
export const idColumn = 'fid';
export const geometryColumn = 'geom';

/** Where the fields of a dataset go. Repeated, empty and unseemly names get columns of their own. */
export function storedColumns(columns: readonly Column[]): StoredColumn[] {
  const taken = new Set([idColumn, geometryColumn]);
  return columns.map((column) => ({
    name: column.name,
    type: column.type,
    column: columnName(column.name, taken),
    sqlType: sqlTypeOf(column),
  }));
}

function sqlTypeOf(column: Column): StoredColumn['sqlType'] {
  switch (column.type) {
    case 'text':
      return 'TEXT';
    case 'boolean':
      return 'BOOLEAN';
    case 'date':
      // Days outside the calendar's years of four digits, or fractions of a day, have no DATE.
      return column.values.every((days) => Number.isNaN(days) || isCalendarDay(days)) ? 'DATE' : 'DOUBLE';
    case 'number':
      return column.values.every((value) => Number.isNaN(value) || isWhole(value)) ? 'INTEGER' : 'DOUBLE';
  }
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);
const isCalendarDay = (days: number): boolean => isWhole(days) && days >= -719_162 && days <= 2_932_896;

/** Dates as text, each made once: a column holds few different ones. */
export class DateTexts {
  readonly #texts = new Map<number, Uint8Array>();
  readonly #encoder = new TextEncoder();

  of(days: number): Uint8Array {
    const known = this.#texts.get(days);
    if (known !== undefined) return known;
    const text = this.#encoder.encode(isoDate(days));
    if (this.#texts.size < 100_000) this.#texts.set(days, text);
    return text;
  }
}

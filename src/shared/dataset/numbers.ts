import { textAt } from './columns.ts';
import { numberFromText } from './filter-coercion.ts';
import type { Column } from './types.ts';

/**
 * A column as numbers, NaN for missing: numbers as they are, texts read as filters read them ("12,5" is 12.5, other
 * texts are missing), true and false as 1 and 0. A date is no number. undefined (no such column) is missing throughout.
 */
export function numbersOf(column: Column | undefined, count: number): Float64Array {
  if (column?.type === 'number') return column.values;
  const out = new Float64Array(count).fill(Number.NaN);
  if (column?.type === 'boolean') {
    for (let row = 0; row < count; row++) if (column.values[row] !== 255) out[row] = column.values[row];
  }
  if (column?.type === 'text') {
    for (let row = 0; row < count; row++) out[row] = numberFromText(textAt(column, row) ?? '');
  }
  return out;
}

import { findColumn, textAt, valueAt } from '../dataset/columns.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import { sharedUint32 } from '../lib/buffers.ts';

/** A column as numbered codes: 0 is missing, labels[code] is its text; labels are in code-unit order. */
export interface Codes {
  readonly codes: Uint32Array;
  readonly labels: readonly string[];
}

/** The codes of one field over several datasets, numbered together so that one code is one number in all of them. */
export function codesOf(
  columns: readonly (Column | undefined)[],
  counts: readonly number[],
): {
  readonly codes: readonly Uint32Array[];
  readonly labels: readonly string[];
} {
  const found = new Map<string, number>();
  const raw = columns.map((column, index) => {
    const codes = sharedUint32(counts[index]);
    if (!column) return codes;
    for (let row = 0; row < codes.length; row++) {
      const text = cellText(column, row);
      if (text === null) continue;
      let code = found.get(text);
      if (code === undefined) {
        code = found.size + 1;
        found.set(text, code);
      }
      codes[row] = code;
    }
    return codes;
  });
  const sorted = [...found.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const renumber = new Uint32Array(found.size + 1);
  sorted.forEach((text, index) => {
    renumber[found.get(text) as number] = index + 1;
  });
  for (const codes of raw) for (let row = 0; row < codes.length; row++) codes[row] = renumber[codes[row]];
  return { codes: raw, labels: ['', ...sorted] };
}

/** A cell as the text of a code: whole numbers without decimals, so that 1340 and "1340" are one code. */
export function cellText(column: Column, row: number): string | null {
  if (column.type === 'text') return textAt(column, row);
  const value = valueAt(column, row);
  return value === null ? null : String(value);
}

/** The codes of a field of one dataset. */
export function codesOfField(dataset: Dataset, field: string, count: number): Codes {
  const { codes, labels } = codesOf([findColumn(dataset, field)], [count]);
  return { codes: codes[0], labels };
}

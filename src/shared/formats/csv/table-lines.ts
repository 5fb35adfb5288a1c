import type { CsvRows } from './parse-csv.ts';

/** The lines of a table, and those around it that are none of its rows. */
export interface TableLines {
  /** The header first. */
  readonly rows: CsvRows;
  /** Lines above the header: a title, as statistics offices write it. */
  readonly before: readonly string[];
  /** Lines below the last row: a source, remarks. */
  readonly after: readonly string[];
}

const looked = 200;

/** The number of cells that most of the first lines have. */
export function usualWidth(rows: CsvRows): number {
  const counts = new Map<number, number>();
  for (const { length } of rows.slice(0, looked)) counts.set(length, (counts.get(length) ?? 0) + 1);
  let best = rows[0]?.length ?? 0;
  for (const [width, count] of counts) if (count > (counts.get(best) ?? 0)) best = width;
  return best;
}

/** Lines of a single cell above and below a table of several columns are not part of it. */
export function tableLines(rows: CsvRows): TableLines {
  if (usualWidth(rows) < 2) return { rows, before: [], after: [] };
  const isAside = (row: readonly string[]) => row.filter((cell) => cell !== '').length <= 1;
  let from = 0;
  while (from < rows.length && isAside(rows[from])) from++;
  let to = rows.length;
  // A row that merely lacks the cells after its first has the delimiters that say so.
  while (to > from + 1 && rows[to - 1].length === 1) to--;
  if (from === rows.length) return { rows, before: [], after: [] };
  const text = (row: readonly string[]) => row.find((cell) => cell !== '') ?? '';
  return { rows: rows.slice(from, to), before: rows.slice(0, from).map(text), after: rows.slice(to).map(text) };
}

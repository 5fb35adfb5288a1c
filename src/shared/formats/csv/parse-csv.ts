import { usualWidth } from './table-lines.ts';

/** Rows of cells; a quoted cell keeps its blanks, others are trimmed. */
export type CsvRows = readonly (readonly string[])[];

export const delimiters = [',', ';', '\t', '|'] as const;

/**
 * The delimiter of a table: the one that gives the same number of cells, more than one, on most of the first lines
 * (quotes respected); a comma when nothing tells.
 */
export function sniffDelimiter(text: string): string {
  const sample = text.slice(0, 64 * 1024);
  let best = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const rows = parseCsv(sample, delimiter, 50);
    const width = usualWidth(rows);
    if (width < 2) continue;
    const alike = rows.filter((row) => row.length === width).length / rows.length;
    const score = alike * 100 + Math.min(width, 50);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Splits text by RFC 4180 with any delimiter and line end; a quote inside an unquoted cell is a letter. */
export function parseCsv(text: string, delimiter: string, mostRows = Number.POSITIVE_INFINITY): CsvRows {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length && rows.length < mostRows) {
    const cell = readCell(text, at, delimiter);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at++;
      if (at < text.length) continue;
      row.push('');
    }
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
  }
  return rows;
}

function readCell(text: string, from: number, delimiter: string): { value: string; end: number } {
  let start = from;
  while (text[start] === ' ') start++;
  if (text[start] === '"') return readQuoted(text, start + 1, delimiter);
  const end = plainEnd(text, from, delimiter);
  return { value: text.slice(from, end).trim(), end };
}

function plainEnd(text: string, from: number, delimiter: string): number {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** An unfinished quote runs to the end of the text. What stands between the closing quote and the delimiter is left out. */
function readQuoted(text: string, from: number, delimiter: string): { value: string; end: number } {
  let value = '';
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: plainEnd(text, quote + 1, delimiter) };
    value += '"';
    at = quote + 2;
  }
}

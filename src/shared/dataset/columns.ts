import { sharedUint8, sharedUint32 } from '../lib/buffers.ts';
import type { Column, Dataset, TextColumn } from './types.ts';

/** The first column of this name, exact first, then ignoring letter case; undefined when there is none. */
export function findColumn(dataset: Dataset, name: string): Column | undefined {
  const lower = name.toLowerCase();
  return (
    dataset.columns.find((column) => column.name === name) ??
    dataset.columns.find((column) => column.name.toLowerCase() === lower)
  );
}

const decoder = new TextDecoder();
const scratch = new Uint8Array(4096);

/** Decodes UTF-8 that may lie in shared memory, which decoders in browsers refuse: short texts go through a scratch copy. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length <= 0) return '';
  if (length > scratch.length) return decoder.decode(bytes.slice(start, end));
  if (length < 24) {
    let text = '';
    for (let i = start; i < end; i++) {
      if (bytes[i] >= 0x80) return decodeCopy(bytes, start, end);
      text += String.fromCharCode(bytes[i]);
    }
    return text;
  }
  return decodeCopy(bytes, start, end);
}

function decodeCopy(bytes: Uint8Array, start: number, end: number): string {
  scratch.set(bytes.subarray(start, end));
  return decoder.decode(scratch.subarray(0, end - start));
}

/** The text in a row, or null when it is missing. */
export function textAt(column: TextColumn, row: number): string | null {
  const start = column.start[row];
  const end = column.start[row + 1];
  return start === end ? null : decodeUtf8(column.bytes, start, end);
}

/** A text column of these values; null and '' are missing. */
export function textColumn(name: string, values: readonly (string | null)[]): TextColumn {
  const encoder = new TextEncoder();
  const encoded = values.map((value) => (value ? encoder.encode(value) : null));
  const start = sharedUint32(values.length + 1);
  for (let row = 0; row < values.length; row++) start[row + 1] = start[row] + (encoded[row]?.length ?? 0);
  const bytes = sharedUint8(start[values.length]);
  encoded.forEach((part, row) => {
    if (part) bytes.set(part, start[row]);
  });
  return { type: 'text', name, bytes, start };
}

/** A cell as a plain value: text, number (dates as ISO text), boolean or null when missing. */
export function valueAt(column: Column, row: number): string | number | boolean | null {
  switch (column.type) {
    case 'text':
      return textAt(column, row);
    case 'number':
      return Number.isNaN(column.values[row]) ? null : column.values[row];
    case 'date':
      return Number.isNaN(column.values[row]) ? null : isoDate(column.values[row]);
    case 'boolean':
      return column.values[row] === 255 ? null : column.values[row] === 1;
  }
}

/** Days since 1970-01-01 as YYYY-MM-DD. */
export function isoDate(days: number): string {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

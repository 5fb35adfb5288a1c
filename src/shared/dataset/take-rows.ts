import { sharedFloat64, sharedUint8, sharedUint32 } from '../lib/buffers.ts';
import type { Column, TextColumn } from './types.ts';

/** The column with the rows given, in their order; rows may repeat. */
export function takeRows(column: Column, rows: Uint32Array): Column {
  if (column.type === 'text') return takeTexts(column, rows);
  if (column.type === 'boolean') {
    const values = sharedUint8(rows.length);
    for (let row = 0; row < rows.length; row++) values[row] = column.values[rows[row]];
    return { ...column, values };
  }
  const values = sharedFloat64(rows.length);
  for (let row = 0; row < rows.length; row++) values[row] = column.values[rows[row]];
  return { ...column, values };
}

function takeTexts(column: TextColumn, rows: Uint32Array): TextColumn {
  const start = sharedUint32(rows.length + 1);
  for (let row = 0; row < rows.length; row++) {
    start[row + 1] = start[row] + column.start[rows[row] + 1] - column.start[rows[row]];
  }
  const bytes = sharedUint8(start[rows.length]);
  for (let row = 0; row < rows.length; row++) {
    bytes.set(column.bytes.subarray(column.start[rows[row]], column.start[rows[row] + 1]), start[row]);
  }
  return { ...column, bytes, start };
}

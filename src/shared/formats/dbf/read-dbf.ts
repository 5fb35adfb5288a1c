import type { Column } from '../../dataset/types.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import type { Problem } from '../../lib/issue.ts';
import { type Outcome, success } from '../../lib/outcome.ts';
import { ByteWindow, blockSize, type ReadProgress } from '../byte-window.ts';
import { type ChosenEncoding, chooseEncoding, type EncodingHints } from '../encoding/choose-encoding.ts';
import { decodeText, type RawText } from '../encoding/transcode.ts';
import type { IssueLog } from '../issue-log.ts';
import type { ColumnReader } from './column-reader.ts';
import { readersFor } from './column-readers.ts';
import { type DbfField, type DbfHeader, headerBytes, isDeletedFlag, parseDbfHeader } from './dbf-header.ts';

/** A dbf before its text is decoded: cells as columns, deleted rows left out. */
export interface RawTable {
  readonly header: DbfHeader;
  /** Rows of the file, deleted ones included, and those that are kept. */
  readonly rows: number;
  readonly kept: number;
  /** 1 where a row is deleted; null when none is. */
  readonly deleted: Uint8Array | null;
  /** Column values and what is noticed about them, once the encoding is settled. */
  finish(hints: Omit<EncodingHints, 'languageByte'>, log: IssueLog): { columns: Column[]; encoding: ChosenEncoding };
}

/**
 * Reads a table in blocks of rows, column by column. `expectedRows` is how many rows the shapes suggest (null without
 * shapes): a header that claims fewer rows than the file holds is believed unless the shapes know better.
 */
export async function readDbf(
  source: ByteSource,
  expectedRows: number | null,
  log: IssueLog,
  progress: ReadProgress,
): Promise<Outcome<RawTable, Problem>> {
  const window = new ByteWindow(source, progress);
  await window.load(0, Math.min(headerBytes, source.size));
  const parsed = parseDbfHeader(window.bytes.subarray(0, headerBytes), source, log);
  if (!parsed.ok) return parsed;
  const header = parsed.value;
  const rows = countRows(header, expectedRows, source, log);
  const readers = readersFor(header.fields, rows, header.version);
  const deleted = new Uint8Array(rows);
  const kept = await readRows(window, header, rows, readers, deleted);
  if (kept < rows) log.add('info', 'rows-deleted', { count: rows - kept });
  return success({
    header,
    rows,
    kept,
    deleted: kept < rows ? deleted : null,
    finish: (hints, finishLog) => finishTable(header, readers, hints, finishLog),
  });
}

function countRows(header: DbfHeader, expected: number | null, source: ByteSource, log: IssueLog): number {
  const { declaredRows, availableRows } = header;
  if (declaredRows > availableRows) {
    log.add('error', 'dbf-truncated', { file: source.name, declared: declaredRows, available: availableRows });
    return availableRows;
  }
  const trusted =
    expected === null ? (declaredRows === 0 ? availableRows : declaredRows) : Math.max(expected, declaredRows);
  const rows = Math.min(trusted, availableRows);
  // A row that only ends the file (0x1A) is no row; one byte of it cannot fill a row anyway.
  if (rows > declaredRows)
    log.add('warning', 'dbf-row-count', { file: source.name, declared: declaredRows, used: rows });
  return rows;
}

async function readRows(
  window: ByteWindow,
  header: DbfHeader,
  rows: number,
  readers: readonly (ColumnReader | null)[],
  deleted: Uint8Array,
): Promise<number> {
  const { rowSize, dataStart } = header;
  const rowsPerBlock = Math.max(1, Math.floor(blockSize / rowSize));
  let kept = 0;
  for (let row = 0; row < rows; ) {
    const offset = dataStart + row * rowSize;
    let count = Math.floor((window.end - offset) / rowSize);
    if (offset < window.start || count < 1) {
      await window.load(offset, Math.min(rowSize * Math.min(rowsPerBlock, rows - row), window.source.size - offset));
      count = Math.floor((window.end - offset) / rowSize);
    }
    count = Math.min(count, rows - row);
    if (count < 1) break;
    const rowAt = liveRows(window, offset - window.start, rowSize, count, deleted, row);
    for (const reader of readers) reader?.read(window.bytes, window.view, rowAt, rowAt.length, kept);
    kept += rowAt.length;
    row += count;
  }
  return kept;
}

/** Places of the rows that are not deleted; marks those that are. */
function liveRows(
  window: ByteWindow,
  first: number,
  rowSize: number,
  count: number,
  deleted: Uint8Array,
  row: number,
): Uint32Array {
  const rowAt = new Uint32Array(count);
  let live = 0;
  for (let index = 0, at = first; index < count; index++, at += rowSize) {
    if (isDeletedFlag(window.bytes[at])) deleted[row + index] = 1;
    else rowAt[live++] = at;
  }
  return rowAt.subarray(0, live);
}

function finishTable(
  header: DbfHeader,
  readers: readonly (ColumnReader | null)[],
  hints: Omit<EncodingHints, 'languageByte'>,
  log: IssueLog,
): { columns: Column[]; encoding: ChosenEncoding } {
  const texts = readers.flatMap((reader) => reader?.text() ?? []);
  const chosen = chooseEncoding(
    { ...hints, languageByte: header.languageByte },
    [...texts, fieldNames(header.fields)],
    log,
  );
  const columns = readers.flatMap((reader, index) => {
    if (!reader) return [];
    const { name } = header.fields[index];
    return [reader.finish(decodeText(name, 0, name.length, chosen.encoding), chosen.encoding, log)];
  });
  return { columns, encoding: chosen };
}

/** Field names as a text column, so that they take part in finding the encoding. */
function fieldNames(fields: readonly DbfField[]): RawText {
  const start = new Uint32Array(fields.length + 1);
  fields.forEach((field, index) => {
    start[index + 1] = start[index] + field.name.length;
  });
  const bytes = new Uint8Array(start[fields.length]);
  fields.forEach((field, index) => {
    bytes.set(field.name, start[index]);
  });
  return { bytes, start, high: bytes.some((byte) => byte >= 0x80) };
}

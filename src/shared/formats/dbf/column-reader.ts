import type { Column } from '../../dataset/types.ts';
import type { Encoding } from '../encoding/encodings.ts';
import type { RawText } from '../encoding/transcode.ts';
import type { IssueLog } from '../issue-log.ts';

/** Reads one field over many rows. `rowAt` are the places of the rows in `bytes`; row n of the call is row first + n. */
export interface ColumnReader {
  read(bytes: Uint8Array, view: DataView, rowAt: Uint32Array, count: number, first: number): void;
  /** Text whose encoding must be known before `finish`; null for other columns. */
  text(): RawText | null;
  finish(name: string, encoding: Encoding, log: IssueLog): Column;
}

export const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0;
/** A piece of a cell, for issues. */
export const asText = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 40))).trim();

/** Cells that could not be understood: how many, and the first of them. */
export class Refused {
  private count = 0;
  private first = 0;
  private example = '';

  note(row: number, bytes: Uint8Array, from: number, to: number): void {
    if (this.count++ > 0) return;
    this.first = row + 1;
    this.example = asText(bytes, from, to);
  }

  tell(severity: 'warning' | 'info', code: string, field: string, log: IssueLog): void {
    if (this.count > 0) log.add(severity, code, { field, count: this.count, example: this.example }, this.first);
  }
}

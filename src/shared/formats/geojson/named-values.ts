import type { Column } from '../../dataset/types.ts';
import { ColumnGatherer } from '../gathering/column-gatherer.ts';
import type { IssueLog } from '../issue-log.ts';

/** Fields x rows that are kept of a small file: hostile files name a new field in every feature. */
const largestTable = 60_000_000;
/** Bytes that a cell takes in a large file at least, with its name. */
const bytesPerCell = 16;
const mostFields = 5000;
const encoder = new TextEncoder();

/** Gathers values of JSON by the names of their fields, in the order in which the names first come; rows ascend. */
export class NamedValues {
  /** Null: a field of which no value came yet. */
  private readonly fields = new Map<string, ColumnGatherer | null>();
  private readonly mostCells: number;
  private left = 0;
  private isClosed = false;

  /** @param size bytes of the file */
  constructor(size: number) {
    this.mostCells = Math.max(largestTable, size / bytesPerCell);
  }

  set(row: number, name: string, value: unknown): void {
    const isMissing = value === null || value === undefined || value === '';
    if (!this.fields.has(name)) {
      if (!this.hasRoom(row)) {
        this.left++;
        return;
      }
      this.fields.set(name, null);
    }
    // What is missing says nothing of the type.
    if (isMissing) return;
    const field = this.fields.get(name) ?? this.open(name, value);
    if (typeof value === 'number') field.number(row, value);
    else if (typeof value === 'boolean') field.flag(row, value);
    else field.bytes(row, encoder.encode(typeof value === 'string' ? value : jsonText(value)));
  }

  /** Ends a row; the last fields are given up where there is too much of them. */
  endRow(rows: number): void {
    while (rows * this.fields.size > this.mostCells && this.fields.size > 1) {
      const last = [...this.fields.keys()].at(-1) ?? '';
      this.fields.delete(last);
      this.isClosed = true;
      this.left++;
    }
  }

  finish(rows: number, log: IssueLog): Column[] {
    if (this.left > 0) log.add('error', 'too-many-fields', { kept: this.fields.size, values: this.left });
    return [...this.fields].map(([name, field]) => (field ?? new ColumnGatherer(name, 'text')).finish(rows, log));
  }

  private hasRoom(row: number): boolean {
    const { size } = this.fields;
    return !this.isClosed && size < mostFields && (size === 0 || (size + 1) * (row + 1) <= this.mostCells);
  }

  /** The narrowest type that holds the first value; others may make text of it. */
  private open(name: string, value: unknown): ColumnGatherer {
    const type = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'day';
    const field = new ColumnGatherer(name, type);
    this.fields.set(name, field);
    return field;
  }
}

/** Lists and objects as JSON text; '' where they lie too deep in each other to be written. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

import type { Geometry } from '../../geometry/types.ts';
import type { ByteWindow } from '../byte-window.ts';
import type { IssueLog } from '../issue-log.ts';
import type { GeometrySink } from './geometry-sink.ts';
import type { ShapeIndex } from './shape-index.ts';
import { fileHeaderSize, recordHeaderSize, type ShapeFamily, shapeFamily } from './shape-types.ts';

/** So many places without a record header are searched for the next one; then the rest counts as lost. */
const damageLimit = 1000;
/** The next header is sought among this many record numbers. */
const searchedRecords = 64;
/** Smaller reads once a file is known to be damaged, since the search moves back and forth. */
const damagedBlockSize = 1024 * 1024;

/** What the shape reader is told about the attribute table. */
export interface ShapeExpectation {
  /** Rows of the table, deleted ones included; null when there is no table. */
  readonly rows: number | null;
  /** True where the row of this shape (from 0) is deleted: the shape is left out too. */
  isDeleted(record: number): boolean;
}

/** Walks through the records of one file and hands their content to the sink. */
export class RecordScan {
  private readonly window: ByteWindow;
  private readonly sink: GeometrySink;
  private readonly family: ShapeFamily;
  private readonly index: ShapeIndex;
  private readonly expectation: ShapeExpectation;
  private readonly log: IssueLog;
  private readonly size: number;
  private offset = fileHeaderSize;
  private cutShort = false;
  private damages = 0;
  /** Records met so far, deleted and damaged ones included. */
  record = 0;

  constructor(
    window: ByteWindow,
    sink: GeometrySink,
    family: ShapeFamily,
    index: ShapeIndex,
    expectation: ShapeExpectation,
    log: IssueLog,
  ) {
    this.window = window;
    this.sink = sink;
    this.family = family;
    this.index = index;
    this.expectation = expectation;
    this.log = log;
    this.size = window.source.size;
  }

  /** Front to back. */
  async run(): Promise<void> {
    while (this.offset + recordHeaderSize <= this.size) {
      const need = this.consume();
      if (need === 0) {
        if (!(await this.findNext())) return;
      } else if (need > 0) await this.window.load(this.offset, need, this.damages > 0 ? damagedBlockSize : undefined);
    }
    const known = this.index.state === 'sequential' ? this.index.count : 0;
    if (this.cutShort) return;
    if (known > this.record) this.tellTruncated();
    else if (this.offset !== this.size) await this.tellEnd();
  }

  /** In the order of the index. */
  async runByIndex(): Promise<void> {
    let previous = fileHeaderSize;
    for (const offset of this.index.offsets) {
      const nearby = offset >= previous;
      await this.window.load(offset, recordHeaderSize, nearby ? undefined : recordHeaderSize);
      const length = this.window.view.getInt32(offset - this.window.start + 4) * 2;
      await this.window.load(offset, recordHeaderSize + length, nearby ? undefined : recordHeaderSize + length);
      this.take(offset - this.window.start + recordHeaderSize, length);
      previous = offset;
    }
  }

  /** A .shp cut short: the shapes that the index or the table still know become null, so that rows are not lost. */
  fillMissing(): void {
    if (!this.cutShort) return;
    const rows = this.expectation.rows ?? this.index.count;
    this.skipTo(Math.min(this.index.count || rows, rows));
  }

  private skipTo(record: number): void {
    for (; this.record < record; this.record++) {
      if (!this.expectation.isDeleted(this.record)) this.sink.addNull();
    }
  }

  finish(): Geometry {
    return this.sink.finish();
  }

  /**
   * Takes all records that lie whole in the window. Returns the bytes it needs from `offset` to go on,
   * 0 when no record begins here, -1 at the end of the file.
   */
  private consume(): number {
    const { window, size } = this;
    const { view } = window;
    while (this.offset + recordHeaderSize <= size) {
      if (!window.has(this.offset, Math.min(recordHeaderSize + 4, size - this.offset))) return recordHeaderSize + 4;
      const at = this.offset - window.start;
      if (!this.beginsAt(at)) return 0;
      const length = view.getInt32(at + 4) * 2;
      const end = this.offset + recordHeaderSize + length;
      if (end > size) return 0;
      if (!window.has(this.offset, recordHeaderSize + length)) return recordHeaderSize + length;
      this.take(at + recordHeaderSize, length);
      this.offset = end;
    }
    return -1;
  }

  /** True when the header at this place of the window can be that of the next record. */
  private beginsAt(at: number): boolean {
    const { view } = this.window;
    if (at + recordHeaderSize + 4 > this.window.bytes.length) return false;
    const length = view.getInt32(at + 4);
    if (length < 2 || length > 0x3fffffff) return false;
    return shapeFamily(view.getInt32(at + 8, true)) !== undefined;
  }

  private take(at: number, length: number): void {
    const record = this.record++;
    if (this.expectation.isDeleted(record)) return;
    const type = this.window.view.getInt32(at, true);
    const family = shapeFamily(type);
    if (family === this.family) this.sink.add(this.window.view, at + 4, length - 4, record + 1);
    else {
      if (family !== 'null') this.log.add('error', 'shp-record-type', { type }, record + 1);
      this.sink.addNull();
    }
  }

  /**
   * No record begins where the last one said: either the file ends here, or a length lies. Looks for the next header
   * by the index, then by its record number; the records in between are lost and told.
   */
  private async findNext(): Promise<boolean> {
    const next = ++this.damages > damageLimit ? null : ((await this.nextByIndex()) ?? (await this.nextByNumber()));
    if (next === null) {
      await this.tellEnd();
      return false;
    }
    if (next.record > this.record) {
      this.log.add('error', 'shp-record-damaged', { offset: this.offset }, this.record + 1);
    } else this.log.add('warning', 'shp-gap', { offset: this.offset, bytes: next.offset - this.offset });
    this.skipTo(next.record);
    this.offset = next.offset;
    return true;
  }

  private async nextByIndex(): Promise<{ record: number; offset: number } | null> {
    if (this.index.state !== 'sequential') return null;
    const last = Math.min(this.index.count, this.record + searchedRecords);
    for (let record = this.record; record < last; record++) {
      const offset = this.index.offsets[record];
      if (offset <= this.offset || offset + recordHeaderSize + 4 > this.size) continue;
      await this.window.load(offset, recordHeaderSize + 4, damagedBlockSize);
      if (this.fits(offset, record + 1)) return { record, offset };
    }
    return null;
  }

  /** Steps through the rest of the file in words of four bytes, as records are made of them. */
  private async nextByNumber(): Promise<{ record: number; offset: number } | null> {
    for (let offset = this.offset + 4; offset + recordHeaderSize + 4 <= this.size; offset += 4) {
      if (!this.window.has(offset, 12)) await this.window.load(offset, 12, damagedBlockSize);
      const number = this.window.view.getInt32(offset - this.window.start);
      if (number < this.record + 1 || number > this.record + searchedRecords) continue;
      if (this.fits(offset, number)) return { record: number - 1, offset };
    }
    return null;
  }

  private fits(offset: number, number: number): boolean {
    const at = offset - this.window.start;
    if (this.window.view.getInt32(at) !== number || !this.beginsAt(at)) return false;
    const family = shapeFamily(this.window.view.getInt32(at + 8, true));
    const end = offset + recordHeaderSize + this.window.view.getInt32(at + 4) * 2;
    return end <= this.size && (family === this.family || family === 'null');
  }

  /** Nothing more to read: fine where index, table or header know of no more records, else the file is cut or damaged. */
  private async tellEnd(): Promise<void> {
    const declared = await this.declaredEnd();
    const known = this.index.state === 'sequential' ? this.index.count : (this.expectation.rows ?? 0);
    const complete = known > 0 ? known <= this.record : this.offset === declared;
    if (complete) {
      this.log.add('info', 'shp-trailing-bytes', { bytes: this.size - this.offset });
      return;
    }
    this.tellTruncated();
  }

  private async declaredEnd(): Promise<number> {
    const keep = this.offset;
    await this.window.load(0, fileHeaderSize, fileHeaderSize);
    const declared = this.window.view.getInt32(24 - this.window.start) * 2;
    await this.window.load(keep, 0, recordHeaderSize);
    return declared;
  }

  private tellTruncated(): void {
    this.cutShort = true;
    this.log.add(
      'error',
      'shp-truncated',
      { offset: this.offset, size: this.size, read: this.record },
      this.record + 1,
    );
    if (this.offset + recordHeaderSize <= this.size) this.skipTo(this.record + 1);
  }
}

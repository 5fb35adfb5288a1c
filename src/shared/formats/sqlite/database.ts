import type { ByteSource } from '../../lib/byte-source.ts';
import { type ReadProgress, readBytes } from '../byte-window.ts';

/** A place in the file that makes no sense. */
export class DamagedDatabase extends Error {
  override readonly name = 'DamagedDatabase';
}

/** Pages are fetched in blocks of so many bytes, a multiple of every page size. */
const blockBytes = 4 * 1024 * 1024;
/** So many blocks are kept: the pages of one table may lie anywhere. */
const blocksKept = 64;
const headerBytes = 100;
const magic = 'SQLite format 3\0';

/** The encodings of text by their numbers in the header. */
const encodings = ['utf-8', 'utf-8', 'utf-16le', 'utf-16be'] as const;

/**
 * A SQLite database file, read page by page and never run: no view, trigger, default or index of it is looked at. What a
 * writer left in a journal or a write-ahead log beside it is not seen. Source: sqlite.org/fileformat2.html.
 */
export class Database {
  private readonly source: ByteSource;
  private readonly progress: ReadProgress;
  private readonly blocks = new Map<number, Uint8Array<ArrayBuffer>>();
  private readonly seen = new Set<number>();
  readonly pageBytes: number;
  /** Bytes of a page that hold content; the rest is reserved for extensions. */
  readonly usable: number;
  readonly pages: number;
  readonly encoding: (typeof encodings)[number];
  /** The last writer kept a write-ahead log. */
  readonly writesAhead: boolean;

  private constructor(source: ByteSource, progress: ReadProgress, header: DataView) {
    this.source = source;
    this.progress = progress;
    const size = header.getUint16(16);
    this.pageBytes = size === 1 ? 65_536 : size;
    this.usable = this.pageBytes - header.getUint8(20);
    this.pages = Math.floor(source.size / this.pageBytes);
    this.encoding = encodings[header.getUint32(56)] ?? 'utf-8';
    this.writesAhead = header.getUint8(18) === 2;
  }

  /** Opens a file; null when it is no such database. */
  static async open(source: ByteSource, progress: ReadProgress): Promise<Database | null> {
    if (source.size < 512) return null;
    const bytes = await readBytes(source, 0, headerBytes, progress);
    if (bytes.length < headerBytes || new TextDecoder().decode(bytes.subarray(0, 16)) !== magic) return null;
    const made = new Database(source, progress, new DataView(bytes.buffer, bytes.byteOffset, headerBytes));
    const { pageBytes, usable } = made;
    const isPower = pageBytes >= 512 && (pageBytes & (pageBytes - 1)) === 0;
    return isPower && usable >= 480 && made.pages > 0 ? made : null;
  }

  /** The bytes of a page, counted from 1. Throws `DamagedDatabase` where the file has no such page. */
  page(number: number): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>> {
    if (number < 1 || number > this.pages) throw new DamagedDatabase(`page ${number}`);
    const at = (number - 1) * this.pageBytes;
    const block = Math.floor(at / blockBytes);
    const kept = this.blocks.get(block);
    const from = at - block * blockBytes;
    if (kept !== undefined) return kept.subarray(from, from + this.pageBytes);
    return this.fetch(block).then((bytes) => bytes.subarray(from, from + this.pageBytes));
  }

  private async fetch(block: number): Promise<Uint8Array<ArrayBuffer>> {
    const start = block * blockBytes;
    const end = Math.min(this.source.size, start + blockBytes);
    const bytes = await readBytes(this.source, start, end, this.progress);
    if (bytes.length < end - start) throw new DamagedDatabase(`bytes from ${start}`);
    if (this.blocks.size >= blocksKept) this.blocks.delete(this.blocks.keys().next().value ?? block);
    this.blocks.set(block, bytes);
    if (!this.seen.has(block)) {
      this.seen.add(block);
      this.progress.done += bytes.length;
      this.progress.context.progress(Math.min(this.progress.done, this.progress.total), this.progress.total);
    }
    return bytes;
  }
}

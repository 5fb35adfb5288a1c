import type { ByteSource } from '../lib/byte-source.ts';
import { problem } from '../lib/issue.ts';
import { StopReading } from './stop-reading.ts';
import type { ReadContext } from './types.ts';

/** Files are read in blocks of this many bytes, so that their size is not limited by one buffer. */
export const blockSize = 16 * 1024 * 1024;

/** The next block is read while this one is worked on; it begins a little earlier, so that a record cut by the end lies whole in it. */
const blockOverlap = 64 * 1024;

/** What the readers poll and report to while they walk through the files of one call. */
export interface ReadProgress {
  readonly context: ReadContext;
  done: number;
  total: number;
}

/** The bytes [start, end) of a file that lie in memory now; `load` moves the window. */
export class ByteWindow {
  readonly source: ByteSource;
  private readonly progress: ReadProgress;
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  view = new DataView(this.bytes.buffer);
  /** File offset of bytes[0]. */
  start = 0;
  private reported = 0;
  private ahead: Ahead | null = null;

  constructor(source: ByteSource, progress: ReadProgress) {
    this.source = source;
    this.progress = progress;
  }

  get end(): number {
    return this.start + this.bytes.length;
  }

  has(offset: number, length: number): boolean {
    return offset >= this.start && offset + length <= this.start + this.bytes.length;
  }

  /** Begins to read a block that will soon be asked for. */
  prefetch(offset: number): void {
    const end = Math.min(this.source.size, offset + blockSize);
    const bytes = readBytes(this.source, offset, end, this.progress).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
    this.ahead = { start: offset, end, bytes };
  }

  /** Makes at least [offset, offset + length) available as far as the file reaches, and usually a block of `size` bytes. */
  async load(offset: number, length: number, size = blockSize): Promise<void> {
    if (this.has(offset, length)) return;
    const ahead = this.ahead;
    const wanted = Math.min(this.source.size, offset + length);
    if (ahead && offset >= ahead.start && wanted <= ahead.end) {
      const bytes = await ahead.bytes;
      if (bytes instanceof Error) throw bytes;
      this.show(bytes, ahead.start);
    } else {
      const end = Math.min(this.source.size, offset + Math.max(length, size));
      this.show(await readBytes(this.source, offset, end, this.progress), offset);
    }
    this.ahead = null;
    if (size === blockSize && this.end < this.source.size) this.prefetch(Math.max(offset, this.end - blockOverlap));
  }

  private show(bytes: Uint8Array<ArrayBuffer>, start: number): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.start = start;
    if (this.end > this.reported) {
      this.progress.done += this.end - this.reported;
      this.reported = this.end;
      this.progress.context.progress(Math.min(this.progress.done, this.progress.total), this.progress.total);
    }
  }
}

/** A block on its way. Its failure is kept until somebody asks for the bytes. */
interface Ahead {
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Uint8Array<ArrayBuffer> | Error>;
}

/** Reads bytes, polling for cancellation; a host that cannot deliver them ends the read with words. */
export async function readBytes(
  source: ByteSource,
  start: number,
  end: number,
  progress: ReadProgress,
): Promise<Uint8Array<ArrayBuffer>> {
  if (progress.context.cancelled()) throw new StopReading(problem('read-cancelled', { file: source.name }));
  try {
    return await source.read(start, Math.min(end, source.size));
  } catch (error) {
    if (error instanceof StopReading) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StopReading(problem('file-unreadable', { file: source.name, reason }));
  }
}

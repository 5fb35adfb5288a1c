import type { ByteSource } from './byte-source.ts';

/** Bytes asked for at a time. */
const pieceSize = 8 * 1024 * 1024;

/**
 * Reads a file from some place on to its end, in large pieces, the next of which is on its way while one is taken apart: in the window
 * every question costs some 10 ms, however few bytes are asked for.
 */
export class ReadAhead {
  private piece: Uint8Array = new Uint8Array(0);
  private used = 0;
  private coming: Promise<Uint8Array> | null = null;

  /** @param at the first byte that is read */
  constructor(
    private readonly source: ByteSource,
    private at: number,
  ) {}

  /** Fills a target, which may be shared memory, with the bytes that come next; false where the file ends before. */
  async fill(target: Uint8Array): Promise<boolean> {
    for (let done = 0; done < target.length; ) {
      if (this.used === this.piece.length && !(await this.turn())) return false;
      const part = this.piece.subarray(this.used, this.used + target.length - done);
      target.set(part, done);
      done += part.length;
      this.used += part.length;
    }
    return true;
  }

  /** Passes over bytes. */
  async skip(count: number): Promise<boolean> {
    return count === 0 || this.fill(new Uint8Array(count));
  }

  private async turn(): Promise<boolean> {
    this.piece = await (this.coming ?? this.ask());
    this.used = 0;
    this.coming = this.ask();
    // A reader that gives up does not hear of a piece that fails.
    this.coming.catch(() => undefined);
    return this.piece.length > 0;
  }

  private async ask(): Promise<Uint8Array> {
    const start = this.at;
    if (start >= this.source.size) return new Uint8Array(0);
    this.at = Math.min(this.source.size, start + pieceSize);
    return this.source.read(start, this.at);
  }
}

import type { ByteSource } from '../../lib/byte-source.ts';
import { ByteWindow, type ReadProgress } from '../byte-window.ts';

/** Where a text stops being JSON. */
export class BrokenJson extends Error {
  override readonly name = 'BrokenJson';

  /** @param byte offset in the file */
  constructor(
    readonly byte: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** A single value longer than this is not taken as text: a string of JavaScript holds 536 million characters. */
const longestValue = 400_000_000;

const quote = 0x22;
const backslash = 0x5c;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
/** Blanks of JSON, and the separator of RFC 8142 between texts of a sequence. */
const isBlank = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x1e;
const isDelimiter = (byte: number): boolean =>
  isBlank(byte) || byte === 0x2c || byte === 0x3a || isClosing(byte) || isOpening(byte);

/**
 * Walks through JSON in an encoding that has ASCII's signs at ASCII's places, cutting out whole values as bytes. Only brackets and
 * strings are looked at; whether what lies between is JSON is for the parser to say. Memory: a block of the file, or the longest value.
 */
export class JsonBytes {
  private readonly window: ByteWindow;
  /** Offset in the file of what comes next. */
  at = 0;
  /** How far the running value was looked through, how deep it is open there, and whether inside of a string. */
  private seen = 0;
  private depth = 0;
  private inString = false;

  constructor(source: ByteSource, progress: ReadProgress) {
    this.window = new ByteWindow(source, progress);
  }

  /** Passes a byte order mark over. */
  async begin(): Promise<void> {
    await this.window.load(0, 3);
    const { bytes } = this.window;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.at = 3;
  }

  /** The next byte that is no blank, where the walk then stands; -1 at the end. */
  async peek(): Promise<number> {
    for (;;) {
      const { bytes, start } = this.window;
      let index = this.at - start;
      while (index >= 0 && index < bytes.length && isBlank(bytes[index])) index++;
      if (index >= 0 && index < bytes.length) {
        this.at = start + index;
        return bytes[index];
      }
      this.at = Math.max(this.at, start + index);
      if (this.at >= this.window.source.size) return -1;
      await this.window.load(this.at, 1);
      if (!this.window.has(this.at, 1)) return -1;
    }
  }

  /** Passes the sign over that must come next. */
  async expect(sign: string): Promise<void> {
    if ((await this.peek()) !== sign.charCodeAt(0)) throw new BrokenJson(this.at, `${sign} is missing`);
    this.at++;
  }

  /** Passes a sign over where it comes next. */
  async passes(sign: string): Promise<boolean> {
    if ((await this.peek()) !== sign.charCodeAt(0)) return false;
    this.at++;
    return true;
  }

  /** The bytes of the value that comes next; they hold until the walk goes on. */
  async value(): Promise<Uint8Array> {
    if ((await this.peek()) < 0) throw new BrokenJson(this.at, 'the file ends here');
    const from = this.at;
    this.seen = from;
    this.depth = 0;
    this.inString = false;
    while (!this.lookThrough(from)) await this.loadMore(from);
    if (this.seen === from) throw new BrokenJson(from, 'a value is missing');
    this.at = this.seen;
    const { bytes, start } = this.window;
    return bytes.subarray(from - start, this.at - start);
  }

  /** More of the file from the beginning of the value on; twice as much each time. */
  private async loadMore(from: number): Promise<void> {
    const { end, source } = this.window;
    if (end >= source.size) {
      // A number at the very end needs nothing behind it.
      if (this.depth > 0 || this.inString) throw new BrokenJson(end, 'the file ends inside of a value');
      this.seen = end;
      return;
    }
    if (end - from > longestValue) throw new BrokenJson(from, `the value is longer than ${longestValue / 1e6} MB`);
    await this.window.load(from, 2 * (end - from) + 1);
    if (this.window.end <= end) throw new BrokenJson(end, 'the file ends inside of a value');
  }

  /** Goes on through the bytes at hand; true at the end of the value, which is then `seen`. */
  private lookThrough(from: number): boolean {
    const { bytes, start } = this.window;
    const first = from - start;
    const { length } = bytes;
    let index = this.seen - start;
    let { depth, inString } = this;
    let isDone =
      index > first && depth === 0 && !inString && start + length >= this.window.source.size && index >= length;
    while (index < length && !isDone) {
      if (inString) {
        const found = bytes.indexOf(quote, index);
        if (found < 0) {
          index = length;
          break;
        }
        index = found + 1;
        inString = isEscaped(bytes, found, first);
        isDone = !inString && depth === 0;
        continue;
      }
      const byte = bytes[index];
      if (byte === quote) inString = true;
      else if (isOpening(byte)) depth++;
      else if (isClosing(byte)) {
        if (depth === 0) break;
        depth--;
        isDone = depth === 0;
      } else if (depth === 0 && isDelimiter(byte)) {
        this.seen = start + index;
        return true;
      }
      index++;
    }
    this.seen = start + index;
    this.depth = depth;
    this.inString = inString;
    return isDone || (index < length && !inString);
  }
}

/** A quote behind an odd number of backslashes belongs to its string. */
function isEscaped(bytes: Uint8Array, at: number, first: number): boolean {
  let before = at - 1;
  while (before >= first && bytes[before] === backslash) before--;
  return (at - before) % 2 === 0;
}

import { csvText } from '../formats/csv/write-csv.ts';
import { decimalsFor, powersOfTen, printNumber } from './numbers.ts';

/** A chunk is handed on when it has grown beyond this many bytes. */
const chunkBytes = 65_536;
/** More than any number takes. */
const numberBytes = 32;

const comma = 0x2c;
const zero = 0x30;
const point = 0x2e;
const minus = 0x2d;
/** Digits of a whole number of at most 10^12. */
const mostDigits = 13;
const million = 1e6;

/** Of ASCII characters: may stand as they are at the beginning of a cell (2), or after it (1); others need `csvText`. */
const plain = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  return (csvText(letter) === letter ? 2 : 0) + (csvText(`a${letter}`) === `a${letter}` ? 1 : 0);
});

/**
 * Cells as UTF-8 bytes: a million lines of numbers as strings cost ten times as much. Every cell is followed by a comma,
 * which the end of the line replaces. Numbers come out as by `printNumber`, texts as by `csvText`.
 */
export class CsvWriter {
  private bytes = new Uint8Array(2 * chunkBytes);
  private at = 0;
  private readonly digits = new Uint8Array(mostDigits);
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** A text cell. */
  text(text: string): void {
    const from = this.at;
    this.reserve(3 * text.length + 1);
    const { bytes } = this;
    let at = from;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 128 || (plain[code] & (i === 0 ? 2 : 1)) === 0) {
        this.raw(csvText(text));
        return;
      }
      bytes[at++] = code;
    }
    bytes[at++] = comma;
    this.at = at;
  }

  /** A cell that needs no more quoting. */
  private raw(cell: string): void {
    this.reserve(3 * cell.length + 1);
    this.at += this.encoder.encodeInto(cell, this.bytes.subarray(this.at)).written;
    this.bytes[this.at++] = comma;
  }

  /** A number; an empty cell for NaN and infinities. */
  number(value: number): void {
    this.reserve(numberBytes);
    const size = Math.abs(value);
    if (size <= 9 && Number.isInteger(value) && value >= 0) this.bytes[this.at++] = zero + value;
    else if (size >= 1e-5 && size < 1e11) {
      const decimals = Number.isInteger(value) ? 0 : decimalsFor(size);
      const whole = Math.round(value * powersOfTen[decimals]);
      if (whole < 0) this.bytes[this.at++] = minus;
      this.decimal(Math.abs(whole), decimals);
    } else if (size < Infinity) {
      this.raw(printNumber(value));
      return;
    }
    this.bytes[this.at++] = comma;
  }

  endLine(): void {
    this.reserve(1);
    this.bytes[this.at - 1] = 0x0d;
    this.bytes[this.at++] = 0x0a;
  }

  /** What was written since the last chunk, once it is enough to be worth handing on, or `all` of it; null when there is none. */
  chunk(all: boolean): string | null {
    if (this.at === 0 || (!all && this.at < chunkBytes)) return null;
    const text = this.decoder.decode(this.bytes.subarray(0, this.at));
    this.at = 0;
    return text;
  }

  /** Writes whole / 10^decimals without trailing zeros; `whole` is at most 10^12. */
  private decimal(whole: number, decimals: number): void {
    const { bytes, digits } = this;
    // As integers of 32 bits, which are divided by ten without a division.
    let high = Math.floor(whole / million) | 0;
    let low = (whole - high * million) | 0;
    for (let place = mostDigits - 1; place >= 7; place--) {
      const rest = (low / 10) | 0;
      digits[place] = low - 10 * rest;
      low = rest;
    }
    for (let place = 6; place >= 0; place--) {
      const rest = (high / 10) | 0;
      digits[place] = high - 10 * rest;
      high = rest;
    }
    const ones = mostDigits - decimals;
    let end = mostDigits;
    while (end > ones && end > 0 && digits[end - 1] === 0) end--;
    let place = 0;
    while (place < ones - 1 && digits[place] === 0) place++;
    let at = this.at;
    if (ones <= 0) bytes[at++] = zero;
    for (; place < ones; place++) bytes[at++] = zero + digits[place];
    if (end > ones) {
      bytes[at++] = point;
      for (let missing = ones; missing < 0; missing++) bytes[at++] = zero;
      for (; place < end; place++) bytes[at++] = zero + digits[place];
    }
    this.at = at;
  }

  private reserve(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array(2 * this.bytes.length + count);
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }
}

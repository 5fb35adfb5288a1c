import { sharedUint32 } from '../../lib/buffers.ts';
import { GrowableBytes } from '../growable.ts';
import { type Encoding, windows1252 } from './encodings.ts';
import { examineUtf8 } from './utf8.ts';

/** Texts as their file has them: row n is bytes start[n] .. start[n + 1] - 1. `high` tells that some byte is above 127. */
export interface RawText {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly start: Uint32Array;
  readonly high: boolean;
}

const encoder = new TextEncoder();

/**
 * The same texts in UTF-8, in shared memory. Cells that claim to be UTF-8 and are not are read as windows-1252;
 * a character cut in half by the width of its field is left out.
 */
export function toUtf8(raw: RawText, encoding: Encoding): { bytes: Uint8Array; start: Uint32Array } {
  const rows = raw.start.length - 1;
  const out = new GrowableBytes(raw.start[rows] + 64);
  const start = sharedUint32(rows + 1);
  for (let row = 0; row < rows; row++) {
    writeCell(raw.bytes, raw.start[row], raw.start[row + 1], encoding, out);
    start[row + 1] = out.length;
  }
  return { bytes: out.toShared(), start };
}

/** One text as a string. */
export function decodeText(bytes: Uint8Array<ArrayBuffer>, from: number, to: number, encoding: Encoding): string {
  const out = new GrowableBytes(3 * (to - from) + 8);
  writeCell(bytes, from, to, encoding, out);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(out.bytes.subarray(0, out.length));
}

function writeCell(
  bytes: Uint8Array<ArrayBuffer>,
  from: number,
  to: number,
  encoding: Encoding,
  out: GrowableBytes,
): void {
  const target = out.reserve((to - from) * 3);
  let at = from;
  while (at < to && bytes[at] < 0x80) target[out.length++] = bytes[at++];
  if (at === to) return;
  if (encoding.name === 'UTF-8') {
    const { kind, validEnd } = examineUtf8(bytes, at, to);
    if (kind === 'invalid') writeUnits(bytes, at, to, windows1252.units!, out);
    else for (; at < validEnd; at++) target[out.length++] = bytes[at];
  } else if (encoding.units) writeUnits(bytes, at, to, encoding.units, out);
  else {
    const encoded = encoder.encode(encoding.decode(bytes.subarray(at, to)));
    out.reserve(encoded.length).set(encoded, out.length);
    out.length += encoded.length;
  }
}

/** Single bytes through a table of UTF-16 units (none beyond the basic plane) to UTF-8. */
function writeUnits(bytes: Uint8Array, from: number, to: number, units: Uint16Array, out: GrowableBytes): void {
  const target = out.bytes;
  let at = out.length;
  for (let index = from; index < to; index++) {
    const unit = bytes[index] < 0x80 ? bytes[index] : units[bytes[index] - 0x80];
    if (unit < 0x80) target[at++] = unit;
    else if (unit < 0x800) {
      target[at++] = 0xc0 | (unit >> 6);
      target[at++] = 0x80 | (unit & 0x3f);
    } else {
      target[at++] = 0xe0 | (unit >> 12);
      target[at++] = 0x80 | ((unit >> 6) & 0x3f);
      target[at++] = 0x80 | (unit & 0x3f);
    }
  }
  out.length = at;
}

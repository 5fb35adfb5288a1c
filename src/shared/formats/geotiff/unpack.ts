import { unzlibSync } from 'fflate';
import type { Compression } from './layout.ts';

/**
 * Unpacks a block into exactly `size` bytes; null when the packed bytes are damaged or hold fewer. What they hold beyond
 * is left. `size` is what the block must have, so nothing grows with what the packed bytes claim.
 */
export function unpack(packed: Uint8Array, compression: Compression, size: number): Uint8Array | null {
  switch (compression) {
    case 'none':
      return packed.length < size ? null : packed.subarray(0, size);
    case 'deflate':
      return inflate(packed, size);
    case 'lzw':
      return unpackLzw(packed, size);
    case 'packbits':
      return unpackBits(packed, size);
  }
}

function inflate(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    const out = unzlibSync(packed, { out: new Uint8Array(size) });
    return out.length < size ? null : out;
  } catch {
    return null;
  }
}

/** PackBits: n >= 0 copies n + 1 bytes, n < 0 repeats one byte 1 - n times, -128 does nothing (TIFF 6.0, section 9). */
function unpackBits(packed: Uint8Array, size: number): Uint8Array | null {
  const out = new Uint8Array(size);
  let from = 0;
  let to = 0;
  while (to < size && from < packed.length) {
    const head = packed[from++];
    if (head === 128) continue;
    const count = head < 128 ? head + 1 : 257 - head;
    if (head < 128) {
      out.set(packed.subarray(from, Math.min(from + count, from + size - to)), to);
      from += count;
    } else out.fill(packed[from++], to, Math.min(size, to + count));
    to += count;
  }
  return to < size || from > packed.length ? null : out;
}

const clearCode = 256;
const endCode = 257;
const mostCodes = 4096;

/** LZW as TIFF writes it: codes of 9 to 12 bits from the high bit on, one code wider a code early (TIFF 6.0, section 13). */
function unpackLzw(packed: Uint8Array, size: number): Uint8Array | null {
  const out = new Uint8Array(size);
  // Code n stands for the bytes out[starts[n] .. starts[n] + lengths[n]) that were written when it was made.
  const starts = new Uint32Array(mostCodes + 1);
  const lengths = new Uint32Array(mostCodes + 1);
  let next = 258;
  let width = 9;
  let bits = 0;
  let held = 0;
  let to = 0;
  let previousStart = 0;
  let previousLength = 0;
  for (let from = 0; to < size; ) {
    while (held < width && from < packed.length) {
      bits = ((bits << 8) | packed[from++]) & 0xffffff;
      held += 8;
    }
    if (held < width) return null;
    held -= width;
    const code = (bits >>> held) & ((1 << width) - 1);
    if (code === endCode) return null;
    if (code === clearCode) {
      next = 258;
      width = 9;
      previousLength = 0;
      continue;
    }
    const start = to;
    if (code < 256) out[to++] = code;
    else if (previousLength === 0 || code > next) return null;
    else {
      // A code not yet in the table is the previous bytes and their first once more: they stand before this place.
      const source = code < next ? starts[code] : previousStart;
      const length = code < next ? lengths[code] : previousLength + 1;
      const end = Math.min(size, to + length);
      for (let k = source; to < end; k++) out[to++] = out[k];
    }
    if (previousLength > 0 && next < mostCodes) {
      starts[next] = previousStart;
      lengths[next++] = previousLength + 1;
      if (next + 1 >= 1 << width && width < 12) width++;
    }
    previousStart = start;
    previousLength = to - start;
  }
  return out;
}

import { describe, expect, it } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { ReadAhead } from './read-ahead.ts';

const size = 20_000_003;
const valueAt = (at: number) => (at * 31 + (at >> 9)) & 255;

/** A file, the questions it was asked, and how long it is when it is read. */
function source(isThere = size) {
  const asked: string[] = [];
  const file: ByteSource = {
    name: 'file',
    size,
    async read(start, end) {
      asked.push(`${start}-${end}`);
      return Uint8Array.from({ length: Math.max(0, Math.min(end, isThere) - start) }, (_, k) => valueAt(start + k));
    },
  };
  return { file, asked };
}

describe('reading ahead', () => {
  it('gives all bytes in their order, in few questions, each asked before it is needed', async () => {
    const { file, asked } = source();
    const ahead = new ReadAhead(file, 5);
    let at = 5;
    for (const length of [3, 0, 8_388_608, 1, 9_000_000]) {
      const target = new Uint8Array(new SharedArrayBuffer(length));
      expect(await ahead.fill(target)).toBe(true);
      for (const k of [0, 1, length >> 1, length - 1])
        if (k >= 0 && k < length) expect(target[k]).toBe(valueAt(at + k));
      at += length;
      if (length === 3) expect(asked).toEqual(['5-8388613', '8388613-16777221']);
    }
    expect(await ahead.skip(7)).toBe(true);
    const rest = new Uint8Array(size - at - 7);
    expect(await ahead.fill(rest)).toBe(true);
    expect(rest[rest.length - 1]).toBe(valueAt(size - 1));
    expect(await ahead.fill(new Uint8Array(1))).toBe(false);
    expect(asked).toHaveLength(3);
  });

  it('says where the file ends before its size', async () => {
    const ahead = new ReadAhead(source(9_000_000).file, 0);
    expect(await ahead.fill(new Uint8Array(9_000_000))).toBe(true);
    expect(await ahead.fill(new Uint8Array(2))).toBe(false);
  });
});

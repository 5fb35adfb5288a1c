import { describe, expect, it } from 'vitest';
import { textColumn } from './columns.ts';
import { hashDataset } from './hash.ts';
import type { Column } from './types.ts';

const points = (...xy: readonly number[]) =>
  ({ kind: 'points', xy: Float64Array.from(xy), featureStart: Uint32Array.of(0, 1, 2) }) as const;
const numbers = (name: string, ...values: readonly number[]): Column => ({
  type: 'number',
  name,
  values: Float64Array.from(values),
});

describe('names of datasets', () => {
  it('are equal for equal content in any kind of memory', () => {
    const shared = new Float64Array(new SharedArrayBuffer(32));
    shared.set([1, 2, 3, 4]);
    const text = textColumn('t', ['a', 'b']);
    // The same bytes at a place that is no multiple of four.
    const moved = new Uint8Array(9).subarray(1, 1 + text.bytes.length);
    moved.set(text.bytes);
    const one = hashDataset(points(1, 2, 3, 4), [text]);
    expect(hashDataset({ ...points(), xy: shared }, [{ ...text, bytes: moved } as Column])).toBe(one);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
  });

  it('hashes long unaligned bytes as it hashes aligned ones', () => {
    for (const length of [65_535, 65_536, 65_537, 200_003]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 31) & 255);
      const room = new Uint8Array(length + 3);
      room.set(bytes, 3);
      const column = (part: Uint8Array): Column => ({
        type: 'text',
        name: 't',
        bytes: part,
        start: Uint32Array.of(0, length),
      });
      const none = { kind: 'none', count: 1 } as const;
      expect(hashDataset(none, [column(room.subarray(3))])).toBe(hashDataset(none, [column(bytes)]));
    }
  });

  it('differ when anything differs', () => {
    const variants = [
      hashDataset(points(1, 2, 3, 4), []),
      hashDataset(points(1, 2, 4, 3), []),
      hashDataset(points(1, 2, 3, 4 + 1e-15 * 4), []),
      hashDataset({ ...points(1, 2, 3, 4), featureStart: Uint32Array.of(0, 0, 2) }, []),
      hashDataset({ kind: 'none', count: 2 }, []),
      hashDataset({ kind: 'none', count: 3 }, []),
      hashDataset(points(1, 2, 3, 4), [numbers('a', 1, 2)]),
      hashDataset(points(1, 2, 3, 4), [numbers('b', 1, 2)]),
      hashDataset(points(1, 2, 3, 4), [{ ...numbers('a', 1, 2), type: 'date' } as Column]),
      hashDataset(points(1, 2, 3, 4), [numbers('a', 1, 2), numbers('b', 3)]),
      hashDataset(points(1, 2, 3, 4), [textColumn('a', ['x', 'y'])]),
      hashDataset(points(1, 2, 3, 4), [textColumn('a', ['xy', ''])]),
      hashDataset(points(1, 2, 3, 4), [textColumn('a', ['', ''])]),
    ];
    expect(new Set(variants).size).toBe(variants.length);
  });

  it('spread a single changed bit over all lanes', () => {
    const base = new Float64Array(1000);
    const ids = Array.from({ length: 1000 }, (_, at) => {
      const changed = base.slice();
      changed[at] = 1;
      return hashDataset({ kind: 'points', xy: changed, featureStart: Uint32Array.of(0) }, []);
    });
    expect(new Set(ids).size).toBe(1000);
    for (let lane = 0; lane < 4; lane++)
      expect(new Set(ids.map((id) => id.slice(lane * 8, lane * 8 + 8))).size).toBeGreaterThan(990);
  });
});

import { describe, expect, it } from 'vitest';
import { sharedFloat64, sharedUint8, sharedUint32 } from '../../shared/lib/buffers.ts';
import type { MeasureResult } from '../../shared/measure/types.ts';
import { fromRecord, toRecord } from './result-record.ts';

const values = sharedFloat64(3);
values.set([1.5, Number.NaN, -0]);
const places = sharedFloat64(9).fill(7);
const numbers: MeasureResult = {
  kind: 'numbers',
  unit: 'm2',
  values,
  causes: sharedUint8(3).fill(1),
  placements: { width: 200, length: 500, places },
  notes: [{ code: 'outside-mapped', layer: null, count: 2 }],
};
const codes: MeasureResult = {
  kind: 'codes',
  unit: 'code',
  codes: sharedUint32(3).fill(1),
  labels: ['', '__proto__'],
  notes: [],
};

describe('a kept result', () => {
  it.each([
    ['numbers', numbers],
    ['codes', codes],
  ])('of %s comes back equal, in memory that workers share', (_, result) => {
    const { value, bytes } = toRecord(result);
    const back = fromRecord(structuredClone(value), 3);
    expect(back).toEqual(result);
    expect(bytes).toBeGreaterThan(8);
    const column = back?.kind === 'numbers' ? back.values : back?.codes;
    expect(column?.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('holds no shared memory, which a store would refuse', () => {
    const { value } = toRecord(numbers);
    const text = (inner: unknown): boolean =>
      ArrayBuffer.isView(inner)
        ? inner.buffer instanceof SharedArrayBuffer
        : typeof inner === 'object' && inner !== null && Object.values(inner).some(text);
    expect(text(value)).toBe(false);
    expect(text(numbers)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'numbers'],
    ['another table of plots', { ...numbers, values: new Float64Array(4) }],
    ['values of another type', { ...numbers, values: [1, 2, 3] }],
    ['no notes', { ...numbers, notes: null }],
    ['causes of another length', { ...numbers, causes: new Uint8Array(1) }],
    ['half placements', { ...numbers, placements: { width: 1, length: 1, places: new Float64Array(3) } }],
    ['a code without label', { ...codes, codes: Uint32Array.of(0, 1, 2) }],
    ['labels that are no texts', { ...codes, labels: ['', 3] }],
    ['another kind', { ...codes, kind: 'colours' }],
  ])('that is %s is not taken', (_, value) => {
    expect(fromRecord(value, 3)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { parseByteRange } from './byte-range.ts';

describe('byte ranges', () => {
  it.each([
    ['bytes=0-99', 1000, { start: 0, end: 99 }],
    ['bytes=900-', 1000, { start: 900, end: 999 }],
    ['bytes=-100', 1000, { start: 900, end: 999 }],
    ['bytes=-5000', 1000, { start: 0, end: 999 }],
    ['bytes=990-5000', 1000, { start: 990, end: 999 }],
    ['bytes=0-0', 1, { start: 0, end: 0 }],
  ])('%s of %d', (header, size, range) => {
    expect(parseByteRange(header, size)).toEqual(range);
  });

  it.each([
    ['bytes=1000-', 1000],
    ['bytes=0-0', 0],
    ['bytes=-0', 1000],
    ['bytes=-1', 0],
  ])('%s of %d cannot be had', (header, size) => {
    expect(parseByteRange(header, size)).toBe('unsatisfiable');
  });

  it.each([
    null,
    '',
    'bytes=-',
    'bytes=5-2',
    'bytes=a-b',
    'lines=0-5',
    'bytes=0-1,5-6',
    'bytes=0x1-2',
    `bytes=${'9'.repeat(40)}-`,
  ])('%s gives the whole file', (header) => {
    expect(parseByteRange(header, 1000)).toBe('whole');
  });
});

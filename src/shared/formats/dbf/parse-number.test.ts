import { describe, expect, it } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import { parseDecimal, unreadable } from './parse-number.ts';

const encoder = new TextEncoder();
const parse = (text: string) => {
  const bytes = encoder.encode(`#${text}#`);
  return parseDecimal(bytes, 1, bytes.length - 1);
};

describe('numbers in dbf cells', () => {
  it.each([
    ['0', 0],
    ['-0.0', -0],
    ['   12.50  ', 12.5],
    ['+7', 7],
    ['64,300', 64.3],
    ['.5', 0.5],
    ['5.', 5],
    ['1.23e+005', 123000],
    ['9223372036854775807', 2 ** 63],
    ['0.000000000000000000001', 1e-21],
    ['12\0\0\0', 12],
  ])('%j is %d', (text, expected) => {
    expect(parse(text)).toBe(expected);
  });

  it.each(['', '   ', '\0\0'])('%j is missing', (text) => {
    expect(parse(text)).toBeNaN();
  });

  it.each(['*****', '-', '.', '1,234.5', '1.2.3', 'abc', '12a', '-1.#IND', 'Infinity', '0x10', '1e999'])(
    '%j is no number',
    (text) => {
      expect(parse(text)).toBe(unreadable);
    },
  );

  it('gives the same double as Number() for any digits and decimals', () => {
    const random = createRandom(20260101);
    for (let round = 0; round < 60_000; round++) {
      const digits = 1 + random.below(20);
      let text = random.below(2) ? '-' : '';
      const point = random.below(digits + 1);
      for (let digit = 0; digit < digits; digit++) {
        if (digit === point) text += '.';
        text += String(random.below(10));
      }
      expect(Object.is(parse(text), Number(text)), text).toBe(true);
    }
  });

  it('gives back doubles written with all their digits', () => {
    const random = createRandom(7);
    for (let round = 0; round < 20_000; round++) {
      const text = random.between(-1e7, 1e7).toFixed(random.below(15));
      expect(Object.is(parse(text), Number(text)), text).toBe(true);
    }
  });
});

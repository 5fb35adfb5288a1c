import { describe, expect, it } from 'vitest';
import { inputUnit, numberWritten } from './value-input.ts';

describe('numberWritten', () => {
  it('takes the decimal sign and the thousands of each language', () => {
    expect(numberWritten('12,5', 'nb')).toBe(12.5);
    expect(numberWritten('1\u202f234,5', 'sv')).toBe(1234.5);
    expect(numberWritten('1 234.5', 'nb')).toBe(1234.5);
    expect(numberWritten('1,234.5', 'en')).toBe(1234.5);
    expect(numberWritten('1,234', 'en')).toBe(1234);
    expect(numberWritten('1,234', 'nb')).toBe(1.234);
    expect(numberWritten('\u22123', 'sv')).toBe(-3);
  });

  it('is null for what is no number, or two', () => {
    for (const text of ['', ' ', 'wet', '12 m', '1,2,3', '1.2.3', '1e9', 'Infinity', '0x10', '--1'])
      expect(numberWritten(text, 'nb'), text).toBeNull();
  });
});

describe('inputUnit', () => {
  it('is the everyday unit of the language', () => {
    expect(inputUnit('m2', 'nb')).toEqual({ label: 'daa', factor: 1000 });
    expect(inputUnit('m2', 'sv')).toEqual({ label: 'ha', factor: 10_000 });
    expect(inputUnit('share', 'en')).toEqual({ label: '%', factor: 0.01 });
    expect(inputUnit('text', 'en')).toEqual({ label: '', factor: 1 });
  });
});

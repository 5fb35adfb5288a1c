import { describe, expect, it } from 'vitest';
import { createFormatter } from './format.ts';

describe('createFormatter', () => {
  it('sets thousands apart as the language does', () => {
    expect(createFormatter('en').whole(13_116.4)).toBe('13,116');
    expect(createFormatter('nb').whole(13_116)).toBe('13\u202f116');
  });

  it('shows small percentages with a decimal', () => {
    expect(createFormatter('en').percent(4.26)).toBe('4.3');
    expect(createFormatter('sv').percent(4.26)).toBe('4,3');
    expect(createFormatter('sv').percent(42.6)).toBe('43');
  });

  it('names groups with a capital, unknown ones as they are', () => {
    expect(createFormatter('nb').group('power')).toBe('Kraft');
    expect(createFormatter('nb').group('ødemark')).toBe('Ødemark');
  });
});

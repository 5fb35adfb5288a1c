import { describe, expect, it } from 'vitest';
import { histogram, niceTicks, quantile } from './histogram.ts';

describe('histogram', () => {
  it('counts, holds outliers in the ends and leaves missing ones out', () => {
    const values = Float64Array.of(0, 1, 4.9, 5, 9.99, 10, 50, -3, Number.NaN);
    expect(histogram(values, 0, 10, 2)).toEqual([4, 4]);
  });

  it('puts everything in one bin when all values are equal', () => {
    expect(histogram(Float64Array.of(3, 3, 3), 3, 3, 4)).toEqual([3, 0, 0, 0]);
  });
});

describe('quantile', () => {
  it('leaves missing values out', () => {
    expect(quantile(Float64Array.of(9, Number.NaN, 1, 5), 0.5)).toBe(5);
    expect(quantile(Float64Array.of(Number.NaN), 0.5)).toBeNaN();
    const many = Float64Array.from({ length: 1_000_000 }, (_, k) => (k * 7919) % 1_000_000);
    expect(quantile(many, 0.98) / 980_000).toBeCloseTo(1, 2);
  });
});

describe('niceTicks', () => {
  it('gives round numbers inside the span', () => {
    expect(niceTicks(0, 25_000)).toEqual([0, 10_000, 20_000]);
    expect(niceTicks(0, 1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(niceTicks(7, 7)).toEqual([7]);
  });
});

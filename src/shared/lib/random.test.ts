import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const take = (seed: number, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('seeded random numbers', () => {
  it('are the same for the same seed and others for another', () => {
    expect(take(7, 50)).toEqual(take(7, 50));
    expect(take(7, 50)).not.toEqual(take(8, 50));
  });

  it('are uniform in [0, 1)', () => {
    const numbers = take(1, 20_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    // Mean 1/2 with standard error 1/sqrt(12 * 20000) = 0.002; variance 1/12.
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.005);
  });

  it('keep to the bounds asked for', () => {
    const random = createRandom(3);
    const counts = [0, 0, 0, 0, 0];
    for (let round = 0; round < 5000; round++) counts[random.below(5)]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(850);
    for (let round = 0; round < 1000; round++) {
      const value = random.between(-3, 4);
      expect(value >= -3 && value < 4).toBe(true);
    }
  });

  it('can be normal with mean 0 and deviation 1', () => {
    const random = createRandom(5);
    const numbers = Array.from({ length: 20_000 }, () => random.normal());
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const deviation = Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(deviation - 1)).toBeLessThan(0.03);
    expect(numbers.every(Number.isFinite)).toBe(true);
  });
});

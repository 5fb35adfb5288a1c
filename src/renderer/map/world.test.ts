import { describe, expect, it } from 'vitest';
import { scaleDenominator, toLonLat, toWorld } from './world.ts';

describe('world units', () => {
  it('turns places back and forth', () => {
    expect(toWorld(0, 0)).toEqual([0.5, 0.5]);
    const [longitude, latitude] = toLonLat(...toWorld(14.1, 66.3));
    expect(longitude).toBeCloseTo(14.1, 10);
    expect(latitude).toBeCloseTo(66.3, 10);
    expect(toWorld(14.1, 66.3)[1]).toBeLessThan(0.5);
  });

  it('tells the scale', () => {
    // At zoom 0 the equator, 40 075 017 m, fills 512 pixels, which are 0.135 467 m of glass.
    expect(scaleDenominator(0, 0)).toBeCloseTo(40_075_016.69 / 0.135_466_67, -2);
    expect(scaleDenominator(10, 60) / scaleDenominator(11, 60)).toBeCloseTo(2, 10);
    expect(scaleDenominator(10, 60) / scaleDenominator(10, 0)).toBeCloseTo(0.5, 10);
  });
});

import { expect, it } from 'vitest';
import type { Geometry } from '../../shared/geometry/types.ts';
import { suitsCard } from './drawing-power.ts';

const layer = (geometry: Geometry) => ({ dataset: { geometry } });
const points = (count: number) =>
  layer({
    kind: 'points',
    xy: { length: 2 * count } as Float64Array,
    featureStart: Uint32Array.of(0, count),
  });

it('leaves a city to the graphics card, and a country to the painter', () => {
  expect(suitsCard([])).toBe(true);
  expect(suitsCard([points(3_000_000), layer({ kind: 'none', count: 5 }), points(4_000_000)])).toBe(true);
  expect(suitsCard([points(6_000_000), points(6_000_000)])).toBe(false);
});

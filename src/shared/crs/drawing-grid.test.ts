import { describe, expect, it } from 'vitest';
import { createRandom } from '../lib/random.ts';
import { crsByCode } from './crs-table.ts';
import { transformForDrawing } from './drawing-grid.ts';
import { type PointTransform, toMercatorUnit, transformColumns } from './transform.ts';

/** The transformation with the number of places it was asked for. */
function counted(code: string): { readonly transform: PointTransform; asked(): number } {
  const crs = crsByCode(code, 'user');
  if (!crs) throw new Error(code);
  const found = toMercatorUnit(crs);
  if (!found.ok) throw new Error(found.reason.code);
  let asked = 0;
  const { apply } = found.value;
  const transform: PointTransform = {
    ...found.value,
    apply(...place) {
      asked++;
      apply(...place);
    },
  };
  return { transform, asked: () => asked };
}

function scattered(count: number, [minX, minY, maxX, maxY]: readonly number[]): Float64Array {
  const random = createRandom(11);
  return Float64Array.from({ length: 2 * count }, (_, k) =>
    k % 2 === 0 ? random.between(minX, maxX) : random.between(minY, maxY),
  );
}

function farthest(xy: Float64Array, transform: PointTransform): number {
  const [exact, drawn] = [new Float64Array(xy.length), new Float64Array(xy.length)];
  transformForDrawing(xy, transform, drawn);
  transformColumns(xy, transform, 0, xy.length / 2, exact);
  return exact.reduce((most, value, k) => Math.max(most, Math.abs(value - drawn[k])), 0);
}

describe('transforming vertices for drawing', () => {
  it.each([
    ['EPSG:25833', [400_000, 7_300_000, 480_000, 7_380_000]],
    ['EPSG:3006', [640_000, 7_150_000, 760_000, 7_250_000]],
    ['EPSG:2249', [740_000, 2_940_000, 790_000, 2_980_000]],
    ['EPSG:4326', [13.2, 66.1, 14.9, 66.6]],
  ])('is off by millimetres at most in %s, with far fewer places asked for', (code, extent) => {
    const { transform, asked } = counted(code);
    const xy = scattered(300_000, extent);
    transformForDrawing(xy, transform, new Float64Array(xy.length));
    expect(asked()).toBeLessThan(100_000);
    // 1.2e-10 of the world are 5 mm at the equator and 2 mm at 66 degrees.
    expect(farthest(xy, transform)).toBeLessThan(1.2e-10);
  });

  it('asks for every vertex where there are few, and where no grid is fine enough', () => {
    const few = counted('EPSG:25833');
    expect(farthest(scattered(5000, [400_000, 7_300_000, 480_000, 7_380_000]), few.transform)).toBe(0);
    const wide = counted('EPSG:25833');
    expect(farthest(scattered(50_000, [-400_000, 6_300_000, 1_500_000, 8_380_000]), wide.transform)).toBe(0);
    expect(wide.asked()).toBeGreaterThan(50_000);
  });

  it('gives vertices without a place, and extents without a width, no place that is not theirs', () => {
    const { transform } = counted('EPSG:25833');
    const xy = scattered(60_000, [400_000, 7_300_000, 420_000, 7_320_000]);
    xy[10] = Number.NaN;
    xy[21] = Infinity;
    const out = new Float64Array(xy.length);
    transformForDrawing(xy, transform, out);
    expect([...out.subarray(8, 24)].map(Number.isNaN)).toEqual(
      Array.from({ length: 16 }, (_, k) => [2, 3, 12, 13].includes(k)),
    );
    const line = scattered(60_000, [400_000, 7_300_000, 400_000, 7_320_000]);
    expect(farthest(line, transform)).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { crsByCode } from '../crs/crs-table.ts';
import type { Raster } from '../dataset/raster.ts';
import { asId } from '../lib/id.ts';
import { shadeRaster } from './hillshade.ts';

const crs = crsByCode('EPSG:25833', 'file');

/** Heights by metres east and north, in cells of 50 m, north up. */
function grid(height: (east: number, north: number) => number, size = 9): Raster {
  const values = Float32Array.from({ length: size * size }, (_, cell) =>
    height((cell % size) * 50, -Math.floor(cell / size) * 50),
  );
  if (!crs) throw new Error('no UTM 33');
  const transform = [50, 0, 460_000, 0, -50, 7_355_000] as const;
  return { id: asId<'dataset'>('grid'), crs, transform, width: size, height: size, values, nodata: null };
}

const middle = (raster: Raster, mostSide?: number) => {
  const made = shadeRaster(raster, mostSide);
  if (!made) throw new Error('no picture');
  return made.shade[Math.floor(made.height / 2) * made.width + Math.floor(made.width / 2)];
};

describe('relief', () => {
  const flat = middle(grid(() => 100));

  it('is the same for all flat ground: the sine of the height of the light', () => {
    expect(flat).toBe(1 + Math.round(254 * (1 - Math.SQRT1_2)));
    expect(new Set(shadeRaster(grid(() => 7))?.shade)).toEqual(new Set([flat]));
  });

  it('is lit from the north-west', () => {
    const facing = (east: number, north: number) => middle(grid((x, y) => -(east * x + north * y)));
    expect(facing(-0.2, 0.2)).toBeLessThan(flat);
    expect(facing(0.2, -0.2)).toBeGreaterThan(flat);
    // Slopes along the light's direction are as bright as their mirror image.
    expect(facing(0.2, 0.2)).toBe(facing(-0.2, -0.2));
    // Drawn twice as steep, a slope of 25 % facing the light makes 45 % of the way to it: by hand.
    const [east, north] = [0.5 * Math.SQRT1_2, -0.5 * Math.SQRT1_2];
    const lit = (Math.SQRT1_2 + 0.5 * east - 0.5 * north) / Math.hypot(east, north, 1);
    expect(facing(-0.25 * Math.SQRT1_2, 0.25 * Math.SQRT1_2)).toBe(1 + Math.round(254 * (1 - lit)));
  });

  it('leaves out cells without a height and their neighbours, and thins out a large grid', () => {
    const raster = grid((x) => (x === 200 ? Number.NaN : x), 9);
    const made = shadeRaster(raster);
    expect([...(made?.shade.subarray(0, 9) ?? [])].map((shade) => shade === 0)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    const thin = shadeRaster(
      grid(() => 1, 100),
      30,
    );
    expect([thin?.width, thin?.height]).toEqual([25, 25]);
    expect(new Set(thin?.shade)).toEqual(new Set([flat]));
  });

  it('lies where the grid lies: corners clockwise from the upper left', () => {
    const corners = shadeRaster(grid(() => 1))?.corners ?? [];
    expect(corners).toHaveLength(8);
    expect(corners[2]).toBeGreaterThan(corners[0]);
    expect(corners[5]).toBeGreaterThan(corners[3]);
    // 450 m of UTM at latitude 66.31 on GRS 80: Snyder (1987), (4-20) for the radius and 0.9996 for the grid.
    const latitude = (66.31 * Math.PI) / 180;
    const radius = 6_378_137 / Math.sqrt(1 - 0.00669438 * Math.sin(latitude) ** 2);
    expect(corners[2] - corners[0]).toBeCloseTo(450 / 0.9996 / (2 * Math.PI * radius * Math.cos(latitude)), 8);
  });

  it('is nothing for a grid without cells', () => {
    expect(shadeRaster({ ...grid(() => 1), width: 0, height: 0, values: new Float32Array(0) })).toBeNull();
  });
});

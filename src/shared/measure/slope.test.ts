import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { polygonsOf, type Ring, square } from '../../../test/builders/geometry-columns.ts';
import { readCrsDefinition } from '../crs/read-definition.ts';
import { createTransform } from '../crs/transform.ts';
import type { Affine, Raster } from '../dataset/raster.ts';
import { readGeoTiff } from '../formats/geotiff/read.ts';
import { memorySource } from '../lib/byte-source.ts';
import { asId } from '../lib/id.ts';
import { measureSlopes, type SlopeAsk } from './slope.ts';
import { TerrainView } from './terrain.ts';

const crsOf = (code: string) => readCrsDefinition(code, 'user').crs;
const utm33 = crsOf('EPSG:25833');

/** A grid of 10 m cells whose upper left corner is at 450000, 7350000 unless said. */
function gridOf(
  height: (x: number, y: number) => number,
  { size = 40, transform = [10, 0, 450_000, 0, -10, 7_350_000] as Affine, crs = utm33 } = {},
): Raster {
  const [a, b, c, d, e, f] = transform;
  const values = Float32Array.from({ length: size * size }, (_, cell) => {
    const [column, row] = [(cell % size) + 0.5, Math.floor(cell / size) + 0.5];
    return height(a * column + b * row + c, d * column + e * row + f);
  });
  return { id: asId('grid'), crs, transform, width: size, height: size, values, nodata: null };
}

function slopeOf(rings: readonly Ring[], terrain: readonly Raster[], ask: SlopeAsk, plotsCrs = utm33): number {
  const out = new Float64Array(1);
  measureSlopes(polygonsOf([[rings]]), plotsCrs, terrain, ask, 0, 1, out);
  return out[0];
}
const mean: SlopeAsk = { kind: 'slope', take: 'mean' };
const plot = square(450_100, 7_349_800, 100);

describe('slope inside a plot', () => {
  const plane = (x: number, y: number) => 100 + 0.03 * (x - 450_000) + 0.04 * (y - 7_350_000);

  it('of a plane is the plane’s, whichever way the grid lies', () => {
    expect(slopeOf([plot], [gridOf(plane)], mean)).toBeCloseTo(5, 3);
    const southUp: Affine = [10, 0, 450_000, 0, 10, 7_349_600];
    expect(slopeOf([plot], [gridOf(plane, { transform: southUp })], mean)).toBeCloseTo(5, 3);
    const turned: Affine = [8, 6, 449_950, 6, -8, 7_349_850];
    expect(slopeOf([plot], [gridOf(plane, { transform: turned })], mean)).toBeCloseTo(5, 3);
    const oblong: Affine = [4, 0, 450_060, 0, -10, 7_350_000];
    expect(slopeOf([plot], [gridOf(plane, { transform: oblong })], mean)).toBeCloseTo(5, 3);
  });

  it('takes the mean, the 90th percentile and the share under a limit of the cells inside', () => {
    // Columns of 10 m rise more and more: a parabola whose slope at column centre x is 2kx.
    const bowl = (x: number) => 0.0005 * (x - 450_000) ** 2;
    const slopes = Array.from({ length: 10 }, (_, column) => 0.1 * (105 + 10 * column));
    const average = slopes.reduce((sum, slope) => sum + slope) / 10;
    expect(slopeOf([plot], [gridOf(bowl)], mean)).toBeCloseTo(average, 3);
    expect(slopeOf([plot], [gridOf(bowl)], { kind: 'slope', take: 'p90' })).toBeCloseTo(18.6, 3);
    expect(slopeOf([plot], [gridOf(bowl)], { kind: 'slope', take: 'share-under', limit: 14 })).toBeCloseTo(0.4, 12);
  });

  it('looks only inside: not in a hole, not beside the plot', () => {
    const cliff = (x: number) => (x > 450_140 && x < 450_150 ? 500 : 0);
    const hole: Ring = [...square(450_120, 7_349_790, 60)].reverse();
    expect(slopeOf([plot], [gridOf(cliff)], mean)).toBeGreaterThan(10);
    expect(
      slopeOf(
        [square(450_100, 7_349_780, 100), hole],
        [gridOf((x, y) => (Math.hypot(x - 450_150, y - 7_349_820) < 15 ? 9 : 0))],
        mean,
      ),
    ).toBe(0);
    expect(slopeOf([square(450_180, 7_349_800, 100)], [gridOf(cliff)], mean)).toBe(0);
  });

  it('of a plot smaller than a cell is that of the cells under it', () => {
    expect(slopeOf([square(450_101, 7_349_801, 2)], [gridOf(plane)], mean)).toBeCloseTo(5, 3);
  });

  it('is missing where less than half of the cells are known, and a second grid may know them', () => {
    const half = (edge: number) => gridOf((x, y) => (x < edge ? plane(x, y) : Number.NaN));
    expect(slopeOf([plot], [half(450_190)], mean)).toBeCloseTo(5, 3);
    expect(slopeOf([plot], [half(450_130)], mean)).toBeNaN();
    expect(slopeOf([plot], [half(450_130), gridOf(plane)], mean)).toBeCloseTo(5, 3);
    expect(slopeOf([square(460_000, 7_349_800, 100)], [gridOf(plane)], mean)).toBeNaN();
    expect(slopeOf([], [gridOf(plane)], mean)).toBeNaN();
  });

  it('is the same on a grid in degrees or in Mercator as on the ground', () => {
    for (const code of ['EPSG:4326', 'EPSG:3857', 'EPSG:3395']) {
      const crs = crsOf(code);
      const there = createTransform(utm33, crs);
      const back = createTransform(crs, utm33);
      if (!there.ok || !back.ok) throw new Error(code);
      const corner = new Float64Array(2);
      const other = new Float64Array(2);
      there.value.apply(450_000, 7_350_000, corner, 0);
      there.value.apply(450_400, 7_349_600, other, 0);
      const transform: Affine = [(other[0] - corner[0]) / 40, 0, corner[0], 0, (other[1] - corner[1]) / 40, corner[1]];
      const at = new Float64Array(2);
      const grid = gridOf(
        (x, y) => {
          back.value.apply(x, y, at, 0);
          return plane(at[0], at[1]);
        },
        { transform, crs },
      );
      // 0.1 %: the scale of UTM itself is 0.04 % off here.
      expect(Math.abs(slopeOf([plot], [grid], mean) - 5)).toBeLessThan(0.005);
    }
  });
});

const gdal = (() => {
  try {
    execFileSync('gdalinfo', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

async function readGrid(path: string): Promise<Raster> {
  const read = await readGeoTiff(
    memorySource('dtm.tif', new Uint8Array(readFileSync(path))),
    {},
    { progress: () => {}, cancelled: () => false },
  );
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  return read.value.raster;
}

/** Slopes of every cell by gdaldem. */
async function byGdal(path: string, options: readonly string[]): Promise<Raster> {
  const folder = mkdtempSync(join(tmpdir(), 'slope-'));
  try {
    const target = join(folder, 'slope.tif');
    execFileSync('gdaldem', ['slope', '-p', '-q', ...options, path, target], { stdio: 'ignore' });
    return await readGrid(target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compareSlopes(grid: Raster, theirs: Raster, tolerance: number): number {
  const view = new TerrainView(grid, grid.crs);
  let compared = 0;
  let worst = 0;
  for (let row = 0; row < grid.height; row += 3) {
    for (let column = 0; column < grid.width; column++) {
      const expected = theirs.values[row * grid.width + column];
      const found = view.slope(column, row);
      if (Number.isNaN(found) !== Number.isNaN(expected)) throw new Error(`missing differs at ${column}, ${row}`);
      if (Number.isNaN(found)) continue;
      compared++;
      worst = Math.max(worst, Math.abs(found - expected) / Math.max(1, expected));
    }
  }
  expect(worst).toBeLessThan(tolerance);
  return compared;
}

const sample = 'resources/sample/dtm50.tif';
describe.skipIf(!gdal || !existsSync(sample))('the sample’s terrain (skipped where gdaldem is absent)', () => {
  it('has the slopes that gdaldem gives, cell by cell', async () => {
    const grid = await readGrid(sample);
    expect(compareSlopes(grid, await byGdal(sample, []), 1e-4)).toBeGreaterThan(10_000);
  });
});

const swellendam = '../shared/data/dem-swellendam-za/srtm_41_19_4326.tif';
describe.skipIf(!gdal || !existsSync(swellendam))(
  'heights in degrees over Swellendam (skipped where absent or without gdaldem)',
  () => {
    it('have the slopes that gdaldem gives with the metres of a degree at their latitude', async () => {
      const grid = await readGrid(swellendam);
      const middle = grid.transform[5] + (grid.transform[4] * grid.height) / 2;
      const metres = new Float64Array(2);
      const view = new TerrainView(grid, grid.crs);
      const row = Math.round(grid.height / 2);
      // gdaldem takes one length for both: the two agree on what is flat.
      const flat = await byGdal(swellendam, ['-s', '1']);
      expect(flat.width).toBe(grid.width);
      let compared = 0;
      for (let column = 200; column < 700; column++) {
        const at = row * grid.width + column;
        const v = (dc: number, dr: number) => grid.values[at + dr * grid.width + dc];
        const dx = (v(1, -1) + 2 * v(1, 0) + v(1, 1) - v(-1, -1) - 2 * v(-1, 0) - v(-1, 1)) / 8;
        const dy = (v(-1, 1) + 2 * v(0, 1) + v(1, 1) - v(-1, -1) - 2 * v(0, -1) - v(1, -1)) / 8;
        const latitude = ((middle + grid.transform[4] / 2) * Math.PI) / 180;
        // Degree lengths of WGS 84 as a series (metres), independent of the product's radii.
        metres[0] =
          (111412.84 * Math.cos(latitude) - 93.5 * Math.cos(3 * latitude) + 0.118 * Math.cos(5 * latitude)) *
          grid.transform[0];
        metres[1] = (111132.92 - 559.82 * Math.cos(2 * latitude) + 1.175 * Math.cos(4 * latitude)) * grid.transform[0];
        const expected = 100 * Math.hypot(dx / metres[0], dy / metres[1]);
        const found = view.slope(column, row);
        if (Number.isNaN(found)) continue;
        compared++;
        expect(Math.abs(found - expected)).toBeLessThan(1e-3 * Math.max(1, expected));
        expect(flat.values[at] > 0).toBe(found > 0);
      }
      expect(compared).toBeGreaterThan(300);
    });
  },
);

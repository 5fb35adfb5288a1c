import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeGeoTiff } from './write.ts';

const width = 70;
const height = 90;
const values = Float32Array.from({ length: width * height }, (_, k) => (k === 5 ? -9999 : k / 4));
const write = () =>
  writeGeoTiff({ width, height, values, west: 1000, north: 9000, pixelSize: 50, epsg: 25_833, nodata: -9999 });

describe('writeGeoTiff', () => {
  const bytes = write();
  const view = new DataView(bytes.buffer);
  const directory = view.getUint32(4, true);
  const entry = (tag: number) => {
    const count = view.getUint16(directory, true);
    const at = Array.from({ length: count }, (_, k) => directory + 2 + 12 * k).find(
      (e) => view.getUint16(e, true) === tag,
    )!;
    return { count: view.getUint32(at + 4, true), value: view.getUint32(at + 8, true) };
  };

  it('writes sorted tags and strips that hold the values', () => {
    const tags = Array.from({ length: view.getUint16(directory, true) }, (_, k) =>
      view.getUint16(directory + 2 + 12 * k, true),
    );
    expect(tags).toEqual([...tags].sort((a, b) => a - b));
    expect(entry(273).count).toBe(2);
    const read = [0, 1].flatMap((strip) => {
      const at = view.getUint32(entry(273).value + 4 * strip, true);
      const raw = unzlibSync(bytes.slice(at, at + view.getUint32(entry(279).value + 4 * strip, true)));
      return [...new Float32Array(raw.slice().buffer)];
    });
    expect(read).toEqual([...values]);
  });

  it('is the same bytes twice', () => {
    expect(write()).toEqual(bytes);
  });
});

const gdal = spawnSync('gdalinfo', ['--version']).status === 0;
describe.skipIf(!gdal)('GDAL reads it (skipped where gdalinfo is not installed)', () => {
  it('finds size, place, CRS, nodata and statistics', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-tif-'));
    try {
      writeFileSync(join(folder, 'a.tif'), write());
      const { stdout, stderr } = spawnSync('gdalinfo', ['-stats', join(folder, 'a.tif')], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout).toContain('Size is 70, 90');
      expect(stdout).toContain('ID["EPSG",25833]');
      expect(stdout).toContain('Origin = (1000.000000000000000,9000.000000000000000)');
      expect(stdout).toContain('NoData Value=-9999');
      expect(stdout).toContain('Maximum=1574.750');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

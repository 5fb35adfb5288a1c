import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { damage } from '../../../../test/builders/damage.ts';
import { buildTiff, type TiffSpec, utm33Keys } from '../../../../test/builders/geotiff-builder.ts';
import { readCrsDefinition } from '../../crs/read-definition.ts';
import { memorySource } from '../../lib/byte-source.ts';
import { createRandom } from '../../lib/random.ts';
import { type RasterOptions, readGeoTiff } from './read.ts';
import { writeGeoTiff } from './write.ts';

const context = { progress: () => {}, cancelled: () => false };
const readBytes = (bytes: Uint8Array<ArrayBuffer>, options: RasterOptions = {}) =>
  readGeoTiff(memorySource('dtm.tif', bytes), options, context);

async function read(spec: TiffSpec, options: RasterOptions = {}) {
  const outcome = await readBytes(buildTiff(spec), options);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
  return outcome.value;
}

async function problemOf(bytes: Uint8Array<ArrayBuffer>, options: RasterOptions = {}) {
  const outcome = await readBytes(bytes, options);
  return outcome.ok ? 'read' : outcome.reason.code;
}

/** 23 x 17 whole numbers, so that every sample type can hold them; 7 is repeated in runs. */
const width = 23;
const height = 17;
const random = createRandom(1);
const values = Array.from({ length: width * height }, (_, cell) => (cell % 5 < 2 ? 7 : random.below(250)));
const base: TiffSpec = { width, height, values };

describe('reading a GeoTIFF', () => {
  const ways: TiffSpec[] = [];
  for (const sample of ['u8', 'i16', 'u16', 'i32', 'u32', 'f32', 'f64'] as const) {
    for (const compression of ['none', 'deflate', 'packbits', 'lzw'] as const) {
      const packed = compression === 'deflate' || compression === 'lzw';
      for (const predictor of packed
        ? ([1, 2, ...(sample.startsWith('f') ? ([3] as const) : [])] as const)
        : ([1] as const)) {
        ways.push({ ...base, sample, compression, predictor, rowsPerStrip: 5 });
        ways.push({ ...base, sample, compression, predictor, tile: 16, littleEndian: false, big: true });
      }
    }
  }
  it.each(
    ways.map(
      (spec) =>
        [
          `${spec.sample} ${spec.compression} ${spec.predictor} ${spec.tile ? 'tiled, big-endian BigTIFF' : 'strips'}`,
          spec,
        ] as const,
    ),
  )('gives the numbers written as %s', async (_, spec) => {
    const { raster } = await read(spec);
    expect([raster.width, raster.height]).toEqual([width, height]);
    expect([...raster.values]).toEqual(values);
  });

  it('unpacks long LZW streams past every change of width and the clearing of the table', async () => {
    const long = { width: 300, height: 200, values: Array.from({ length: 60_000 }, (_, cell) => (cell * cell) % 251) };
    const { raster } = await read({ ...long, sample: 'u8', compression: 'lzw' });
    expect([...raster.values]).toEqual(long.values);
  });

  it('says where the grid lies: tiepoint, matrix, and pixel as point half a cell further', async () => {
    const near = { pixelScale: [10, 20, 0], tiepoint: [2, 1, 0, 1000, 5000, 0] };
    expect((await read({ ...base, ...near })).raster.transform).toEqual([10, 0, 980, 0, -20, 5020]);
    const matrix = [3, 4, 0, 100, 4, -3, 0, 200, 0, 0, 1, 0, 0, 0, 0, 1];
    expect((await read({ ...base, transformation: matrix })).raster.transform).toEqual([3, 4, 100, 4, -3, 200]);
    const point = [1, 1, 0, 2, 1025, 0, 1, 2, 3072, 0, 1, 25833];
    expect((await read({ ...base, ...near, geoKeys: point })).raster.transform).toEqual([10, 0, 975, 0, -20, 5030]);
  });

  it('reads the CRS from its keys, and believes the person more', async () => {
    expect((await read(base)).raster.crs.code).toBe('EPSG:25833');
    const geographic = [1, 1, 0, 1, 2048, 0, 1, 4326];
    expect((await read({ ...base, geoKeys: geographic })).raster.crs.code).toBe('EPSG:4326');
    expect((await read(base, { crs: 'EPSG:25832' })).raster.crs.code).toBe('EPSG:25832');
    const own = await read({ ...base, geoKeys: [1, 1, 0, 1, 3072, 0, 1, 32767] });
    expect(own.raster.crs.kind).toBe('unknown');
    expect(own.issues.map(({ code }) => code)).toContain('crs-missing');
  });

  it('makes missing of nodata, of blocks left out and of what is no number', async () => {
    const holes = [1, Number.NaN, 3, -9999];
    const { raster } = await read({ width: 2, height: 2, values: holes, nodata: '-9999' });
    expect([...raster.values]).toEqual([1, Number.NaN, 3, Number.NaN]);
    expect(raster.nodata).toBe(-9999);
    // Written in decimal, the nodata of a 32-bit file is not the very number its cells hold.
    const float = await read({ width: 2, height: 1, values: [3.4028234663852886e38, 5], nodata: '3.4028235e+38' });
    expect([...float.raster.values]).toEqual([Number.NaN, 5]);
    const sparse = await read({ ...base, tile: 16, sparse: [1] });
    expect(sparse.raster.values[16]).toBeNaN();
    expect(sparse.raster.values[15]).toBe(values[15]);
  });

  it('gives metres: scale and offset of the metadata, feet of the keys', async () => {
    const metadata =
      '<GDALMetadata><Item name="SCALE" sample="0" role="scale">0.1</Item><Item name="OFFSET" sample="0" role="offset">-50</Item></GDALMetadata>';
    const scaled = await read({ width: 2, height: 1, values: [100, 200], metadata });
    expect([...scaled.raster.values]).toEqual([Math.fround(-40), Math.fround(-30)]);
    const feet = await read({
      width: 1,
      height: 1,
      values: [100],
      geoKeys: [1, 1, 0, 2, 3072, 0, 1, 25833, 4099, 0, 1, 9002],
    });
    expect(feet.raster.values[0]).toBeCloseTo(30.48, 5);
  });

  it('reads only the window around the plots', async () => {
    const crs = readCrsDefinition('EPSG:25833', 'user').crs;
    const within = { extent: [450_100, 7_349_920, 450_105, 7_349_925] as const, crs };
    for (const how of [{ rowsPerStrip: 4 }, { tile: 16, compression: 'deflate' }] as const) {
      const { raster, fullWidth } = await read({ ...base, ...how }, { within });
      expect(fullWidth).toBe(width);
      expect([raster.width, raster.height]).toEqual([8, 8]);
      const [a, , c, , e, f] = raster.transform;
      const cell = (x: number, y: number) =>
        raster.values[Math.floor((y - f) / e) * raster.width + Math.floor((x - c) / a)];
      // Column 10, row 7 of the whole grid.
      expect(cell(450_104, 7_349_924)).toBe(values[7 * width + 10]);
    }
    const away = await read(base, { within: { extent: [460_000, 7_349_000, 461_000, 7_349_100], crs } });
    expect(away.raster.values.length).toBe(0);
    expect(away.issues.map(({ code }) => code)).toContain('raster-outside-plots');
  });

  it('reads what the product writes', async () => {
    const input = {
      width: 3,
      height: 2,
      values: Float32Array.of(1, 2, 3, 4, -1, 6),
      west: 5,
      north: 9,
      pixelSize: 2,
      epsg: 25833,
      nodata: -1,
    };
    const outcome = await readBytes(writeGeoTiff(input));
    expect(outcome.ok && [...outcome.value.raster.values]).toEqual([1, 2, 3, 4, Number.NaN, 6]);
  });
});

describe('a GeoTIFF that cannot be read', () => {
  it.each([
    ['tiff-not', new TextEncoder().encode('ncols 10\nnrows 10\n')],
    ['tiff-not', new Uint8Array(0)],
    ['tiff-bands', buildTiff({ ...base, extra: [[277, 3, [3]]] })],
    ['tiff-samples', buildTiff({ ...base, extra: [[258, 3, [12]]] })],
    ['tiff-compression', buildTiff({ ...base, extra: [[259, 3, [50_000]]] })],
    ['tiff-compression', buildTiff({ ...base, compression: 'lzw', extra: [[317, 3, [9]]] })],
    ['tiff-no-place', buildTiff({ ...base, extra: [[33550, 12, []]] })],
    ['tiff-no-place', buildTiff({ ...base, pixelScale: [0, 10, 0] })],
    [
      'tiff-height-unit',
      buildTiff({ ...base, geoKeys: [...utm33Keys.slice(0, 3), 4, ...utm33Keys.slice(4), 4099, 0, 1, 9036] }),
    ],
    [
      'tiff-blocks-missing',
      buildTiff({
        ...base,
        extra: [
          [257, 4, [4_000_000_000]],
          [278, 4, [5]],
        ],
      }),
    ],
    [
      'raster-too-large',
      buildTiff({
        ...base,
        extra: [
          [256, 4, [4e6]],
          [257, 4, [4e6]],
          [278, 4, [4e6]],
        ],
      }),
    ],
    ['tiff-damaged', buildTiff({ ...base, extra: [[279, 4, [10]]] })],
  ])('gives %s', async (code, bytes) => {
    expect(await problemOf(bytes as Uint8Array<ArrayBuffer>)).toBe(code);
  });

  it('never throws, and says so, wherever it is cut off', async () => {
    const bytes = buildTiff({ ...base, compression: 'deflate', tile: 16 });
    for (let length = 0; length < bytes.length; length += 7) {
      expect(await problemOf(bytes.slice(0, length))).toMatch(/^tiff-(not|truncated|damaged|no-place|blocks-missing)$/);
    }
  });

  it('survives flipped bytes', async () => {
    const flips = createRandom(5);
    for (const compression of ['none', 'deflate', 'lzw', 'packbits'] as const) {
      const bytes = buildTiff({ ...base, compression, tile: 16 });
      for (let round = 0; round < 250; round++) {
        const broken = bytes.slice();
        for (let flip = 0; flip <= flips.below(4); flip++) broken[flips.below(broken.length)] = flips.below(256);
        expect(await problemOf(broken)).toMatch(/^(read|tiff-|raster-|crs-)/);
      }
    }
  });
});

const hasGdal = (() => {
  try {
    execFileSync('gdal_translate', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const sample = 'resources/sample/dtm50.tif';

describe.skipIf(!hasGdal || !existsSync(sample))('what GDAL writes (skipped where gdal_translate is absent)', () => {
  it.each([
    [['-co', 'COMPRESS=LZW', '-co', 'PREDICTOR=3']],
    [['-co', 'COMPRESS=LZW', '-co', 'TILED=YES', '-co', 'BLOCKXSIZE=64', '-co', 'BLOCKYSIZE=128']],
    [['-co', 'COMPRESS=DEFLATE', '-co', 'PREDICTOR=3', '-co', 'TILED=YES']],
    [['-co', 'COMPRESS=DEFLATE', '-co', 'PREDICTOR=2', '-co', 'ENDIANNESS=BIG']],
    [['-co', 'COMPRESS=PACKBITS', '-co', 'BLOCKYSIZE=7']],
    [['-co', 'BIGTIFF=YES', '-ot', 'Float64', '-co', 'COMPRESS=LZW', '-co', 'PREDICTOR=3']],
    [['-of', 'COG', '-co', 'COMPRESS=DEFLATE', '-co', 'BLOCKSIZE=128']],
  ])('is read back the same: %j', async (options) => {
    const folder = mkdtempSync(join(tmpdir(), 'geotiff-'));
    try {
      const target = join(folder, 'out.tif');
      execFileSync('gdal_translate', ['-q', ...options, sample, target], { stdio: 'ignore' });
      const expected = await readBytes(new Uint8Array(readFileSync(sample)));
      const found = await readBytes(new Uint8Array(readFileSync(target)));
      if (!expected.ok || !found.ok) throw new Error(JSON.stringify([expected, found]));
      expect(found.value.raster.transform).toEqual(expected.value.raster.transform);
      expect(found.value.raster.crs.code).toBe(expected.value.raster.crs.code);
      expect(found.value.raster.values).toEqual(expected.value.raster.values);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a GeoTIFF damaged at random', () => {
  it.each([
    ['strips', { ...base, sample: 'f32', compression: 'deflate', predictor: 3, rowsPerStrip: 5 }],
    ['tiles', { ...base, sample: 'i16', compression: 'lzw', predictor: 2, tile: 16, big: true }],
    ['bare', { ...base, sample: 'u8', compression: 'packbits' }],
  ] as const)('%s: every file ends in a grid or in words, soon', async (_, spec) => {
    const chance = createRandom(77);
    const whole = { 'dtm.tif': buildTiff(spec as TiffSpec) };
    let refused = 0;
    for (let round = 0; round < Number(process.env.FUZZ_ROUNDS ?? 500); round++) {
      const begun = performance.now();
      const outcome = await readBytes(damage(whole, chance)['dtm.tif']);
      expect(performance.now() - begun, `round ${round}`).toBeLessThan(2000);
      if (!outcome.ok) refused++;
      else expect(outcome.value.raster.values.byteLength).toBeLessThan(8_000_000);
    }
    expect(refused).toBeGreaterThan(0);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unknownCrs } from '../../crs/types.ts';
import { textColumn } from '../../dataset/columns.ts';
import type { Column, Dataset } from '../../dataset/types.ts';
import type { Geometry } from '../../geometry/types.ts';
import { asId } from '../../lib/id.ts';
import { type NamedBytes, writeZip } from '../zip-write.ts';
import { appendShapefile, writeShapefile } from './write.ts';
import { encodeText, shortNames } from './write-text.ts';

/** The independent witness; it comes without types. */
const shpjs = (await import('shpjs' as string)) as {
  parseShp(bytes: ArrayBufferLike, projection: false): { type: string; coordinates: unknown[][][] }[];
  parseDbf(bytes: ArrayBufferLike, cpg: ArrayBufferLike): Record<string, unknown>[];
  default(zip: ArrayBufferLike): Promise<{ features: unknown[] }>;
};

const dataset = (geometry: Geometry, columns: readonly Column[]): Dataset => ({
  id: asId('test'),
  crs: unknownCrs,
  geometry,
  columns,
});

/** Counter-clockwise square with a clockwise hole, a null, and a clockwise (wrong) square in two parts. */
const polygons: Geometry = {
  kind: 'polygons',
  xy: Float64Array.of(
    ...[0, 0, 10, 0, 10, 10, 0, 10],
    ...[2, 2, 2, 4, 4, 4, 4, 2],
    ...[20, 0, 20, 5, 25, 5, 25, 0],
    ...[30, 0, 35, 0, 35, 5],
  ),
  featureStart: Uint32Array.of(0, 1, 1, 3),
  partStart: Uint32Array.of(0, 2, 3, 4),
  ringStart: Uint32Array.of(0, 4, 8, 12, 15),
};

const columns: Column[] = [
  textColumn('matrikkelnummertekst', ['104/23', null, 'Ærøya ŋ']),
  textColumn('matrikkelnummer', ['a', 'b', 'c']),
  { type: 'number', name: 'areal', values: Float64Array.of(-0.25, Number.NaN, 1234.5) },
  { type: 'number', name: 'stort', values: Float64Array.of(1e300, 7, -3) },
  { type: 'date', name: 'dato', values: Float64Array.of(0, Number.NaN, 20_000) },
  { type: 'boolean', name: 'hoved', values: Uint8Array.of(1, 0, 255) },
];

const options = { encoding: 'ISO-8859-1', cpg: false, prj: null } as const;
const named = (files: readonly NamedBytes[], end: string) => files.find((file) => file.name.endsWith(end))!.bytes;
const buffer = (bytes: Uint8Array) => bytes.slice().buffer;

describe('writeShapefile', () => {
  const files = writeShapefile('tomter', dataset(polygons, columns), options);

  it('writes only the sidecars asked for', () => {
    expect(files.map((file) => file.name)).toEqual(['tomter.shp', 'tomter.shx', 'tomter.dbf']);
    const all = writeShapefile('t', dataset(polygons, columns), { encoding: 'UTF-8', cpg: true, prj: 'LOCAL_CS["x"]' });
    expect(new TextDecoder().decode(named(all, '.cpg'))).toBe('UTF-8');
    expect(new TextDecoder().decode(named(all, '.prj'))).toBe('LOCAL_CS["x"]');
  });

  it('gives lengths, boxes and index that agree', () => {
    const shp = new DataView(named(files, '.shp').buffer);
    const shx = new DataView(named(files, '.shx').buffer);
    expect(shp.getInt32(24) * 2).toBe(shp.byteLength);
    expect(shx.getInt32(24) * 2).toBe(shx.byteLength);
    expect([36, 44, 52, 60].map((at) => shp.getFloat64(at, true))).toEqual([0, 0, 35, 10]);
    for (let row = 0; row < 3; row++) {
      const at = shx.getInt32(100 + 8 * row) * 2;
      expect(shp.getInt32(at)).toBe(row + 1);
      expect(shp.getInt32(at + 4)).toBe(shx.getInt32(104 + 8 * row));
    }
    expect(shp.getInt32(shx.getInt32(108) * 2 + 8, true)).toBe(0);
  });

  it('turns outer rings clockwise and holes counter-clockwise, and closes them', () => {
    const shapes = shpjs.parseShp(buffer(named(files, '.shp')), false);
    expect(shapes[0]).toMatchObject({
      type: 'Polygon',
      coordinates: [
        [
          [0, 10],
          [10, 10],
          [10, 0],
          [0, 0],
          [0, 10],
        ],
        [
          [4, 2],
          [4, 4],
          [2, 4],
          [2, 2],
          [4, 2],
        ],
      ],
    });
    expect(shapes.at(-1)).toMatchObject({ type: 'MultiPolygon' });
    expect(shapes.at(-1)!.coordinates[0][0][0]).toEqual(shapes.at(-1)!.coordinates[0][0].at(-1));
  });

  it('keeps numbers, text, dates and logicals, and blanks where nothing is known', () => {
    const rows = shpjs.parseDbf(buffer(named(files, '.dbf')), buffer(new TextEncoder().encode('ISO-8859-1')));
    expect(rows[0]).toMatchObject({ matrikkeln: '104/23', matrikke_1: 'a', areal: -0.25, stort: 1e300, hoved: true });
    expect(rows[2]).toMatchObject({ matrikkeln: 'Ærøya ?', areal: 1234.5, stort: -3 });
    const raw = new TextDecoder('latin1').decode(named(files, '.dbf'));
    expect(raw).toContain('19700101');
    expect(raw).toContain('20241004');
    expect(raw.slice(-1)).toBe('\u001a');
    expect(named(files, '.dbf')[29]).toBe(0x57);
  });

  it('writes points, multipoints, lines and tables', () => {
    const point: Geometry = { kind: 'points', xy: Float64Array.of(1, 2, 3, 4), featureStart: Uint32Array.of(0, 1, 2) };
    const several: Geometry = { ...point, featureStart: Uint32Array.of(0, 2, 2) };
    const lines: Geometry = {
      kind: 'lines',
      xy: Float64Array.of(0, 0, 1, 1, 5, 5, 6, 6, 7, 7),
      featureStart: Uint32Array.of(0, 2),
      pathStart: Uint32Array.of(0, 2, 5),
    };
    const read = (geometry: Geometry) =>
      shpjs.parseShp(buffer(named(writeShapefile('x', dataset(geometry, []), options), '.shp')), false);
    expect(read(point)).toMatchObject([
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Point', coordinates: [3, 4] },
    ]);
    expect(read(several)[0]).toMatchObject({ type: 'MultiPoint' });
    expect(read(lines)[0]).toMatchObject({ type: 'MultiLineString' });
    expect(writeShapefile('x', dataset({ kind: 'none', count: 2 }, []), options).map((f) => f.name)).toEqual(['x.dbf']);
  });

  it('gives the same file in blocks as at once', () => {
    const appender = appendShapefile('tomter', options);
    const whole = dataset({ kind: 'points', xy: Float64Array.of(1, 2, 3, 4), featureStart: Uint32Array.of(0, 1, 2) }, [
      { type: 'number', name: 'n', values: Float64Array.of(1, 2) },
    ]);
    const one = (row: number) =>
      dataset(
        {
          kind: 'points',
          xy: Float64Array.of(1 + 2 * row, 2 + 2 * row),
          featureStart: Uint32Array.of(0, 1),
        },
        [{ type: 'number', name: 'n', values: Float64Array.of(1 + row) }],
      );
    const blocks = [...appender.append(one(0)), ...appender.append(one(1)), ...appender.finish()];
    for (const file of writeShapefile('tomter', whole, options)) {
      const bytes = new Uint8Array(file.bytes.length);
      for (const block of blocks) if (block.name === file.name) bytes.set(block.bytes, block.offset);
      expect(bytes).toEqual(file.bytes);
    }
  });

  it('zips to the same bytes twice, read back by shpjs', async () => {
    const zip = () => writeZip('tomter.zip', writeShapefile('tomter', dataset(polygons, columns), options));
    expect(zip().bytes).toEqual(zip().bytes);
    const read = await shpjs.default(zip().bytes.buffer);
    expect(read.features.length).toBeGreaterThanOrEqual(2);
    expect(() => writeZip('twice.zip', [...files, ...files])).toThrow('two members');
  });
});

describe('short names and text', () => {
  it('cuts to ten bytes, unique without regard to case', () => {
    const text = (encoding: 'UTF-8' | 'ISO-8859-1', ...names: string[]) =>
      shortNames(names, encoding).map((bytes) =>
        new TextDecoder(encoding === 'UTF-8' ? 'utf-8' : 'latin1').decode(bytes),
      );
    expect(text('UTF-8', 'bruksnummer', 'BRUKSNUMMER2', '')).toEqual(['bruksnumme', 'BRUKSNUM_1', 'field']);
    expect(text('UTF-8', 'ååååååå')).toEqual(['ååååå']);
    expect(text('ISO-8859-1', 'ååååååå')).toEqual(['ååååååå']);
  });

  it('never cuts a character in two', () => {
    expect(new TextDecoder('utf-8', { fatal: true }).decode(encodeText('aø', 'UTF-8', 2))).toBe('a');
  });
});

const gdal = spawnSync('ogrinfo', ['--version']).status === 0;
describe.skipIf(!gdal)('GDAL reads it (skipped where ogrinfo is not installed)', () => {
  it('finds the features, names and a valid polygon with a hole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-shp-'));
    try {
      for (const file of writeShapefile('tomter', dataset(polygons, columns), options)) {
        writeFileSync(join(folder, file.name), file.bytes);
      }
      const out = spawnSync('ogrinfo', ['-al', join(folder, 'tomter.shp')], { encoding: 'utf8' });
      expect(out.stderr).toBe('');
      expect(out.stdout).toContain('Feature Count: 3');
      expect(out.stdout).toContain('matrikkeln (String) = Ærøya ?');
      expect(out.stdout).toContain('dato (Date) = 1970/01/01');
      expect(out.stdout).toContain('areal (Real) = (null)');
      expect(out.stdout).toContain('POLYGON ((0 10,10 10,10 0,0 0,0 10),(4 2,4 4,2 4,2 2,4 2))');
      expect(out.stdout).toContain('MULTIPOLYGON');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

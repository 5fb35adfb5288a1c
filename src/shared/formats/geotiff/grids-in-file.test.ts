import { describe, expect, it } from 'vitest';
import { buildTiff, utm33Keys } from '../../../../test/builders/geotiff-builder.ts';
import { buildZip } from '../../../../test/builders/zip-builder.ts';
import { memorySource } from '../../lib/byte-source.ts';
import { readFiles } from '../read-files.ts';
import { describeGrids, readGridOf } from './grids-in-file.ts';

const context = { progress: () => {}, cancelled: () => false };
const place = { pixelScale: [10, 10, 0], tiepoint: [0, 0, 0, 500_000, 7_000_000, 0], geoKeys: utm33Keys };
const grid = (height: number) => buildTiff({ width: 2, height: 2, values: Array(4).fill(height), ...place });
const zipOf = (members: Parameters<typeof buildZip>[0]) => memorySource('dtm.zip', buildZip(members));
const several = zipOf([
  { name: 'north/dtm.tif', content: grid(100) },
  { name: 'north/dtm.tfw', content: '10\n0\n0\n-10\n0\n0\n' },
  { name: 'south/dtm.tif', content: grid(200) },
  { name: 'photo.TIFF', content: 'no picture at all' },
  { name: 'readme.txt', content: 'Heights' },
]);

describe('the grids in a file', () => {
  it('are those of a zip, told apart by folder, and a TIFF that is none says why', async () => {
    const found = await describeGrids(several, undefined, context);
    if (!found.ok) throw new Error(found.reason.code);
    expect(found.value.map(({ name, layer }) => [name, layer])).toEqual([
      ['north/dtm', 'north/dtm'],
      ['south/dtm', 'south/dtm'],
      ['photo', 'photo'],
    ]);
    expect(found.value.map(({ facts }) => (facts.ok ? facts.value.range : facts.reason))).toMatchObject([
      [100, 100],
      [200, 200],
      { code: 'tiff-not', details: { file: 'dtm.zip/photo.TIFF' } },
    ]);
    const [{ facts }] = found.value;
    expect(facts.ok && facts.value.crs.code).toBe('EPSG:25833');
  });

  it('are read by their names; a zip is known by its bytes, as a project calls every grid .tif', async () => {
    const zip = { ...several, name: 'abc.tif', read: several.read };
    const read = await readGridOf(zip, 'south/dtm', {}, context);
    expect(read.ok && [...read.value.raster.values]).toEqual([200, 200, 200, 200]);
    const single = await readGridOf(zipOf([{ name: 'dtm.tif', content: grid(7) }]), null, {}, context);
    expect(single.ok && single.value.raster.values[0]).toBe(7);
    const plain = await readGridOf(memorySource('dtm.tif', grid(9)), null, {}, context);
    expect(plain.ok && plain.value.raster.values[0]).toBe(9);
  });

  it.each([
    ['zip-several-grids', several, null],
    ['layer-not-found', several, 'east/dtm'],
    ['zip-without-grid', zipOf([{ name: 'plan.csv', content: 'x;y\n1;2\n' }]), null],
  ])('%s where the name does not say which', async (code, zip, layer) => {
    const read = await readGridOf(zip, layer, {}, context);
    expect(read).toMatchObject({ ok: false, reason: { code } });
  });

  it.each([
    ['zip-size-lies', [{ name: 'dtm.tif', content: grid(1), size: 1_000_000_000 }]],
    ['zip-encrypted', [{ name: 'dtm.tif', content: grid(1), flags: 1 }]],
    ['zip-checksum', [{ name: 'dtm.tif', content: grid(1), crc: 1 }]],
  ])('keep the limits of a zip: %s', async (code, members) => {
    const found = await describeGrids(zipOf(members), undefined, context);
    const reason = found.ok ? found.value.find(({ facts }) => !facts.ok)?.facts : found;
    expect(reason).toMatchObject({ ok: false, reason: { code } });
  });

  it('outside the zip are not read', async () => {
    const found = await describeGrids(zipOf([{ name: '../dtm.tif', content: grid(1) }]), undefined, context);
    expect(found).toEqual({ ok: true, value: [] });
  });

  it('that are too large cost the layers beside them nothing', async () => {
    const zip = zipOf([
      { name: 'stops.csv', content: 'x;y\n1;2\n' },
      { name: 'dtm.tif', content: grid(1), size: 5e9 },
    ]);
    expect(await describeGrids(zip, undefined, context)).toMatchObject({ ok: false });
    expect((await readFiles([zip], {}, context)).ok).toBe(true);
  });
});

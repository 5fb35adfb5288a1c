import { describe, expect, it } from 'vitest';
import { buildTiff, utm33Keys } from '../../../../test/builders/geotiff-builder.ts';
import { memorySource } from '../../lib/byte-source.ts';
import { describeGeoTiff } from './describe.ts';

const place = { pixelScale: [10, 20, 0], tiepoint: [0, 0, 0, 400_000, 7_000_000, 0], geoKeys: utm33Keys } as const;
const context = { progress: () => undefined, cancelled: () => false };
const facts = (bytes: Uint8Array<ArrayBuffer>, crs?: string) =>
  describeGeoTiff(memorySource('dtm.tif', bytes), crs, context);

describe('describing a GeoTIFF', () => {
  it('tells size, cells, place, nodata and range', async () => {
    const values = [1, 2, -3.5, 4, 5, -9999];
    const read = await facts(buildTiff({ ...place, width: 3, height: 2, values, nodata: '-9999', rowsPerStrip: 1 }));
    expect(read).toMatchObject({
      ok: true,
      value: {
        ...{ width: 3, height: 2, cell: [10, 20], nodata: -9999, looked: 6, missing: 1, range: [-3.5, 5] },
        extent: [400_000, 6_999_960, 400_030, 7_000_000],
        crs: { code: 'EPSG:25833', source: 'file' },
        issues: [{ code: 'crs-found-by-code' }],
      },
    });
  });

  it('says where no system is given, and takes the one that is said', async () => {
    const bare = buildTiff({ ...place, geoKeys: [1, 1, 0, 0], width: 1, height: 1, values: [7] });
    expect(await facts(bare)).toMatchObject({ ok: true, value: { crs: { kind: 'unknown' } } });
    expect(await facts(bare, 'EPSG:25832')).toMatchObject({ ok: true, value: { crs: { code: 'EPSG:25832' } } });
  });

  it('has no range where all is missing, and refuses what is no grid', async () => {
    const empty = await facts(buildTiff({ ...place, width: 2, height: 1, values: [5, 5], nodata: '5' }));
    expect(empty).toMatchObject({ ok: true, value: { range: null, looked: 2, missing: 2 } });
    const text = await facts(new TextEncoder().encode('no tiff at all, but long enough to be looked at'));
    expect(text.ok).toBe(false);
  });
});

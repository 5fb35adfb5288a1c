import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { unknownCrs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { memorySource } from '../lib/byte-source.ts';
import { asId } from '../lib/id.ts';
import { secondOpinion } from './second-opinion.ts';
import { writeShapefile } from './shapefile/write.ts';
import { type NamedBytes, writeZip } from './zip-write.ts';

const dataset: Dataset = {
  id: asId('test'),
  crs: unknownCrs,
  geometry: polygonsOf([[[square(500_000, 7_350_000, 10)]], [[square(500_020.5, 7_350_000, 10)]]]),
  columns: [textColumn('navn', ['Ørnes', 'Sør-Åsen']), textColumn('__proto__', ['a', 'b'])],
};
const written = writeShapefile('tomter', dataset, { encoding: 'UTF-8', cpg: true, prj: null });
const context = { progress: () => {}, cancelled: () => false };
const sources = (files: readonly NamedBytes[]) => files.map(({ name, bytes }) => memorySource(name, bytes));
const ask = (files: readonly NamedBytes[], ours = dataset, layer = 'tomter') =>
  secondOpinion(sources(files), layer, ours, context);
const changed = (extension: string, change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) =>
  written.map((file) => (file.name.endsWith(extension) ? { ...file, bytes: change(file.bytes.slice()) } : file));

describe('a second opinion', () => {
  it.each([
    ['loose files', written],
    ['a zip', [writeZip('alt.zip', written)]],
  ])('on %s agrees with what was written', async (_, files) => {
    const { ok, value } = (await ask(files)) as { ok: boolean; value?: unknown };
    expect(ok).toBe(true);
    expect(value).toEqual({
      reader: 'shpjs',
      features: { ours: 2, theirs: 2 },
      extentDifference: 0,
      // The other reader loses the column of the name "__proto__".
      texts: { compared: 2, different: 0, first: null },
    });
  });

  it('tells what is different: features, extent, texts', async () => {
    const ours: Dataset = {
      ...dataset,
      geometry: polygonsOf([
        [[square(500_000, 7_350_003, 10)]],
        [[square(500_020.5, 7_350_000, 10)]],
        [[square(0, 0, 1)]],
      ]),
      columns: [textColumn('navn', ['Ã˜rnes', 'Sør-Åsen', null])],
    };
    const outcome = await ask(written, ours);
    expect(outcome.ok && outcome.value).toEqual({
      reader: 'shpjs',
      features: { ours: 3, theirs: 2 },
      extentDifference: 7_350_000,
      texts: { compared: 2, different: 1, first: { field: 'navn', ours: 'Ã˜rnes', theirs: 'Ørnes' } },
    });
  });

  it('is not asked of a table that claims 40 million rows', async () => {
    const files = changed('.dbf', (bytes) => {
      new DataView(bytes.buffer).setUint32(4, 40_000_000, true);
      return bytes;
    });
    expect(await ask(files)).toMatchObject({ ok: false, reason: { code: 'opinion-refused' } });
  });

  it('that gives up does so in words', async () => {
    const outcome = await ask(changed('.shp', (bytes) => bytes.fill(255, 0, 100)));
    expect(outcome.ok ? 'read' : outcome.reason.code).toMatch(/^opinion-failed$|^read$/);
    expect(await ask(changed('.shp', () => new Uint8Array(3)))).toMatchObject({
      ok: false,
      reason: { code: 'opinion-failed' },
    });
  });

  it('is refused for what is no shapefile, and for what is too large', async () => {
    expect(await ask([{ name: 'a.geojson', bytes: new Uint8Array(2) }])).toMatchObject({
      reason: { code: 'opinion-shapefile-only' },
    });
    const huge = { name: 'tomter.shp', size: 50_000_000, read: () => Promise.reject(new Error('not read')) };
    expect(await secondOpinion([huge], 'tomter', dataset, context)).toMatchObject({
      reason: { code: 'opinion-too-large' },
    });
  });
});

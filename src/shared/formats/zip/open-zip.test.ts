import { describe, expect, it, vi } from 'vitest';
import { codes, columnValues, readBuilt, readLayer, refusal } from '../../../../test/builders/read-built.ts';
import { buildDbf, buildShp, square } from '../../../../test/builders/shapefile-builder.ts';
import { type BuiltMember, buildZip } from '../../../../test/builders/zip-builder.ts';
import { zipLimits } from './zip-limits.ts';

const { shp, shx } = buildShp('polygon', [{ kind: 'polygon', parts: [square(0, 0, 10)] }]);
const dbf = buildDbf([{ name: 'name', type: 'C', width: 8 }], [{ cells: ['plot'] }]);
const layer = (base: string, folder = ''): BuiltMember[] => [
  { name: `${folder}${base}.shp`, content: shp },
  { name: `${folder}${base}.shx`, content: shx, store: true },
  { name: `${folder}${base}.dbf`, content: dbf },
  { name: `${folder}${base}.prj`, content: 'EPSG:25833' },
];
const zip = (members: readonly BuiltMember[], zip64 = false) => ({ 'delivery.zip': buildZip(members, zip64) });
const namesOf = async (members: readonly BuiltMember[]) => {
  const outcome = await readBuilt(zip(members));
  if (!outcome.ok) throw new Error(outcome.reason.code);
  return outcome.value.map((one) => one.name);
};

describe('zips of map layers', () => {
  it.each([false, true])('reads stored and deflated members, zip64 %s', async (zip64) => {
    const read = await readLayer(zip(layer('plan', 'Delivery/Plan 2026/'), zip64));
    expect(read.name).toBe('plan');
    expect(columnValues(read)).toEqual(['plot']);
    expect(read.dataset.crs.code).toBe('EPSG:25833');
  });

  it('reads without the host decoder too', async () => {
    vi.stubGlobal('DecompressionStream', undefined);
    try {
      expect(columnValues(await readLayer(zip(layer('plan'))))).toEqual(['plot']);
      expect(await refusal(zip([{ name: 'a.geojson', content: 'x'.repeat(1000), size: 900 }]))).toBe('zip-size-lies');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('reads several layers, tells equal names apart by folder, and leaves out shadows and readmes', async () => {
    const members = [
      ...layer('plan', 'a/'),
      ...layer('plan', 'b/'),
      ...layer('roads'),
      { name: '__MACOSX/a/._plan.shp', content: 'shadow' },
      { name: 'readme.txt', content: 'a,b\n1,2' },
    ];
    expect(await namesOf(members)).toEqual(['a/plan', 'b/plan', 'roads']);
    const outcome = await readBuilt(zip(members), { layer: 'ROADS' });
    expect(outcome.ok && outcome.value.map((one) => one.name)).toEqual(['roads']);
    expect(await refusal(zip(members), { layer: 'rivers' })).toBe('layer-not-found');
  });

  it('loses only the layer whose member is damaged', async () => {
    const [first, ...rest] = layer('bad');
    const outcome = await readBuilt(zip([...layer('good'), { ...first, crc: 1 }, ...rest]));
    if (!outcome.ok) throw new Error(outcome.reason.code);
    expect(outcome.value.map((one) => one.name)).toEqual(['good']);
    expect(outcome.value[0].issues[0]).toMatchObject({ code: 'zip-checksum', details: { layer: 'bad' } });
  });

  it('never reads members whose names lead out of the archive', async () => {
    for (const name of ['../a', '/etc/a', 'C:/a', 'x/../../a', '..\\a']) {
      expect(await refusal(zip(layer(name)))).toBe('zip-unsafe-name');
    }
    const mixed = await readLayer(zip([...layer('../out'), ...layer('plan')]));
    expect(mixed.name).toBe('plan');
    expect(codes(mixed)).toContain('zip-unsafe-name');
  });

  it('refuses in words what it does not read', async () => {
    expect(await refusal(zip([{ name: 'inner.zip', content: buildZip(layer('plan')) }]))).toBe('zip-nested');
    expect(await refusal(zip([{ name: 'photo.png', content: 'x' }]))).toBe('zip-without-layers');
    expect(await refusal(zip([]))).toBe('zip-without-layers');
    expect(await refusal(zip(layer('plan').slice(1)))).toBe('shp-missing');
    expect(await refusal(zip([{ name: 'a.dbf', content: dbf, flags: 1 }]))).toBe('zip-encrypted');
    expect(await refusal(zip([{ name: 'a.dbf', content: dbf, method: 12 }]))).toBe('zip-method');
    expect(await refusal({ 'a.zip': 'no zip at all' })).toBe('zip-not-a-zip');
    expect(await refusal({ 'a.zip': '' })).toBe('file-empty');
  });

  it('refuses archives cut anywhere', async () => {
    const whole = buildZip(layer('plan'));
    for (let size = 4; size < whole.length; size += 7) {
      expect(await refusal({ 'a.zip': whole.slice(0, size) })).toBe('zip-truncated');
    }
  });
});

describe('zips made to harm', () => {
  const blanks = new Uint8Array(1_000_000);

  it('refuses sizes that deflate cannot reach', async () => {
    expect(await refusal(zip([{ name: 'a.dbf', content: dbf, size: 2 ** 31 }]))).toBe('zip-size-lies');
    expect(await refusal(zip([{ name: 'a.dbf', content: dbf, packedSize: 2 ** 31 }]))).toBe('zip-size-lies');
  });

  it('stops when more comes out than was declared, and when less does', async () => {
    for (const size of [1000, 1_000_001, 900_000]) {
      expect(await refusal(zip([{ name: 'a.dbf', content: blanks, size }]))).toBe('zip-size-lies');
    }
  });

  it('refuses what would unpack beyond the limits', async () => {
    const most = blanks.length * 900;
    expect(zipLimits.freeBytes).toBeLessThan(most);
    const packed = new Uint8Array(buildZip([{ name: 'a.dbf', content: blanks }]).length);
    expect(packed.length * zipLimits.ratio).toBeLessThan(most);
    // Packed bytes enough for the declared size by the rules of deflate, far too few for the limit of the archive.
    const member = {
      name: 'a.dbf',
      content: new Uint8Array(600_000).fill(7),
      store: true,
      method: 8,
      size: zipLimits.freeBytes + 1,
    };
    expect(await refusal(zip([member]))).toBe('zip-bomb');
  });

  it('refuses members that lie over each other', async () => {
    expect(
      await refusal(
        zip([
          { name: 'a.dbf', content: dbf },
          { name: 'b.dbf', content: dbf, offset: 0 },
        ]),
      ),
    ).toBe('zip-overlap');
  });

  it('refuses bytes that are no deflate stream', async () => {
    expect(
      await refusal(zip([{ name: 'a.dbf', content: new Uint8Array(500).fill(255), store: true, method: 8 }])),
    ).toBe('zip-damaged');
  });
});

import { describe, expect, it } from 'vitest';
import {
  codes,
  columnValues,
  featuresWith,
  readBuilt,
  readLayer,
  refusal,
  ringAreas,
} from '../../../../test/builders/read-built.ts';
import {
  type BuiltShape,
  bigEndian,
  buildDbf,
  buildShp,
  damaged,
  littleEndian,
  type Ring,
  square,
} from '../../../../test/builders/shapefile-builder.ts';

const polygon = (...parts: readonly Ring[]): BuiltShape => ({ kind: 'polygon', parts });
const three = buildShp('polygon', [polygon(square(0, 0, 10)), polygon(square(20, 0, 10)), polygon(square(40, 0, 10))]);
const names = buildDbf(
  [{ name: 'name', type: 'C', width: 8 }],
  [{ cells: ['one'] }, { cells: ['two'] }, { cells: ['three'] }],
);
/** Bytes of one record of `three`: header, type, box, counts, one part, five points. */
const recordSize = 8 + 4 + 32 + 8 + 4 + 80;

describe('shape types', () => {
  it.each(['xy', 'z', 'm'] as const)('reads every type, %s', async (flavour) => {
    const points = await readLayer({
      'a.shp': buildShp('point', [{ kind: 'point', at: [1, 2] }, { kind: 'null' }], flavour).shp,
    });
    expect(points.dataset.geometry).toMatchObject({ kind: 'points', xy: Float64Array.of(1, 2) });
    expect([...(points.dataset.geometry as { featureStart: Uint32Array }).featureStart]).toEqual([0, 1, 1]);
    const several = await readLayer({
      'a.shp': buildShp(
        'multipoint',
        [
          {
            kind: 'multipoint',
            points: [
              [1, 2],
              [3, 4],
            ],
          },
        ],
        flavour,
      ).shp,
    });
    expect(several.dataset.geometry).toMatchObject({ kind: 'points', xy: Float64Array.of(1, 2, 3, 4) });
    const parts: Ring[] = [
      [
        [0, 0],
        [1, 1],
      ],
      [
        [5, 5],
        [6, 6],
        [7, 7],
      ],
    ];
    const lines = await readLayer({ 'a.shp': buildShp('line', [{ kind: 'line', parts }], flavour).shp });
    expect([...(lines.dataset.geometry as { pathStart: Uint32Array }).pathStart]).toEqual([0, 2, 5]);
    const areas = await readLayer({ 'a.shp': buildShp('polygon', [polygon(square(0, 0, 3))], flavour).shp });
    expect(ringAreas(areas)).toEqual([[[9]]]);
    expect(codes(areas).includes('heights-dropped')).toBe(flavour === 'z');
    expect(codes(areas).includes('measures-dropped')).toBe(flavour === 'm');
  });

  it('refuses 3D bodies in words', async () => {
    const { shp } = three;
    const multipatch = damaged(damaged(shp, 32, ...littleEndian(31)), 108, ...littleEndian(31));
    expect(await refusal({ 'a.shp': multipatch })).toBe('shp-multipatch');
  });

  it('keeps a record of another type as a null geometry and names it', async () => {
    const layer = await readLayer({
      'a.shp': damaged(three.shp, 108 + recordSize, ...littleEndian(3)),
      'a.dbf': names,
    });
    expect(ringAreas(layer)).toEqual([[[100]], [], [[100]]]);
    expect(featuresWith(layer, 'shp-record-type')).toEqual([2]);
    expect(columnValues(layer)).toEqual(['one', 'two', 'three']);
  });
});

describe('rings', () => {
  const hole = square(2, 2, 4, true);

  it('tells holes from parts and winds outer rings counter-clockwise', async () => {
    const layer = await readLayer({
      'a.shp': buildShp('polygon', [polygon(square(0, 0, 10), hole, square(20, 0, 5))]).shp,
    });
    expect(ringAreas(layer)).toEqual([[[100, -16], [25]]]);
    expect(codes(layer)).not.toContain('rings-rewound');
  });

  it.each([
    ['all turned', [square(0, 0, 10, true), square(2, 2, 4), square(20, 0, 5, true)]],
    ['all clockwise', [square(0, 0, 10), square(2, 2, 4), square(20, 0, 5)]],
    ['all counter-clockwise', [square(0, 0, 10, true), square(2, 2, 4, true), square(20, 0, 5, true)]],
    ['hole first', [square(2, 2, 4), square(0, 0, 10), square(20, 0, 5)]],
  ])('mends winding: %s', async (_, rings) => {
    const layer = await readLayer({ 'a.shp': buildShp('polygon', [polygon(...rings)]).shp });
    expect(ringAreas(layer)).toEqual([[[100, -16], [25]]]);
    expect(featuresWith(layer, 'rings-rewound')).toEqual([1]);
  });

  it('puts each hole into the ring around it, whatever the order', async () => {
    const rings = [square(0, 0, 10), square(20, 0, 10), square(22, 2, 3, true), hole];
    const layer = await readLayer({ 'a.shp': buildShp('polygon', [polygon(...rings)]).shp });
    expect(ringAreas(layer)).toEqual([
      [
        [100, -16],
        [100, -9],
      ],
    ]);
  });

  it('reads an island in a lake as a part of its own', async () => {
    const rings = [square(0, 0, 20), square(2, 2, 16, true), square(5, 5, 4)];
    const layer = await readLayer({ 'a.shp': buildShp('polygon', [polygon(...rings)]).shp });
    expect(ringAreas(layer)).toEqual([[[400, -256], [16]]]);
  });

  it('keeps outer rings that only overlap as two parts', async () => {
    const rings = [square(0, 0, 10), square(8, 8, 4, true), square(5, 5, 9)];
    const layer = await readLayer({ 'a.shp': buildShp('polygon', [polygon(...rings)]).shp });
    expect(ringAreas(layer)[0].map((part) => part[0])).toContain(81);
  });

  it('takes a hole that touches its outer ring at a corner as a hole', async () => {
    const layer = await readLayer({
      'a.shp': buildShp('polygon', [polygon(square(0, 0, 10), square(0, 0, 4, true))]).shp,
    });
    expect(ringAreas(layer)).toEqual([[[100, -16]]]);
  });

  it('closes open rings and leaves out flat ones, with a warning', async () => {
    const open: Ring = square(0, 0, 10).slice(0, 4);
    const flat: Ring = [
      [50, 50],
      [51, 51],
      [50, 50],
    ];
    const layer = await readLayer({ 'a.shp': buildShp('polygon', [polygon(open), polygon(flat)]).shp });
    expect(ringAreas(layer)).toEqual([[[100]], []]);
    expect(featuresWith(layer, 'rings-unclosed')).toEqual([1]);
    expect(featuresWith(layer, 'rings-dropped')).toEqual([2]);
  });

  it('sorts ten thousand holes and the islands in them within a second', async () => {
    const rings: Ring[] = [square(-1, -1, 1002)];
    for (let row = 0; row < 100; row++) {
      for (let column = 0; column < 100; column++) rings.push(square(column * 10 + 1, row * 10 + 1, 5, true));
    }
    const { shp } = buildShp('polygon', [polygon(...rings)]);
    const start = performance.now();
    const layer = await readLayer({ 'a.shp': shp });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(ringAreas(layer)[0].map((part) => part.length)).toEqual([10_001]);
  });
});

describe('coordinates that are none', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1e39, 1e300])('leaves out %d and names the feature', async (bad) => {
    const ring: Ring = [
      [0, 0],
      [bad, 5],
      [0, 10],
      [10, 10],
      [10, 0],
      [0, 0],
    ];
    const layer = await readLayer({ 'a.shp': buildShp('polygon', [polygon(square(50, 0, 1)), polygon(ring)]).shp });
    expect(ringAreas(layer)).toEqual([[[1]], [[100]]]);
    expect(featuresWith(layer, 'coordinates-dropped')).toEqual([2]);
    const points = await readLayer({ 'a.shp': buildShp('point', [{ kind: 'point', at: [1, bad] }]).shp });
    expect(featuresWith(points, 'coordinates-invalid')).toEqual([1]);
  });

  it('leaves out a bad first vertex too', async () => {
    const ring: Ring = [
      [Number.NaN, 0],
      [0, 0],
      [0, 10],
      [10, 10],
      [10, 0],
      [Number.NaN, 0],
    ];
    const layer = await readLayer({ 'a.shp': buildShp('polygon', [polygon(ring)]).shp });
    expect(ringAreas(layer)).toEqual([[[100]]]);
  });
});

describe('damage', () => {
  const full = { 'a.shp': three.shp, 'a.shx': three.shx, 'a.dbf': names };
  const intact = [[[100]], [[100]], [[100]]];

  it.each([
    ['no index', { ...full, 'a.shx': new Uint8Array(0) }, 'shx-damaged'],
    ['index of 0xff', { ...full, 'a.shx': new Uint8Array(124).fill(255) }, 'shx-damaged'],
    ['index of zeros', { ...full, 'a.shx': damaged(three.shx, 100, ...new Array(24).fill(0)) }, 'shx-damaged'],
    ['all entries alike', { ...full, 'a.shx': damaged(three.shx, 108, ...three.shx.slice(100, 108)) }, 'shx-damaged'],
    ['header length', { ...full, 'a.shp': damaged(three.shp, 24, 0, 0, 0, 50) }, 'shp-header-length'],
    ['header length -1', { ...full, 'a.shp': damaged(three.shp, 24, 255, 255, 255, 255) }, 'shp-header-length'],
    ['file code', { ...full, 'a.shp': damaged(three.shp, 0, 1, 2, 3, 4) }, 'shp-header-damaged'],
    ['header type', { ...full, 'a.shp': damaged(three.shp, 32, 99, 0, 0, 0) }, 'shp-header-damaged'],
    ['garbage behind', { ...full, 'a.shp': Uint8Array.from([...three.shp, 1, 2, 3, 4, 5]) }, 'shp-trailing-bytes'],
  ])('reads all shapes in spite of: %s', async (_, files, code) => {
    const layer = await readLayer(files as typeof full);
    expect(ringAreas(layer)).toEqual(intact);
    expect(columnValues(layer)).toEqual(['one', 'two', 'three']);
    expect(codes(layer)).toContain(code);
  });

  it('follows an index whose records were written elsewhere', async () => {
    const [first, second] = [
      three.shp.slice(100, 100 + recordSize),
      three.shp.slice(100 + recordSize, 100 + 2 * recordSize),
    ];
    const swapped = damaged(damaged(three.shp, 100, ...second), 100 + recordSize, ...first);
    const offsets = [100 + recordSize, 100].map((offset) => bigEndian(offset / 2));
    const shx = damaged(damaged(three.shx, 100, ...offsets[0]), 108, ...offsets[1]);
    const layer = await readLayer({ 'a.shp': swapped, 'a.shx': shx, 'a.dbf': names });
    expect(codes(layer)).toContain('shx-reordered');
    expect([...(layer.dataset.geometry as { xy: Float64Array }).xy].filter((_, at) => at % 8 === 0)).toEqual(
      [0, 20, 40].map((x) => x + 10),
    );
  });

  it.each([0, 1, 0x7fffffff, -1])('loses only the record whose length says %d', async (length) => {
    const layer = await readLayer({ ...full, 'a.shp': damaged(three.shp, 104 + recordSize, ...bigEndian(length)) });
    expect(ringAreas(layer)).toEqual([[[100]], [], [[100]]]);
    expect(featuresWith(layer, 'shp-record-damaged')).toEqual([2]);
    expect(columnValues(layer)).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['parts', 44],
    ['points', 48],
    ['first part', 52],
  ])('loses only the record whose number of %s lies', async (_, offset) => {
    for (const value of [-1, 0x7fffffff, 1000]) {
      const layer = await readLayer({
        ...full,
        'a.shp': damaged(three.shp, 100 + recordSize + offset, ...littleEndian(value)),
      });
      expect(ringAreas(layer)).toEqual([[[100]], [], [[100]]]);
      expect(featuresWith(layer, 'shp-record-damaged')).toEqual([2]);
    }
  });

  it('reads what there is of a file cut anywhere, and says where it ends', async () => {
    for (let size = 100; size < three.shp.length; size += 4) {
      const whole = Math.floor((size - 100) / recordSize);
      const layer = await readLayer({ ...full, 'a.shp': three.shp.slice(0, size) });
      expect(ringAreas(layer), String(size)).toEqual(intact.map((rings, row) => (row < whole ? rings : [])));
      expect(featuresWith(layer, 'shp-truncated'), String(size)).toEqual([whole + 1]);
      expect(columnValues(layer)).toEqual(['one', 'two', 'three']);
    }
  });

  it('refuses what is no shapefile', async () => {
    expect(await refusal({ 'a.shp': new Uint8Array(0) })).toBe('file-empty');
    expect(await refusal({ 'a.shp': '<!DOCTYPE html><html></html>' })).toBe('shp-not-a-shapefile');
    expect(await refusal({ 'a.shp': 'x'.repeat(500) })).toBe('shp-not-a-shapefile');
  });

  it('says which file the host could not read', async () => {
    const broken = { name: 'a.shp', size: 500, read: () => Promise.reject(new Error('EIO')) };
    const { readFiles } = await import('../read-files.ts');
    const outcome = await readFiles([broken], {}, { progress: () => undefined, cancelled: () => false });
    expect(outcome).toMatchObject({
      ok: false,
      reason: { code: 'file-unreadable', details: { file: 'a.shp', reason: 'EIO' } },
    });
    const stopped = await readFiles([broken], {}, { progress: () => undefined, cancelled: () => true });
    expect(stopped).toMatchObject({ ok: false, reason: { code: 'read-cancelled' } });
  });
});

describe('rows beside shapes', () => {
  const shapes = { 'a.shp': three.shp, 'a.shx': three.shx };
  const table = (count: number, deleted: readonly number[] = [], lie = {}) =>
    buildDbf(
      [{ name: 'n', type: 'N', width: 4 }],
      Array.from({ length: count }, (_, row) => ({ cells: [String(row + 1)], deleted: deleted.includes(row) })),
      lie,
    );

  it('leaves out deleted rows with their shapes', async () => {
    const layer = await readLayer({ ...shapes, 'a.dbf': table(3, [1]) });
    expect(columnValues(layer)).toEqual([1, 3]);
    expect([...(layer.dataset.geometry as { xy: Float64Array }).xy].filter((_, at) => at % 8 === 0)).toEqual([10, 50]);
  });

  it('keeps shapes without a row, and leaves out rows without a shape', async () => {
    const fewer = await readLayer({ ...shapes, 'a.dbf': table(2) });
    expect(columnValues(fewer)).toEqual([1, 2, null]);
    expect(featuresWith(fewer, 'dbf-fewer-rows')).toEqual([3]);
    const more = await readLayer({ ...shapes, 'a.dbf': table(5) });
    expect(columnValues(more)).toEqual([1, 2, 3]);
    expect(codes(more)).toContain('dbf-more-rows');
  });

  it.each([0, 1, 2])('finds the rows of a header that claims %d', async (rows) => {
    const layer = await readLayer({ ...shapes, 'a.dbf': table(3, [], { rows }) });
    expect(columnValues(layer)).toEqual([1, 2, 3]);
    expect(codes(layer)).toContain('dbf-row-count');
  });

  it('believes the size of the file and not a header that claims 40 million rows', async () => {
    const layer = await readLayer({ ...shapes, 'a.dbf': table(3, [], { rows: 40_000_000 }) });
    expect(columnValues(layer)).toEqual([1, 2, 3]);
    expect(codes(layer)).toContain('dbf-truncated');
  });

  it('reads shapes without a table, and with a table that is none', async () => {
    expect(codes(await readLayer({ 'a.shp': three.shp }))).toContain('dbf-missing');
    expect(codes(await readLayer({ ...shapes, 'a.dbf': '<html>404</html>'.padEnd(100) }))).toContain('dbf-not-a-table');
  });

  it('gives one id to one content', async () => {
    const ids = await Promise.all(
      [names, names, table(3)].map(async (dbf) => (await readLayer({ ...shapes, 'a.dbf': dbf })).dataset.id),
    );
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('reads the same whatever the letter case of the sidecars', async () => {
    const layer = await readLayer({ 'Plan.SHP': three.shp, 'PLAN.Shx': three.shx, 'plan.DBF': names });
    expect(layer.name).toBe('Plan');
    expect(columnValues(layer)).toEqual(['one', 'two', 'three']);
  });

  it('takes the CRS from the .qpj that QGIS wrote where there is no .prj', async () => {
    const alone = await readLayer({ ...shapes, 'a.qpj': 'EPSG:25833' });
    expect(alone.dataset.crs).toMatchObject({ code: 'EPSG:25833', source: 'prj' });
    const both = await readLayer({ ...shapes, 'a.qpj': 'EPSG:25833', 'a.prj': 'EPSG:25832' });
    expect(both.dataset.crs.code).toBe('EPSG:25832');
  });

  it('takes the CRS from the person first, then the .prj', async () => {
    const files = { ...shapes, 'a.prj': 'EPSG:25833' };
    expect((await readLayer(files)).dataset.crs).toMatchObject({ code: 'EPSG:25833', source: 'prj' });
    expect((await readLayer(files, { crs: 'EPSG:3006' })).dataset.crs).toMatchObject({
      code: 'EPSG:3006',
      source: 'user',
    });
    const unknown = await readLayer(files, { crs: 'EPSG:1' });
    expect(unknown.dataset.crs.code).toBe('EPSG:25833');
    expect(codes(unknown)).toContain('crs-override-unknown');
  });

  it('gives the layers that can be read and says which cannot', async () => {
    const outcome = await readBuilt({ ...shapes, 'b.shp': new Uint8Array(0), 'c.dwg': '<x/>' });
    if (!outcome.ok) throw new Error(outcome.reason.code);
    expect(outcome.value).toHaveLength(1);
    expect(outcome.value[0].issues.filter((one) => one.severity === 'error').map((one) => one.code)).toEqual([
      'format-unsupported',
      'file-empty',
    ]);
  });
});

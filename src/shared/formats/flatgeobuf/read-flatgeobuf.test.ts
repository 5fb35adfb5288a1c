import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLayers } from '../../../../test/builders/arbitrary-layers.ts';
import {
  accepted,
  datasetOf,
  filesOf,
  readBack,
  someAreas,
  someColumns,
  someLines,
  somePoints,
} from '../../../../test/builders/layers-built.ts';
import { hasOgr, ogrConverted } from '../../../../test/builders/ogr.ts';
import { inOrder, plain, shapesOf, sorted } from '../../../../test/builders/plain-layers.ts';
import { codes, columnValues, readBuilt, readLayer, refusal } from '../../../../test/builders/read-built.ts';
import { textColumn } from '../../dataset/columns.ts';
import { takeRows } from '../../dataset/take-rows.ts';
import type { Dataset } from '../../dataset/types.ts';
import { measureBoxes } from '../../geometry/bounds.ts';
import { featureCount, type Geometry } from '../../geometry/types.ts';
import { FlatBuilder, type FlatField } from './flat-builder.ts';
import { hilbertOrder } from './hilbert-tree.ts';
import { flatGeobufOutput } from './write-flatgeobuf.ts';

const bytesOf = (dataset: Dataset) => filesOf(accepted(flatGeobufOutput({ name: 'lag', dataset })))[0].bytes;

function treeOrder(dataset: Dataset): Uint32Array {
  const rows = featureCount(dataset.geometry);
  const boxes = new Float64Array(4 * rows);
  measureBoxes(dataset.geometry, 0, rows, boxes);
  return hilbertOrder(boxes);
}

describe('what is written as FlatGeobuf and read again', () => {
  it('is every cell, every coordinate and the coordinate system, in the order of the tree', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLayers, async (dataset) => {
        const [layer, ...more] = await readBack(accepted(flatGeobufOutput({ name: 'lag', dataset })));
        expect(more).toEqual([]);
        expect(plain(layer.dataset, inOrder(layer.dataset))).toEqual(plain(dataset, treeOrder(dataset)));
        expect(layer.dataset.crs.code).toBe('EPSG:25833');
        expect(layer.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
      }),
      { numRuns: 100, seed: 20_270 },
    );
  }, 60_000);

  it('keeps a table without geometry', async () => {
    const table = datasetOf({ kind: 'none', count: 3 }, someColumns);
    const layer = await readLayer({ 'tabell.fgb': bytesOf(table) });
    expect(layer).toMatchObject({ name: 'tabell', format: 'flatgeobuf', encoding: { name: 'UTF-8' } });
    expect(plain(layer.dataset, inOrder(layer.dataset))).toEqual(plain(table, inOrder(table)));
  });
});

/** A file of a header and features that are made field by field. */
function built(header: (to: FlatBuilder) => FlatField[], features: ((to: FlatBuilder) => FlatField[])[]) {
  const buffer = (fields: (to: FlatBuilder) => FlatField[]) => {
    const builder = new FlatBuilder();
    return builder.finish(builder.table(fields(builder)));
  };
  const parts = [Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0), buffer(header), ...features.map(buffer)];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

const byte = (slot: number, value: number): FlatField => ({ slot, size: 1, write: (to) => to.u8(value) });
const pointer = (slot: number, place: number): FlatField => ({ slot, size: 4, write: (to) => to.pointer(place) });
const noIndex: FlatField = { slot: 9, size: 2, write: (to) => to.u16(0) };

/** A geometry table of this type with these coordinates. */
const shape = (to: FlatBuilder, type: number, xy: readonly number[]): number => {
  const coordinates = to.doubles(xy.length, (at) => xy[at]);
  return to.table([pointer(1, coordinates), byte(6, type)]);
};

const columnsNamed = (to: FlatBuilder, declared: readonly (readonly [string, number])[]): FlatField => {
  const tables = declared.map(([name, type]) => {
    const text = to.text(name);
    return to.table([pointer(0, text), byte(1, type)]);
  });
  return pointer(7, to.pointers(tables));
};

describe('readFlatGeobuf', () => {
  it('parts features of several kinds, and takes the largest of a collection', async () => {
    const file = built(
      () => [byte(2, 0), noIndex],
      [
        (to) => [pointer(0, shape(to, 1, [1, 2]))],
        (to) => [pointer(0, shape(to, 3, [0, 0, 0, 9, 9, 9, 0, 0]))],
        () => [],
        (to) => {
          const members = [shape(to, 1, [5, 5]), shape(to, 2, [0, 0, 1, 1])];
          const list = to.pointers(members);
          return [pointer(0, to.table([byte(6, 7), pointer(7, list)]))];
        },
        (to) => [pointer(0, shape(to, 1, [3, 4]))],
      ],
    );
    const outcome = await readBuilt({ 'a.fgb': file });
    expect(outcome.ok).toBe(true);
    const layers = outcome.ok ? outcome.value : [];
    expect(layers.map(({ name }) => name)).toEqual(['a-points', 'a-lines', 'a-polygons']);
    expect(layers.map(({ dataset }) => shapesOf(dataset.geometry))).toEqual([
      [[1, 2], [], [3, 4]],
      [[[0, 0, 1, 1]]],
      [[[[9, 9, 0, 9, 0, 0]]]],
    ]);
    expect(layers[0].issues).toMatchObject([
      { code: 'geojson-collection', feature: 4, details: { kept: 'lines' } },
      { code: 'crs-missing' },
      { code: 'geojson-mixed' },
    ]);
  });

  it('reads every type of number, and integers beyond 2^53 digit by digit', async () => {
    const values = new DataView(new ArrayBuffer(64));
    let at = 0;
    const put = (column: number, size: number, write: (at: number) => void) => {
      values.setUint16(at, column, true);
      write(at + 2);
      at += 2 + size;
    };
    put(0, 1, (to) => values.setInt8(to, -5));
    put(1, 2, (to) => values.setUint16(to, 65_000, true));
    put(2, 4, (to) => values.setInt32(to, -70_000, true));
    put(3, 8, (to) => values.setBigUint64(to, 18_446_744_073_709_551_615n, true));
    put(4, 4, (to) => values.setFloat32(to, 0.5, true));
    const file = built(
      (to) => [
        columnsNamed(to, [
          ['byte', 0],
          ['ushort', 4],
          ['int', 5],
          ['ulong', 8],
          ['float', 9],
          ['blob', 14],
        ]),
        noIndex,
      ],
      [(to) => [pointer(1, to.bytesVector(new Uint8Array(values.buffer, 0, at)))]],
    );
    const layer = await readLayer({ 'a.fgb': file });
    expect([0, 1, 2, 3, 4, 5].map((column) => columnValues(layer, column)[0])).toEqual([
      -5,
      65_000,
      -70_000,
      '18446744073709551615',
      0.5,
      null,
    ]);
    expect(codes(layer)).toEqual(expect.arrayContaining(['integers-as-text', 'field-type-not-read']));
  });

  it('does not let few bytes mean many vertices', async () => {
    const file = built(
      () => [byte(2, 6), noIndex],
      [
        (to) => {
          const ring = shape(to, 3, [0, 0, 9, 0, 9, 9, 0, 9]);
          const list = to.pointers(Array.from({ length: 20_000 }, () => ring));
          return [pointer(0, to.table([byte(6, 6), pointer(7, list)]))];
        },
      ],
    );
    const layer = await readLayer({ 'a.fgb': file });
    expect(codes(layer)).toContain('geometry-lost');
    expect(shapesOf(layer.dataset.geometry)).toEqual([[]]);
  });

  it('says what is wrong with files that are none, cut short or longer than they say', async () => {
    const whole = bytesOf(datasetOf(somePoints, someColumns));
    expect(await refusal({ 'a.fgb': 'PK..............' })).toBe('fgb-not-flatgeobuf');
    expect(await refusal({ 'a.fgb': whole.slice(0, 100) })).toBe('fgb-header-damaged');
    const cut = await readLayer({ 'a.fgb': whole.slice(0, whole.length - 40) });
    expect(featureCount(cut.dataset.geometry)).toBe(2);
    expect(cut.issues).toContainEqual({
      code: 'fgb-truncated',
      severity: 'error',
      feature: 3,
      details: { file: 'a.fgb', read: 2, expected: 3 },
    });
    const longer = new Uint8Array(whole.length + 10);
    longer.set(whole);
    expect(codes(await readLayer({ 'a.fgb': longer }))).toContain('fgb-more-features');
  });

  it('keeps the rest when one geometry or one value is damaged', async () => {
    const names = textColumn('navn', ['første', 'andre', 'tredje']);
    const whole = bytesOf(datasetOf(someLines, [names]));
    const order = treeOrder(datasetOf(someLines, []));
    const text = new TextEncoder().encode('første');
    const at = whole.findIndex((_, index) => text.every((value, more) => whole[index + more] === value));
    // The length of the text, made longer than the feature.
    whole[at - 4] = 0xff;
    const layer = await readLayer({ 'a.fgb': whole });
    const expected = Array.from(order, (row) => [null, 'andre', 'tredje'][row]);
    expect(columnValues(layer)).toEqual(expected);
    expect(layer.issues).toContainEqual({
      code: 'fgb-feature-damaged',
      severity: 'error',
      feature: order.indexOf(0) + 1,
      details: {},
    });
    expect(shapesOf(layer.dataset.geometry).flat(2)).toHaveLength(10);
  });
});

describe.skipIf(!hasOgr)('FlatGeobuf of GDAL (skipped where ogr2ogr is not installed)', () => {
  it.each([
    ['areas', someAreas],
    ['lines', someLines],
    ['points', somePoints],
  ] as const)('%s are what they were', async (_, geometry) => {
    // GDAL leaves out features without geometry.
    const rows = Uint32Array.of(0, 2);
    const featureStart = geometry.kind === 'none' ? rows : geometry.featureStart.filter((_, at) => at !== 1);
    const columns = someColumns.map((column) => takeRows(column, rows));
    const dataset = datasetOf({ ...geometry, featureStart } as Geometry, columns);
    const output = accepted(flatGeobufOutput({ name: 'lag', dataset }));
    for (const options of [[], ['-lco', 'SPATIAL_INDEX=NO'], ['-dim', 'XYZ'], ['-dim', 'XYZM']]) {
      const layer = await readLayer({ 'ut.fgb': ogrConverted(output, 'ut.fgb', '-f', 'FlatGeobuf', ...options) });
      expect(sorted(plain(layer.dataset, inOrder(layer.dataset)))).toEqual(sorted(plain(dataset, inOrder(dataset))));
      expect(layer.dataset.crs.code).toBe('EPSG:25833');
      expect(codes(layer).includes('heights-dropped')).toBe(options.includes('-dim'));
      expect(codes(layer).includes('measures-dropped')).toBe(options.includes('XYZM'));
    }
  });
});

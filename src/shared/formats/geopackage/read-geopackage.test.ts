import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLayers } from '../../../../test/builders/arbitrary-layers.ts';
import { databaseOf, geoPackageOf, standardStatements } from '../../../../test/builders/geopackage.ts';
import {
  accepted,
  datasetOf,
  degrees,
  someAreas,
  someColumns,
  someLines,
  somePoints,
} from '../../../../test/builders/layers-built.ts';
import { hasOgr, ogrConverted } from '../../../../test/builders/ogr.ts';
import { inOrder, plain, shapesOf, sorted } from '../../../../test/builders/plain-layers.ts';
import { codes, columnValues, readBuilt, readLayer, refusal } from '../../../../test/builders/read-built.ts';
import { unknownCrs } from '../../crs/types.ts';
import { textColumn } from '../../dataset/columns.ts';
import { featureCount } from '../../geometry/types.ts';
import { createRandom } from '../../lib/random.ts';
import { flatGeobufOutput } from '../flatgeobuf/write-flatgeobuf.ts';

const layersOf = async (bytes: Uint8Array<ArrayBuffer>, options = {}) => {
  const outcome = await readBuilt({ 'fil.gpkg': bytes }, options);
  if (!outcome.ok) throw new Error(`refused: ${outcome.reason.code}`);
  return outcome.value;
};

describe('what is written as GeoPackage and read again', () => {
  it('is every cell, every coordinate and the coordinate system', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLayers, async (dataset) => {
        const layer = await readLayer({ 'a.gpkg': await geoPackageOf([{ name: 'lag', dataset }]) });
        // The writer names columns as SQL can.
        const expected = plain(dataset, inOrder(dataset));
        const read = plain(layer.dataset, inOrder(layer.dataset));
        expect(read.shapes).toEqual(expected.shapes);
        expect(read.columns.map(({ type, values }) => [type, values])).toEqual(
          expected.columns.map(({ type, values }) => [type, values]),
        );
        expect(layer.dataset.crs.code).toBe('EPSG:25833');
        expect(layer.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
      }),
      { numRuns: 25, seed: 20_280 },
    );
  }, 60_000);

  it('gives every layer and table under its own name, or the one asked for', async () => {
    const bytes = await geoPackageOf([
      { name: 'flater', dataset: datasetOf(someAreas, someColumns) },
      { name: 'linjer "æ"', dataset: datasetOf(someLines, someColumns, degrees) },
      { name: 'tabell', dataset: datasetOf({ kind: 'none', count: 3 }, someColumns) },
      { name: 'ukjent', dataset: datasetOf(somePoints, [], unknownCrs) },
    ]);
    const layers = await layersOf(bytes);
    expect(layers.map(({ name, dataset }) => [name, dataset.geometry.kind, dataset.crs.code])).toEqual([
      ['flater', 'polygons', 'EPSG:25833'],
      ['linjer_æ', 'lines', 'EPSG:4326'],
      ['tabell', 'none', null],
      ['ukjent', 'points', null],
    ]);
    expect(plain(layers[0].dataset, inOrder(layers[0].dataset))).toEqual(
      plain(datasetOf(someAreas, someColumns), inOrder(datasetOf(someAreas, []))),
    );
    expect((await layersOf(bytes, { layer: 'Tabell' })).map(({ name }) => name)).toEqual(['tabell']);
    const missing = await readBuilt({ 'fil.gpkg': bytes }, { layer: 'borte' });
    expect(missing).toMatchObject({
      reason: { code: 'layer-not-found', details: { layers: expect.stringMatching(/flater.*ukjent/) } },
    });
  });
});

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

describe('the file of a database', () => {
  it.each([512, 1024, 4096, 65_536])('is read with pages of %i bytes, deep trees and long values', async (size) => {
    const random = createRandom(size);
    const values = Array.from({ length: 3000 }, () =>
      'æ'.repeat(random.below(4) === 0 ? random.below(9000) : random.below(40)),
    );
    const bytes = await databaseOf(
      [
        `PRAGMA page_size = ${size}`,
        ...standardStatements('t'),
        'CREATE TABLE t (fid INTEGER PRIMARY KEY, navn TEXT)',
        'BEGIN',
      ],
      (connection) => {
        for (const value of values) connection.run('INSERT INTO t (navn) VALUES (?)', value);
        connection.run('COMMIT');
        connection.run('DELETE FROM t WHERE fid % 7 = 0');
      },
    );
    const layer = await readLayer({ 'a.gpkg': bytes });
    expect(codes(layer)).toEqual([]);
    expect(columnValues(layer)).toEqual(values.filter((_, at) => (at + 1) % 7 !== 0).map((value) => value || null));
  });

  it.each(['UTF-8', 'UTF-16le', 'UTF-16be'])('is read with text in %s', async (encoding) => {
    const bytes = await databaseOf([
      `PRAGMA encoding = '${encoding}'`,
      ...standardStatements('t'),
      'CREATE TABLE t (navn TEXT)',
      "INSERT INTO t VALUES ('Guovdageaidnu šžčđŋŧ 😀'), (NULL)",
    ]);
    expect(columnValues(await readLayer({ 'a.gpkg': bytes }))).toEqual(['Guovdageaidnu šžčđŋŧ 😀', null]);
  });

  it('keeps every class of value, and integers of every size', async () => {
    const integers = [
      0,
      1,
      -1,
      127,
      -128,
      32_767,
      8_388_607,
      -8_388_608,
      2_147_483_647,
      140_737_488_355_327,
      -(2 ** 50),
    ];
    const bytes = await databaseOf([
      ...standardStatements('t'),
      'CREATE TABLE t (tall INTEGER, stort INTEGER, andel REAL, ja BOOLEAN, dag DATE, tid DATETIME, blandet INTEGER, bilde BLOB)',
      ...integers.map(
        (value, at) =>
          `INSERT INTO t VALUES (${value}, ${at === 3 ? '9007199254740993' : 5}, ${value}.5, ${at % 2}, '2024-02-29', '2024-02-29T12:30:00Z', ${at === 2 ? text('o’hoi') : 7}, x'00ff')`,
      ),
    ]);
    const layer = await readLayer({ 'a.gpkg': bytes });
    expect(columnValues(layer, 0)).toEqual(integers);
    expect(columnValues(layer, 1)).toEqual(integers.map((_, at) => (at === 3 ? '9007199254740993' : '5')));
    expect(columnValues(layer, 2)[1]).toBe(1.5);
    expect(columnValues(layer, 3).slice(0, 2)).toEqual([false, true]);
    expect(columnValues(layer, 4)[0]).toBe('2024-02-29');
    expect(layer.dataset.columns[4].type).toBe('date');
    expect(columnValues(layer, 5)[0]).toBe('2024-02-29T12:30:00Z');
    expect(columnValues(layer, 6).slice(1, 4)).toEqual(['7', 'o’hoi', '7']);
    expect(columnValues(layer, 7)[0]).toBe(null);
    expect(layer.issues.map(({ code }) => code)).toEqual(['gpkg-binary-values', 'integers-as-text']);
  });

  it('gives columns that were added later their default, and leaves out what would have to be computed', async () => {
    const bytes = await databaseOf([
      ...standardStatements('t'),
      `CREATE TABLE t ( -- a ) comment, with , signs
        "id, (nr)" INTEGER NOT NULL CHECK ("id, (nr)" > 0 AND 'AS' <> ')'), [felt] TEXT(20) DEFAULT 'x',
        dobbel INTEGER GENERATED ALWAYS AS ("id, (nr)" * 2) VIRTUAL, lagret INTEGER AS ("id, (nr)" * 3) STORED,
        \`siste\` TEXT, CONSTRAINT pk PRIMARY KEY ("id, (nr)"))`,
      'INSERT INTO t ("id, (nr)", siste) VALUES (7, \'z\'), (9, NULL)',
      "ALTER TABLE t ADD COLUMN ny TEXT DEFAULT 'it''s'",
      'ALTER TABLE t ADD COLUMN antall INTEGER DEFAULT -3',
      'INSERT INTO t ("id, (nr)", ny) VALUES (11, NULL)',
    ]);
    const layer = await readLayer({ 'a.gpkg': bytes });
    expect(layer.dataset.columns.map(({ name }, at) => [name, columnValues(layer, at)])).toEqual([
      ['id, (nr)', [7, 9, 11]],
      ['felt', ['x', 'x', 'x']],
      ['lagret', [21, 27, 33]],
      ['siste', ['z', null, null]],
      ['ny', ["it's", "it's", null]],
      ['antall', [-3, -3, -3]],
    ]);
    expect(layer.issues).toMatchObject([{ code: 'gpkg-computed-field', details: { field: 'dobbel' } }]);
  });

  it('runs nothing: views and tables without row numbers are told, triggers and defaults stay asleep', async () => {
    const bytes = await databaseOf([
      ...standardStatements('t'),
      "INSERT INTO gpkg_contents VALUES ('v', 'features', 'v', 25833), ('w', 'attributes', 'w', 0), ('borte', 'attributes', 'b', 0), ('fliser', 'tiles', 'f', 0)",
      'CREATE TABLE t (n INTEGER DEFAULT (abs(-9223372036854775808)))',
      'CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c',
      'CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID',
      'CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT raise(ABORT, 1); END',
    ]);
    const layer = await readLayer({ 'a.gpkg': bytes });
    expect(layer.name).toBe('t');
    expect(layer.issues.map(({ code, details }) => [code, details.table])).toEqual([
      ['gpkg-not-a-table', 'v'],
      ['gpkg-not-a-table', 'w'],
      ['gpkg-not-a-table', 'borte'],
      ['layer-empty', undefined],
    ]);
  });

  it('says what is no GeoPackage', async () => {
    expect(await refusal({ 'a.gpkg': 'x'.repeat(5000) })).toBe('gpkg-not-a-database');
    expect(await refusal({ 'a.gpkg': '' })).toBe('file-empty');
    expect(await refusal({ 'a.gpkg': await databaseOf(['CREATE TABLE t (a)']) })).toBe('gpkg-not-geopackage');
    expect(await refusal({ 'a.gpkg': await databaseOf(standardStatements('borte')) })).toBe('gpkg-without-layers');
  });

  it('gives the rows that are left when pages are lost, in circles or zero', async () => {
    const bytes = await databaseOf(
      [...standardStatements('t'), 'CREATE TABLE t (n INTEGER, navn TEXT)', 'BEGIN'],
      (connection) => {
        for (let row = 0; row < 3000; row++) connection.run('INSERT INTO t VALUES (?, ?)', row, 'x'.repeat(50));
        connection.run('COMMIT');
      },
    );
    const rows = async (damaged: Uint8Array<ArrayBuffer>) => {
      const layer = await readLayer({ 'a.gpkg': damaged });
      return { count: featureCount(layer.dataset.geometry), issues: codes(layer) };
    };
    expect(await rows(bytes)).toEqual({ count: 3000, issues: [] });
    const cut = await rows(bytes.slice(0, bytes.length - 20_000));
    expect(cut.issues).toEqual(['gpkg-damaged']);
    expect(cut.count).toBeGreaterThan(2000);
    expect(cut.count).toBeLessThan(3000);
    // The root of t: every child the root itself.
    const root = Array.from({ length: bytes.length / 4096 }, (_, at) => at * 4096).find(
      (at) => at > 0 && bytes[at] === 5,
    )!;
    const circular = bytes.slice();
    const view = new DataView(circular.buffer);
    for (let cell = 0; cell < view.getUint16(root + 3); cell++)
      view.setUint32(root + view.getUint16(root + 12 + 2 * cell), root / 4096 + 1);
    expect((await rows(circular)).issues).toEqual(['gpkg-damaged']);
  });
});

describe('geometries in a GeoPackage', () => {
  const point = (order: 'little' | 'big', type: number, ...numbers: number[]): string => {
    const view = new DataView(new ArrayBuffer(5 + 8 * numbers.length));
    view.setUint8(0, order === 'little' ? 1 : 0);
    view.setUint32(1, type, order === 'little');
    numbers.forEach((value, at) => {
      view.setFloat64(5 + 8 * at, value, order === 'little');
    });
    return Buffer.from(view.buffer).toString('hex');
  };
  const head = '47500001e9640000';

  it('are read in either byte order, with heights, in collections; what is none costs only its place', async () => {
    const blobs = [
      head + point('little', 1, 1, 2),
      head + point('big', 1001, 3, 4, 5),
      head + point('little', 0x4000_0001, 5, 6, 7),
      `${head}010700000002000000${point('little', 1, 1, 2)}`,
      `${head}010700000002000000${point('little', 1, 1, 2)}${point('big', 1, 8, 9)}`,
      head + point('little', 1, Number.NaN, Number.NaN),
      head + point('little', 8, 1, 2),
      `4750002100000000${point('little', 1, 1, 2)}`,
      `${head}0102000000ffffff7f`,
      '4750',
    ];
    const bytes = await databaseOf([
      ...standardStatements('t', 'features'),
      "INSERT INTO gpkg_geometry_columns VALUES ('T', 'GEOM', 'GEOMETRY', 25833, 2, 2)",
      'CREATE TABLE t (fid INTEGER PRIMARY KEY, geom BLOB)',
      ...blobs.map((blob) => `INSERT INTO t (geom) VALUES (x'${blob}')`),
      'INSERT INTO t (geom) VALUES (NULL)',
    ]);
    const layer = await readLayer({ 'a.gpkg': bytes });
    expect(shapesOf(layer.dataset.geometry)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [],
      [1, 2, 8, 9],
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(layer.issues.filter(({ code }) => code === 'geometry-lost').map(({ feature }) => feature)).toEqual([
      4, 7, 8, 9, 10,
    ]);
    expect(codes(layer)).toEqual(expect.arrayContaining(['heights-dropped', 'measures-dropped']));
    expect(layer.dataset.crs.code).toBe('EPSG:25833');
  });
});

describe.skipIf(!hasOgr)('GeoPackage of GDAL (skipped where ogr2ogr is not installed)', () => {
  it.each([
    ['areas', someAreas],
    ['lines', someLines],
    ['points', somePoints],
  ] as const)('%s are what they were', async (_, geometry) => {
    const dataset = datasetOf(geometry, [...someColumns, textColumn('fid2', ['a', 'b', null])]);
    const output = accepted(flatGeobufOutput({ name: 'lag', dataset }));
    for (const options of [[], ['-lco', 'SPATIAL_INDEX=NO', '-t_srs', 'EPSG:25833'], ['-dim', 'XYZM']]) {
      const file = ogrConverted(output, 'ut.gpkg', '-f', 'GPKG', ...options);
      const layer = await readLayer({ 'ut.gpkg': file });
      expect(layer.name).toBe('lag');
      expect(sorted(plain(layer.dataset, inOrder(layer.dataset)))).toEqual(sorted(plain(dataset, inOrder(dataset))));
      expect(layer.dataset.crs.code).toBe('EPSG:25833');
    }
  });
});

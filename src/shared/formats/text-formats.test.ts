import { describe, expect, it } from 'vitest';
import {
  codes,
  columnValues,
  featuresWith,
  readBuilt,
  readLayer,
  refusal,
  ringAreas,
} from '../../../test/builders/read-built.ts';
import { parseCsv, sniffDelimiter } from './csv/parse-csv.ts';

const collection = (...features: readonly object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const feature = (geometry: object | null, properties: object | null = null) => ({
  type: 'Feature',
  geometry,
  properties,
});
const point = (x: unknown, y: unknown) => ({ type: 'Point', coordinates: [x, y] });
const box = (size: number) => [
  [0, 0],
  [size, 0],
  [size, size],
  [0, size],
  [0, 0],
];

describe('GeoJSON', () => {
  it('reads polygons with holes in either winding', async () => {
    const rings = [
      box(10),
      [
        [1, 1],
        [3, 1],
        [3, 3],
        [1, 3],
        [1, 1],
      ],
    ];
    const turned = rings.map((ring) => [...ring].reverse());
    const layer = await readLayer({
      'a.geojson': collection(
        feature({ type: 'Polygon', coordinates: rings }),
        feature({ type: 'MultiPolygon', coordinates: [turned, [box(2)]] }),
        feature(null),
      ),
    });
    expect(ringAreas(layer)).toEqual([[[100, -4]], [[100, -4], [4]], []]);
    expect(layer.dataset.crs).toMatchObject({ code: 'EPSG:4326' });
  });

  it('types properties, and keeps hostile names and markup as text', async () => {
    const text = collection(
      feature(point(1, 2), { n: 1, b: true, d: '2024-01-31', mixed: 1, list: [1], constructor: 'c' }),
      feature(point(1, 2), { n: null, b: false, d: null, mixed: '<b>', list: null }),
    ).replace('"constructor"', '"__proto__"');
    const layer = await readLayer({ 'a.geojson': text });
    expect(layer.dataset.columns.map(({ name, type }) => `${name}:${type}`)).toEqual([
      'n:number',
      'b:boolean',
      'd:date',
      'mixed:text',
      'list:text',
      '__proto__:text',
    ]);
    expect([0, 1, 2, 3, 4, 5].map((column) => columnValues(layer, column))).toEqual([
      [1, null],
      [true, false],
      ['2024-01-31', null],
      ['1', '<b>'],
      ['[1]', null],
      ['c', null],
    ]);
  });

  it('takes the CRS from a crs member, and from the person', async () => {
    const named = (name: string) =>
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name } },
        features: [feature(point(1, 2))],
      });
    expect((await readLayer({ 'a.json': named('urn:ogc:def:crs:EPSG::25833') })).dataset.crs).toMatchObject({
      code: 'EPSG:25833',
      source: 'file',
    });
    expect((await readLayer({ 'a.json': named('urn:ogc:def:crs:OGC:1.3:CRS84') })).dataset.crs.code).toBe('EPSG:4326');
    expect((await readLayer({ 'a.json': named('EPSG:25833') }, { crs: 'EPSG:3006' })).dataset.crs.code).toBe(
      'EPSG:3006',
    );
  });

  it('splits kinds of geometry into layers', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 1],
      ],
    };
    const outcome = await readBuilt({
      'a.geojson': collection(feature(point(0, 0)), feature(line), feature(line), feature(null)),
    });
    expect(outcome.ok && outcome.value.map((layer) => [layer.name, layer.dataset.geometry.kind])).toEqual([
      ['a-lines', 'lines'],
      ['a-points', 'points'],
    ]);
    const chosen = await readBuilt(
      { 'a.geojson': collection(feature(point(0, 0)), feature(line)) },
      { layer: 'a-points' },
    );
    expect(chosen.ok && chosen.value.map((layer) => layer.name)).toEqual(['a-points']);
  });

  it('names features whose geometry is damaged', async () => {
    const layer = await readLayer({
      'a.geojson': collection(
        feature(point(1, 'x')),
        feature(point(1, 2)),
        feature({ type: 'Point' }),
        feature({ type: 'MultiPoint', coordinates: [[1, 2], null] }),
        feature({ type: 'Circle', coordinates: [1, 2] }),
        { type: 'Feature' },
      ),
    });
    expect(featuresWith(layer, 'geometry-lost')).toEqual([1, 3, 5, 6]);
    expect(featuresWith(layer, 'geometry-mended')).toEqual([4]);
  });

  it.each(['', '{', '[]', '"x"', 'null', '{"type":"Topology"}', '{"type":"FeatureCollection"}', '['.repeat(100_000)])(
    'refuses %.20s in words',
    async (text) => {
      expect(await refusal({ 'a.geojson': text })).toMatch(/^(file-empty|geojson-)/);
    },
  );

  it('keeps memory in bounds when every feature names a new field', async () => {
    const features = Array.from({ length: 6000 }, (_, at) => feature(point(0, 0), { [`f${at}`]: at }));
    const layer = await readLayer({ 'a.geojson': collection(...features) });
    expect(layer.dataset.columns).toHaveLength(5000);
    expect(codes(layer)).toContain('too-many-fields');
  });
});

describe('CSV', () => {
  it.each([
    ['name,lon,lat\nBodø,14.4,67.28\n', 'EPSG:4326'],
    ['name;Lengdegrad;Breddegrad\r\nBodø;14,4;67,28\r\n', 'EPSG:4326'],
    ['\uFEFFname\tX\tY\nBodø\t14.4\t67.28', null],
    ['sep=;\nname;Øst;Nord\n"Bodø";14,4;67,28', null],
    ['name|easting|northing\n Bodø |14.4|67.28', null],
  ])('reads %j', async (text, code) => {
    const layer = await readLayer({ 'a.csv': text });
    expect(layer.dataset.geometry).toMatchObject({ kind: 'points', xy: Float64Array.of(14.4, 67.28) });
    expect(columnValues(layer)).toEqual(['Bodø']);
    expect(layer.dataset.crs.code).toBe(code);
    expect(layer.encoding.name).toBe('UTF-8');
  });

  it('reads windows-1252 with a warning', async () => {
    const layer = await readLayer({ 'a.csv': Uint8Array.from('a;b\nBod\xf8;1', (letter) => letter.charCodeAt(0)) });
    expect(columnValues(layer)).toEqual(['Bodø']);
    expect(codes(layer)).toContain('encoding-guessed');
  });

  it('keeps codes with leading zeros and formulas as text', async () => {
    const layer = await readLayer({ 'a.csv': 'code,n,f,flag\n0301,1.5,=1+1,true\n1833,,-2,FALSE\n' });
    expect(layer.dataset.columns.map((column) => column.type)).toEqual(['text', 'number', 'text', 'boolean']);
    expect([0, 1, 2, 3].map((column) => columnValues(layer, column)[0])).toEqual(['0301', 1.5, '=1+1', true]);
    expect(codes(layer)).toContain('csv-without-coordinates');
  });

  it('keeps rows whose coordinates are missing or no numbers', async () => {
    const layer = await readLayer({ 'a.csv': 'id;x;y\n1;400 000,5;7 300 000\n2;;\n3;a;b' });
    expect(layer.dataset.geometry).toMatchObject({ xy: Float64Array.of(400_000.5, 7_300_000) });
    expect(featuresWith(layer, 'csv-row-without-point')).toEqual([2, 3]);
  });

  it('understands quotes, line ends inside them, and rows of other lengths', async () => {
    expect(parseCsv('a,"b ""c"", d"\n"x\r\ny" ,\n\n"open', ',')).toEqual([['a', 'b "c", d'], ['x\r\ny', ''], ['open']]);
    expect(sniffDelimiter('a;b,c;d\n1;2,5;3\n')).toBe(';');
    const layer = await readLayer({ 'a.csv': 'a,b\n1\n1,2,3\n1,2' });
    expect(featuresWith(layer, 'csv-ragged')).toEqual([1]);
    expect(columnValues(layer, 1)).toEqual([null, 2, 2]);
  });

  it('refuses what is no text', async () => {
    expect(await refusal({ 'a.csv': 'a\0b\n1' })).toBe('csv-binary');
    expect(await refusal({ 'a.csv': '\n\n' })).toBe('file-empty');
    expect(await refusal({ 'a.dwg': 'AC1015' })).toBe('format-unsupported');
  });
});

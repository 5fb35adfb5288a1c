import { describe, expect, it } from 'vitest';
import {
  accepted,
  awkwardTexts,
  datasetOf,
  degrees,
  filesOf,
  someAreas,
  someColumns,
  someLines,
  somePoints,
} from '../../../../test/builders/layers-built.ts';
import { hasOgr, ogrinfo } from '../../../../test/builders/ogr.ts';
import { unknownCrs } from '../../crs/types.ts';
import { textColumn } from '../../dataset/columns.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Geometry, Polygons } from '../../geometry/types.ts';
import { geoJsonOutput } from './write-geojson.ts';

interface Parsed {
  readonly type: string;
  readonly bbox?: readonly number[];
  readonly features: readonly {
    readonly properties: object;
    readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] } | null;
  }[];
}

const parsed = (dataset: Dataset): Parsed =>
  JSON.parse(new TextDecoder().decode(filesOf(accepted(geoJsonOutput({ name: 'lag', dataset })))[0].bytes)) as Parsed;

describe('geoJsonOutput', () => {
  it('gives WGS 84 with nine decimals, null for what is missing, and a box', () => {
    const { features, bbox } = parsed(datasetOf(someAreas, someColumns));
    expect(features.map(({ geometry }) => geometry?.type)).toEqual(['MultiPolygon', undefined, 'MultiPolygon']);
    expect(features[1]).toMatchObject({ geometry: null, properties: { navn: null, antall: null, hoved: false } });
    expect(features[0].properties).toMatchObject({ navn: 'Ærøya', andel: 0.1 + 0.2, dato: '1970-01-01', hoved: true });
    const [[[first]]] = features[0].geometry!.coordinates as [number, number][][][];
    // The place as PROJ 9 gives it (gdaltransform).
    expect(first).toEqual([13.886699289, 66.265960731]);
    expect(bbox).toHaveLength(4);
    expect(bbox?.[0]).toBeCloseTo(13.886659686, 9);
  });

  it('winds outer rings counter-clockwise and holes clockwise, closed, also where the columns are wound wrongly', () => {
    const wrong: Polygons = {
      kind: 'polygons',
      xy: Float64Array.of(0, 0, 0, 10, 10, 10, 10, 0, 2, 2, 4, 2, 4, 4, 2, 4),
      featureStart: Uint32Array.of(0, 1),
      partStart: Uint32Array.of(0, 2),
      ringStart: Uint32Array.of(0, 4, 8),
    };
    const [{ geometry }] = parsed(datasetOf(wrong, [], degrees)).features;
    const rings = geometry!.coordinates as [number, number][][];
    const area = (ring: [number, number][]) =>
      ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at][0] * y - x * ring[at][1], 0) / 2;
    expect(rings.map(area)).toEqual([100, -4]);
    for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0]);
  });

  it('keeps dangerous names and values as plain text', () => {
    const columns = awkwardTexts.map((text) => textColumn(text, [text, null, text]));
    const { features } = parsed(datasetOf(someLines, columns));
    expect(Object.entries(features[0].properties)).toEqual(awkwardTexts.map((text) => [text, text]));
    expect(Object.getPrototypeOf(features[0].properties)).toBe(Object.prototype);
  });

  it('numbers names that repeat, and refuses coordinates in an unknown system', () => {
    const twice = datasetOf(somePoints, [textColumn('a', ['1', '2', '3']), textColumn('a', ['4', '5', '6'])]);
    expect(parsed(twice).features[0].properties).toEqual({ a: '1', a_2: '4' });
    expect(accepted(geoJsonOutput({ name: 'x', dataset: twice })).issues[0]).toMatchObject({
      code: 'names-made-unique',
    });
    const unknown = geoJsonOutput({ name: 'x', dataset: datasetOf(somePoints, [], unknownCrs) });
    expect(unknown).toMatchObject({ ok: false, reason: { code: 'crs-needed' } });
  });

  it('notes features across the 180th meridian', () => {
    const across: Geometry = {
      kind: 'lines',
      xy: Float64Array.of(179, 0, -179, 0, 10, 0, 20, 0),
      featureStart: Uint32Array.of(0, 1, 2),
      pathStart: Uint32Array.of(0, 2, 4),
    };
    const { issues } = accepted(geoJsonOutput({ name: 'x', dataset: datasetOf(across, [], degrees) }));
    expect(issues).toMatchObject([{ code: 'antimeridian-crossed', details: { count: 1 } }]);
  });
});

describe.skipIf(!hasOgr)('GDAL reads GeoJSON (skipped where ogrinfo is not installed)', () => {
  it('finds features, types, text and the CRS, and complains of nothing', () => {
    const output = accepted(geoJsonOutput({ name: 'lag', dataset: datasetOf(someAreas, someColumns) }));
    const { stdout, stderr } = ogrinfo(output);
    expect(stderr).toBe('');
    for (const text of [
      'Multi Polygon',
      'Feature Count: 3',
      'ID["EPSG",4326]]',
      'antall: Integer',
      'dato: Date',
      'šžčđŋŧ',
    ])
      expect(stdout).toContain(text);
  });
});

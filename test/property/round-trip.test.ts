import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/shared/dataset/columns.ts';
import type { Dataset } from '../../src/shared/dataset/types.ts';
import { flatGeobufOutput } from '../../src/shared/formats/flatgeobuf/write-flatgeobuf.ts';
import { geoJsonOutput } from '../../src/shared/formats/geojson/write-geojson.ts';
import { shapefileOutput } from '../../src/shared/formats/shapefile/write-layer.ts';
import { featureCount } from '../../src/shared/geometry/types.ts';
import { arbitraryLayers } from '../builders/arbitrary-layers.ts';
import { accepted, degrees, filesOf, readBack } from '../builders/layers-built.ts';
import { hasOgr, ogrinfo } from '../builders/ogr.ts';

const runs = { numRuns: 150, seed: 20_260 };

/** Every cell of a dataset as plain values, one list a column. */
function cells(dataset: Dataset) {
  const rows = featureCount(dataset.geometry);
  return dataset.columns.map((column) => Array.from({ length: rows }, (_, row) => valueAt(column, row)));
}

const plain = (dataset: Dataset) => ({
  names: dataset.columns.map((column) => column.name),
  cells: cells(dataset),
  geometry: dataset.geometry,
});

/** A file without features keeps no kind of its own columns; layers compared here have at least one. */
const layers = arbitraryLayers.filter((dataset) => featureCount(dataset.geometry) > 0);

describe('what is written and read again is what it was', () => {
  it('as a shapefile: every cell, every coordinate, the coordinate system', async () => {
    await fc.assert(
      fc.asyncProperty(layers, async (dataset) => {
        const [layer] = await readBack(accepted(shapefileOutput({ name: 'lag', dataset })));
        expect(plain(layer.dataset)).toEqual(plain(dataset));
        expect(layer.dataset.crs.code).toBe('EPSG:25833');
        expect(layer.encoding.name).toBe('UTF-8');
        expect(layer.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
      }),
      runs,
    );
  }, 60_000);

  it('as GeoJSON: every cell, every coordinate to the ninth decimal', async () => {
    const places = layers.filter(({ geometry }) => geometry.kind !== 'none' && geometry.xy.length > 0).map(inDegrees);
    await fc.assert(
      fc.asyncProperty(places, async (dataset) => {
        const [{ dataset: read }] = await readBack(accepted(geoJsonOutput({ name: 'lag', dataset })));
        expect(plain(read)).toEqual(plain(dataset));
        expect(read.crs.code).toBe('EPSG:4326');
      }),
      runs,
    );
  }, 60_000);

  it.skipIf(!hasOgr)(
    'as FlatGeobuf, which GDAL checks table by table, whatever the layer holds',
    () => {
      const drawn = fc.sample(layers, { numRuns: 20, seed: 20_261 });
      for (const dataset of drawn) {
        const output = accepted(flatGeobufOutput({ name: 'lag', dataset }));
        const { stdout, stderr } = ogrinfo(output);
        expect(stderr).toBe('');
        expect(stdout).toContain(`Feature Count: ${featureCount(dataset.geometry)}\n`);
        expect(stdout.match(/^OGRFeature/gm)).toHaveLength(featureCount(dataset.geometry));
        expect(filesOf(output)[0].bytes.length).toBeGreaterThan(100);
      }
    },
    60_000,
  );
});

/** The same layer some degrees across, its coordinates with nine decimals. */
function inDegrees(dataset: Dataset): Dataset {
  const { geometry } = dataset;
  if (geometry.kind === 'none') return { ...dataset, crs: degrees };
  const xy = geometry.xy.map((value, at) => {
    const degree = at % 2 === 0 ? 10 + (value - 450_000) / 1e4 : 60 + (value - 7_350_000) / 1e4;
    return Math.round(degree * 1e9) / 1e9;
  });
  return { ...dataset, crs: degrees, geometry: { ...geometry, xy } };
}

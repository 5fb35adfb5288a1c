import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  datasetOf,
  degrees,
  someAreas,
  someColumns,
  someLines,
  somePoints,
} from '../../../test/builders/layers-built.ts';
import { edit, must, samplePlots, storeHost, testFolder } from '../../../test/builders/project-store.ts';
import { hasQgis, lookWithQgis } from '../../../test/builders/qgis.ts';
import { hashDataset } from '../../shared/dataset/hash.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import { geometryExtent } from '../../shared/geometry/bounds.ts';
import { writeLayersFile } from './geopackage/write-layers.ts';
import type { StoreHost } from './host.ts';
import { newProject } from './projects.ts';

let place: ReturnType<typeof testFolder>;
let host: StoreHost;
beforeEach(async () => {
  place = testFolder();
  host = await storeHost(place.work);
});
afterEach(() => place.remove());

const plots = samplePlots(400, 5, 12);
const named = (dataset: Dataset): Dataset => ({ ...dataset, id: hashDataset(dataset.geometry, dataset.columns) });
const layers = [
  { name: 'Tomter', table: 'Tomter', dataset: plots, geometry: 'Polygon' },
  {
    name: 'flater "æøå"',
    table: 'flater_æøå',
    dataset: named(datasetOf(someAreas, someColumns)),
    geometry: 'MultiPolygon',
  },
  { name: 'linjer', table: 'linjer', dataset: named(datasetOf(someLines, someColumns)), geometry: 'LineString' },
  { name: 'punkter', table: 'punkter', dataset: named(datasetOf(somePoints, someColumns, degrees)), geometry: 'Point' },
  {
    name: 'tabell',
    table: 'tabell',
    dataset: named(datasetOf({ kind: 'none', count: 3 }, someColumns)),
    geometry: 'NoGeometry',
  },
];

/** QGIS reads with its own reader of GeoPackage settings on top of GDAL, and is what most people open the file with. */
describe.skipIf(!hasQgis)('QGIS (skipped where it is not installed)', () => {
  it('opens every layer of a saved project: valid, in its place, complete, without a word of warning', async () => {
    const target = join(place.folder, 'rana.gpkg');
    const project = must(newProject(host, 'Rana', '{}'));
    for (const { name, dataset } of layers) must(await project.putDataset(dataset, name));
    must(edit(project, 1));
    must(await project.saveAs(target));
    await project.close();
    const { layers: seen, messages } = lookWithQgis(target);
    expect(messages).toEqual([]);
    const own = seen.filter(({ name }) => !name.startsWith('tomtevalg_'));
    // The history is a table that a person may look at; nothing else of the program's is a layer.
    expect(seen.filter((layer) => !own.includes(layer)).map(({ name }) => name)).toEqual(['tomtevalg_history']);
    expect(own.map(({ name }) => name)).toEqual(layers.map(({ table }) => table));
    for (const [at, { dataset, geometry }] of layers.entries()) {
      const layer = own[at];
      expect(layer, layer.name).toMatchObject({ valid: true, error: '' });
      expect(layer.crs).toBe(dataset.geometry.kind === 'none' ? '' : dataset.crs.code);
      const count =
        dataset.geometry.kind === 'none' ? dataset.geometry.count : dataset.geometry.featureStart.length - 1;
      expect([layer.features, layer.read], layer.name).toEqual([count, count]);
      if (geometry !== null) expect(layer.geometry).toBe(geometry);
      // QGIS reads it as a text of fifteen digits.
      const extent = geometryExtent(dataset.geometry)?.map((edge): unknown => expect.closeTo(edge, 6)) ?? null;
      expect(layer.extent, layer.name).toEqual(extent);
    }
    expect(own[0]).toMatchObject({
      validShapes: 400,
      fields: [
        ['fid', 'Integer64'],
        ['areal', 'Real'],
        ['navn', 'String'],
      ],
    });
    expect(own[0].first).toMatchObject({ fid: 1, navn: 'Tomt 0/5 æøå' });
  });

  it('opens an export, and finds features by its index', () => {
    const path = join(place.folder, 'export.gpkg');
    for (const _issues of writeLayersFile(host.engine, path, layers));
    const { layers: seen, messages } = lookWithQgis(path);
    expect(messages).toEqual([]);
    expect(seen.map(({ name, valid, features }) => [name, valid, features])).toEqual([
      ['Tomter', true, 400],
      ...layers.slice(1).map(({ table }) => [table, true, 3]),
    ]);
    expect(seen[0].foundByPlace).toBeGreaterThanOrEqual(1);
    expect(seen[0].foundByPlace).toBeLessThan(10);
  });
});

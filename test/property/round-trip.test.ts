import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/shared/dataset/columns.ts';
import type { Dataset } from '../../src/shared/dataset/types.ts';
import { shapefileOutput } from '../../src/shared/formats/shapefile/write-layer.ts';
import { featureCount } from '../../src/shared/geometry/types.ts';
import { arbitraryLayers } from '../builders/arbitrary-layers.ts';
import { accepted, readBack } from '../builders/layers-built.ts';

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
});

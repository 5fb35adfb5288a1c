import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { unknownCrs } from '../crs/types.ts';
import { valueAt } from '../dataset/columns.ts';
import { asId } from '../lib/id.ts';
import type { MeasureResult } from '../measure/types.ts';
import { placementLayer } from './placement-layer.ts';
import type { ScoredProfile } from './types.ts';

const crs = { ...unknownCrs, metresPerUnit: 1 };
const geometry = polygonsOf([[[square(0, 0, 100)]], [[square(200, 0, 100)]]]);
const plots = {
  dataset: { id: asId<'dataset'>('plots'), crs, geometry, columns: [] },
  count: 2,
  id: (row: number) => `p${row}`,
  label: (row: number) => `Plot ${row}`,
};
const fits = (places: readonly number[]): MeasureResult => ({
  kind: 'numbers',
  unit: 'number',
  values: Float64Array.of(0, 1),
  placements: { width: 20, length: 40, places: Float64Array.from(places) },
  notes: [],
});
const area: MeasureResult = { kind: 'numbers', unit: 'm2', values: Float64Array.of(1, 1), notes: [] };
const prepared = (results: readonly (readonly [id: string, result: MeasureResult])[]) =>
  ({
    prepared: { criteria: results.map(([id, result]) => ({ criterion: { id }, result })) },
  }) as unknown as Pick<ScoredProfile, 'prepared'>;

describe('the layer of places', () => {
  it('has a rectangle for each plot and criterion with room, in the order of the plots', () => {
    const none = Number.NaN;
    const layer = placementLayer(
      prepared([
        ['area', area],
        ['hall', fits([none, none, none, 250, 50, 0])],
        ['yard', fits([50, 50, 90, 260, 50, 45])],
      ]),
      plots,
    );
    const rows = [0, 1, 2].map((row) => layer?.columns.map((column) => valueAt(column, row)));
    expect(rows).toEqual([
      ['p0', 'Plot 0', 'yard', 20, 40, 90],
      ['p1', 'Plot 1', 'hall', 20, 40, 0],
      ['p1', 'Plot 1', 'yard', 20, 40, 45],
    ]);
    const drawn = layer?.geometry.kind === 'polygons' ? layer.geometry.xy : new Float64Array();
    expect([...drawn.subarray(8, 16)]).toEqual([230, 40, 270, 40, 270, 60, 230, 60]);
  });

  it('is none where no criterion asks', () => {
    expect(placementLayer(prepared([['area', area]]), plots)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { crsByCode } from '../crs/crs-table.ts';
import { unknownCrs } from '../crs/types.ts';
import { asId } from '../lib/id.ts';
import { textColumn } from './columns.ts';
import { compareDeliveries } from './compare-deliveries.ts';
import type { Column, Dataset } from './types.ts';

const numbers = (name: string, ...values: number[]): Column => ({
  type: 'number',
  name,
  values: Float64Array.from(values),
});

function delivery(ids: readonly (string | null)[], sizes: readonly number[], more: readonly Column[]): Dataset {
  return {
    id: asId('test'),
    crs: unknownCrs,
    geometry: polygonsOf(sizes.map((size, row) => [[square(100 * row, 0, size)]])),
    columns: [textColumn('gnr', ids), ...more],
  };
}

const old = delivery(
  ['1/1', '1/2', '1/3'],
  [10, 10, 10],
  [numbers('areal', 5, 6, Number.NaN), numbers('gammel', 1, 1, 1)],
);

describe('a newer delivery', () => {
  it('that is the same has no differences', () => {
    expect(compareDeliveries(old, old, 'gnr')).toEqual({
      featuresBefore: 3,
      featuresAfter: 3,
      fieldsGone: [],
      fieldsNew: [],
      fieldsRetyped: [],
      otherGeometry: false,
      rows: { added: 0, removed: 0, reshaped: 0, edited: 0 },
    });
  });

  it('is compared by key, whatever the order, and by field', () => {
    const next = delivery(
      ['1/2', '1/1', '1/9', '1/10'],
      [10, 10, 10, 10],
      [textColumn('gammel', ['x', 'x', 'x', 'x']), numbers('areal', 7, 5, 1, 1), numbers('__proto__', 1, 2, 3, 4)],
    );
    const moved = delivery(['1/2', '1/1'], [12, 10], []);
    expect(compareDeliveries(old, next, 'GNR')).toMatchObject({
      featuresAfter: 4,
      fieldsNew: ['__proto__'],
      fieldsGone: [],
      fieldsRetyped: ['gammel'],
      // Both stand elsewhere, having changed places; only one has another area.
      rows: { added: 2, removed: 1, reshaped: 2, edited: 1 },
    });
    expect(compareDeliveries(moved, delivery(['1/2', '1/1'], [10, 10], []), 'gnr').rows).toEqual({
      added: 0,
      removed: 0,
      reshaped: 1,
      edited: 0,
    });
    expect(compareDeliveries(old, moved, 'gnr').fieldsGone).toEqual(['areal', 'gammel']);
  });

  it.each([
    ['no key is given', old, null],
    ['the key is missing', old, 'teig'],
    ['a value comes twice', delivery(['a', 'a'], [1, 1], []), 'gnr'],
    ['a value is missing', delivery(['a', null], [1, 1], []), 'gnr'],
  ])('is not compared by row where %s', (_, next, key) => {
    expect(compareDeliveries(old, next, key).rows).toBeNull();
  });

  it('in another coordinate system has no outlines to compare', () => {
    const crs = crsByCode('EPSG:25832', 'prj') ?? unknownCrs;
    const next = { ...delivery(['1/1', '1/2', '1/3'], [11, 11, 11], []), crs };
    expect(compareDeliveries(old, next, 'gnr')).toMatchObject({ otherGeometry: true, rows: { reshaped: 0 } });
  });
});

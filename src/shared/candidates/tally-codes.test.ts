import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { readCrsDefinition } from '../crs/read-definition.ts';
import { type Crs, unknownCrs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import { asId } from '../lib/id.ts';
import { tallyCodes } from './tally-codes.ts';

const crsOf = (code: string): Crs => readCrsDefinition(code, 'user').crs;
const zoning = (crs: Crs, corner: readonly [x: number, y: number], side: number, column: Column): Dataset => {
  const [x, y] = corner;
  const hole = [square(x, y, side), square(x + side / 4, y + side / 4, side / 2).toReversed()];
  const geometry = polygonsOf([[[square(x, y, side)]], [hole], [], [[square(x, y, side)]], [[square(x, y, side)]]]);
  return { id: asId('zoning'), crs, geometry, columns: [column] };
};
const codes = textColumn('kode', ['1340', '1340', '1340', null, '110']);

describe('the codes of a zoning layer', () => {
  it('are counted with the ground of their areas, holes and empty shapes aside', () => {
    expect(tallyCodes(zoning(crsOf('EPSG:25833'), [450_000, 7_350_000], 100, codes), 'KODE')).toEqual([
      { code: '110', count: 1, area: 10_000 },
      { code: '1340', count: 3, area: 10_000 + 7500 },
    ]);
  });

  it('are texts also where the field holds numbers', () => {
    const numbers: Column = { type: 'number', name: 'kode', values: Float64Array.of(1340, 1340, Number.NaN, 3, 2.5) };
    const found = tallyCodes(zoning(crsOf('EPSG:25833'), [450_000, 7_350_000], 100, numbers), 'kode');
    expect(found.map(({ code, count }) => [code, count])).toEqual([
      ['1340', 2],
      ['2.5', 1],
      ['3', 1],
    ]);
  });

  it('of a layer in degrees have square metres too', () => {
    // A hundredth of a degree at 60 north: 558.0 m by 1114.1 m (table of degree lengths on WGS 84).
    const [first] = tallyCodes(zoning(crsOf('EPSG:4326'), [10, 60], 0.01, codes), 'kode');
    expect(first.area / (558 * 1114.12)).toBeCloseTo(1, 3);
  });

  it('have no areas where the coordinates are not known, and are none without the field', () => {
    const unknown = zoning(unknownCrs, [0, 0], 100, codes);
    expect(tallyCodes(unknown, 'kode').map(({ area }) => area)).toEqual([Number.NaN, Number.NaN]);
    expect(tallyCodes(unknown, 'arealform')).toEqual([]);
  });
});

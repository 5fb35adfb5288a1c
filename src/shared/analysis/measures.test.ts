import { describe, expect, it } from 'vitest';
import { pointsOf, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { runInMemory } from '../../../test/builders/memory-study.ts';
import { unknownCrs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import { describeReason, unitOfMeasure } from '../explain/reason.ts';
import type { Geometry } from '../geometry/types.ts';
import { asId } from '../lib/id.ts';
import { reasonsFor } from '../scoring/plot.ts';
import type { Criterion } from '../scoring/types.ts';

const dataset = (geometry: Geometry, columns: readonly Column[]): Dataset => ({
  id: asId('test'),
  crs: unknownCrs,
  geometry,
  columns,
});
const numbers = (name: string, values: readonly (number | null)[]): Column => ({
  type: 'number',
  name,
  values: Float64Array.from(values, (value) => value ?? Number.NaN),
});

/** Three plots of 100 m in a row, 1 km apart. */
const [east, north] = [450_000, 7_350_000];
const plots = polygonsOf([0, 1000, 2000].map((x) => [[square(east + x, north, 100)]]));
const at = (x: number, y: number) => [east + x, north + y] as const;

const utility = { kind: 'piecewise', points: [[0, 0]] } as const;
const criterion = (measure: object) => ({ id: 'asked', measure, utility });

async function measured(measure: object, layers: Readonly<Record<string, object>>, data: ReadonlyMap<string, Dataset>) {
  const study = {
    format: 'tomtevalg-study/1',
    name: 'Test',
    layers: { plots: { file: 'plots.shp', role: 'plots', id: 'id' }, ...layers },
    profiles: [{ id: 'p', use: 'industry', criteria: [criterion(measure)] }],
  };
  const all = new Map([['plots', dataset(plots, [textColumn('id', ['a', 'b', 'c'])])], ...data]);
  const { profiles } = await runInMemory(JSON.stringify(study), all);
  const [{ measures, prepared, profile }] = profiles;
  const [asked] = profile.criteria;
  const result = measures.values.get(asked.id);
  if (result?.kind !== 'numbers') throw new Error(JSON.stringify(measures.notAssessed));
  const reasons = (row: number) =>
    reasonsFor(prepared, row).map((reason) => describeReason(reason, asked as Criterion, 'en'));
  expect(unitOfMeasure(asked.measure)).toBe(result.unit);
  return { values: [...result.values], unit: result.unit, notes: result.notes, reasons };
}

describe('capacity from study to reasons', () => {
  const stations = dataset(pointsOf([[at(150, 50)], [at(-90, 50)], [at(2300, 0)], [at(2050, 50)]]), [
    numbers('ledig', [40, 12.5, null, 3]),
    textColumn('driver', ['yes', 'yes', 'yes', null]),
  ]);
  const layers = {
    stations: { file: 'stations.shp', role: 'power', theme: 'substation', fields: { freeMw: 'ledig' } },
  };
  const measure = { kind: 'capacity', of: { theme: 'substation' }, field: 'freeMw', within: 500, take: 'sum' };
  const data = new Map([['stations', stations]]);

  it('sums in the unit of the field and notes the rows without a value', async () => {
    const { values, unit, notes } = await measured(measure, layers, data);
    expect(values).toEqual([52.5, 0, 3]);
    expect(unit).toBe('MW');
    expect(notes).toContainEqual({ code: 'value-missing', layer: 'stations', count: 1 });
  });

  it('tells why a plot has no value', async () => {
    const where = ['==', ['get', 'driver'], 'yes'];
    const { values, notes, reasons } = await measured({ ...measure, where, take: 'max' }, layers, data);
    expect(values).toEqual([40, 0, Number.NaN]);
    expect(notes).toContainEqual({ code: 'filter-unknown', layer: 'stations', count: 1 });
    expect(reasons(1)).toEqual([]);
    expect(reasons(2)).toEqual([
      'asked: not known for this plot. What lies within reach has no value given in its layer.',
    ]);
  });

  it('is not assessed without a layer or without the field', async () => {
    await expect(measured({ ...measure, of: { theme: 'school' } }, layers, data)).rejects.toThrow('no-layer');
    await expect(measured({ ...measure, field: 'capacity' }, layers, data)).rejects.toThrow('no-field');
  });
});

describe('compactness from study to values', () => {
  const measure = { kind: 'compactness' };

  it('is the width of the largest inscribed circle, in metres', async () => {
    const { values, unit, reasons } = await measured(measure, {}, new Map());
    expect(unit).toBe('m');
    for (const value of values) expect(Math.abs(value - 100)).toBeLessThanOrEqual(0.2);
    expect(reasons(0)).toEqual([]);
  });

  it('is area against perimeter, without a unit', async () => {
    const { values, unit } = await measured({ ...measure, take: 'polsby-popper' }, {}, new Map());
    expect(unit).toBe('number');
    for (const value of values) expect(value).toBeCloseTo(Math.PI / 4, 9);
  });
});

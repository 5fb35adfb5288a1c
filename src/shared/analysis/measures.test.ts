import { describe, expect, it } from 'vitest';
import { linesOf, pointsOf, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
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

describe('travel from study to reasons', () => {
  // A road past the first two plots, the second part of it one-way; the third plot has no road.
  const roads = dataset(
    linesOf([[[at(0, -20), at(500, -20)]], [[at(500, -20), at(1200, -20)]], [[at(400, -500), at(600, -500)]]]),
    [numbers('fart', [60, null, 50]), textColumn('klasse', ['F', 'K', 'K']), textColumn('retning', [null, 'F', 'B'])],
  );
  const schools = dataset(pointsOf([[at(500, -20)], [at(1200, -50)], [at(9000, 0)]]), [
    textColumn('trinn', ['barn', 'ungdom', 'barn']),
  ]);
  const layers = {
    roads: {
      file: 'roads.shp',
      role: 'transport',
      theme: 'road',
      fields: { speed: 'fart', roadClass: 'klasse', oneway: 'retning' },
    },
    schools: { file: 'schools.shp', role: 'service', theme: 'school', fields: { code: 'trinn' } },
  };
  const data = new Map([
    ['roads', roads],
    ['schools', schools],
  ]);
  const measure = { kind: 'travel', to: { theme: 'school' }, over: { theme: 'road' }, by: 'metres', snap: 100 };

  it('goes by road, tells why there is no way, and notes what was assumed', async () => {
    const where = ['==', ['get', 'code'], 'barn'];
    const { values, unit, notes, reasons } = await measured({ ...measure, where }, layers, data);
    // 20 m to the road; the plot's side is 100 m along it, and any point of it is as near.
    expect(values[0]).toBeGreaterThanOrEqual(420 - 1e-6);
    expect(values[0]).toBeLessThanOrEqual(520 + 1e-6);
    expect(values.slice(1)).toEqual([Number.NaN, Number.NaN]);
    expect(unit).toBe('m');
    expect(reasons(1)).toEqual(['asked: not known for this plot. The roads at the plot do not lead there.']);
    expect(reasons(2)).toEqual(['asked: not known for this plot. No road lies near enough to the plot.']);
    expect(notes).toContainEqual({ code: 'places-off-road', layer: 'schools', count: 1 });
    expect(notes).toContainEqual({ code: 'road-parts', layer: 'roads', count: 2 });
    expect(notes).toContainEqual({ code: 'plots-no-road', layer: null, count: 1 });
    expect(notes).toContainEqual({ code: 'plots-unreachable', layer: null, count: 1 });
    const apart = notes.find(({ code }) => code === 'plots-off-road');
    expect(apart?.count).toBe(2);
    expect(apart?.metres).toBeCloseTo(20, 5);
  });

  it('takes minutes at the speeds of the roads, of a field, or at one speed', async () => {
    const byCar = await measured({ ...measure, by: 'minutes' }, layers, data);
    expect(byCar.unit).toBe('min');
    expect(byCar.notes).toContainEqual({ code: 'speed-assumed', layer: 'roads', count: 1 });
    const metres = (await measured(measure, layers, data)).values;
    expect(byCar.values[0]).toBeCloseTo((metres[0] - 20) / 1000 + (20 / 1000) * 2, 9);
    const walking = await measured({ ...measure, by: 'minutes', speed: 6 }, layers, data);
    expect(walking.values[0]).toBeCloseTo(metres[0] / 100, 9);
    expect((await measured({ ...measure, by: 'minutes', speed: 'fart' }, layers, data)).values).toEqual(byCar.values);
  });

  it('is not assessed without roads or without the speed field', async () => {
    await expect(measured({ ...measure, over: { theme: 'rail' } }, layers, data)).rejects.toThrow('no-layer');
    await expect(measured({ ...measure, over: 'schools' }, layers, data)).rejects.toThrow('no-layer');
    await expect(measured({ ...measure, speed: 'fartsgrense' }, layers, data)).rejects.toThrow('no-field');
  });
});

describe('reach and access from study to numbers', () => {
  // One road past all plots, drawn against the way it may be driven from 1500 on.
  const roads = dataset(
    linesOf([[[at(-500, 50), at(1500, 50)]], [[at(1500, 50), at(2500, 50)]], [[at(0, 900), at(100, 900)]]]),
    [textColumn('oneway', [null, 'T', null])],
  );
  const people = dataset(pointsOf([[at(-400, 50)], [at(600, 50)], [at(1400, 150)], [at(2300, 50)], [at(50, 5000)]]), [
    textColumn('folk', ['10', '20', null, '40', '1000']),
  ]);
  const schools = dataset(pointsOf([[at(600, 50)], [at(2300, 50)], [at(50, 9000)]]), [numbers('plasser', [30, 20, 7])]);
  const layers = {
    roads: { file: 'roads.shp', role: 'transport', theme: 'road' },
    people: { file: 'people.shp', role: 'population', theme: 'population', fields: { population: 'folk' } },
    schools: { file: 'schools.shp', role: 'service', theme: 'school', fields: { capacity: 'plasser' } },
  };
  const data = new Map([
    ['roads', roads],
    ['people', people],
    ['schools', schools],
  ]);
  const byRoad = { over: { theme: 'road' }, by: 'metres', snap: 200 };

  it('sums people by straight lines, numbers in text too, and counts without a field', async () => {
    const measure = { kind: 'reach', of: { theme: 'population' }, within: 700 };
    const { values, unit } = await measured({ ...measure, field: 'population' }, layers, data);
    expect([values, unit]).toEqual([[30, 20, 40], 'count']);
    expect((await measured({ ...measure, kind: 'population' }, layers, data)).values).toEqual([2, 2, 2]);
  });

  it('sums people who get to the plot by road, the way it may be driven', async () => {
    const measure = { kind: 'reach', of: { theme: 'population' }, within: 1300, ...byRoad };
    const { values, notes } = await measured({ ...measure, field: 'population' }, layers, data);
    // From 2300 the road leads west to the second plot; nobody gets to the third, which only its own east end serves.
    expect(values).toEqual([30, 60, 40]);
    expect(notes).toContainEqual({ code: 'places-off-road', layer: 'people', count: 1 });
    expect(notes).toContainEqual({ code: 'road-parts', layer: 'roads', count: 2 });
    const minutes = { ...measure, by: undefined, speed: 60, within: 1.3 };
    expect((await measured({ ...minutes, field: 'population' }, layers, data)).values).toEqual(values);
    expect((await measured(measure, layers, data)).values).toEqual([2, 3, 1]);
  });

  it('gives capacity per head by road and by straight lines', async () => {
    const access = { kind: 'access', to: { theme: 'school' }, capacity: 'capacity', of: 'people', field: 'population' };
    const roadwise = { ...access, ...byRoad, within: 1050, method: '2sfca' };
    const { values, unit, notes } = await measured(roadwise, layers, data);
    // The first school serves 10 and 20; nobody but the 40 at its door gets to the second, since the road leads away from it.
    expect(values[0]).toBeCloseTo(1, 9);
    expect(values[1]).toBeCloseTo(1, 9);
    expect(values[2]).toBe(0);
    expect(unit).toBe('number');
    expect(notes).toContainEqual({ code: 'places-off-road', layer: 'schools', count: 1 });
    const straight = await measured({ ...access, within: 1050, method: 'e2sfca' }, layers, data);
    // 30 / (20 + 0.22 * 10), and 20 / 40, from 550, 450 and 250 m.
    const first = 30 / 22.2;
    expect(straight.values[0]).toBeCloseTo(0.68 * first, 9);
    expect(straight.values[1]).toBeCloseTo(0.68 * first, 9);
    expect(straight.values[2]).toBeCloseTo(0.5, 9);
    expect(straight.notes).toContainEqual({ code: 'supply-idle', layer: 'schools', count: 1 });
  });

  it('is not assessed without its layers or fields', async () => {
    const access = { kind: 'access', to: 'schools', capacity: 'capacity', of: 'people', within: 10, method: '2sfca' };
    await expect(measured({ ...access, of: { theme: 'green' } }, layers, data)).rejects.toThrow('no-layer');
    await expect(measured({ ...access, field: 'plasser' }, layers, data)).rejects.toThrow('no-field');
    await expect(measured({ ...access, capacity: 'folk' }, layers, data)).rejects.toThrow('no-field');
    await expect(measured({ ...access, over: { theme: 'rail' } }, layers, data)).rejects.toThrow('no-layer');
  });
});

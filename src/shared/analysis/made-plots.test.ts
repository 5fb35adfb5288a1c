import { describe, expect, it } from 'vitest';
import { linesOf, pointsOf, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { type MemoryLayers, permuteRows, runInMemory } from '../../../test/builders/memory-study.ts';
import { unknownCrs } from '../crs/types.ts';
import { findColumn, textColumn, valueAt } from '../dataset/columns.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import type { Geometry } from '../geometry/types.ts';
import { asId } from '../lib/id.ts';

const [east, north] = [450_000, 7_350_000];
const at = (x: number, y: number) => [east + x, north + y] as const;
const block = (x: number, y: number, side: number) => [[square(east + x, north + y, side)]];
const dataset = (geometry: Geometry, columns: readonly Column[]): Dataset => ({
  id: asId('test'),
  crs: unknownCrs,
  geometry,
  columns,
});
const texts = (name: string, values: readonly (string | null)[]) => textColumn(name, values);

/** Three zones of 200 m in a row, a fourth of another code over the third, and one that is not asked for. */
const zoning = dataset(
  polygonsOf([block(0, 0, 200), block(200, 0, 200), block(400, 0, 200), block(500, 0, 200), block(0, 500, 200)]),
  [
    texts('kode', ['1340', '1340', '1300', '1340', '1110']),
    texts('eier', ['Ola', 'Kari', 'Kari', null, 'Per']),
    texts('code', ['a', 'b', 'c', 'd', 'e']),
  ],
);
/** A road straight through the first zone, 200 m from south to north at x = 100. */
const roads = dataset(linesOf([[[at(100, -50), at(100, 250)]]]), [texts('klasse', ['F'])]);
/** Flood over the south-west quarter of the second zone; a mast in the third. */
const flood = dataset(polygonsOf([block(200, 0, 100), block(250, 50, 20)]), [texts('grad', ['stor', 'liten'])]);
const mast = dataset(pointsOf([[at(450, 100)]]), [texts('navn', ['mast'])]);

const data: MemoryLayers = new Map([
  ['zoning', zoning],
  ['roads', roads],
  ['flood', flood],
  ['mast', mast],
]);
const from = {
  zoning: 'zoning',
  codes: ['1340', '13*'],
  cutBy: [{ layer: 'roads', halfWidth: 10 }],
  minus: ['flood', { layer: 'mast', setback: { value: 20, source: 'telecom', grade: 'norm' } }],
  minArea: 2000,
  minWidth: 30,
};
const studyOf = (recipe: object, plots: object = {}) =>
  JSON.stringify({
    format: 'tomtevalg-study/1',
    name: 'Test',
    layers: {
      zoning: { file: 'zoning.shp', role: 'zoning', fields: { code: 'kode', owner: 'eier' } },
      roads: { file: 'roads.shp', role: 'transport', theme: 'road', fields: { roadClass: 'klasse' } },
      flood: { file: 'flood.shp', role: 'constraint', theme: 'flood' },
      mast: { file: 'mast.shp', role: 'context' },
      plots: { role: 'plots', from: recipe, ...plots },
    },
    profiles: ['industry'],
  });

async function made(recipe: object, plots: object = {}, layers: MemoryLayers = data) {
  const { loaded, profiles } = await runInMemory(studyOf(recipe, plots), layers);
  const { count, id, dataset: found } = loaded.plots;
  const cell = (name: string, row: number) => {
    const column = findColumn(found, name);
    return column ? valueAt(column, row) : undefined;
  };
  const rows = Array.from({ length: count }, (_, row) => ({
    id: id(row),
    code: cell('code', row),
    area: cell('area_m2', row),
    width: cell('width_m', row),
    cutBy: cell('cut_by', row),
  }));
  return { rows, loaded, profiles, cell };
}

describe('plots made from zoning', () => {
  it('are the zones of the codes, cut by roads, less constraints and setbacks, largest first', async () => {
    const { rows, loaded } = await made(from);
    expect(rows.map(({ id }) => id)).toEqual(['1-1', '1-2', '2-1', '3-1', '4-1']);
    // The third zone gives the fourth its place, whose code is named first; the first is halved by a road 20 m wide.
    const areas = [18_000, 18_000, 30_000, 20_000 - 400 * Math.PI, 40_000];
    rows.forEach(({ area }, row) => {
      expect(Math.abs(Number(area) - areas[row])).toBeLessThan(2);
    });
    expect(rows.map(({ cutBy }) => cutBy)).toEqual(['roads', 'roads', 'flood', 'mast', null]);
    expect(rows.map(({ code }) => code)).toEqual(['1340', '1340', '1340', '1300', '1340']);
    rows.slice(0, 3).forEach(({ width }, row) => {
      expect(Math.abs(Number(width) - [90, 90, (200 * Math.SQRT2) / (1 + Math.SQRT2)][row])).toBeLessThan(1);
    });
    expect(loaded.made?.summary.figures).toContainEqual({
      what: 'distance',
      layers: 'mast',
      ofClass: null,
      value: 20,
      source: 'telecom',
      grade: 'norm',
    });
  });

  it('carry the columns and meanings of their zone, and are measured and ranked like any plots', async () => {
    const { cell, loaded, profiles } = await made(from);
    expect(cell('zone_code', 3)).toBe('c');
    expect(loaded.layers.find(({ definition }) => definition.role === 'plots')?.bound.fields.get('owner')).toBe('eier');
    expect(profiles[0].scores.score.length).toBe(5);
    expect(loaded.plots.idFrom).toBe('field');
  });

  it('take no account of the order of layers and little of that of zones', async () => {
    const order = Uint32Array.of(4, 3, 2, 1, 0);
    const turned = await made(from, {}, new Map([...data, ['zoning', permuteRows(zoning, order)]]));
    const { rows } = await made(from);
    const byArea = (list: typeof rows) => list.map(({ area, code }) => `${code} ${Number(area).toFixed(3)}`).sort();
    expect(byArea(turned.rows)).toEqual(byArea(rows));
  });

  it('leave out what is too small or too narrow, and account for it', async () => {
    const { rows, loaded } = await made({ ...from, minArea: 19_000, minWidth: 120 });
    expect(rows.map(({ id }) => id)).toEqual(['4-1']);
    const { zones, shared, taken, small, narrow, candidates } = loaded.made?.summary ?? expect.fail('not made');
    expect([small.count, narrow.count]).toEqual([3, 1]);
    const sum = taken.reduce((area, one) => area + one.area, shared + small.area + narrow.area + candidates.area);
    expect(Math.abs(sum - zones.area)).toBeLessThan(1e-3);
  });

  it('use built-in half widths by road class where a study gives none', async () => {
    const { rows, loaded } = await made({ ...from, cutBy: ['roads'] });
    expect(Math.abs(Number(rows[0].area) - (100 - 8) * 200)).toBeLessThan(2);
    const figure = loaded.made?.summary.figures.find(({ ofClass }) => ofClass === 'f');
    expect(figure).toMatchObject({ value: 8, grade: 'assumption' });
  });

  it('select zones and constraints by filters', async () => {
    const where = ['==', ['get', 'grad'], 'liten'];
    const { rows } = await made({
      ...from,
      where: ['==', ['get', 'owner'], 'Kari'],
      minus: [{ layer: 'flood', where }],
    });
    expect(rows.map(({ area }) => Math.round(Number(area)))).toEqual([40_000 - 400, 40_000]);
  });

  it.each([
    ['candidate-no-zones', { codes: ['9*'] }],
    ['candidate-field-missing', { field: 'formaal' }],
    ['candidates-none', { minArea: 1e6 }],
    ['candidate-zoning-not-areas', { zoning: 'roads' }],
    ['candidate-no-zoning', { zoning: { theme: 'noise' } }],
    ['candidate-many-zonings', { zoning: {} as object, codes: ['1340'] }],
  ])('fail in words: %s', async (code, change) => {
    const zoningChange = code === 'candidate-many-zonings' ? { zoning: { role: 'constraint' } } : change;
    const layers = new Map([...data, ['mast', flood]]);
    const text = studyOf({ ...from, ...change, ...zoningChange }).replace('"role":"context"', '"role":"constraint"');
    const run = runInMemory(text, code === 'candidate-many-zonings' ? layers : data);
    await expect(run).rejects.toThrow(code);
  });

  it('say what matched nothing and took nothing', async () => {
    const { loaded } = await made({ ...from, codes: ['1340', '77'], minus: [{ theme: 'noise' }, 'mast', 'roads'] });
    const told = loaded.layers.flatMap(({ issues }) => issues.map(({ code }) => code));
    expect(told).toContain('candidate-code-unmatched');
    expect(told).toContain('candidate-layer-missing');
    expect(told.filter((code) => code === 'candidate-needs-distance').length).toBe(2);
  });
});

describe('assemblies', () => {
  it('join adjoining small plots, with their owners', async () => {
    const { loaded } = await made(from, { assemble: { minArea: 35_000 } });
    const { plots, assemblies } = loaded;
    const told = assemblies?.map(({ rows, owners, withoutOwner }) => [rows.map(plots.id), owners, withoutOwner]);
    // 2-1 and 3-1 are Kari's; together they have 48,743 m2. 1-2 and 4-1 have enough neighbours, but 1-2 and 2-1 are not needed.
    expect(told).toEqual([[['2-1', '3-1'], 1, 0]]);
  });

  it('are not asked of a study that does not ask', async () => {
    expect((await made(from)).loaded.assemblies).toBeNull();
  });
});

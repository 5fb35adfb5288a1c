import { describe, expect, it } from 'vitest';
import { unknownCrs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { asId, type LayerId } from '../lib/id.ts';
import { matchAll, matchLayers, measureKey } from './bind.ts';
import { codesOf } from './codes.ts';
import { fieldsOf, mappedExtents, planMeasure } from './plan.ts';
import type { BoundLayer, Measure } from './types.ts';

const dataset = (fields: readonly string[]): Dataset => ({
  id: asId('test'),
  crs: unknownCrs,
  geometry: { kind: 'none', count: 1 },
  columns: fields.map((name) => textColumn(name, ['a'])),
});

function layer(
  id: string,
  role: BoundLayer['role'],
  theme: BoundLayer['theme'],
  fields: readonly string[] = [],
): BoundLayer {
  return { id: asId(id), role, theme, dataset: dataset(fields), fields: new Map(), mapped: null };
}

const stations = {
  ...layer('stations', 'power', 'substation', ['ledig_mw']),
  fields: new Map([['freeMw', 'ledig_mw']]),
};
const bare = layer('bare', 'power', 'substation');
const flood = layer('flood', 'constraint', 'flood');
const slide = layer('slide', 'constraint', 'slide');
const areas = {
  kind: 'polygons',
  xy: new Float64Array(0),
  featureStart: new Uint32Array(2),
  partStart: new Uint32Array(1),
  ringStart: new Uint32Array(1),
} as const;
const layers = [stations, bare, flood, slide];
const plots = dataset(['use']);
const plan = (measure: Measure) => planMeasure(measure, layers, plots);

describe('binding layers', () => {
  it('by id, by theme, by role; each layer once', () => {
    expect(matchLayers('flood' as LayerId, layers)).toEqual([flood]);
    expect(matchLayers({ theme: 'substation' }, layers)).toEqual([stations, bare]);
    expect(matchLayers({ role: 'constraint', theme: 'slide' }, layers)).toEqual([slide]);
    expect(matchAll([{ role: 'constraint' }, { theme: 'flood' }], layers)).toEqual([flood, slide]);
    expect(matchLayers('__proto__' as LayerId, layers)).toEqual([]);
  });

  it('names equal measures alike whatever the order of their keys', () => {
    const a: Measure = { kind: 'distance', to: { theme: 'rail', role: 'transport' } };
    const b: Measure = { to: { role: 'transport', theme: 'rail' }, kind: 'distance' };
    expect(measureKey(a)).toBe(measureKey(b));
  });
});

describe('planning a measure', () => {
  it('says no layer where none is bound', () => {
    expect(plan({ kind: 'distance', to: { theme: 'port' } })).toEqual({ ok: false, reason: 'no-layer' });
    expect(plan({ kind: 'coverage', by: [{ theme: 'noise' }] })).toEqual({ ok: false, reason: 'no-layer' });
    expect(plan({ kind: 'population', of: { role: 'population' }, within: 10 })).toEqual({
      ok: false,
      reason: 'no-layer',
    });
  });

  it("says no field only where no bound layer has it, by meaning or by the file's own name", () => {
    const where = (field: string) =>
      ({ kind: 'distance', to: { theme: 'substation' }, where: ['>=', ['get', field], 20] }) as const;
    expect(plan(where('freeMw'))).toMatchObject({ ok: true, value: { kind: 'nearest' } });
    expect(plan(where('ledig_mw')).ok).toBe(true);
    expect(plan(where('missing'))).toEqual({ ok: false, reason: 'no-field' });
    expect(plan({ kind: 'attribute', field: 'use' }).ok).toBe(true);
    expect(plan({ kind: 'attribute', field: 'other' })).toEqual({ ok: false, reason: 'no-field' });
    const zoned = [{ ...flood, dataset: { ...flood.dataset, geometry: areas } }];
    const zoning = { kind: 'zoning', by: { theme: 'flood' }, field: 'code' } as const;
    expect(planMeasure(zoning, zoned, plots)).toEqual({ ok: false, reason: 'no-field' });
  });

  it('says no areas where only points or lines are bound, since nothing lies inside them', () => {
    const refused = { ok: false, reason: 'no-areas' };
    expect(plan({ kind: 'coverage', by: [{ theme: 'flood' }] })).toEqual(refused);
    expect(plan({ kind: 'buildable', minus: [{ theme: 'flood' }] })).toEqual(refused);
    expect(plan({ kind: 'zoning', by: { theme: 'flood' }, field: 'code' })).toEqual(refused);
    const mixed = [slide, { ...flood, dataset: { ...flood.dataset, geometry: areas } }];
    const covered = planMeasure({ kind: 'coverage', by: [{ role: 'constraint' }] }, mixed, plots);
    expect(covered).toMatchObject({ ok: true, value: { sources: [{ layer: { id: 'flood' } }] } });
  });

  it('keeps a layer without the field, since its rows are undecided and must be counted', () => {
    const planned = plan({ kind: 'distance', to: { theme: 'substation' }, where: ['has', 'freeMw'] });
    expect(planned.ok && planned.value.kind === 'nearest' && planned.value.sources.length).toBe(2);
  });

  it('finds the fields of nested filters and no literal', () => {
    const filter = [
      'all',
      ['==', ['get', 'a'], 'x'],
      ['!', ['in', ['get', 'b'], ['literal', ['get', 'c']]]],
      ['has', 'd'],
    ];
    expect(fieldsOf(filter)).toEqual(['a', 'b', 'd']);
  });

  it('tells which layers limit what is known and which do not say', () => {
    const extent = { kind: 'polygons' } as never;
    const sources = [{ ...flood, mapped: extent }, { ...slide, mapped: 'everywhere' as const }, bare].map((source) => ({
      layer: source,
      where: null,
    }));
    expect(mappedExtents(sources)).toEqual({ extents: [extent], unsaid: [bare] });
  });
});

describe('codes', () => {
  it('are numbered together over layers, in code-unit order, with 0 for missing', () => {
    const first = textColumn('code', ['5100', null, '1110']);
    const second = { type: 'number', name: 'code', values: new Float64Array([1110, Number.NaN, 1340]) } as const;
    const { codes, labels } = codesOf([first, second, undefined], [3, 3, 2]);
    expect(labels).toEqual(['', '1110', '1340', '5100']);
    expect(codes.map((column) => [...column])).toEqual([
      [3, 0, 1],
      [1, 0, 2],
      [0, 0],
    ]);
  });

  it('keep names that objects would trip over', () => {
    expect(codesOf([textColumn('code', ['__proto__', 'constructor'])], [2]).labels).toEqual([
      '',
      '__proto__',
      'constructor',
    ]);
  });
});

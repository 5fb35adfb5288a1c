import { describe, expect, it } from 'vitest';
import { parseStudy } from './study-schema.ts';

const recipe = {
  zoning: 'plan',
  codes: ['1340', '13*'],
  cutBy: [
    'roads',
    { theme: 'rail', halfWidth: 8 },
    {
      layer: 'roads',
      field: 'klasse',
      halfWidths: { __proto__: 3, E: { value: 15, source: 'N100', grade: 'norm' } },
      halfWidth: 4,
    },
  ],
  minus: ['flood', { layer: 'flood', setback: { value: 20 }, where: ['==', ['get', 'code'], 'x'] }],
  setback: { value: 5, source: 'plan 2026', grade: 'norm' },
  minWidth: 25,
};
const study = (plots: object, rest: object = {}) =>
  JSON.stringify({
    format: 'tomtevalg-study/1',
    name: 'Test',
    layers: {
      plots: { role: 'plots', ...plots },
      plan: { file: 'plan.shp', role: 'zoning' },
      roads: { file: 'roads.shp', role: 'transport', theme: 'road' },
      flood: { file: 'flood.shp', role: 'constraint' },
      ...rest,
    },
  });

function problems(plots: object, rest: object = {}) {
  const outcome = parseStudy(study(plots, rest));
  return outcome.ok ? [] : outcome.reason.map(({ code, details }) => [code, details.path]);
}

function recipeOf(text: string) {
  const outcome = parseStudy(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reason));
  return outcome.value.layers[0];
}

describe('plots made from zoning in a study', () => {
  it('are read with what is left out filled in, every figure with source and grade', () => {
    const { from, file, assemble } = recipeOf(study({ from: recipe, assemble: { minArea: 20_000 } }));
    expect(file).toBe('');
    if (!from) throw new Error('no recipe');
    expect(from).toMatchObject({ zoning: 'plan', field: 'code', where: null, codes: ['1340', '13*'] });
    expect(from.minArea).toMatchObject({ value: 1000, grade: 'assumption' });
    expect(from.minWidth).toEqual({ value: 25, source: 'study', grade: 'user' });
    const [plain, strict] = from.minus;
    expect(plain.distance.otherwise).toEqual({ value: 5, source: 'plan 2026', grade: 'norm' });
    expect(strict.distance.otherwise).toEqual({ value: 20, source: 'study', grade: 'user' });
    expect(strict.where).not.toBeNull();
    const [assumed, wide, classed] = from.cutBy;
    expect(assumed.distance.byClass.get('e')).toMatchObject({ value: 12, grade: 'assumption' });
    expect(wide.distance).toMatchObject({ field: null, otherwise: { value: 8 } });
    expect(classed.distance.field).toBe('klasse');
    expect(classed.distance.byClass.get('E')).toEqual({ value: 15, source: 'N100', grade: 'norm' });
    expect(assemble?.minArea).toEqual({ value: 20_000, source: 'study', grade: 'user' });
    expect(assemble?.mostPlots).toMatchObject({ value: 8, grade: 'assumption' });
  });

  it('may have a road class called __proto__', () => {
    const text = study({ from: recipe }).replace('"E":', '"__proto__":');
    const classed = recipeOf(text).from?.cutBy[2].distance.byClass;
    expect(classed?.get('__proto__')?.value).toBe(15);
  });

  it.each([
    ['schema-missing', '$.layers.plots.file', {}],
    ['study-layer-file-and-from', '$.layers.plots.from', { file: 'plots.shp', from: recipe }],
    ['schema-missing', '$.layers.plots.from.codes', { from: { zoning: 'plan' } }],
    ['schema-too-small', '$.layers.plots.from.codes', { from: { ...recipe, codes: [] } }],
    ['schema-unknown-key', '$.layers.plots.from.setbacks', { from: { ...recipe, setbacks: 3 } }],
    ['schema-too-small', '$.layers.plots.from.minArea', { from: { ...recipe, minArea: -1 } }],
    ['schema-too-big', '$.layers.plots.from.setback.value', { from: { ...recipe, setback: { value: 1e6 } } }],
    ['study-layer-unknown', '$.layers.plots.from.zoning', { from: { ...recipe, zoning: 'plots' } }],
    ['study-layer-unknown', '$.layers.plots.from.minus[0]', { from: { ...recipe, minus: ['slide'] } }],
    ['study-layer-unknown', '$.layers.plots.from.cutBy[1]', { from: { ...recipe, cutBy: ['roads', 'x'] } }],
    [
      'candidate-widths-missing',
      '$.layers.plots.from.cutBy[0].field',
      { from: { ...recipe, cutBy: [{ layer: 'roads', field: 'klasse' }] } },
    ],
    ['layer-reference-empty', '$.layers.plots.from.minus[0]', { from: { ...recipe, minus: [{ setback: 3 }] } }],
    [
      'layer-reference-twice',
      '$.layers.plots.from.minus[0]',
      { from: { ...recipe, minus: [{ layer: 'flood', theme: 'flood' }] } },
    ],
    [
      'schema-type',
      '$.layers.plots.from.minus[0].setback',
      { from: { ...recipe, minus: [{ layer: 'flood', setback: 'x' }] } },
    ],
    [
      'candidate-too-many-layers',
      '$.layers.plots.from.minus',
      { from: { ...recipe, minus: Array.from({ length: 30 }, () => 'flood') } },
    ],
    ['schema-missing', '$.layers.plots.assemble.minArea', { from: recipe, assemble: {} }],
  ])('says %s at %s', (code, path, plots) => {
    expect(problems(plots)).toEqual([[code, path]]);
  });

  it('are for the plots alone', () => {
    const other = { made: { role: 'constraint', from: recipe } };
    expect(problems({ file: 'plots.shp' }, other)).toEqual([['study-only-plots-made', '$.layers.made.from']]);
    const joined = { other: { file: 'a.shp', role: 'context', assemble: { minArea: 1 } } };
    expect(problems({ from: recipe }, joined)).toEqual([['study-only-plots-assembled', '$.layers.other.assemble']]);
  });
});

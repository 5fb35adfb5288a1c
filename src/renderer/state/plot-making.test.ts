import { describe, expect, it } from 'vitest';
import { linesOf, pointsOf, polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { assumedRoads, type CandidateRecipe } from '../../shared/candidates/recipe.ts';
import { unknownCrs } from '../../shared/crs/types.ts';
import { textColumn } from '../../shared/dataset/columns.ts';
import type { Geometry } from '../../shared/geometry/types.ts';
import { asId } from '../../shared/lib/id.ts';
import { recipeJson } from '../../shared/project/candidate-json.ts';
import { recipeSchema } from '../../shared/project/candidate-schema.ts';
import type { StudyLayer } from '../../shared/project/study-types.ts';
import { codeFields, firstForm, isChosen, type MakingLayer, recipeOf, toggled } from './plot-making.ts';

const areas = polygonsOf([[[square(0, 0, 10)]]]);
const lines = linesOf([
  [
    [
      [0, 0],
      [1, 1],
    ],
  ],
]);

function layer(id: string, role: MakingLayer['role'], geometry: Geometry, fields: readonly string[] = []): MakingLayer {
  const columns = ['kode', 'navn'].map((name) => textColumn(name, ['a']));
  const dataset = { id: asId<'dataset'>(id), crs: unknownCrs, geometry, columns };
  const known = fields.map((pair) => pair.split('=') as [string, string]);
  return { id: asId(id), role, theme: null, fields: new Map(known), dataset };
}

const layers = [
  layer('flood', 'constraint', areas),
  layer('plan', 'zoning', areas, ['code=kode']),
  layer('roads', 'transport', lines),
  layer('stops', 'transport', pointsOf([[[0, 0]]])),
  layer('people', 'population', areas),
];

const recipe = (given: object): CandidateRecipe => recipeSchema.parse({ zoning: 'plan', codes: ['13*'], ...given });
const made = (from: CandidateRecipe): StudyLayer => ({ id: 'plots', fields: new Map(), from, assemble: null }) as never;
const form = (from: CandidateRecipe | null) => {
  const first = firstForm(layers, from && made(from));
  if (first === null) throw new Error('no form');
  return first;
};

describe('the form for candidate plots', () => {
  it('begins with the zoning plan and its code, roads by their class and every constraint; no code is chosen', () => {
    const { zoning, field, codes, takers } = form(null);
    expect([zoning, field, codes]).toEqual(['plan', 'kode', []]);
    expect(takers.map(({ layer: id, kind, isOn, metres }) => [id, kind, isOn, metres])).toEqual([
      ['roads', 'cut', true, null],
      ['flood', 'minus', true, 0],
      ['stops', 'minus', false, 0],
    ]);
    expect(recipeOf(form(null), layers, null).cutBy[0].distance).toBe(assumedRoads);
    expect(firstForm(layers.slice(2, 4), null)).toBeNull();
  });

  it('gives the study its own recipe back, filters, sources and classes included', () => {
    const given = recipe({
      where: ['==', ['get', 'navn'], 'a'],
      cutBy: [{ layer: 'roads', halfWidths: { F: { value: 9, source: 'register', grade: 'measured' } } }],
      minus: [
        { layer: 'flood', setback: { value: 20, source: '§ 11', grade: 'norm' }, where: ['==', ['get', 'kode'], 'a'] },
      ],
      minArea: 2000,
    });
    expect(recipeOf(form(given), layers, given)).toEqual(given);
    expect(recipeSchema.parse(recipeJson(recipeOf(form(given), layers, given)))).toEqual(given);
  });

  it('makes a figure that was changed the own one, and leaves the others', () => {
    const given = recipe({ minus: [{ role: 'constraint', setback: { value: 20, source: '§ 11', grade: 'norm' } }] });
    const changed = form(given);
    const takers = changed.takers.map((one) => (one.layer === 'flood' ? { ...one, metres: 30 } : one));
    const { minus, minArea } = recipeOf({ ...changed, takers, minArea: 500 }, layers, given);
    expect(minus).toEqual([
      {
        layer: 'flood',
        where: null,
        distance: { field: null, byClass: new Map(), otherwise: { value: 30, source: 'study', grade: 'user' } },
      },
    ]);
    expect(minArea).toEqual({ value: 500, source: 'study', grade: 'user' });
    expect(recipeOf(changed, layers, given).minWidth).toBe(given.minWidth);
  });

  it('turns patterns into the codes they mean when one code more or less is chosen', () => {
    const tally = ['1310', '1340', '2010'].map((code) => ({ code, count: 1, area: 1 }));
    expect(tally.filter(({ code }) => isChosen(['13*'], code))).toHaveLength(2);
    expect(toggled(['13*'], tally, '1310')).toEqual(['1340']);
    expect(toggled(['13*'], tally, '2010')).toEqual(['1310', '1340', '2010']);
  });

  it('offers no field whose name means another one', () => {
    expect(codeFields(layer('plan', 'zoning', areas, ['navn=kode']))).toEqual(['kode']);
  });
});

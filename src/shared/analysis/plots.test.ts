import { describe, expect, it } from 'vitest';
import { unknownCrs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import { asId } from '../lib/id.ts';
import { createRandom } from '../lib/random.ts';
import type { StudyLayer } from '../project/study-types.ts';
import { plotTable } from './plots.ts';

const columns = [
  textColumn('id', ['a', 'b', 'c']),
  textColumn('twice', ['a', 'a', null]),
  textColumn('gnrbnr', ['12/4', '12/5', '12/6']),
];
const dataset = { id: asId<'dataset'>('x'), crs: unknownCrs, geometry: { kind: 'none', count: 3 }, columns } as const;

function named(idField: string | null, labelField: string | null) {
  const definition = {
    id: asId('plots'),
    role: 'plots',
    idField,
    labelField,
    fields: new Map(),
  } as unknown as StudyLayer;
  const { plots, issues } = plotTable(definition, dataset);
  const rows = [0, 1, 2];
  return { ids: rows.map(plots.id), labels: rows.map(plots.label), from: plots.idFrom, issues };
}

describe('naming plots', () => {
  it('takes the id field', () => {
    expect(named('id', 'gnrbnr')).toMatchObject({
      ids: ['a', 'b', 'c'],
      labels: ['12/4', '12/5', '12/6'],
      from: 'field',
      issues: [],
    });
  });

  it('else the label where it is unique, and says so', () => {
    const { ids, from, issues } = named(null, 'gnrbnr');
    expect([ids, from]).toEqual([['12/4', '12/5', '12/6'], 'label']);
    expect(issues.map(({ code }) => code)).toEqual(['plot-ids-from-label']);
  });

  it('else row number + 1, and says so', () => {
    const { ids, labels, from, issues } = named(null, 'twice');
    expect([ids, labels, from]).toEqual([['1', '2', '3'], ['a', 'a', '3'], 'row']);
    expect(issues.map(({ code }) => code)).toEqual(['plot-ids-from-row']);
  });

  it('adds the row number where an id field repeats or is empty, so that names stay unique', () => {
    const { ids, from, issues } = named('twice', null);
    expect([ids, from]).toEqual([['a', 'a #2', '3'], 'field']);
    expect(issues).toMatchObject([{ code: 'plot-ids-not-unique', feature: 2, details: { field: 'twice', count: 2 } }]);
  });

  it('gives no row the name of another, whatever the ids look like', () => {
    const ids = textColumn('id', ['3', '1', null, '1', '1 #4']);
    const clash = { ...dataset, geometry: { kind: 'none', count: 5 }, columns: [ids] } as const;
    const definition = { id: asId('plots'), role: 'plots', idField: 'id', labelField: null, fields: new Map() };
    const { plots } = plotTable(definition as unknown as StudyLayer, clash);
    const names = [0, 1, 2, 3, 4].map(plots.id);
    expect(new Set(names).size).toBe(5);
    expect(names).toEqual(['3', '1', '3 #3', '1 #4 #4', '1 #4']);
  });

  it.each([
    ['short', 1],
    ['long', 40],
    ['marked', 0],
  ])('finds every repeat among many %s ids', (_, width) => {
    const random = createRandom(11);
    const texts = Array.from({ length: 3000 }, () => {
      const drawn = random.below(2500);
      return width === 0 ? `${drawn % 2 === 0 ? '\ufeff' : ''}${drawn >> 1}` : `${'0'.repeat(width - 1)}${drawn}`;
    });
    const many = { ...dataset, geometry: { kind: 'none', count: 3000 }, columns: [textColumn('id', texts)] } as const;
    const definition = { id: asId('plots'), role: 'plots', idField: 'id', labelField: null, fields: new Map() };
    const { plots, issues } = plotTable(definition as unknown as StudyLayer, many);
    const shown = texts.map((text) => text.replace('\ufeff', ''));
    expect(issues[0].details).toMatchObject({ count: 3000 - new Set(shown).size });
    expect(new Set(shown.map((_text, row) => plots.id(row))).size).toBe(3000);
  });

  it('says which field is missing', () => {
    expect(named('nothere', null).issues.map(({ code }) => code)).toEqual(['plot-field-missing', 'plot-ids-from-row']);
  });
});

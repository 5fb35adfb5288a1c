import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { runInMemory } from '../../../test/builders/memory-study.ts';
import { unknownCrs } from '../crs/types.ts';
import { textColumn, valueAt } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { describeIssue } from '../explain/issue-words.ts';
import { asId } from '../lib/id.ts';
import { languages } from '../lib/language.ts';

/** Squares at these corners; files of the test say EPSG:25833. */
const squares = (corners: readonly (readonly [number, number])[], side: number): Dataset => ({
  id: asId('test'),
  crs: unknownCrs,
  geometry: polygonsOf(corners.map(([x, y]) => [[square(x, y, side)]])),
  columns: [
    textColumn(
      'id',
      corners.map((_, row) => `p${row}`),
    ),
  ],
});
const plots = squares(
  [
    [450_000, 7_350_000],
    [450_200, 7_350_000],
  ],
  100,
);
const inDegrees = squares([[13.9, 66.2]], 0.01);

const study = (flood: object = {}) =>
  JSON.stringify({
    format: 'tomtevalg-study/1',
    name: 'Test',
    layers: {
      plots: { file: 'plots.shp', role: 'plots', id: 'id' },
      flood: { file: 'flood.shp', role: 'constraint', theme: 'flood', ...flood },
    },
    profiles: [
      {
        id: 'p',
        use: 'industry',
        criteria: [
          {
            id: 'size',
            measure: { kind: 'area' },
            utility: {
              kind: 'piecewise',
              points: [
                [0, 0],
                [10_000, 1],
              ],
            },
          },
          {
            id: 'flood',
            measure: { kind: 'coverage', by: [{ theme: 'flood' }] },
            utility: {
              kind: 'piecewise',
              points: [
                [0, 1],
                [1, 0],
              ],
            },
          },
          {
            id: 'near',
            measure: { kind: 'distance', to: 'flood' },
            utility: {
              kind: 'piecewise',
              points: [
                [0, 0],
                [100, 1],
              ],
            },
          },
        ],
      },
    ],
  });

describe('a table joined to a layer', () => {
  const files = new Map([['tall.csv', new TextEncoder().encode('Tabell\n\nid;folk;navn\np1;1 200;Rana\np7;5;x\n')]]);
  const layers = new Map([
    ['plots', plots],
    ['flood', inDegrees],
  ]);
  const joined = (join: object) => {
    const text = JSON.parse(study()) as { layers: Record<string, object> };
    text.layers.plots = { ...text.layers.plots, join };
    return runInMemory(JSON.stringify(text), layers, undefined, files);
  };

  it('gives its fields to the rows with the same key, and tells which have none', async () => {
    const { loaded } = await joined({ file: 'tall.csv', key: 'id', to: 'id' });
    const { dataset, read } = loaded.layers.find(({ definition }) => definition.id === 'plots')!;
    expect(dataset.columns.map((column) => [column.name, [0, 1].map((row) => valueAt(column, row))])).toEqual([
      ['id', ['p0', 'p1']],
      ['folk', [null, 1200]],
      ['navn', [null, 'Rana']],
    ]);
    expect(
      read.issues.filter(({ code }) => code.startsWith('join-')).map(({ code, details }) => [code, details.some]),
    ).toEqual([
      ['join-made', undefined],
      ['join-unmatched', 'p0'],
      ['join-unused', 'p7'],
    ]);
  });

  it('fails in words where the file or a field is not there', async () => {
    await expect(joined({ file: 'borte.csv', key: 'id', to: 'id' })).rejects.toThrow('study-file-missing');
    await expect(joined({ file: 'tall.csv', key: 'kode', to: 'id' })).rejects.toThrow('join-key-missing');
  });
});

describe('a layer of degrees whose files say metres', () => {
  it('is an error and is not measured against: no coverage of 0, no distance of thousands of kilometres', async () => {
    const { loaded, profiles } = await runInMemory(
      study(),
      new Map([
        ['plots', plots],
        ['flood', inDegrees],
      ]),
    );
    const flood = loaded.layers.find(({ definition }) => definition.id === 'flood');
    expect(flood?.misplaced).toBe(true);
    const issue = flood?.issues.find(({ code }) => code === 'crs-degrees-in-metres');
    expect(issue?.severity).toBe('error');
    for (const language of languages) if (issue) expect(describeIssue(issue, language)).not.toMatch(/\?\.|[{}]/);
    const [{ measures }] = profiles;
    expect(measures.notAssessed.map(({ criterion, why }) => [criterion, why])).toEqual([
      ['flood', 'no-layer'],
      ['near', 'no-layer'],
    ]);
    expect([...measures.values.keys()]).toEqual(['size']);
  });

  it('is no extent of mapping either', async () => {
    const boundary = { file: 'inDegrees.shp', role: 'boundary' };
    const text = JSON.parse(study({ mapped: 'edge' })) as { layers: Record<string, object> };
    text.layers.edge = boundary;
    const layers = new Map([
      ['plots', plots],
      ['flood', plots],
      ['inDegrees', inDegrees],
    ]);
    const { loaded } = await runInMemory(JSON.stringify(text), layers);
    const flood = loaded.layers.find(({ definition }) => definition.id === 'flood');
    expect(flood?.bound.mapped).toBeNull();
    expect(flood?.issues.map(({ code }) => code)).toContain('mapped-layer-missing');
  });

  it('cannot be the plots', async () => {
    const layers = new Map([
      ['plots', inDegrees],
      ['flood', plots],
    ]);
    await expect(runInMemory(study(), layers)).rejects.toThrow('crs-degrees-in-metres');
  });
});

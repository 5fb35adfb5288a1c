import { describe, expect, it } from 'vitest';
import { type Position, polygonsOf, type Ring, randomPolygons } from '../../../test/builders/geometry-columns.ts';
import { runInMemory } from '../../../test/builders/memory-study.ts';
import { crsByCode } from '../crs/crs-table.ts';
import type { Crs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { describeIssue, hasIssueWords } from '../explain/issue-words.ts';
import { polygonArea } from '../geometry/area.ts';
import { featureCount, type Polygons } from '../geometry/types.ts';
import { checkPolygons } from '../geometry/validity/check.ts';
import { geometryProblems, invalidBits } from '../geometry/validity/problems.ts';
import { inlineCompute } from '../jobs/inline.ts';
import { asId } from '../lib/id.ts';
import { languages } from '../lib/language.ts';
import { createRandom } from '../lib/random.ts';
import { geometryIssues, mendDataset } from './check-geometry.ts';

const [east, north] = [461_204, 7_355_118];
const ring = (...positions: Position[]): Ring => positions.map(([x, y]) => [x + east, y + north]);
const square = ring([0, 0], [10, 0], [10, 10], [0, 10]);
const bow = ring([0, 0], [10, 10], [10, 0], [0, 10]);
const spiked = ring([0, 0], [10, 0], [10, 5], [11, 5], [10, 5], [10, 10], [0, 10]);

const compute = inlineCompute(() => {
  throw new Error('no files here');
});
const dataset = (geometry: Polygons, code = 'EPSG:25833'): Dataset => ({
  id: asId('test'),
  crs: crsByCode(code, 'user') as Crs,
  geometry,
  columns: [],
});
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const validOf = (geometry: Polygons) =>
  Array.from(checkPolygons(geometry, 0, featureCount(geometry)).flags, (bits) => (bits & invalidBits) === 0);

describe('what is wrong with the polygons of a file', () => {
  it('is told with feature and place, and in one sentence what it means', async () => {
    const issues = await geometryIssues(compute, dataset(polygonsOf([[[square]], [[bow]], [], [[spiked]]])), undefined);
    expect(issues.map(({ code, severity, feature }) => [code, severity, feature])).toEqual([
      ['geometry-invalid', 'warning', null],
      ['geometry-self-crossing', 'warning', 2],
      ['geometry-spike', 'warning', 4],
    ]);
    const [summary, crossing] = issues.map((issue) => plain(describeIssue(issue, 'en')));
    expect(summary).toMatch(/^2 of 4 areas are wrongly drawn: they cross themselves/);
    expect(crossing).toBe('Feature 2 crosses itself at E 461 209 N 7 355 123.');
    expect(issues[1].details).toMatchObject({ x: east + 5, y: north + 5 });
  });

  it('is nothing where nothing is wrong, and in degrees where the file is', async () => {
    expect(await geometryIssues(compute, dataset(polygonsOf([[[square]]])), undefined)).toEqual([]);
    const degrees = bow.map(([x, y]): Position => [(x - east) / 1000 + 14, (y - north) / 1000 + 66]);
    const issues = await geometryIssues(compute, dataset(polygonsOf([[[degrees]]]), 'EPSG:4326'), undefined);
    expect(describeIssue(issues[1], 'en')).toBe('Feature 1 crosses itself at 66.00500° N 14.00500° E.');
  });

  it('has words for every problem, whatever was done', () => {
    for (const [number, problem] of geometryProblems.entries()) {
      const isInvalid = (invalidBits & (1 << number)) !== 0;
      for (const end of isInvalid ? ['', '-repaired', '-dropped', '-kept'] : ['']) {
        expect([problem, end, hasIssueWords(`geometry-${problem}${end}`)]).toEqual([problem, end, true]);
      }
    }
  });
});

describe('mending', () => {
  it('makes what is invalid valid, leaves the rest, and tells by how much the area changed', async () => {
    const geometry = polygonsOf([[[square]], [[bow]], [], [[spiked]], [[ring([0, 0], [9, 9])]]]);
    const { dataset: mended, issues } = await mendDataset(compute, dataset(geometry), 'repair', undefined);
    const repaired = mended.geometry as Polygons;
    expect(validOf(repaired)).toEqual([true, true, true, true, true]);
    expect([0, 1, 2, 3, 4].map((row) => polygonArea(repaired, row))).toEqual([100, 50, 0, 100, 0]);
    expect([...repaired.xy.subarray(0, 8)]).toEqual([...geometry.xy.subarray(0, 8)]);
    expect(mended.id).not.toBe('test');
    const [crossing] = issues.filter(({ feature }) => feature === 2);
    expect(languages.map((language) => plain(describeIssue(crossing, language)))).toEqual([
      'Feature 2 crosses itself at E 461 209 N 7 355 123. Repaired; area changed by 100 %.',
      'Objekt 2 krysser seg selv ved E 461 209 N 7 355 123. Reparert; arealet endret seg med 100 %.',
      'Objekt 2 korsar sig självt vid E 461 209 N 7 355 123. Reparerat; arean ändrades med 100 %.',
    ]);
    expect(issues.filter(({ feature }) => feature === 4).map(({ code }) => code)).toEqual(['geometry-spike-repaired']);
  });

  it('leaves out by row, and changes nothing where all is kept or in order', async () => {
    const given = dataset(polygonsOf([[[square]], [[bow]], [[square]]]));
    const dropped = await mendDataset(compute, given, 'drop', undefined);
    expect([...(dropped.dataset.geometry as Polygons).featureStart]).toEqual([0, 1, 1, 2]);
    expect(dropped.issues.map(({ code }) => code)).toEqual(['geometry-self-crossing-dropped']);
    expect(await mendDataset(compute, given, 'keep', undefined)).toEqual({ dataset: given, issues: [] });
    const right = dataset(polygonsOf([[[square]]]));
    for (const mode of ['repair', 'drop'] as const) {
      expect((await mendDataset(compute, right, mode, undefined)).dataset).toBe(right);
    }
  });

  it('says which could not be mended and keeps them', async () => {
    const random = createRandom(2);
    const tangle = Array.from({ length: 9000 }, (): Position => [east + random.next(), north + random.next()]);
    const given = dataset(polygonsOf([[[tangle]]]));
    const { dataset: mended, issues } = await mendDataset(compute, given, 'repair', undefined);
    expect((mended.geometry as Polygons).xy).toEqual((given.geometry as Polygons).xy);
    expect(describeIssue(issues[0], 'en')).toMatch(
      /^Feature 1 crosses itself .* It could not be repaired and was kept/,
    );
  }, 20_000);
});

describe('a study with crossing plots and constraints', () => {
  const random = createRandom(8);
  const shapes = (count: number, radius: number) => randomPolygons(random, count, 3000, radius, 450_000);
  const layers = new Map([
    [
      'plots',
      {
        ...dataset(shapes(120, 90)),
        columns: [
          textColumn(
            'id',
            Array.from({ length: 120 }, (_, i) => `p${i}`),
          ),
        ],
      },
    ],
    [
      'flood',
      {
        ...dataset(shapes(60, 300)),
        columns: [
          textColumn(
            'id',
            Array.from({ length: 60 }, () => 'f'),
          ),
        ],
      },
    ],
  ]);

  async function measured(geometry: string) {
    const utility = { kind: 'piecewise', points: [[0, 0]] };
    const flood = [{ theme: 'flood' }];
    const measures = [
      { kind: 'area' },
      { kind: 'coverage', by: flood },
      { kind: 'distance', to: { theme: 'flood' } },
      { kind: 'buildable', minus: flood, take: 'largest' },
    ];
    const study = {
      format: 'tomtevalg-study/1',
      name: 'Test',
      layers: {
        plots: { file: 'plots.shp', role: 'plots', id: 'id', geometry },
        flood: { file: 'flood.shp', role: 'constraint', theme: 'flood', geometry },
      },
      profiles: [
        { id: 'p', use: 'industry', criteria: measures.map((measure, i) => ({ id: `c${i}`, measure, utility })) },
      ],
    };
    const { profiles, loaded } = await runInMemory(JSON.stringify(study), layers);
    const values = measures.map((_, i) => {
      const result = profiles[0].measures.values.get(asId(`c${i}`));
      if (result?.kind !== 'numbers') throw new Error('not numbers');
      return [...result.values];
    });
    const valid = loaded.layers.map(({ dataset: { geometry: polygons } }) => validOf(polygons as Polygons));
    return { values, valid, issues: loaded.layers.flatMap((layer) => layer.issues) };
  }

  it('measures the same kept and repaired, and nothing of what is dropped', async () => {
    const [keep, repair, drop] = [await measured('keep'), await measured('repair'), await measured('drop')];
    expect(keep.valid.flat().filter((valid) => !valid).length).toBeGreaterThan(5);
    expect(repair.valid.flat()).not.toContain(false);
    expect(drop.valid.flat()).not.toContain(false);
    keep.values.forEach((values, measure) => {
      values.forEach((value, row) => {
        const other = repair.values[measure][row];
        if (Number.isNaN(value)) expect(other).toBeNaN();
        else expect(Math.abs(value - other)).toBeLessThan(1e-3);
      });
    });
    keep.valid[0].forEach((valid, row) => {
      if (!valid) expect(drop.values[0][row]).toBeNaN();
    });
    expect(keep.issues.filter(({ code }) => code.startsWith('geometry-'))).toEqual([]);
    expect(repair.issues.some(({ code }) => code === 'geometry-self-crossing-repaired')).toBe(true);
  });
});

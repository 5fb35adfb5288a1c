import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { buildTiff } from '../../../test/builders/geotiff-builder.ts';
import { runInMemory } from '../../../test/builders/memory-study.ts';
import { unknownCrs } from '../crs/types.ts';
import { textColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { describeReason, unitOfMeasure } from '../explain/reason.ts';
import { asId } from '../lib/id.ts';
import { reasonsFor } from '../scoring/plot.ts';
import type { Criterion } from '../scoring/types.ts';

const [east, north] = [450_000, 7_350_000];
/** Three plots of 100 m: on the grid, with a corner on it, beside it. */
const plots: Dataset = {
  id: asId('plots'),
  crs: unknownCrs,
  geometry: polygonsOf(
    [
      [100, -300],
      [260, -420],
      [2000, 0],
    ].map(([x, y]) => [[square(east + x, north + y, 100)]]),
  ),
  columns: [textColumn('id', ['on', 'corner', 'beside'])],
};
/** 30 x 30 cells of 10 m rising 7 % to the east, south of `north`. */
const size = 30;
const grid = (at: readonly [number, number]) =>
  buildTiff({
    width: size,
    height: size,
    values: Array.from({ length: size * size }, (_, cell) => 0.7 * (cell % size)),
    compression: 'deflate',
    tiepoint: [0, 0, 0, ...at, 0],
  });

async function measured(measure: object, files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, layers: object) {
  const study = {
    format: 'tomtevalg-study/1',
    name: 'Test',
    layers: { plots: { file: 'plots.shp', role: 'plots', id: 'id' }, ...layers },
    profiles: [
      {
        id: 'p',
        use: 'industry',
        criteria: [{ id: 'asked', measure, utility: { kind: 'piecewise', points: [[0, 0]] } }],
      },
    ],
  };
  const { loaded, profiles } = await runInMemory(JSON.stringify(study), new Map([['plots', plots]]), undefined, files);
  const [{ measures, prepared, profile }] = profiles;
  const [asked] = profile.criteria;
  const result = measures.values.get(asked.id);
  if (result) expect(unitOfMeasure(asked.measure)).toBe(result.unit);
  return {
    values: result?.kind === 'numbers' ? [...result.values] : null,
    unit: result?.unit,
    issues: loaded.issues.map(({ code }) => code),
    notAssessed: measures.notAssessed,
    reasons: (row: number) =>
      result ? reasonsFor(prepared, row).map((reason) => describeReason(reason, asked as Criterion, 'nb')) : [],
  };
}

const dtm = { dtm: { file: 'dtm.tif', role: 'terrain' } };
const files = new Map([['dtm.tif', grid([east, north])]]);

describe('slope from study to reasons', () => {
  it('is read off the terrain layer, and says where it knows nothing', async () => {
    const { values, unit, reasons } = await measured({ kind: 'slope', take: 'mean' }, files, dtm);
    expect(unit).toBe('percent');
    expect(values?.[0]).toBeCloseTo(7, 4);
    expect(values?.slice(1)).toEqual([Number.NaN, Number.NaN]);
    expect(reasons(2)).toEqual([
      'asked: ikke kjent for denne tomten. Terrenget har ingen høyder for det meste av tomten.',
    ]);
  });

  it('asks the second grid where the first has no heights, or only the one that is named', async () => {
    const both = new Map([...files, ['far.tif', grid([east + 1950, north + 150])]]);
    const layers = { ...dtm, far: { file: 'far.tif', role: 'terrain' } };
    const measure = { kind: 'slope', take: 'share-under', limit: 8 };
    expect((await measured(measure, both, layers)).values).toEqual([1, Number.NaN, 1]);
    expect((await measured({ ...measure, terrain: 'far' }, both, layers)).values).toEqual([Number.NaN, Number.NaN, 1]);
    expect((await measured({ ...measure, terrain: 'far', limit: 6 }, both, layers)).values?.[2]).toBe(0);
  });

  it('is not assessed without terrain, and a format that is not read is told', async () => {
    const none = await measured({ kind: 'slope', take: 'mean' }, files, {});
    expect(none.notAssessed).toEqual([{ criterion: 'asked', why: 'no-layer' }]);
    const ascii = new Map([['dtm.asc', new TextEncoder().encode('ncols 3')]]);
    const told = await measured({ kind: 'slope', take: 'mean' }, ascii, { dtm: { file: 'dtm.asc', role: 'terrain' } });
    expect(told.issues).toContain('layer-not-read');
    expect(told.notAssessed.length).toBe(1);
  });

  it.each([
    ['study-file-missing', new Map()],
    ['tiff-truncated', new Map([['dtm.tif', grid([east, north]).slice(0, 200)]])],
    [
      'layer-crs-unknown',
      new Map([['dtm.tif', buildTiff({ width: 2, height: 2, values: [1, 2, 3, 4], geoKeys: [1, 1, 0, 0] })]]),
    ],
  ])('stops with %s, naming layer and file', async (code, broken: Map<string, Uint8Array<ArrayBuffer>>) => {
    const asked = measured({ kind: 'slope', take: 'mean' }, broken, dtm);
    await expect(asked).rejects.toThrow(code);
    await expect(asked).rejects.toThrow('"layer":"dtm"');
  });
});

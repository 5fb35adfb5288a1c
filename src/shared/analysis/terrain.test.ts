import { describe, expect, it } from 'vitest';
import { polygonsOf, square } from '../../../test/builders/geometry-columns.ts';
import { buildTiff } from '../../../test/builders/geotiff-builder.ts';
import { runInMemory } from '../../../test/builders/memory-study.ts';
import { buildZip } from '../../../test/builders/zip-builder.ts';
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

async function measured(
  measure: object,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  layers: object,
  data: ReadonlyMap<string, Dataset> = new Map(),
) {
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
  const { loaded, profiles } = await runInMemory(
    JSON.stringify(study),
    new Map([['plots', plots], ...data]),
    undefined,
    files,
  );
  const [{ measures, prepared, profile }] = profiles;
  const [asked] = profile.criteria;
  const result = measures.values.get(asked.id);
  if (result) expect(unitOfMeasure(asked.measure)).toBe(result.unit);
  return {
    values: result?.kind === 'numbers' ? [...result.values] : null,
    placements: result?.kind === 'numbers' ? result.placements : undefined,
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

  it('is read off a grid in a zip, which is named where there are several', async () => {
    const flat = buildTiff({ width: 2, height: 2, values: [0, 0, 0, 0], tiepoint: [0, 0, 0, east, north, 0] });
    const zip = buildZip([
      { name: 'dtm.tif', content: grid([east, north]) },
      { name: 'flat.tif', content: flat },
    ]);
    const layers = { dtm: { file: 'heights.zip', layer: 'dtm', role: 'terrain' } };
    const { values } = await measured({ kind: 'slope', take: 'mean' }, new Map([['heights.zip', zip]]), layers);
    expect(values?.[0]).toBeCloseTo(7, 4);
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

describe('what can be built on, from study to values', () => {
  const flood = new Map([
    [
      'flood',
      {
        ...plots,
        id: asId('flood'),
        geometry: polygonsOf([[[square(east + 160, north - 310, 130)]], [[square(east + 100, north - 300, 10)]]]),
        columns: [textColumn('kind', ['a', 'b'])],
      } as Dataset,
    ],
  ]);
  const layers = { flood: { file: 'flood.shp', role: 'constraint', theme: 'flood', mapped: 'everywhere' } };
  const measure = { kind: 'buildable', minus: [{ theme: 'flood' }] };
  const values = async (more: object, given: object = layers, grids: typeof files = new Map()) =>
    (await measured({ ...measure, ...more }, grids, given, flood)).values?.map(
      (value) => Math.round(value * 100) / 100,
    );

  it('keeps a setback, and the largest piece', async () => {
    // The first plot loses its eastern 40 m and a corner of 10 m by 10 m; the others are untouched.
    expect(await values({})).toEqual([5900, 10_000, 10_000]);
    expect(await values({ take: 'largest' })).toEqual([5900, 10_000, 10_000]);
    expect(await values({ setback: 10 })).toEqual([50 * 80, 6400, 6400]);
    expect(await values({ setback: 20, take: 'largest' })).toEqual([40 * 60, 3600, 3600]);
    expect(await values({ setback: 60 })).toEqual([0, 0, 0]);
    expect(await values({ where: ['==', ['get', 'kind'], 'b'], setback: 10 })).toEqual([6400, 6400, 6400]);
  });

  it('takes off what is too steep, cell by cell, and does not guess where there are no heights', async () => {
    // Up 6 m from column 13 to 15: by Horn 15, 30 and 15 % in these columns.
    const heights = Array.from({ length: 1200 }, (_, cell) => Math.min(6, Math.max(0, 3 * ((cell % 30) - 13))));
    const ramp = new Map([
      ['dtm.tif', buildTiff({ width: 30, height: 40, values: heights, tiepoint: [0, 0, 0, east, north, 0] })],
    ]);
    const both = { ...layers, ...dtm };
    const [first, ...others] = (await values({ maxSlope: 10 }, both, ramp)) ?? [];
    expect(first).toBe(5900 - 30 * 100);
    expect(others).toEqual([Number.NaN, Number.NaN]);
    expect((await values({ maxSlope: 10, take: 'largest' }, both, ramp))?.[0]).toBe(2900);
    expect((await values({ maxSlope: 20 }, both, ramp))?.[0]).toBe(5900 - 10 * 100);
    expect((await values({ maxSlope: 40 }, both, ramp))?.[0]).toBe(5900);
  });

  it('is not assessed where slope is asked for and there is no terrain', async () => {
    const { notAssessed } = await measured({ ...measure, maxSlope: 10 }, new Map(), layers, flood);
    expect(notAssessed).toEqual([{ criterion: 'asked', why: 'no-layer' }]);
  });
});

describe('what fits on a plot, from study to places', () => {
  const wall = polygonsOf([[[square(east + 160, north - 310, 130)]]]);
  const data = new Map([
    ['wall', { ...plots, id: asId<'dataset'>('wall'), geometry: wall, columns: [textColumn('kind', ['a'])] }],
  ]);
  const layers = { wall: { file: 'wall.shp', role: 'constraint', theme: 'heritage', mapped: 'everywhere' } };

  it('is told with the place it stands', async () => {
    const asked = { kind: 'fits', width: 60, length: 90, minus: [{ theme: 'heritage' }] };
    const { values, unit, placements } = await measured(asked, new Map(), layers, data);
    expect(values).toEqual([1, 1, 1]);
    expect(unit).toBe('number');
    expect(placements).toMatchObject({ width: 60, length: 90 });
    const [x, y, angle] = placements?.places ?? [];
    expect(x).toBeCloseTo(east + 130, 2);
    expect(Math.abs(y - (north - 250))).toBeLessThan(5.01);
    expect(angle).toBeCloseTo(90, 3);
    const larger = await measured({ ...asked, width: 61 }, new Map(), layers, data);
    expect(larger.values).toEqual([0, 1, 1]);
    expect(larger.placements?.places[0]).toBeNaN();
  });

  it('keeps the setback, and needs no constraints', async () => {
    const asked = { kind: 'fits', width: 80, length: 80 };
    expect((await measured({ ...asked, setback: 10 }, new Map(), layers, data)).values).toEqual([1, 1, 1]);
    expect((await measured({ ...asked, setback: 10.1 }, new Map(), layers, data)).values).toEqual([0, 0, 0]);
  });
});

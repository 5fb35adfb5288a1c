import { describe, expect, it } from 'vitest';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import type { Crs } from '../../shared/crs/types.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import { columnsId } from '../../shared/formats/columns/layout.ts';
import { writeColumns } from '../../shared/formats/columns/write-columns.ts';
import { buildFeatureIndex, plotAt } from '../../shared/geometry/locate.ts';
import type { Polygons } from '../../shared/geometry/types.ts';
import type { JobContext } from '../../shared/jobs/compute.ts';
import { inlineCompute } from '../../shared/jobs/inline.ts';
import { jobs } from '../../shared/jobs/registry.ts';
import { asId } from '../../shared/lib/id.ts';
import {
  buildPicture,
  buildPlotsPicture,
  placedDatasets,
  placeInput,
  rowsExtent,
  type StudyPicture,
} from './picture.ts';

/** A dataset as the bytes in which it is kept. */
function sharedBytes(dataset: Dataset): SharedArrayBuffer {
  const encoding = { name: 'UTF-8', source: 'format' } as const;
  const { size, pieces } = writeColumns({ name: '', format: 'geopackage', encoding, dataset, issues: [] });
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  let at = 0;
  for (const piece of pieces()) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.buffer;
}

const plots = {
  kind: 'polygons' as const,
  xy: Float64Array.of(0, 0, 4, 0, 4, 3, 10, 10, 11, 10, 11, 12),
  featureStart: Uint32Array.of(0, 1, 1, 2),
  partStart: Uint32Array.of(0, 1, 2),
  ringStart: Uint32Array.of(0, 3, 6),
};
const picture: StudyPicture = {
  layers: new Map(),
  reliefs: new Map(),
  plots,
  plotIndex: buildFeatureIndex(plots),
  extent: [0, 0, 11, 12],
  origin: [5, 6],
};

describe('rowsExtent', () => {
  it('goes around the chosen plots, whatever they are', () => {
    expect(rowsExtent(picture, [0])).toEqual([0, 0, 4, 3]);
    expect(rowsExtent(picture, [0, 1, 2])).toEqual([0, 0, 11, 12]);
    expect(rowsExtent(picture, [1])).toBeNull();
    expect(rowsExtent(picture, [])).toBeNull();
  });

  it('is where the plot is found again', () => {
    const [minX, minY, maxX] = rowsExtent(picture, [2]) ?? [0, 0, 0];
    expect(plotAt(plots, picture.plotIndex, (minX + 2 * maxX) / 3, minY + 0.5)).toBe(2);
  });
});

describe('a picture that begins with the plots', () => {
  const crs = crsByCode('EPSG:25833', 'file');
  const xy = Float64Array.from(plots.xy, (value, k) => value * 100 + (k % 2 === 0 ? 500_000 : 7_360_000));
  const layer = (id: string, geometry: object) => ({ definition: { id }, dataset: { id, geometry, crs, columns: [] } });
  const loaded = {
    layers: [layer('roads', { ...plots, xy: xy.slice() }), layer('plots', { ...plots, xy })],
    rasters: [],
    plots: { layer: 'plots', count: 3 },
  } as unknown as LoadedStudy;
  const noFiles = () => {
    throw new Error('no file is asked for');
  };
  const compute = inlineCompute(noFiles);

  it('grows to all layers and leaves the plots what they are', async () => {
    const begun = await buildPlotsPicture(compute, loaded, null);
    expect([...(begun?.layers.keys() ?? [])]).toEqual(['plots']);
    const grown = await buildPicture(compute, loaded, { known: new Map(), begun }, false);
    expect([...(grown?.layers.keys() ?? [])]).toEqual(['roads', 'plots']);
    expect(grown?.plots).toBe(begun?.plots);
    expect(grown?.plotIndex).toBe(begun?.plotIndex);
    const whole = await buildPicture(compute, loaded, { known: new Map(), begun: null }, false);
    expect(whole).toEqual(grown);
  });

  it('takes what an earlier session placed, as long as it suits the layer', async () => {
    const whole = await buildPicture(compute, loaded, { known: new Map(), begun: null }, false);
    const { dataset } = loaded.layers[1];
    const keptAs = asId<'dataset'>('0123456789abcdef0123456789abcdef');
    const own = dataset.geometry as Polygons;
    expect(placeInput(dataset).keptAs).toBeUndefined();
    const moved = (xy: Float64Array) => ({ ...dataset, id: keptAs, geometry: { ...own, xy } });
    const placed = async (kept: Dataset | null) => {
      const context: JobContext = {
        progress: () => undefined,
        open: noFiles,
        kept: async () => kept && sharedBytes(kept),
      };
      return (await jobs.placePlots({ geometry: own, crs: dataset.crs, keptAs }, context)).xy;
    };
    const xy = Float64Array.from(whole?.plots.xy ?? [], (value) => value + 1e-9);
    expect(await placed(moved(xy))).toEqual(xy);
    for (const none of [null, { ...dataset, geometry: { kind: 'none' as const, count: 3 } }])
      expect(await placed(none)).toEqual(whole?.plots.xy);
    const shorter = { kind: 'points' as const, xy: xy.slice(0, 2), featureStart: Uint32Array.of(0, 1) };
    expect(await placed({ ...dataset, geometry: shorter })).toEqual(whole?.plots.xy);
  });

  it('is kept with its large layers, and not where a card draws', async () => {
    const large = { ...plots, xy: new Float64Array(200_000).map((_, k) => (k % 2 === 0 ? 500_000 + k : 7_360_000)) };
    const starts = { ringStart: Uint32Array.of(0, 50_000, 100_000) };
    const study = {
      ...loaded,
      layers: [layer('roads', plots), layer('plots', { ...large, ...starts })],
    } as unknown as LoadedStudy;
    const whole = (await buildPicture(compute, study, { known: new Map(), begun: null }, false)) as StudyPicture;
    const kept = placedDatasets(study, whole);
    expect(kept.map(({ geometry }) => geometry)).toEqual([whole.plots]);
    expect(columnsId(kept[0])).toBe(placeInput(study.layers[1].dataset).keptAs);
    const cut = (await buildPicture(compute, loaded, { known: new Map(), begun: null }, true)) as StudyPicture;
    expect(placedDatasets(loaded, cut)).toEqual([]);
  });

  it('takes plots that were placed ahead, and no others than those of the study', async () => {
    const { geometry: own, crs: system } = loaded.layers[1].dataset as { geometry: Polygons; crs: Crs };
    const placed = await compute.run('placePlots', { geometry: own, crs: system });
    const ahead = { geometry: own, crs: system, placed: Promise.resolve(placed) };
    const taken = await buildPlotsPicture(compute, loaded, ahead);
    expect(taken?.plots.xy).toBe(placed.xy);
    const other = await buildPlotsPicture(compute, loaded, { ...ahead, geometry: { ...own } });
    expect(other?.plots.xy).not.toBe(placed.xy);
    expect(other).toEqual(taken);
  });
});

import { describe, expect, it } from 'vitest';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import type { Crs } from '../../shared/crs/types.ts';
import { buildFeatureIndex, plotAt } from '../../shared/geometry/locate.ts';
import type { Polygons } from '../../shared/geometry/types.ts';
import { inlineCompute } from '../../shared/jobs/inline.ts';
import { buildPicture, buildPlotsPicture, rowsExtent, type StudyPicture } from './picture.ts';

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
  const layer = (id: string, geometry: object) => ({ definition: { id }, dataset: { geometry, crs } });
  const loaded = {
    layers: [layer('roads', { ...plots, xy: xy.slice() }), layer('plots', { ...plots, xy })],
    rasters: [],
    plots: { layer: 'plots', count: 3 },
  } as unknown as LoadedStudy;
  const compute = inlineCompute(() => {
    throw new Error('no file is asked for');
  });

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

  it('takes plots that were placed ahead, and no others than those of the study', async () => {
    const { geometry: own, crs: system } = loaded.layers[1].dataset as { geometry: Polygons; crs: Crs };
    const placed = await compute.run('placePlots', { plots: own, crs: system });
    const ahead = { geometry: own, crs: system, placed: Promise.resolve(placed) };
    const taken = await buildPlotsPicture(compute, loaded, ahead);
    expect(taken?.plots.xy).toBe(placed.xy);
    const other = await buildPlotsPicture(compute, loaded, { ...ahead, geometry: { ...own } });
    expect(other?.plots.xy).not.toBe(placed.xy);
    expect(other).toEqual(taken);
  });
});

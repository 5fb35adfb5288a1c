import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import { samplePlots } from '../../../test/builders/project-store.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import { unknownCrs } from '../../shared/crs/types.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import { triangulatePolygons } from '../../shared/geometry/triangulate.ts';
import type { Polygons } from '../../shared/geometry/types.ts';
import { asId } from '../../shared/lib/id.ts';
import { keepDrawings, recallDrawings } from './drawings-cache.ts';

const plots = samplePlots(1000, 3, 60);
const geometry = plots.geometry as Polygons;
const otherCrs = crsByCode('EPSG:25832', 'prj') ?? unknownCrs;
const layer = (dataset: Dataset) => ({ definition: { id: asId<'layer'>('plots') }, dataset });
const drawing = { xy: geometry.xy.map((value) => value / 1e7), indices: triangulatePolygons(geometry).indices };
const kept = (value: unknown) => new Map([[asId<'layer'>('plots'), value as typeof drawing]]);

describe('drawings that are kept', () => {
  it('come back for the same data in the same coordinate system', async () => {
    const cache = memoryCache();
    await keepDrawings(cache, [layer(plots)], kept(drawing));
    const back = await recallDrawings(cache, [layer(plots)]);
    expect(back.get(asId<'layer'>('plots'))).toEqual(drawing);
    expect(await recallDrawings(cache, [layer({ ...plots, crs: otherCrs })])).toEqual(new Map());
    expect(await recallDrawings(cache, [layer({ ...plots, id: asId<'dataset'>('0'.repeat(32)) })])).toEqual(new Map());
  });

  it('own their memory, which a store asks for', async () => {
    const cache = memoryCache();
    await keepDrawings(cache, [layer(plots)], kept(drawing));
    for (const value of cache.kept.values()) {
      const { xy, indices } = value as typeof drawing;
      expect([xy.buffer, indices.buffer].every((buffer) => buffer instanceof ArrayBuffer)).toBe(true);
    }
  });

  it('are not those of small layers', async () => {
    const cache = memoryCache();
    const small = samplePlots(10, 3);
    await keepDrawings(cache, [layer(small)], kept(drawing));
    expect(cache.kept.size).toBe(0);
  });

  it.each([
    ['no record', 7],
    ['too few vertices', { ...drawing, xy: drawing.xy.subarray(2) }],
    ['vertices of another type', { ...drawing, xy: [...drawing.xy] }],
    ['no triangles', { ...drawing, indices: null }],
    ['half a triangle', { ...drawing, indices: drawing.indices.subarray(1) }],
    ['a vertex that is not there', { ...drawing, indices: drawing.indices.map(() => drawing.xy.length) }],
  ])('are not taken when damaged: %s', async (_, value) => {
    const cache = memoryCache();
    await keepDrawings(cache, [layer(plots)], kept(drawing));
    const [name] = cache.kept.keys();
    await cache.keep(name, value, 1);
    expect(await recallDrawings(cache, [layer(plots)])).toEqual(new Map());
  });
});

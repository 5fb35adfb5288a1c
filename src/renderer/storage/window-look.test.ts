import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import { keepLook, recallLook, type WindowLook } from './window-look.ts';

const look: WindowLook = {
  map: { x: 0.54, y: 0.25, zoom: 11.5 },
  side: 'plot',
  panels: { workspace: { layers: 20, centre: 55, side: 25 } },
  selection: { plots: 'd1', rows: [4, 7], primary: 7 },
};

describe('how a project looked', () => {
  it('comes back by the name of its file, and only by that', async () => {
    const cache = memoryCache();
    await keepLook(cache, 'r1', look);
    expect(await recallLook(cache, 'r1')).toEqual(look);
    expect(await recallLook(cache, 'r2')).toBeNull();
  });

  it('leaves out a selection of half the county', async () => {
    const cache = memoryCache();
    const rows = Array.from({ length: 10_001 }, (_, row) => row);
    await keepLook(cache, 'r1', { ...look, selection: { plots: 'd1', rows, primary: 0 } });
    expect(await recallLook(cache, 'r1')).toEqual({ ...look, selection: null });
  });

  it.each([
    ['text', null],
    [[1, 2], null],
    [{}, { map: null, side: 'criteria', panels: {}, selection: null }],
    [
      { ...look, map: { x: 2, y: 0, zoom: 3 }, panels: { workspace: { layers: 'wide' } }, selection: { rows: [-1] } },
      { map: null, side: 'plot', panels: {}, selection: null },
    ],
    [
      { ...look, map: { x: Number.NaN, y: 0, zoom: 3 }, selection: { plots: 'd1', rows: [1], primary: 2 } },
      { ...look, map: null, selection: { plots: 'd1', rows: [1], primary: null } },
    ],
  ])('takes what makes sense of a damaged record: %j', async (kept, expected) => {
    const cache = memoryCache();
    await cache.keep('window/r1', kept, 1);
    expect(await recallLook(cache, 'r1')).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { buildFeatureIndex, plotAt } from '../../shared/geometry/locate.ts';
import { rowsExtent, type StudyPicture } from './picture.ts';

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

import { describe, expect, it } from 'vitest';
import { lineSegments, localPositions, ringSegments } from './segments.ts';

const plots = {
  kind: 'polygons' as const,
  xy: Float64Array.of(0, 0, 4, 0, 4, 3, 10, 10, 11, 10, 11, 11),
  featureStart: Uint32Array.of(0, 1, 1, 2),
  partStart: Uint32Array.of(0, 1, 2),
  ringStart: Uint32Array.of(0, 3, 6),
};

describe('segments', () => {
  it('closes rings and keeps the length walked, for dashes', () => {
    expect([...ringSegments(plots, [0, 0], [0])]).toEqual([0, 0, 4, 0, 0, 4, 0, 4, 3, 4, 4, 3, 0, 0, 7]);
  });

  it('draws chosen rows only, an empty one as nothing', () => {
    expect(ringSegments(plots, [0, 0], [1])).toHaveLength(0);
    expect(ringSegments(plots, [0, 0], [2, 0])).toHaveLength(30);
    expect(ringSegments(plots, [0, 0])).toHaveLength(30);
  });

  it('leaves lines open and skips vertices without a place', () => {
    const lines = {
      kind: 'lines' as const,
      xy: Float64Array.of(0, 0, 1, 0, Number.NaN, 0, 2, 0, 2, 5),
      featureStart: Uint32Array.of(0, 1),
      pathStart: Uint32Array.of(0, 5),
    };
    expect([...lineSegments(lines, [0, 0])]).toEqual([0, 0, 1, 0, 0, 2, 0, 2, 5, 1]);
  });

  it('stores positions relative to the origin', () => {
    expect([...localPositions(Float64Array.of(0.5, 0.25), [0.5, 0])]).toEqual([0, 0.25]);
  });
});

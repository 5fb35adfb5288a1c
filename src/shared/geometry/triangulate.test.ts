import { describe, expect, it } from 'vitest';
import { triangulatePolygons } from './triangulate.ts';
import type { Polygons } from './types.ts';

/** Features given as parts given as rings given as [x, y] lists. */
function polygons(features: readonly (readonly (readonly (readonly [number, number])[])[])[][]): Polygons {
  const xy: number[] = [];
  const featureStart = [0];
  const partStart = [0];
  const ringStart = [0];
  for (const parts of features) {
    for (const rings of parts) {
      for (const ring of rings) {
        for (const [x, y] of ring) xy.push(x, y);
        ringStart.push(xy.length / 2);
      }
      partStart.push(ringStart.length - 1);
    }
    featureStart.push(partStart.length - 1);
  }
  return {
    kind: 'polygons',
    xy: Float64Array.from(xy),
    featureStart: Uint32Array.from(featureStart),
    partStart: Uint32Array.from(partStart),
    ringStart: Uint32Array.from(ringStart),
  };
}

const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
];

function triangleAreaByRow(geometry: Polygons): number[] {
  const { indices, rowOfVertex } = triangulatePolygons(geometry);
  const areas = new Array<number>(geometry.featureStart.length - 1).fill(0);
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i], indices[i + 1], indices[i + 2]];
    const at = (vertex: number) => [geometry.xy[2 * vertex], geometry.xy[2 * vertex + 1]] as const;
    const [ax, ay] = at(a);
    const [bx, by] = at(b);
    const [cx, cy] = at(c);
    expect(rowOfVertex[a]).toBe(rowOfVertex[b]);
    expect(rowOfVertex[b]).toBe(rowOfVertex[c]);
    areas[rowOfVertex[a]] += Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
  }
  return areas;
}

describe('triangulatePolygons', () => {
  it('covers parts and leaves holes out, each triangle belonging to its row', () => {
    const geometry = polygons([
      [[square(0, 0, 10), square(2, 2, 3).reverse()]],
      [[square(20, 0, 2)], [square(30, 0, 3)]],
      [],
      [[square(500_000, 7_350_000, 40)]],
    ]);
    expect(triangleAreaByRow(geometry)).toEqual([91, 13, 0, 1600]);
  });

  it('gives every ring its closing edge', () => {
    const { edges } = triangulatePolygons(polygons([[[square(0, 0, 1)]], [[square(5, 5, 1)]]]));
    expect([...edges]).toEqual([0, 1, 1, 2, 2, 3, 3, 0, 4, 5, 5, 6, 6, 7, 7, 4]);
  });

  it('survives parts that are not areas', () => {
    const geometry = polygons([
      [
        [
          [
            [1, 1],
            [2, 2],
          ],
        ],
      ],
      [
        [
          [
            [0, 0],
            [0, 0],
            [0, 0],
          ],
        ],
      ],
      [[square(0, 0, 1)]],
    ]);
    expect(triangleAreaByRow(geometry)).toEqual([0, 0, 1]);
  });

  it('keeps the digits of large coordinates', () => {
    const geometry = polygons([[[square(0.540_123_456_789, 0.253_987_654_321, 1e-9)]]]);
    expect(triangleAreaByRow(geometry)[0] / 1e-18).toBeCloseTo(1, 5);
  });
});

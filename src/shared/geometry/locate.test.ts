import { booleanPointInPolygon, multiPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import { blob, polygonsOf, type Ring, randomPolygons, square } from '../../../test/builders/geometry-columns.ts';
import { createRandom } from '../lib/random.ts';
import { buildBoxTree, PointWalk } from './box-tree.ts';
import { buildInsideIndex, InsideSearch } from './inside-index.ts';
import { buildFeatureIndex, plotAt } from './locate.ts';
import { pointInPolygon } from './point-in-polygon.ts';

describe('point in polygon', () => {
  const plots = polygonsOf([[[square(0, 0, 10), [...square(3, 3, 4)].reverse()], [square(20, 0, 5)]], []]);
  it('knows holes, parts and nothing', () => {
    expect(pointInPolygon(plots, 0, 1, 1)).toBe(true);
    expect(pointInPolygon(plots, 0, 5, 5)).toBe(false);
    expect(pointInPolygon(plots, 0, 22, 2)).toBe(true);
    expect(pointInPolygon(plots, 0, 15, 2)).toBe(false);
    expect(pointInPolygon(plots, 1, 1, 1)).toBe(false);
  });
  it('counts loops even and odd, and leaves out what is not finite', () => {
    const bow = polygonsOf([
      [
        [
          [
            [0, 0],
            [4, 4],
            [4, 0],
            [0, 4],
          ],
        ],
      ],
      [[square(0, 0, 9)], [square(0, 0, 3)]],
    ]);
    expect(pointInPolygon(bow, 0, 3.5, 2)).toBe(true);
    expect(pointInPolygon(bow, 0, 2, 3.5)).toBe(false);
    expect(pointInPolygon(bow, 1, 1, 1)).toBe(false);
    const [a, b, c, d] = square(0, 0, 4);
    const nan = Number.NaN;
    const broken = polygonsOf([[[[[nan, 9], a, [9, nan], b, c, [Infinity, 2], d, [nan, nan]]]]]);
    expect(pointInPolygon(broken, 0, 1, 1)).toBe(true);
    expect(pointInPolygon(broken, 0, 5, 1)).toBe(false);
  });
  it('puts a point on a shared edge in exactly one of the neighbours', () => {
    const pair = polygonsOf([
      [
        [
          [
            [0, 0],
            [3, 7],
            [-5, 4],
          ],
        ],
      ],
      [
        [
          [
            [0, 0],
            [6, 1],
            [3, 7],
          ],
        ],
      ],
    ]);
    for (let k = 1; k < 50; k++) {
      const [x, y] = [(3 * k) / 50, (7 * k) / 50];
      expect(Number(pointInPolygon(pair, 0, x, y)) + Number(pointInPolygon(pair, 1, x, y))).toBe(1);
    }
  });
  it('agrees with turf', () => {
    const random = createRandom(5);
    const rings: Ring[] = Array.from({ length: 20 }, () =>
      blob(random, random.between(0, 50), random.between(0, 50), 20, 12),
    );
    const features = polygonsOf(rings.map((ring) => [[ring]]));
    const turf = rings.map((ring) => multiPolygon([[[...ring.map((p) => [...p]), [...ring[0]]]]]));
    let inside = 0;
    for (let k = 0; k < 400; k++) {
      const [x, y] = [random.between(-10, 60), random.between(-10, 60)];
      const found = pointInPolygon(features, k % 20, x, y);
      expect(found).toBe(booleanPointInPolygon([x, y], turf[k % 20]));
      inside += Number(found);
    }
    expect(inside).toBeGreaterThan(40);
  });
});

describe('box tree', () => {
  for (const count of [0, 1, 7, 8, 9, 65, 700]) {
    it(`finds the boxes around a point among ${count}`, () => {
      const random = createRandom(count);
      const boxes = new Float64Array(4 * count);
      for (let item = 0; item < count; item++) {
        const [x, y] = [random.between(-5e6, 100), random.between(7e6, 7.1e6)];
        boxes.set(
          item % 11 === 5 ? [Number.NaN, 0, 1, 1] : [x, y, x + random.between(0, 1e6), y + random.between(0, 1e4)],
          4 * item,
        );
      }
      const tree = buildBoxTree(boxes, count);
      const walk = new PointWalk(tree);
      for (let k = 0; k < 60; k++) {
        const [x, y] = [random.between(-5e6, 1e6), random.between(7e6, 7.1e6)];
        const found: number[] = [];
        walk.start(x, y);
        for (let leaf = walk.next(); leaf >= 0; leaf = walk.next()) found.push(tree.items[leaf]);
        const expected = Array.from({ length: count }, (_, n) => n).filter(
          (n) => x >= boxes[4 * n] && x <= boxes[4 * n + 2] && y >= boxes[4 * n + 1] && y <= boxes[4 * n + 3],
        );
        expect(found.sort((a, b) => a - b)).toEqual(expected);
      }
    });
  }
  it('holds many boxes on one spot', () => {
    const boxes = new Float64Array(4 * 100).fill(5);
    const walk = new PointWalk(buildBoxTree(boxes, 100));
    walk.start(5, 5);
    let found = 0;
    while (walk.next() >= 0) found++;
    expect(found).toBe(100);
  });
});

describe('picking a plot', () => {
  it('takes the smallest, then the first, and nothing in a hole', () => {
    const plots = polygonsOf([
      [[square(0, 0, 10), [...square(6, 6, 2)].reverse()]],
      [[square(1, 1, 2)]],
      [[square(1, 1, 2)]],
      [],
    ]);
    const index = buildFeatureIndex(plots);
    expect(plotAt(plots, index, 5, 5)).toBe(0);
    expect(plotAt(plots, index, 2, 2)).toBe(1);
    expect(plotAt(plots, index, 7, 7)).toBe(-1);
    expect(plotAt(plots, index, Number.NaN, 7)).toBe(-1);
  });
});

describe('inside index', () => {
  it('finds the lowest feature around a point, like a look at each', () => {
    const random = createRandom(31);
    const polygons = randomPolygons(random, 60, 500, 120, 6e6);
    const comb: Ring = Array.from({ length: 400 }, (_, k) => [6e6 + k, k % 2 === 0 ? 6e6 : 6e6 + 480] as const);
    const tall = polygonsOf([[[[...comb, [6e6 + 399, 6e6 - 1], [6e6, 6e6 - 1]]]]]);
    const mask = Uint8Array.from({ length: 60 }, (_, n) => (n % 5 === 0 ? 0 : 1));
    const index = structuredClone(
      buildInsideIndex([
        { polygons, mask, firstFeature: 0 },
        { polygons: tall, mask: null, firstFeature: 60 },
      ]),
    );
    expect(index.edges.length / 4).toBeLessThan(4 * (polygons.xy.length / 2 + 402) + 61);
    const search = new InsideSearch(index);
    const seen = new Set<number>();
    for (let k = 0; k < 3000; k++) {
      const [x, y] = [6e6 + random.between(-100, 600), 6e6 + random.between(-100, 600)];
      let expected = -1;
      for (let row = 59; row >= 0; row--) if (mask[row] === 1 && pointInPolygon(polygons, row, x, y)) expected = row;
      if (expected < 0 && pointInPolygon(tall, 0, x, y)) expected = 60;
      const found = search.find(x, y, 0xffffffff);
      expect(found).toBe(expected);
      seen.add(found);
    }
    expect(seen.has(-1) && seen.has(60)).toBe(true);
    expect(seen.size).toBeGreaterThan(20);
  });
});

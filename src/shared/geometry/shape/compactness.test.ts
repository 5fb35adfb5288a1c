import { describe, expect, it } from 'vitest';
import { type Position, polygonsOf, type Ring } from '../../../../test/builders/geometry-columns.ts';
import { createRandom } from '../../lib/random.ts';
import { inscribedCircle, measureInscribedWidths, measurePolsbyPopper } from './compactness.ts';

const rectangle = (width: number, height: number, x = 0, y = 0): Ring => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const ngon = (corners: number, radius: number, x = 0, y = 0): Ring =>
  Array.from({ length: corners }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
const reversed = (ring: Ring): Ring => [...ring].reverse();

function width(rings: readonly Ring[], precision = 0.001): number {
  const out = new Float64Array(1);
  measureInscribedWidths(polygonsOf([[rings]]), 0, 1, precision, out);
  return out[0];
}

/** The largest inscribed circle by looking at every point of a fine grid. */
function widthByGrid(ring: Ring, steps: number): number {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best = 0;
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps; j++) {
      const x = left + ((right - left) * i) / steps;
      const y = bottom + ((top - bottom) * j) / steps;
      let odd = false;
      let nearest = Infinity;
      ring.forEach(([ax, ay], n) => {
        const [bx, by] = ring[(n + 1) % ring.length];
        if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) odd = !odd;
        const t = Math.min(
          1,
          Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
        );
        nearest = Math.min(nearest, Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y));
      });
      if (odd && nearest > best) best = nearest;
    }
  }
  return 2 * best;
}

describe('the width of the largest inscribed circle', () => {
  it.each([
    ['a square', [rectangle(100, 100)], 100],
    ['a long field', [rectangle(1000, 40)], 40],
    ['a sliver', [rectangle(10_000, 1)], 1],
    ['a circle', [ngon(360, 50)], 100 * Math.cos(Math.PI / 360)],
    // In a right triangle r = (a + b - c) / 2.
    [
      'a right triangle',
      [
        [
          [0, 0],
          [60, 0],
          [0, 80],
        ] as Ring,
      ],
      40,
    ],
    // Between the hole and the corner: r with r + r√2 + 10 = 50√2.
    [
      'a square with a round hole',
      [rectangle(100, 100, -50, -50), reversed(ngon(720, 10))],
      (2 * (50 * Math.SQRT2 - 10)) / (1 + Math.SQRT2),
    ],
  ])('is right for %s', (_, rings, expected) => {
    const box = Math.max(...rings[0].flat()) - Math.min(...rings[0].flat());
    const found = width(rings);
    expect(found).toBeLessThanOrEqual(expected + 1e-3);
    expect(found).toBeGreaterThanOrEqual(expected - 0.002 * box - 0.002);
  });

  it('does not reach over what lies outside: an L, a hole, two parts', () => {
    const ell: Ring = [
      [0, 0],
      [100, 0],
      [100, 20],
      [20, 20],
      [20, 100],
      [0, 100],
    ];
    // In the corner of the L the circle touches both outer sides and the inner corner.
    expect(width([ell])).toBeCloseTo((2 * 20 * Math.SQRT2) / (1 + Math.SQRT2), 0);
    const two = polygonsOf([[[rectangle(30, 30)], [rectangle(50, 50, 100, 0)]]]);
    const out = new Float64Array(1);
    measureInscribedWidths(two, 0, 1, 0.001, out);
    expect(out[0]).toBeCloseTo(50, 0);
  });

  it('says missing for no geometry and nothing for a line', () => {
    const out = new Float64Array(2);
    measureInscribedWidths(
      polygonsOf([
        [],
        [
          [
            [
              [0, 0],
              [5, 5],
              [10, 10],
            ],
          ],
        ],
      ]),
      0,
      2,
      0.1,
      out,
    );
    expect(out[0]).toBeNaN();
    expect(out[1]).toBe(0);
  });

  it('keeps its digits far from the origin, and leaves out vertices that are not finite', () => {
    const far = rectangle(100, 60, 6_500_000, 7_100_000);
    const holed: Ring = [...far.slice(0, 2), [Number.NaN, 0], ...far.slice(2)];
    for (const ring of [far, holed, [[Number.NaN, Number.NaN], ...far] as Ring])
      expect(Math.abs(width([ring]) - 60)).toBeLessThan(0.2);
  });

  it('agrees with a search of every grid point on seeded ragged plots', () => {
    const random = createRandom(4);
    for (let round = 0; round < 20; round++) {
      const corners = 5 + random.below(20);
      const ring = ngon(corners, 1).map(([x, y]): Position => {
        const radius = random.between(10, 100);
        return [radius * x, radius * y];
      });
      const found = width([ring]);
      const seen = widthByGrid(ring, 80);
      expect(found).toBeGreaterThan(seen - 0.4);
      expect(found).toBeLessThan(seen + 2 * (200 / 80));
    }
  });

  it('gives the place of the circle for the map', () => {
    const circle = inscribedCircle(polygonsOf([[[rectangle(40, 40, 1000, 2000)]]]), 0, 0.001);
    expect(circle?.x).toBeCloseTo(1020, 2);
    expect(circle?.y).toBeCloseTo(2020, 2);
    expect(circle?.diameter).toBeCloseTo(40, 2);
    expect(inscribedCircle(polygonsOf([[]]), 0, 0.1)).toBeNull();
  });
});

describe('Polsby and Popper', () => {
  const score = (rings: readonly Ring[], area: number): number => {
    const out = new Float64Array(1);
    measurePolsbyPopper(polygonsOf([[rings]]), Float64Array.of(area), 0, 1, out);
    return out[0];
  };

  it('is 1 for a circle, π/4 for a square, less for what is long', () => {
    expect(score([ngon(1000, 10)], Math.PI * 100 * 0.99999)).toBeCloseTo(1, 4);
    expect(score([rectangle(7, 7)], 49)).toBeCloseTo(Math.PI / 4, 12);
    expect(score([rectangle(100, 1)], 100)).toBeCloseTo((4 * Math.PI * 100) / 202 ** 2, 12);
  });

  it('counts the border of holes, never exceeds 1, and is missing without a border', () => {
    expect(score([rectangle(10, 10), reversed(rectangle(2, 2, 4, 4))], 96)).toBeCloseTo(
      (4 * Math.PI * 96) / 48 ** 2,
      12,
    );
    expect(score([ngon(100, 1)], 4)).toBe(1);
    expect(
      score(
        [
          [
            [3, 3],
            [3, 3],
          ],
        ],
        0,
      ),
    ).toBeNaN();
  });
});

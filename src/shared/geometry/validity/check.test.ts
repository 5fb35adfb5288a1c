import { describe, expect, it } from 'vitest';
import {
  linesOf,
  type Position,
  pointsOf,
  polygonsOf,
  type Ring,
  randomPolygons,
} from '../../../../test/builders/geometry-columns.ts';
import { createRandom } from '../../lib/random.ts';
import { checkGeometry, checkPolygons } from './check.ts';
import { orientation } from './orientation.ts';
import { type GeometryProblem, geometryProblems } from './problems.ts';

const far: Position = [461_204, 7_355_118];
const moved = (positions: Ring): Ring => positions.map(([x, y]) => [x + far[0], y + far[1]]);
const ring = (...positions: Position[]): Ring => moved(positions);
const box = (x: number, y: number, size: number, height = size): Ring =>
  ring([x, y], [x + size, y], [x + size, y + height], [x, y + height]);
const hole = (x: number, y: number, size: number, height = size): Ring => [...box(x, y, size, height)].reverse();
const diamond = (x: number, y: number, reach: number): Ring =>
  ring([x - reach, y], [x, y + reach], [x + reach, y], [x, y - reach]);

/** Problems of one polygon with their places less `far`, in the order of the list of problems. */
function problemsOf(parts: readonly (readonly Ring[])[]): readonly (readonly [GeometryProblem, number, number])[] {
  const { problems, places } = checkPolygons(polygonsOf([parts]), 0, 1);
  return Array.from(
    problems,
    (number, i) => [geometryProblems[number], places[2 * i] - far[0], places[2 * i + 1] - far[1]] as const,
  ).sort((a, b) => geometryProblems.indexOf(a[0]) - geometryProblems.indexOf(b[0]));
}
const names = (parts: readonly (readonly Ring[])[]) => problemsOf(parts).map(([name]) => name);

const wavy = (count: number, radius = 50): Ring =>
  moved(
    Array.from({ length: count }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / count;
      const reach = radius * (1 + 0.3 * Math.sin(7 * angle));
      return [reach * Math.cos(angle), reach * Math.sin(angle)];
    }),
  );

describe('what is wrong with a polygon', () => {
  it('is nothing for plots in order, round, bent, holed or in parts', () => {
    const bent = ring([0, 0], [100, 0], [100, 10], [10, 10], [10, 90], [100, 90], [100, 100], [0, 100]);
    const inHole = [[box(0, 0, 100), hole(10, 10, 80)], [box(20, 20, 10)]];
    const touching = [[box(0, 0, 100), diamond(10, 50, 10), diamond(30, 50, 10)]];
    for (const parts of [[[wavy(40)]], [[bent]], inHole, touching, [[box(0, 0, 1)], [box(1, 1, 1)]], []]) {
      expect(problemsOf(parts)).toEqual([]);
    }
  });

  it('is told with its place', () => {
    const bow = ring([0, 0], [10, 10], [10, 0], [0, 10]);
    expect(problemsOf([[bow]])).toEqual([['self-crossing', 5, 5]]);
    const eight = ring([0, 0], [10, 0], [5, 5], [10, 10], [0, 10], [5, 5]);
    expect(problemsOf([[eight]])).toEqual([['self-touch', 5, 5]]);
    const crossedEight = ring([0, 0], [5, 5], [10, 0], [10, 10], [5, 5], [0, 10]);
    expect(problemsOf([[crossedEight]])).toEqual([['self-touch', 5, 5]]);
    const throughVertex = ring([0, 0], [5, 5], [10, 10], [10, 0], [5, 5], [0, 10]);
    expect(problemsOf([[throughVertex]])).toEqual([['self-crossing', 5, 5]]);
    const spiked = ring([0, 0], [10, 0], [10, 5], [30, 5], [10, 5], [10, 10], [0, 10]);
    expect(names([[spiked]])).toContain('spike');
    expect(problemsOf([[spiked]]).find(([name]) => name === 'spike')).toEqual(['spike', 30, 5]);
    expect(problemsOf([[ring([0, 0], [10, 0], [10, 0], [10, 10], [0, 10])]])).toEqual([['duplicate', 10, 0]]);
    expect(problemsOf([[ring([0, 0], [10, 0], [10, 10], [0, 10], [0, 0])]])).toEqual([['duplicate', 0, 0]]);
    expect(problemsOf([[[...box(0, 0, 10)].reverse()]])).toEqual([['winding', 0, 10]]);
    expect(problemsOf([[box(0, 0, 10), box(2, 2, 2)]])).toEqual([['winding', 2, 2]]);
    expect(problemsOf([[ring([0, 0], [10, 0])]])).toEqual([['zero-area', 0, 0]]);
    expect(names([[ring([0, 0], [10, 0], [20, 0])]])).toEqual(['spike']);
    expect(problemsOf([[[...box(0, 0, 10), [Number.NaN, 3]]]]).map(([name]) => name)).toEqual(['not-finite']);
  });

  it('is how rings and parts lie', () => {
    expect(problemsOf([[box(0, 0, 10), hole(5, 5, 10)]])).toEqual([['ring-crossing', 10, 5]]);
    expect(problemsOf([[box(0, 0, 10), hole(20, 20, 5)]])).toEqual([['hole-outside', 20, 25]]);
    expect(problemsOf([[box(0, 0, 100), hole(10, 10, 50), hole(20, 20, 5)]])).toEqual([['nested-holes', 20, 25]]);
    expect(problemsOf([[box(0, 0, 100)], [box(10, 10, 5)]])).toEqual([['nested-parts', 10, 10]]);
    expect(problemsOf([[box(0, 0, 10)], [box(5, 5, 10)]])).toEqual([['ring-crossing', 10, 5]]);
    expect(names([[box(0, 0, 10)], [box(10, 0, 10)]])).toEqual(['overlap']);
    expect(names([[box(0, 0, 10)], [box(0, 0, 10)]])).toEqual(['overlap']);
    const chain = [[box(0, 0, 40, 100), diamond(10, 50, 10), diamond(30, 50, 10)]];
    expect(names(chain)).toEqual(['disconnected']);
  });

  it('is an outlier far away from all other vertices', () => {
    const zero: Ring = [...wavy(29), [0, 0]];
    const { places, problems } = checkPolygons(polygonsOf([[[zero]]]), 0, 1);
    const outlier = Array.from(problems).findIndex((number) => geometryProblems[number] === 'outlier');
    expect([...places.subarray(2 * outlier, 2 * outlier + 2)]).toEqual([0, 0]);
    expect(names([[ring([0, 0], [500, 0], [500, 4], [250, 4], [0, 4])]])).toEqual([]);
  });

  it('is found for points and lines as far as they have it', () => {
    const found = (geometry: Parameters<typeof checkGeometry>[0], count: number) =>
      Array.from(checkGeometry(geometry, 0, count).flags, (bits) => geometryProblems.filter((_, n) => bits & (1 << n)));
    expect(found(pointsOf([[[1, 2]], [], [[Number.NaN, 1]]]), 3)).toEqual([[], [], ['not-finite']]);
    const bowtie = ring([0, 0], [10, 10], [10, 0], [0, 10]);
    expect(found(linesOf([[bowtie], [[far, far]], []]), 3)).toEqual([[], ['zero-length'], []]);
    expect(found({ kind: 'none', count: 2 }, 2)).toEqual([[], []]);
  });

  it('does not depend on how the rows are shared out', () => {
    const polygons = randomPolygons(createRandom(4), 400, 2000, 60);
    const all = checkPolygons(polygons, 0, 400);
    expect(all.rows.length).toBeGreaterThan(20);
    const shares = [0, 130, 131, 400].slice(1).map((to, i) => checkPolygons(polygons, [0, 130, 131][i], to));
    expect(shares.flatMap(({ rows }) => [...rows])).toEqual([...all.rows]);
    expect(shares.flatMap(({ problems }) => [...problems])).toEqual([...all.problems]);
    expect(shares.flatMap(({ places }) => [...places])).toEqual([...all.places]);
    expect(shares.flatMap(({ flags }) => [...flags])).toEqual([...all.flags]);
  });

  it('is found in rings of 400,000 vertices in a moment, and given up on a million crossings', () => {
    const started = performance.now();
    expect(names([[wavy(400_000)]])).toEqual([]);
    const bent = wavy(400_000).map(([x, y], i): Position => [x, i % 2 === 0 ? y : y + 1e-4]);
    expect(names([[[...bent.slice(0, 200_000), ...bent.slice(200_000).reverse()]]])).toContain('self-crossing');
    const random = createRandom(1);
    const tangle = moved(Array.from({ length: 20_000 }, (): Position => [random.next(), random.next()]));
    expect(names([[tangle]])).toEqual(expect.arrayContaining(['self-crossing', 'unchecked']));
    // Usually two seconds; a busy machine gets time.
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 40_000);
});

describe('orientation', () => {
  it('is exact on doubles', () => {
    expect(Math.sign(orientation(0, 0, 1, 0, 0, 1))).toBe(1);
    const random = createRandom(9);
    let onLine = 0;
    for (let round = 0; round < 5000; round++) {
      const step = 2 ** -random.below(40);
      const whole = () => random.below(2 ** 20) * step;
      const [ax, ay, dx, dy] = [whole(), whole(), whole(), whole()];
      const times = random.below(64);
      const beside = (random.below(3) - 1) * step;
      const numbers = [ax, ay, ax + 64 * dx, ay + 64 * dy, ax + times * dx, ay + times * dy + beside] as const;
      // All are whole multiples of the step below 2^27, so this is exact.
      const expected = Math.sign(64 * dx * beside);
      if (expected === 0) onLine++;
      expect(Math.sign(orientation(...numbers))).toBe(expected);
    }
    expect(onLine).toBeGreaterThan(1000);
    const tiny = Number.MIN_VALUE;
    expect(Math.sign(orientation(0, 0, 2 ** 500, 2 ** 500, 2 ** 400, 2 ** 400))).toBe(0);
    expect(Math.sign(orientation(0, 0, 1, 1, 1e-30, 1e-30))).toBe(0);
    expect(Math.sign(orientation(12, 12, 24, 24, 0.5, 0.5))).toBe(0);
    expect(Math.sign(orientation(12, 12, 24, 24, 0.5, 0.5 + 2 ** -53))).toBe(1);
    expect(Math.sign(orientation(12, 12, 24, 24, 0.5 + 2 ** -53, 0.5))).toBe(-1);
    expect(Math.sign(orientation(-1, 0, 1, tiny, 0, tiny))).toBe(1);
  });
});

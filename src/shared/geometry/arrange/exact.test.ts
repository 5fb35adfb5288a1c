import { describe, expect, it } from 'vitest';
import { createRandom } from '../../lib/random.ts';
import { crossInside, determinant, passesCell, roundedCrossing, side } from './exact.ts';

const big = 2 ** 49;
const sign = (value: bigint | number): number => (value > 0 ? 1 : value < 0 ? -1 : 0);

/** The same by big integers. */
function exactSide(numbers: readonly number[]): number {
  const [ax, ay, bx, by, px, py] = numbers.map(BigInt);
  return sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
}

describe('exact predicates', () => {
  it('tell the side of points on, and one step beside, long lines', () => {
    const random = createRandom(1);
    const whole = (reach: number) => Math.round(random.between(-reach, reach));
    let onLine = 0;
    for (let round = 0; round < 20_000; round++) {
      const reach = 2 ** (3 + random.below(46));
      const [ax, ay] = [whole(reach), whole(reach)];
      const times = 1 + random.below(1000);
      const [dx, dy] = [whole(reach / times), whole(reach / times)];
      const along = random.below(times);
      const numbers = [
        ...[ax, ay, ax + times * dx, ay + times * dy],
        ...[ax + along * dx + random.below(2), ay + along * dy + random.below(2)],
      ] as [number, number, number, number, number, number];
      const expected = exactSide(numbers);
      if (expected === 0) onLine++;
      expect(sign(side(...numbers))).toBe(expected);
    }
    expect(onLine).toBeGreaterThan(1000);
    expect(determinant(big, big - 1, big + 1, big)).toBe(1);
  });

  it('round crossings as big integers do, halves up', () => {
    const random = createRandom(2);
    const out = new Float64Array(2);
    let crossings = 0;
    for (let round = 0; round < 20_000; round++) {
      // On a coarse lattice crossings often lie on halves; on a wide one rounding is hard.
      const reach = round % 2 === 0 ? 6 : 2 ** (3 + random.below(46));
      const edges = Float64Array.from({ length: 8 }, () => Math.round(random.between(-reach, reach)));
      if (!crossInside(edges, 0, 4)) continue;
      crossings++;
      roundedCrossing(edges, 0, 4, out);
      expect([...out]).toEqual(exactCrossing([...edges]));
    }
    expect(crossings).toBeGreaterThan(2000);
  });

  it('give every place on an edge to one cell', () => {
    const random = createRandom(3);
    for (let round = 0; round < 3000; round++) {
      const edge = Float64Array.from({ length: 4 }, () => random.below(9) - 4);
      if (edge[0] === edge[2] && edge[1] === edge[3]) continue;
      const found = new Set<string>();
      for (let x = -5; x <= 5; x++) for (let y = -5; y <= 5; y++) if (passesCell(edge, 0, x, y)) found.add(`${x} ${y}`);
      expect([...found].sort()).toEqual([...cellsAlong([...edge])].sort());
    }
  });
});

function exactCrossing(edges: readonly number[]): number[] {
  const [ax, ay, bx, by, cx, cy, dx, dy] = edges.map(BigInt);
  const below = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  const above = (cx - ax) * (dy - cy) - (cy - ay) * (dx - cx);
  const rounded = (start: bigint, step: bigint) => {
    // floor of start + above * step / below + 1/2
    let [top, bottom] = [2n * start * below + 2n * above * step + below, 2n * below];
    if (bottom < 0n) [top, bottom] = [-top, -bottom];
    const quotient = top / bottom;
    return Number(top % bottom < 0n ? quotient - 1n : quotient);
  };
  return [rounded(ax, bx - ax), rounded(ay, by - ay)];
}

/** Cells of the places where an edge crosses from cell to cell and between those, in sixteenths of whole numbers. */
function cellsAlong([ax, ay, bx, by]: readonly number[]): Set<string> {
  const cuts = new Set<number>([0, 1]);
  for (const [from, to] of [
    [ax, bx],
    [ay, by],
  ]) {
    for (let half = -5.5; half <= 5.5; half++) {
      const t = (half - from) / (to - from);
      if (t > 0 && t < 1) cuts.add(t);
    }
  }
  const sorted = [...cuts].sort((a, b) => a - b).filter((t, i, all) => i === 0 || t - all[i - 1] > 1e-12);
  const places = sorted.flatMap((t, i) => (i === 0 ? [t] : [(t + sorted[i - 1]) / 2, t]));
  // A place on a half belongs to the upper cell; a hair up makes up for rounding just below it.
  const cell = (value: number) => Math.floor(value + 0.5 + 1e-9) + 0;
  return new Set(places.map((t) => `${cell(ax + t * (bx - ax))} ${cell(ay + t * (by - ay))}`));
}

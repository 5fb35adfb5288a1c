import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCriterion, aProfile, measuresOf, numberResult, plotsNamed } from '../../../test/builders/profiles.ts';
import { asId, type CriterionId } from '../lib/id.ts';
import { orderById } from './collation.ts';
import { scoreEnds, scoreInterval } from './intervals.ts';
import { createOrderScratch, orderAndRank, sections } from './order.ts';
import { prepareScores } from './prepare.ts';
import { scorePlots } from './score.ts';
import { statuses } from './types.ts';

const names = ['a', 'b', 'c', 'd'];
const cell = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 100 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const table = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 60 });
const weights = fc
  .tuple(...names.map(() => fc.integer({ min: 0, max: 9 })))
  .filter((list) => list.some((each) => each > 0));

type Row = readonly (number | null)[];

function score(rows: readonly Row[], given: readonly number[], ids: readonly string[], factor = 1) {
  const criteria = names.map((name, index) =>
    aCriterion(name, {
      weight: given[index],
      ...(index === 0 ? { exclude: { below: 5 }, condition: { below: 20 } } : {}),
    }),
  );
  const profile = aProfile(criteria);
  const values = Object.fromEntries(names.map((name, index) => [name, numberResult(rows.map((row) => row[index]))]));
  const scaled = new Map<CriterionId, number>(
    names.map((name, index) => [asId<'criterion'>(name), given[index] * factor]),
  );
  return scorePlots(prepareScores(profile, measuresOf(profile, values), plotsNamed(ids)), scaled);
}

const idsOf = (rows: readonly unknown[]) => rows.map((_, index) => `plot-${index * 7}`);

describe('whatever the values', () => {
  it('permuted plots give the same ranking', () => {
    fc.assert(
      fc.property(table, weights, fc.integer(), (rows, given, seed) => {
        const ids = idsOf(rows);
        const permutation = rows.map((_, index) => index).sort((a, b) => Math.sin(a + seed) - Math.sin(b + seed));
        const straight = score(rows, given, ids);
        const mixed = score(
          permutation.map((row) => rows[row]),
          given,
          permutation.map((row) => ids[row]),
        );
        expect([...mixed.order].map((row) => ids[permutation[row]])).toEqual(
          [...straight.order].map((row) => ids[row]),
        );
        permutation.forEach((row, place) => {
          expect(mixed.rank[place]).toBe(straight.rank[row]);
          expect(mixed.status[place]).toBe(straight.status[row]);
          expect(mixed.score[place]).toBe(straight.score[row]);
        });
      }),
    );
  });

  it('the scale of the weights does not matter', () => {
    fc.assert(
      fc.property(table, weights, fc.constantFrom(2, 0.125, 1024), (rows, given, factor) => {
        const one = score(rows, given, idsOf(rows));
        const other = score(rows, given, idsOf(rows), factor);
        expect([...other.score]).toEqual([...one.score]);
        expect([...other.order]).toEqual([...one.order]);
      }),
    );
  });

  it('the interval holds the score of any filling-in of what is missing, and its ends are reached', () => {
    fc.assert(
      fc.property(
        table,
        weights,
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }),
        (rows, given, fill) => {
          const open = scoreEnds(score(rows, given, idsOf(rows)));
          const filledWith = (values: readonly number[]) =>
            score(
              rows.map((row) => row.map((value, index) => value ?? values[index])),
              given,
              idsOf(rows),
            ).score;
          const [some, least, most] = [filledWith(fill), filledWith([0, 0, 0, 0]), filledWith([100, 100, 100, 100])];
          rows.forEach((_, row) => {
            expect(some[row]).toBeGreaterThanOrEqual(open.low[row] - 2e-9);
            expect(some[row]).toBeLessThanOrEqual(open.high[row] + 2e-9);
            expect(open.low[row]).toBeCloseTo(least[row], 8);
            expect(open.high[row]).toBeCloseTo(most[row], 8);
          });
        },
      ),
    );
  });

  it('ranks, statuses and order follow the contract, by a slow reading of it', () => {
    fc.assert(
      fc.property(table, weights, (rows, given) => {
        const ids = idsOf(rows);
        const scores = score(rows, given, ids);
        const total = given.reduce((sum, each) => sum + each, 0);
        const section = (row: number) =>
          ({ pass: 0, conditional: 0, unknown: 1, excluded: 2 })[statuses[scores.status[row]]];
        rows.forEach((row, index) => {
          const gap = row.some((value, at) => value === null && given[at] > 0) || row[0] === null;
          const out = row[0] !== null && row[0] < 5;
          expect(section(index)).toBe(out ? 2 : gap ? 1 : 0);
          const sum = row.reduce<number>((all, value, at) => all + (value ?? 0) * given[at], 0) / total;
          expect(scoreInterval(scores, index).low).toBeCloseTo(sum, 8);
          const better = rows.filter((_, other) => section(other) === 0 && scores.score[other] > scores.score[index]);
          expect(scores.rank[index]).toBe(section(index) === 0 ? better.length + 1 : 0);
        });
        // In whole numbers, so that equal middles are equal: utilities in percent, an unknown one in the middle.
        const middle = (row: number) =>
          rows[row].reduce<number>((all, value, at) => all + (value ?? 50) * given[at], 0);
        const expected = rows
          .map((_, row) => row)
          .sort(
            (a, b) =>
              section(a) - section(b) || (section(a) === 2 ? 0 : middle(b) - middle(a)) || (ids[a] < ids[b] ? -1 : 1),
          );
        expect([...scores.order]).toEqual(expected);
      }),
    );
  });
});

describe('sorting', () => {
  it('ids go by code unit, equal ids by row', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 80 }),
        fc.string(),
        (tails, prefix) => {
          const ids = tails.map((tail) => prefix + tail);
          const expected = ids
            .map((_, row) => row)
            .sort((a, b) => (ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : a - b));
          expect([...orderById(ids.length, (row) => ids[row])]).toEqual(expected);
        },
      ),
    );
  });

  it('keys that crowd into one bucket still come out in order', () => {
    const keys = Float64Array.from({ length: 500 }, (_, row) => (row === 77 ? 100e9 : (row * 31) % 97));
    const byId = Uint32Array.from(keys, (_, row) => row);
    const { order, rank } = orderAndRank(new Uint8Array(500), keys, createOrderScratch(byId));
    const expected = [...byId].sort((a, b) => keys[b] - keys[a] || a - b);
    expect([...order]).toEqual(expected);
    expect(rank[77]).toBe(1);
    expect(rank[expected[1]]).toBe(2);
    expect(rank[expected[499]]).toBe(1 + keys.filter((key) => key > 0).length);
  });

  it('what was found before does not matter, whatever keys and sections become', () => {
    const { ranked, unknown, excluded } = sections;
    const section = fc.constantFrom(ranked, ranked, ranked, unknown, excluded);
    const key = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 100e9 }));
    const steps = (count: number) => {
      const row = fc.array(fc.tuple(section, key), { minLength: count, maxLength: count });
      const ids = fc.shuffledSubarray(
        Array.from({ length: count }, (_, each) => each),
        { minLength: count },
      );
      return fc.tuple(ids, fc.array(row, { minLength: 1, maxLength: 5 }));
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }).chain(steps), ([ids, tables]) => {
        const scratch = createOrderScratch(Uint32Array.from(ids));
        for (const rows of tables) {
          const sectionOf = Uint8Array.from(rows, ([one]) => one);
          const keys = Float64Array.from(rows, ([, one]) => one);
          const compare = (a: number, b: number) =>
            sectionOf[a] - sectionOf[b] ||
            (sectionOf[a] === excluded ? 0 : keys[b] - keys[a]) ||
            ids.indexOf(a) - ids.indexOf(b);
          const { order, rank } = orderAndRank(sectionOf, keys, scratch);
          expect([...order]).toEqual([...ids].sort(compare));
          const better = (row: number) => rows.filter(([one, other]) => one === ranked && other > keys[row]).length;
          expect([...rank]).toEqual(rows.map(([one], row) => (one === ranked ? 1 + better(row) : 0)));
        }
      }),
    );
  });
});

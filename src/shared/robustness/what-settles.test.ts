import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCriterion, aProfile, measuresOf, numberResult, plotsNamed } from '../../../test/builders/profiles.ts';
import { asId } from '../lib/id.ts';
import type { MeasureResult } from '../measure/types.ts';
import { prepareScores } from '../scoring/prepare.ts';
import { scorePlots } from '../scoring/score.ts';
import type { Criterion } from '../scoring/types.ts';
import { whatSettles } from './what-settles.ts';

const id = (name: string) => asId<'criterion'>(name);

function scored(criteria: readonly Criterion[], values: Readonly<Record<string, MeasureResult>>) {
  const profile = aProfile(criteria);
  const [first] = Object.values(values);
  const count = first?.kind === 'numbers' ? first.values.length : 0;
  const plots = plotsNamed(Array.from({ length: count }, (_, row) => `plot ${row}`));
  const prepared = prepareScores(profile, measuresOf(profile, values), plots);
  return { prepared, scores: scorePlots(prepared) };
}

const two = [aCriterion('near', { weight: 3 }), aCriterion('flat', { weight: 1 })];

/** All questions in their order, plot after plot. */
function settled(...given: Parameters<typeof whatSettles>) {
  const { plots, total } = whatSettles(...given);
  return { questions: plots.flatMap(({ questions }) => questions), total };
}

describe('whatSettles', () => {
  it('gathers the questions of a plot, so that one of which little is known does not fill the list', () => {
    const many = Array.from({ length: 6 }, (_, index) => aCriterion(`c${index}`));
    // 0 scores 50; of 1 nothing is known; 2 lacks one value and has 60 of the others.
    const values = many.map(({ id: name }, index) => [name, numberResult([50, null, index === 0 ? null : 60])]);
    const { prepared, scores } = scored(many, Object.fromEntries(values));
    const { plots, plotsInAll, total } = whatSettles(prepared, scores, new Map(), 2);
    expect(plots.map(({ row, questions }) => [row, questions.length])).toEqual([
      [2, 1],
      [1, 6],
    ]);
    expect([plotsInAll, total]).toEqual([2, 7]);
    expect(whatSettles(prepared, scores, new Map(), 1)).toMatchObject({ plots: [{ row: 2 }], plotsInAll: 2, total: 7 });
  });

  it('lists the unknown values that could put a plot first, by the points above the leader', () => {
    // 0 scores 80; 1 is 67.5 to 92.5; 2 is 0 to 75 at most; 3 is 20 to 95.
    const { prepared, scores } = scored(two, {
      near: numberResult([80, 90, null, null]),
      flat: numberResult([80, null, 0, 80]),
    });
    const { questions, total } = settled(prepared, scores);
    expect(total).toBe(2);
    expect(questions).toMatchObject([
      { row: 3, criterion: 'near', doubt: 'unknown', effect: 'score', leads: false },
      { row: 1, criterion: 'flat', doubt: 'unknown', effect: 'score', leads: false },
    ]);
    expect(questions[0].points).toBeCloseTo(15, 9);
    expect(questions[0].share).toBeCloseTo(15 / 75, 9);
    expect(questions[1].points).toBeCloseTo(12.5, 9);
    expect(questions[1].share).toBeCloseTo(0.5, 9);
  });

  it('asks whether a weak value of the leader could cost it the first place', () => {
    const { prepared, scores } = scored(two, { near: numberResult([90, 80]), flat: numberResult([90, 60]) });
    // 90 against 75: without its 22.5 points for flat the leader has 67.5, without those for near 22.5.
    const weak = new Map([
      [id('flat'), new Set([0])],
      [id('near'), new Set([0])],
    ]);
    const { questions } = settled(prepared, scores, weak);
    expect(questions.map(({ criterion, points, leads }) => [criterion, Math.round(points * 10) / 10, leads])).toEqual([
      ['near', 52.5, true],
      ['flat', 7.5, true],
    ]);
  });

  it('puts what decides an exclusion first, also where it has no weight', () => {
    const criteria = [...two, aCriterion('noise', { weight: 0, exclude: { above: 50 } })];
    const { prepared, scores } = scored(criteria, {
      near: numberResult([80, 90]),
      flat: numberResult([80, null]),
      noise: numberResult([0, null]),
    });
    const { questions } = settled(prepared, scores);
    expect(questions.map(({ criterion, effect, share }) => [criterion, effect, share])).toEqual([
      ['noise', 'exclusion', null],
      ['flat', 'score', expect.closeTo(0.5)],
    ]);
  });

  it('doubts the leader where nobody says what was mapped, and only there', () => {
    const coverage = aCriterion('flood', {
      weight: 1,
      measure: { kind: 'coverage', by: [] },
      utility: {
        kind: 'piecewise',
        points: [
          [0, 1],
          [1, 0],
        ],
      },
    });
    const result = numberResult([0, 0], 'share');
    const unsaid = { ...result, notes: [{ code: 'mapping-unknown' as const, layer: null, count: 0 }] };
    const near = numberResult([80, 70]);
    const criteria = [aCriterion('near', { weight: 3 }), coverage];
    const said = scored(criteria, { near, flood: result });
    expect(whatSettles(said.prepared, said.scores).total).toBe(0);
    const open = scored(criteria, { near, flood: unsaid });
    expect(settled(open.prepared, open.scores).questions).toMatchObject([
      { row: 0, criterion: 'flood', doubt: 'unmapped', leads: true },
    ]);
  });

  it('works without any ranked plot, and without any plot', () => {
    const none = scored(two, { near: numberResult([null, null]), flat: numberResult([50, 10]) });
    expect(whatSettles(none.prepared, none.scores).total).toBe(2);
    const empty = scored(two, { near: numberResult([]), flat: numberResult([]) });
    expect(whatSettles(empty.prepared, empty.scores)).toEqual({ plots: [], plotsInAll: 0, total: 0 });
  });

  it('lists a single unknown value exactly when some value of it makes another plot first', () => {
    const cell = fc.integer({ min: 0, max: 20 }).map((n) => n * 5);
    const plots = fc.array(fc.tuple(cell, cell), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(plots, fc.nat(), fc.nat(1), (values, at, which) => {
        const open = at % values.length;
        const columns = [0, 1].map((column) =>
          values.map((pair, row) => (row === open && column === which ? null : pair[column])),
        );
        const scoresOf = (near: readonly (number | null)[], flat: readonly (number | null)[]) =>
          scored(two, { near: numberResult(near), flat: numberResult(flat) });
        const now = scoresOf(columns[0], columns[1]);
        const best = scoresOf(
          columns[0].map((value) => value ?? 100),
          columns[1].map((value) => value ?? 100),
        );
        // Nobody else moves, so the best it can have decides.
        const others = Math.max(...values.map((_, row) => (row === open ? -1 : best.scores.score[row])));
        const couldLead = best.scores.score[open] > others + 1e-9;
        expect(whatSettles(now.prepared, now.scores).total === 1).toBe(couldLead);
      }),
    );
  });
});

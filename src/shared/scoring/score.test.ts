import { describe, expect, it } from 'vitest';
import {
  aCriterion,
  aProfile,
  codeResult,
  measuresOf,
  numberResult,
  plotsNamed,
} from '../../../test/builders/profiles.ts';
import { asId, type CriterionId } from '../lib/id.ts';
import type { MeasureResult } from '../measure/types.ts';
import { groupScores, groupScoresOf, noGroup } from './groups.ts';
import { scoreEnds, scoreInterval } from './intervals.ts';
import { contributions, reasonsFor } from './plot.ts';
import { prepareScores } from './prepare.ts';
import { scorePlots } from './score.ts';
import { type Criterion, type ProfileScores, statuses } from './types.ts';
import { judgedValues } from './values.ts';

const letters = 'abcdefgh';

function prepare(
  criteria: readonly Criterion[],
  given: Readonly<Record<string, MeasureResult>>,
  ids?: readonly string[],
) {
  const profile = aProfile(criteria);
  const [first] = Object.values(given);
  const count = first.kind === 'numbers' ? first.values.length : first.codes.length;
  return prepareScores(profile, measuresOf(profile, given), plotsNamed(ids ?? [...letters].slice(0, count)));
}

const statusNames = (scores: ProfileScores) => [...scores.status].map((status) => statuses[status]);
const weight = (entries: Record<string, number>) =>
  new Map<CriterionId, number>(Object.entries(entries).map(([id, value]) => [asId<'criterion'>(id), value]));

describe('the weighted sum', () => {
  const criteria = [aCriterion('power', { weight: 3 }), aCriterion('road', { weight: 1 })];
  const prepared = prepare(criteria, { power: numberResult([100, 40, 0]), road: numberResult([0, 80, 100]) });

  it('is 100 x sum of normalised weight x utility', () => {
    const scores = scorePlots(prepared);
    expect([...scores.score]).toEqual([75, 50, 25]);
    expect(scores.criteria.map((each) => each.weight)).toEqual([0.75, 0.25]);
    expect([...scores.rank]).toEqual([1, 2, 3]);
    expect(scores.intervals.rows.length).toBe(0);
    expect(scoreEnds(scores)).toEqual({ low: scores.score, high: scores.score });
  });

  it('takes other weights without a new preparation', () => {
    const scores = scorePlots(prepared, weight({ power: 1, road: 3 }));
    expect([...scores.score]).toEqual([25, 70, 75]);
    expect([...scores.order]).toEqual([2, 1, 0]);
    expect([...scorePlots(prepared).score]).toEqual([75, 50, 25]);
  });

  it('leaves earlier results as they were', () => {
    const before = scorePlots(prepared);
    const copy = {
      score: [...before.score],
      order: [...before.order],
      rank: [...before.rank],
      status: [...before.status],
    };
    scorePlots(prepared, weight({ power: 0, road: 5 }));
    expect({
      score: [...before.score],
      order: [...before.order],
      rank: [...before.rank],
      status: [...before.status],
    }).toEqual(copy);
  });

  it('scores nothing when no criterion has weight', () => {
    const scores = scorePlots(prepared, weight({ power: 0, road: 0 }));
    expect(statusNames(scores)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(scoreInterval(scores, 0)).toEqual({ low: 0, high: 100 });
    expect([scores.score[0], scores.rank[0]]).toEqual([Number.NaN, 0]);
  });

  it('refuses weights that are no weights', () => {
    expect(() => scorePlots(prepared, weight({ power: -1 }))).toThrow(/weight of power/);
    expect(() => scorePlots(prepared, weight({ power: Number.NaN }))).toThrow(/weight of power/);
  });
});

describe('criteria that are not assessed', () => {
  it('are told with their share, and the others are renormalised', () => {
    const criteria = [
      aCriterion('power', { weight: 3 }),
      aCriterion('road', { weight: 1 }),
      aCriterion('rail', { weight: 4 }),
    ];
    const scores = scorePlots(prepare(criteria, { power: numberResult([100]), road: numberResult([0]) }));
    expect(scores.notAssessed).toEqual([{ criterion: 'rail', weight: 0.5, why: 'no-layer' }]);
    expect(scores.criteria.map((each) => each.weight)).toEqual([0.75, 0.25]);
    expect(scores.score[0]).toBe(75);
    expect(statusNames(scores)).toEqual(['pass']);
  });

  it('must be listed', () => {
    const profile = aProfile([aCriterion('power')]);
    expect(() => prepareScores(profile, { values: new Map(), notAssessed: [] }, plotsNamed(['a']))).toThrow(/power/);
  });
});

describe('missing values', () => {
  const criteria = [aCriterion('power', { weight: 3 }), aCriterion('road', { weight: 1 })];

  it('give an interval, no score and no rank, and a place after the ranked by the middle', () => {
    const prepared = prepare(criteria, {
      power: numberResult([null, 10, 100, null]),
      road: numberResult([100, 10, null, 0]),
    });
    const scores = scorePlots(prepared);
    expect(Array.from(scoreEnds(scores).low)).toEqual([25, 10, 75, 0]);
    expect(Array.from(scoreEnds(scores).high)).toEqual([100, 10, 100, 75]);
    expect([0, 1, 2, 3].map((row) => scoreInterval(scores, row))).toEqual([
      { low: 25, high: 100 },
      { low: 10, high: 10 },
      { low: 75, high: 100 },
      { low: 0, high: 75 },
    ]);
    expect([...scores.score]).toEqual([Number.NaN, 10, Number.NaN, Number.NaN]);
    expect([...scores.rank]).toEqual([0, 1, 0, 0]);
    expect([...scores.order]).toEqual([1, 2, 0, 3]);
    expect(statusNames(scores)).toEqual(['unknown', 'pass', 'unknown', 'unknown']);
    expect(reasonsFor(prepared, 0)).toEqual([{ criterion: 'power', kind: 'missing', value: null, threshold: null }]);
  });

  it('with equal middles are ordered by id, however wide the intervals', () => {
    // Weights 8, 3, 5, 3: the middles are both 962/19, the ends round differently.
    const four = [8, 3, 5, 3].map((share, index) => aCriterion(`c${index}`, { weight: share }));
    const given = { c0: [51, null], c1: [null, 15], c2: [31, null], c3: [83, 89] };
    const values = Object.fromEntries(Object.entries(given).map(([id, column]) => [id, numberResult(column)]));
    expect([...scorePlots(prepare(four, values, ['a', 'b'])).order]).toEqual([0, 1]);
    expect([...scorePlots(prepare(four, values, ['b', 'a'])).order]).toEqual([1, 0]);
  });

  it('of a criterion without weight leave the score as it is', () => {
    const prepared = prepare(criteria, { power: numberResult([50]), road: numberResult([null]) });
    const scores = scorePlots(prepared, weight({ road: 0 }));
    expect([scores.score[0], scores.rank[0]]).toEqual([50, 1]);
    expect(statusNames(scores)).toEqual(['pass']);
  });

  it('may exclude, or count as a given utility', () => {
    const rules = [aCriterion('power', { missing: 'exclude' }), aCriterion('road', { missing: { utility: 0.2 } })];
    const prepared = prepare(rules, { power: numberResult([null, 50]), road: numberResult([50, null]) });
    const scores = scorePlots(prepared);
    expect(statusNames(scores)).toEqual(['excluded', 'pass']);
    expect(scores.score[1]).toBe(35);
    expect(reasonsFor(prepared, 0)).toEqual([{ criterion: 'power', kind: 'excluded', value: null, threshold: null }]);
    expect(reasonsFor(prepared, 1)).toEqual([]);
  });

  it('make a code without a utility unknown, whatever the rule for missing values', () => {
    const zoning = aCriterion('zoning', {
      utility: {
        kind: 'classes',
        scores: [
          ['1300', 1],
          ['__proto__', 0.5],
        ],
      },
      missing: { utility: 1 },
    });
    const prepared = prepare([zoning], { zoning: codeResult(['1300', '__proto__', 'constructor', null]) });
    const scores = scorePlots(prepared);
    expect([...scores.score]).toEqual([100, 50, Number.NaN, 100]);
    expect(reasonsFor(prepared, 2)).toMatchObject([{ kind: 'missing', value: 'constructor' }]);
  });
});

describe('exclusions and conditions', () => {
  const limits = { exclude: { above: 80 }, condition: { above: 60 } } as const;

  it('have strict thresholds; excluded wins over everything', () => {
    const prepared = prepare([aCriterion('x', limits), aCriterion('y')], {
      x: numberResult([60, 61, 80, 81, null, 90]),
      y: numberResult([1, 1, 1, 1, 1, null]),
    });
    const scores = scorePlots(prepared);
    expect(statusNames(scores)).toEqual(['pass', 'conditional', 'conditional', 'excluded', 'unknown', 'excluded']);
    expect([...scores.rank]).toEqual([3, 2, 1, 0, 0, 0]);
    expect([...scores.order]).toEqual([2, 1, 0, 4, 3, 5]);
    expect(scores.score[3]).toBe(41);
    expect(reasonsFor(prepared, 3)).toEqual([
      { criterion: 'x', kind: 'excluded', value: 81, threshold: { above: 80 } },
    ]);
    expect(reasonsFor(prepared, 1)).toEqual([
      { criterion: 'x', kind: 'condition', value: 61, threshold: { above: 60 } },
    ]);
    expect(reasonsFor(prepared, 4)).toEqual([
      { criterion: 'x', kind: 'undecided', value: null, threshold: { above: 80 } },
    ]);
    expect(reasonsFor(prepared, 5).map(({ kind }) => kind)).toEqual(['excluded', 'missing']);
  });

  it('leave a plot unknown when an exclusion cannot be decided, though its score is known', () => {
    const rules = [aCriterion('x', { ...limits, weight: 0 }), aCriterion('y')];
    const scores = scorePlots(prepare(rules, { x: numberResult([null, 0]), y: numberResult([90, 10]) }));
    expect(statusNames(scores)).toEqual(['unknown', 'pass']);
    expect([scores.score[0], scores.rank[0]]).toEqual([90, 0]);
    expect([...scores.order]).toEqual([1, 0]);
  });

  it('see nothing in the last bits of an area or a share', () => {
    const near = [Number.EPSILON, 1 - Number.EPSILON, 0.3 + 1e-12];
    for (const unit of ['m2', 'share'] as const) {
      const judged = judgedValues(aCriterion('c'), numberResult([...near, null], unit));
      expect(judged.kind === 'numbers' && [...judged.values]).toEqual([0, 1, 0.3, Number.NaN]);
    }
    const metres = numberResult(near, 'm');
    expect(judgedValues(aCriterion('c'), metres)).toBe(metres);
  });

  it('treat a negligible coverage as none', () => {
    const flood = aCriterion('flood', {
      measure: { kind: 'coverage', by: [{ theme: 'flood' }] },
      utility: {
        kind: 'piecewise',
        points: [
          [0, 1],
          [1e-5, 0],
        ],
      },
      condition: { above: 0 },
    });
    const prepared = prepare([flood], { flood: numberResult([1e-6, 2e-6, 0], 'share') });
    const scores = scorePlots(prepared);
    expect(statusNames(scores)).toEqual(['pass', 'conditional', 'pass']);
    expect(scores.score[0]).toBe(100);
    expect(contributions(prepared, scores, 0)[0].value).toBe(0);
  });

  it('know codes as numbers and texts', () => {
    const zoning = aCriterion('zoning', {
      utility: { kind: 'classes', scores: [], otherwise: 0.5 },
      exclude: { in: [1110, 'PARK'] },
    });
    const scores = scorePlots(prepare([zoning], { zoning: codeResult(['1110', 'PARK', '1300', null]) }));
    expect(statusNames(scores)).toEqual(['excluded', 'excluded', 'pass', 'unknown']);
    const numbers = scorePlots(prepare([zoning], { zoning: numberResult([1110, 1300]) }));
    expect(statusNames(numbers)).toEqual(['excluded', 'pass']);
  });
});

describe('ranks', () => {
  const one = [aCriterion('x')];

  it('are competition ranks over scores rounded to 1e-9, ids breaking ties in the order only', () => {
    const values = numberResult([50, 50 + 4e-10, 50 + 1e-8, 10, 10, 99]);
    const scores = scorePlots(prepare(one, { x: values }, ['b', 'a', 'z', 'd', 'c', 'e']));
    expect([...scores.rank]).toEqual([3, 3, 2, 5, 5, 1]);
    expect([...scores.order]).toEqual([5, 2, 1, 0, 4, 3]);
    expect(scores.score[1]).toBe(50);
  });

  it('order ids by code unit, not by number or alphabet', () => {
    const ids = ['10', '9', 'Å', 'a', 'Z', '\u{1F600}', '\uFB01', ''];
    const scores = scorePlots(prepare(one, { x: numberResult(ids.map(() => 5)) }, ids));
    expect([...scores.order].map((row) => ids[row])).toEqual([...ids].sort());
    expect([...scores.rank]).toEqual(ids.map(() => 1));
  });

  it('of no plots are empty', () => {
    const scores = scorePlots(prepare(one, { x: numberResult([]) }));
    expect([...scores.order]).toEqual([]);
  });
});

describe('one plot', () => {
  const criteria = [
    aCriterion('a', { group: 'power', weight: 1 }),
    aCriterion('b', { group: 'land', weight: 2 }),
    aCriterion('c', { group: 'power', weight: 1 }),
    aCriterion('d', { group: 'idle', weight: 0 }),
  ];
  const prepared = prepare(criteria, {
    a: numberResult([100, 0, null]),
    b: numberResult([30, 90, null]),
    c: numberResult([50, 50, null]),
    d: numberResult([0, 0, 0]),
  });
  const scores = scorePlots(prepared);

  it('has contributions that sum to its score', () => {
    const parts = contributions(prepared, scores, 0);
    expect(parts.map(({ contribution }) => contribution)).toEqual([25, 15, 12.5, 0]);
    expect(parts[1]).toMatchObject({
      criterion: 'b',
      group: 'land',
      value: 30,
      unit: 'number',
      utility: 0.3,
      weight: 0.5,
    });
    expect(contributions(prepared, scores, 2)[0]).toMatchObject({ value: null, utility: null, contribution: null });
  });

  it('has group scores, the lowest of them named', () => {
    const groups = groupScores(prepared, scores);
    expect(groups.groups).toEqual(['power', 'land']);
    expect(groups.weights).toEqual([0.5, 0.5]);
    expect(groups.scores.map((column) => [...column])).toEqual([
      [75, 25, Number.NaN],
      [30, 90, Number.NaN],
    ]);
    expect([...groups.lowest]).toEqual([1, 0, noGroup]);
    expect(groupScoresOf(prepared, scores, 1)).toEqual([
      { group: 'power', weight: 0.5, score: 25 },
      { group: 'land', weight: 0.5, score: 90 },
    ]);
    expect(groupScoresOf(prepared, scores, 2)[0].score).toBeNull();
  });
});

it('refuses raw values, which a weighted sum cannot take, and columns of another length', () => {
  const raw = aCriterion('x', { utility: { kind: 'raw', direction: 'up' } });
  expect(() => prepare([raw], { x: numberResult([1]) })).toThrow(/raw/);
  expect(() => prepare([aCriterion('x')], { x: numberResult([1, 2]) }, ['a'])).toThrow(/rows/);
});

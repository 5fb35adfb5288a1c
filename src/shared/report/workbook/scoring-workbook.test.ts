import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { awkwardTexts, rana } from '../../../../test/builders/layers-built.ts';
import { hasOffice, recomputed } from '../../../../test/builders/office.ts';
import { aCriterion, aProfile, codeResult, measuresOf, numberResult } from '../../../../test/builders/profiles.ts';
import { asId, type CriterionId } from '../../lib/id.ts';
import { createRandom } from '../../lib/random.ts';
import { scoreEnds } from '../../scoring/intervals.ts';
import { prepareScores } from '../../scoring/prepare.ts';
import { scorePlots } from '../../scoring/score.ts';
import { type ProfileScores, statuses } from '../../scoring/types.ts';
import type { ReportPlots, ScoredProfile } from '../types.ts';
import { scoringWorkbook } from './scoring-workbook.ts';

const count = 400;
const random = createRandom(42);
const some = (missing: number, make: () => number) =>
  Array.from({ length: count }, () => (random.next() < missing ? null : make()));
const codes = ['BY', 'by', 'N', '0210', '=1+1', 'b*', 'Å'];

/** Every kind of value function, rule for missing values, exclusion and condition. */
const profile = aProfile([
  aCriterion('steps', {
    weight: 3,
    utility: {
      kind: 'piecewise',
      points: [
        [-10, 1],
        [0, 0.8],
        [25, 0.75],
        [60, 0.1],
      ],
    },
    exclude: { above: 95 },
    condition: { above: 60 },
  }),
  aCriterion('one-point', { weight: 0.5, utility: { kind: 'piecewise', points: [[50, 0.25]] } }),
  aCriterion('filled', { weight: 2, missing: { utility: 0.3 }, exclude: { below: 1.5 }, grade: 'norm' }),
  aCriterion('banned', { weight: 1, missing: 'exclude' }),
  aCriterion('bands', {
    weight: 1.5,
    utility: {
      kind: 'ranges',
      ranges: [
        { to: 10, utility: 0.9 },
        { from: 5, to: 40, utility: 0.5 },
        { from: 35, to: 90, utility: 0.2 },
        { from: 97, utility: 1 },
      ],
    },
  }),
  aCriterion('zone', {
    weight: 2.5,
    utility: {
      kind: 'classes',
      scores: [
        ['BY', 1],
        ['by', 0.5],
        ['0210', 0.7],
        ['b*', 0.1],
      ],
      otherwise: 0.05,
    },
    exclude: { in: ['N'] },
    condition: { in: ['=1+1', 'Å'] },
  }),
  aCriterion('closed', {
    weight: 0.25,
    utility: { kind: 'classes', scores: codes.slice(0, 6).map((code, at) => [code, at / 6] as const) },
  }),
  aCriterion('number-codes', {
    weight: 1,
    utility: {
      kind: 'classes',
      scores: [
        ['1', 0.2],
        ['2', 0.9],
        ['3', 0.4],
      ],
    },
  }),
  aCriterion('weightless', { weight: 0 }),
  aCriterion('absent', { weight: 4 }),
]);
const inCodes = () =>
  codeResult(Array.from({ length: count }, () => (random.next() < 0.02 ? null : codes[random.below(7)])));
const measures = measuresOf(profile, {
  steps: numberResult(some(0.03, () => random.between(-20, 100))),
  'one-point': numberResult(some(0, () => random.between(0, 100))),
  filled: numberResult(some(0.1, () => random.between(0, 100))),
  banned: numberResult(some(0.05, () => random.between(0, 100))),
  bands: numberResult(some(0, () => random.between(-10, 110))),
  zone: inCodes(),
  closed: inCodes(),
  'number-codes': numberResult(some(0, () => 1 + random.below(3))),
  weightless: numberResult(some(0.3, () => random.between(0, 100))),
});
const ids = Array.from({ length: count }, (_, row) => (row < awkwardTexts.length ? awkwardTexts[row] : `p${row}`));
const plots: ReportPlots = {
  count,
  id: (row) => ids[row],
  label: (row) => (row % 3 === 0 ? '' : `12/${row}`),
  dataset: { id: asId('plots'), crs: rana, geometry: { kind: 'none', count }, columns: [] },
};
const prepared = prepareScores(profile, measures, plots);
const scoredWith = (weights?: ReadonlyMap<CriterionId, number>): ScoredProfile => ({
  profile,
  prepared,
  scores: scorePlots(prepared, weights),
});
const head = { title: '=Rana', engine: 'test 1', workingCrs: 'EPSG:25833', scaleError: 0.0004, layers: [], notes: [] };

function bytesOf(scored: ScoredProfile, cached: boolean, language: 'en' | 'sv' = 'en'): Uint8Array {
  const file = scoringWorkbook('b', head, scored, plots, language, cached);
  if (!file.ok) throw new Error(file.reason.code);
  const pieces = [...file.value.pieces()];
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => {
    bytes.set(piece, at);
    return at + piece.length;
  }, 0);
  return bytes;
}

const part = (bytes: Uint8Array, sheet: number) => strFromU8(unzipSync(bytes)[`xl/worksheets/sheet${sheet}.xml`]);

describe('scoringWorkbook', () => {
  it('holds formulas for every utility, score, status and rank, with the values they have now', () => {
    const bytes = bytesOf(scoredWith(), true);
    const ranking = part(bytes, 2);
    expect(ranking.match(/<row /g)).toHaveLength(count + 3);
    expect(ranking).toContain(
      '<f>IF(INDEX(ranked_score,H5)="","",ranked_count-MATCH(INDEX(ranked_score,H5),rising_scores,1)+1)</f><v>1</v>',
    );
    expect(part(bytes, 4).match(/<f>(ROUND|IF)\(/g)?.length).toBeGreaterThan(9 * count);
    expect(bytesOf(scoredWith(), true)).toEqual(bytes);
  });

  it('keeps every name and value from files as text', () => {
    const bytes = bytesOf(scoredWith(), true);
    for (const sheet of [1, 2, 3, 4, 5])
      for (const [, formula] of part(bytes, sheet).matchAll(/<f[^>]*>([^<]*)<\/f>/g))
        expect(formula).not.toMatch(/cmd|calc'|onerror|SUM\(A1/);
    expect(part(bytes, 5)).toContain('t="inlineStr"><is><t xml:space="preserve">=cmd|\'/c calc\'!A1</t>');
    expect(part(bytes, 5)).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('says the shares where the weights were changed in the program', () => {
    const changed = scoredWith(new Map([[asId<'criterion'>('steps'), 30]]));
    expect(part(bytesOf(changed, true), 3)).toContain(`<v>${100 * changed.scores.criteria[0].weight}</v>`);
    expect(part(bytesOf(scoredWith(), true), 3)).toContain('<c r="E5" s="3"><v>3</v></c>');
  });

  it('refuses more plots than a sheet has rows', () => {
    const many = { ...plots, count: 1_048_573 };
    expect(scoringWorkbook('b', head, scoredWith(), many, 'en')).toMatchObject({ reason: { code: 'xlsx-too-large' } });
  });
});

/** Compares the ranking as computed elsewhere with ours, plot by plot; sheets in the order of `order`. */
function compare(
  bytes: Uint8Array,
  scores: ProfileScores,
  order: Uint32Array,
  words: Record<string, string>,
  sheet = 'Ranking',
) {
  const rows = recomputed(bytes).get(sheet)!.slice(4);
  const ends = scoreEnds(scores);
  const wrong: unknown[] = [];
  order.forEach((row, at) => {
    const [rank, id, , score, low, high, status] = rows[at];
    const near = (text: string, value: number) =>
      // A score is kept to 1e-9: where the sums differ in the last bit it may fall one step aside.
      Number.isNaN(value) ? text === '' : text !== '' && Math.abs(Number(text) - value) < 1.0001e-9;
    const same =
      // LibreOffice gives the tab of a formula's text as U+0001.
      id.replaceAll('\u0001', '\t') === ids[row] &&
      rank === (scores.rank[row] === 0 ? '' : String(scores.rank[row])) &&
      near(score, scores.score[row]) &&
      near(low, ends.low[row]) &&
      near(high, ends.high[row]) &&
      status === words[statuses[scores.status[row]]];
    if (!same)
      wrong.push([
        rows[at],
        scores.rank[row],
        scores.score[row],
        ends.low[row],
        ends.high[row],
        statuses[scores.status[row]],
      ]);
  });
  expect(wrong).toEqual([]);
}

const english = { pass: 'Pass', conditional: 'Conditional', excluded: 'Excluded', unknown: 'Unknown' };

describe.skipIf(!hasOffice)('LibreOffice recomputes the ranking (skipped where soffice is not installed)', () => {
  it('from formulas alone, equal to ours to 1e-9', () => {
    const { scores } = scoredWith();
    for (const code of [0, 1, 2, 3]) expect([...scores.status].filter((own) => own === code).length).toBeGreaterThan(5);
    compare(bytesOf(scoredWith(), false), scores, scores.order, english);
  }, 120_000);

  it('in Swedish too', () => {
    const { scores } = scoredWith();
    const words = { pass: 'Godkänd', conditional: 'På villkor', excluded: 'Utesluten', unknown: 'Okänd' };
    compare(bytesOf(scoredWith(), false, 'sv'), scores, scores.order, words, 'Rangordning');
  }, 120_000);

  it('again, when weights are changed in the cells', () => {
    const parts = unzipSync(bytesOf(scoredWith(), false));
    const sheet = strFromU8(parts['xl/worksheets/sheet3.xml']);
    const edited = sheet
      .replace('<c r="E5" s="3"><v>3</v></c>', '<c r="E5" s="3"><v>0.125</v></c>')
      .replace('<c r="E10" s="3"><v>2.5</v></c>', '<c r="E10" s="3"><v>40</v></c>');
    expect(edited.length).not.toBe(sheet.length);
    const bytes = zipSync({ ...parts, 'xl/worksheets/sheet3.xml': strToU8(edited) });
    const weights = new Map([
      [asId<'criterion'>('steps'), 0.125],
      [asId<'criterion'>('zone'), 40],
    ]);
    const before = scoredWith().scores;
    const after = scoredWith(weights).scores;
    expect([...after.rank]).not.toEqual([...before.rank]);
    compare(bytes, after, before.order, english);
  }, 120_000);

  it('also with no weight at all: nothing is scored', () => {
    const none = new Map(profile.criteria.map(({ id }) => [id, 0] as const));
    const scored = scoredWith(none);
    compare(bytesOf(scored, false), scored.scores, scored.scores.order, english);
  }, 120_000);
});

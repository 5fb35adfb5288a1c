import type { CriterionId } from '../lib/id.ts';
import { scoreEnds, scoreInterval } from '../scoring/intervals.ts';
import type { PreparedCriterion, PreparedProfile } from '../scoring/prepare.ts';
import { type ProfileScores, statuses } from '../scoring/types.ts';
import { valueOfRow } from '../scoring/values.ts';

/**
 * Why a value may be otherwise. unknown: there is none; weak: a person was told it, or estimated it; unmapped: a share of the
 * plot under something, and nobody says where that was mapped, so that the share may be larger.
 */
export const doubts = ['unknown', 'weak', 'unmapped'] as const;
export type Doubt = (typeof doubts)[number];

/** A value that could change which plot is ranked first. */
export interface OpenQuestion {
  readonly row: number;
  readonly criterion: CriterionId;
  readonly doubt: Doubt;
  /** exclusion: it also decides whether the plot is excluded. */
  readonly effect: 'score' | 'exclusion';
  /** Points of the score over which another plot would be first than now, 0 to 100. */
  readonly points: number;
  /** Those points as a share of all that the value moves, 0 to 1; null where it moves none and only excludes. */
  readonly share: number | null;
  /** The plot is first as things stand. */
  readonly leads: boolean;
}

/** A plot with all its questions, those that matter most first. */
export interface OpenPlot {
  readonly row: number;
  readonly questions: readonly OpenQuestion[];
}

/** What would settle the ranking first. */
export interface OpenQuestions {
  /** Plots whose questions matter most, most first: one visit answers all of a plot. */
  readonly plots: readonly OpenPlot[];
  /** All plots that have any. */
  readonly plotsInAll: number;
  /** All questions that were found. */
  readonly total: number;
}

/** Differences of scores below this are none: scores are kept to 1e-9. */
const nothing = 5e-10;

/**
 * Values that could change who is first, for one profile with its weights as they stand. Each value in doubt runs over its whole
 * utility, 0 to 1, while all else stays: the score of its plot then runs over 100 x weight points. For a plot that is not first, what
 * counts is how far the upper end lies above the leader's score, its other unknown values being at their best; for the leader, how far
 * the lower end lies below the next plot's score. An unmapped share can only grow, which is taken to lower the utility. Nothing
 * ranked: what counts is how far the upper end lies above the best lower end of all.
 *
 * Unknown values come first, then weak, then unmapped ones; in each, those that decide an exclusion of the plot, then by points, then
 * as in the table. A plot stands where its first question stands, with all of them, so that one plot of which nothing is known is
 * one entry. What it does not see: two values that only together would change the first place, except several unknown ones of
 * one plot.
 *
 * @param weak rows whose value a person was told or estimated, by criterion
 * @param most how many plots are wanted
 */
export function whatSettles(
  prepared: PreparedProfile,
  scores: ProfileScores,
  weak: ReadonlyMap<CriterionId, ReadonlySet<number>> = new Map(),
  most = 20,
): OpenQuestions {
  const stand = standOf(scores);
  const found: OpenQuestion[] = [];
  prepared.criteria.forEach((criterion, index) => {
    const points = 100 * scores.criteria[index].weight;
    for (const [row, doubt] of doubtfulRows(criterion, weak.get(criterion.criterion.id), stand.leaders)) {
      const question = questionOf(criterion, points, row, doubt, scores, stand);
      if (question !== null) found.push(question);
    }
  });
  const place = new Uint32Array(scores.order.length);
  for (let at = 0; at < place.length; at++) place[scores.order[at]] = at;
  found.sort(
    (a, b) =>
      doubts.indexOf(a.doubt) - doubts.indexOf(b.doubt) ||
      Number(b.effect === 'exclusion') - Number(a.effect === 'exclusion') ||
      b.points - a.points ||
      place[a.row] - place[b.row],
  );
  const plots = new Map<number, OpenQuestion[]>();
  for (const question of found) {
    const known = plots.get(question.row);
    if (known === undefined) plots.set(question.row, [question]);
    else known.push(question);
  }
  return {
    plots: [...plots].slice(0, most).map(([row, questions]) => ({ row, questions })),
    plotsInAll: plots.size,
    total: found.length,
  };
}

/** Who is first, and between which scores the first place changes hands. */
interface Stand {
  readonly leaders: readonly number[];
  /** What a plot must reach above to be first. */
  readonly first: number;
  /** What a sole leader must stay above. */
  readonly next: number;
}

function standOf(scores: ProfileScores): Stand {
  const { order, rank, score, status } = scores;
  const leaders: number[] = [];
  let next = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < order.length && rank[order[at]] > 0; at++) {
    if (rank[order[at]] === 1) leaders.push(order[at]);
    else {
      next = score[order[at]];
      break;
    }
  }
  if (leaders.length > 0) return { leaders, first: score[leaders[0]], next };
  const excluded = statuses.indexOf('excluded');
  const first = scoreEnds(scores).low.reduce(
    (best, one, row) => (status[row] === excluded ? best : Math.max(best, one)),
    0,
  );
  return { leaders, first, next };
}

function* doubtfulRows(
  { criterion, result, utility, unknownRows }: PreparedCriterion,
  weak: ReadonlySet<number> = new Set(),
  leaders: readonly number[],
): Generator<readonly [row: number, doubt: Doubt]> {
  for (const row of unknownRows) yield [row, 'unknown'];
  // A missing value for which the profile gives a utility is no less unknown.
  if (typeof criterion.missing === 'object')
    for (let row = 0; row < utility.length; row++) if (valueOfRow(result, row) === null) yield [row, 'unknown'];
  for (const row of weak) if (valueOfRow(result, row) !== null) yield [row, 'weak'];
  const isUnmapped =
    criterion.measure.kind === 'coverage' && result.notes.some(({ code }) => code === 'mapping-unknown');
  if (!isUnmapped) return;
  for (const row of leaders) if (valueOfRow(result, row) !== null && !weak.has(row)) yield [row, 'unmapped'];
}

function questionOf(
  { criterion, utility }: PreparedCriterion,
  width: number,
  row: number,
  doubt: Doubt,
  scores: ProfileScores,
  { leaders, first, next }: Stand,
): OpenQuestion | null {
  if (statuses[scores.status[row]] === 'excluded') return null;
  const leads = leaders.includes(row);
  const known = Number.isNaN(utility[row]) ? 1 : utility[row];
  // The upper end of the plot's score when this value is at its best, or the lower end of the leader's when it is at its worst.
  const beyond = leads ? next - (first - width * known) : scoreInterval(scores, row).high + width * (1 - known) - first;
  // Of several first ones each is first alone, or none, as soon as its value moves at all.
  const isTied = leads && leaders.length > 1;
  const points = isTied ? width : Math.min(width, Math.max(0, beyond));
  const decides = criterion.exclude !== undefined && (leads || beyond > nothing);
  if (points <= nothing && !decides) return null;
  return {
    row,
    criterion: criterion.id,
    doubt,
    effect: decides ? 'exclusion' : 'score',
    points,
    share: width > nothing ? points / width : null,
    leads,
  };
}

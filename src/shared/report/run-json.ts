import { describeReason } from '../explain/reason.ts';
import type { Language } from '../lib/language.ts';
import type { AppliedCorrection } from '../project/corrected-measures.ts';
import { scoreInterval } from '../scoring/intervals.ts';
import { reasonsFor } from '../scoring/plot.ts';
import type { PreparedCriterion } from '../scoring/prepare.ts';
import type { CriterionScores } from '../scoring/types.ts';
import { statuses } from '../scoring/types.ts';
import { valueOfRow } from '../scoring/values.ts';
import { correctedJson } from './corrected.ts';
import { printNumber } from './numbers.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';

const text = JSON.stringify;

/** How the pieces of a run are told apart in its JSON. */
export interface RunJsonHead {
  readonly study: string;
  readonly engine: string;
}

/**
 * `run --json` (docs/command-line.md) in pieces: plots in the order of the table, numbers with 12 significant digits.
 * `timings` is asked for at the end, when they are known.
 */
export function* runJson(
  head: RunJsonHead,
  profiles: readonly ScoredProfile[],
  plots: ReportPlots,
  language: Language,
  timings: (() => readonly (readonly [name: string, value: number])[]) | null,
): Generator<string> {
  yield `{"study":${text(head.study)},"engine":${text(head.engine)},"profiles":[`;
  for (let at = 0; at < profiles.length; at++) {
    if (at > 0) yield ',';
    yield* profileJson(profiles[at], plots, language);
  }
  yield ']';
  if (timings) {
    const pairs = timings().map(([name, value]) => `${text(name)}:${printNumber(value)}`);
    yield `,"timings":{${pairs.join(',')}}`;
  }
  yield '}\n';
}

function* profileJson(scored: ScoredProfile, plots: ReportPlots, language: Language): Generator<string> {
  const { profile, scores } = scored;
  const weights = scores.criteria.map(({ criterion, weight }) => `${text(criterion)}:${printNumber(weight)}`);
  const notAssessed = scores.notAssessed.map(
    ({ criterion, weight, why }) =>
      `{"criterion":${text(criterion)},"weight":${printNumber(weight)},"why":${text(why)}}`,
  );
  yield `{"id":${text(profile.id)},"weights":{${weights.join(',')}},"notAssessed":[${notAssessed.join(',')}],"plots":[`;
  const cells = scored.prepared.criteria.map((criterion, index) =>
    criterionCell(criterion, scores.criteria[index], correctedRows(scored, criterion)),
  );
  for (let at = 0; at < scores.order.length; at++) {
    yield `${at > 0 ? ',' : ''}\n${plotJson(scored, plots, scores.order[at], cells, language)}`;
  }
  yield '\n]}';
}

function plotJson(
  { profile, prepared, scores }: ScoredProfile,
  plots: ReportPlots,
  row: number,
  cells: readonly ((row: number) => string)[],
  language: Language,
): string {
  const status = statuses[scores.status[row]];
  const reasons = status === 'pass' ? [] : reasonsFor(prepared, row);
  const told = reasons.map((reason) => {
    const criterion = profile.criteria.find(({ id }) => id === reason.criterion);
    return `{"criterion":${text(reason.criterion)},"text":${text(criterion ? describeReason(reason, criterion, language) : '')}}`;
  });
  const rank = scores.rank[row] === 0 ? 'null' : String(scores.rank[row]);
  const { low, high } = scoreInterval(scores, row);
  const interval = `[${printNumber(low)},${printNumber(high)}]`;
  return (
    `{"id":${text(plots.id(row))},"label":${text(plots.label(row))},"rank":${rank},"score":${printNumber(scores.score[row])}` +
    `,"interval":${interval},"status":"${status}","reasons":[${told.join(',')}],"criteria":{${cells.map((cell) => cell(row)).join(',')}}}`
  );
}

/** The corrected values of one criterion, by row. */
function correctedRows(
  { corrected = [] }: ScoredProfile,
  { criterion }: PreparedCriterion,
): ReadonlyMap<number, AppliedCorrection> {
  return new Map(corrected.filter((one) => one.criterion === criterion.id).map((one) => [one.row, one]));
}

/** Prints one criterion of one plot; what does not depend on the plot is printed once. */
function criterionCell(
  criterion: PreparedCriterion,
  { weight, utility }: CriterionScores,
  corrected: ReadonlyMap<number, AppliedCorrection>,
): (row: number) => string {
  const { result } = criterion;
  const start = `${text(criterion.criterion.id)}:{"value":`;
  const unit = `,"unit":${text(result.unit)},"utility":`;
  return (row) => {
    const printed = printValue(valueOfRow(result, row));
    const contribution = printNumber(100 * weight * utility[row]);
    const correction = corrected.get(row);
    const said = correction === undefined ? '' : `,"corrected":${correctedJson(correction)}`;
    return `${start}${printed}${unit}${printNumber(utility[row])},"contribution":${contribution}${said}}`;
  };
}

const printValue = (value: number | string | null): string =>
  typeof value === 'string' ? text(value) : value === null ? 'null' : printNumber(value);

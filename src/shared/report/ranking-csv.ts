import { describeReason } from '../explain/reason.ts';
import type { Language } from '../lib/language.ts';
import type { AppliedCorrection } from '../project/corrected-measures.ts';
import { scoreInterval } from '../scoring/intervals.ts';
import { reasonsFor } from '../scoring/plot.ts';
import { statuses } from '../scoring/types.ts';
import { correctedByRow, correctedText } from './corrected.ts';
import { CsvWriter } from './csv-writer.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';

/** Lines between two looks at whether a chunk is full. */
const rowsPerBlock = 64;

/**
 * The ranking table as CSV (RFC 4180, UTF-8, decimal point), in chunks of text: one line per plot in the order of the
 * table; per criterion the value (unit in the heading), the utility 0..1 and the points it gives. A missing value is an
 * empty cell. Where people corrected values, `corrected` says which.
 */
export function* rankingCsv(scored: ScoredProfile, plots: ReportPlots, language: Language): Generator<string> {
  const writer = new CsvWriter();
  const corrected = correctedByRow(scored);
  writeHeadings(scored, writer);
  const cells = criterionCells(scored);
  const { length } = scored.scores.order;
  for (let from = 0; from < length; from += rowsPerBlock) {
    const to = Math.min(length, from + rowsPerBlock);
    // A function of its own: what runs for long must not be a generator, which engines do not make fast.
    for (let place = from; place < to; place++)
      writeRow(writer, scored, plots, cells, corrected, scored.scores.order[place], language);
    const chunk = writer.chunk(false);
    if (chunk !== null) yield chunk;
  }
  const rest = writer.chunk(true);
  if (rest !== null) yield rest;
}

function writeHeadings({ prepared, corrected = [] }: ScoredProfile, writer: CsvWriter): void {
  const headings = ['rank', 'plot', 'label', 'score', 'score_low', 'score_high', 'status', 'reasons'];
  if (corrected.length > 0) headings.push('corrected');
  for (const { criterion, result } of prepared.criteria) {
    headings.push(`${criterion.id} [${result.unit}]`, `${criterion.id} utility`, `${criterion.id} points`);
  }
  for (const heading of headings) writer.text(heading);
  writer.endLine();
}

function writeRow(
  writer: CsvWriter,
  scored: ScoredProfile,
  plots: ReportPlots,
  cells: readonly CriterionCells[],
  corrected: ReadonlyMap<number, readonly AppliedCorrection[]>,
  row: number,
  language: Language,
): void {
  const { rank, score } = scored.scores;
  const { low, high } = scoreInterval(scored.scores, row);
  writer.number(rank[row] === 0 ? Number.NaN : rank[row]);
  writer.text(plots.id(row));
  writer.text(plots.label(row));
  writer.number(score[row]);
  writer.number(low);
  writer.number(high);
  const status = statuses[scored.scores.status[row]];
  writer.text(status);
  writer.text(status === 'pass' ? '' : reasonsText(scored, row, language));
  if (corrected.size > 0) writer.text(correctedText(corrected.get(row)));
  for (let at = 0; at < cells.length; at++) {
    const { values, codes, labels, utility, points } = cells[at];
    if (values) writer.number(values[row]);
    else writer.text(labels[codes[row]]);
    writer.number(utility[row]);
    writer.number(points * utility[row]);
  }
  writer.endLine();
}

/** What a criterion's three cells are made of: numbers, or codes with their labels. */
interface CriterionCells {
  readonly values: Float64Array | null;
  readonly codes: Uint32Array;
  readonly labels: readonly string[];
  readonly utility: Float64Array;
  /** Points of a utility of 1. */
  readonly points: number;
}

function criterionCells({ prepared, scores }: ScoredProfile): readonly CriterionCells[] {
  return prepared.criteria.map(({ result }, index) => {
    const { utility, weight } = scores.criteria[index];
    const given = result.kind === 'codes' ? result : { codes: new Uint32Array(0), labels: [] };
    const values = result.kind === 'numbers' ? result.values : null;
    return { values, codes: given.codes, labels: given.labels, utility, points: 100 * weight };
  });
}

function reasonsText({ profile, prepared }: ScoredProfile, row: number, language: Language): string {
  const reasons = reasonsFor(prepared, row).map((reason) => {
    const criterion = profile.criteria.find(({ id }) => id === reason.criterion);
    return criterion ? describeReason(reason, criterion, language) : '';
  });
  return reasons.join(' ');
}

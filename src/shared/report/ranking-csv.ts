import { describeReason } from '../explain/reason.ts';
import { csvText } from '../formats/csv/write-csv.ts';
import type { Language } from '../lib/language.ts';
import { reasonsFor } from '../scoring/plot.ts';
import { statuses } from '../scoring/types.ts';
import { CsvWriter } from './csv-writer.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';

/**
 * The ranking table as CSV (RFC 4180, UTF-8, decimal point), in chunks of text: one line per plot in the order of the
 * table; per criterion the value (unit in the heading), the utility 0..1 and the points it gives. A missing value is an
 * empty cell.
 */
export function* rankingCsv(scored: ScoredProfile, plots: ReportPlots, language: Language): Generator<string> {
  const { prepared, scores } = scored;
  const writer = new CsvWriter();
  const headings = ['rank', 'plot', 'label', 'score', 'score_low', 'score_high', 'status', 'reasons'];
  for (const { criterion, result } of prepared.criteria) {
    headings.push(`${criterion.id} [${result.unit}]`, `${criterion.id} utility`, `${criterion.id} points`);
  }
  for (const heading of headings) writer.text(heading);
  writer.endLine();
  const criteria = criterionCells(scored, writer);
  for (const row of scores.order) {
    writer.number(scores.rank[row] === 0 ? Number.NaN : scores.rank[row]);
    writer.text(plots.id(row));
    writer.text(plots.label(row));
    writer.number(scores.score[row]);
    writer.number(scores.low[row]);
    writer.number(scores.high[row]);
    const status = statuses[scores.status[row]];
    writer.raw(status);
    writer.text(status === 'pass' ? '' : reasonsText(scored, row, language));
    for (const write of criteria) write(row);
    writer.endLine();
    const chunk = writer.chunk(false);
    if (chunk !== null) yield chunk;
  }
  const rest = writer.chunk(true);
  if (rest !== null) yield rest;
}

/** What writes a criterion's three cells of a row. */
function criterionCells({ prepared, scores }: ScoredProfile, writer: CsvWriter): readonly ((row: number) => void)[] {
  return prepared.criteria.map(({ result }, index) => {
    const { utility, weight } = scores.criteria[index];
    const points = 100 * weight;
    const labels = result.kind === 'codes' ? result.labels.map(csvText) : [];
    return (row: number) => {
      if (result.kind === 'codes') writer.raw(labels[result.codes[row]]);
      else writer.number(result.values[row]);
      writer.number(utility[row]);
      writer.number(points * utility[row]);
    };
  });
}

function reasonsText({ profile, prepared }: ScoredProfile, row: number, language: Language): string {
  const reasons = reasonsFor(prepared, row).map((reason) => {
    const criterion = profile.criteria.find(({ id }) => id === reason.criterion);
    return criterion ? describeReason(reason, criterion, language) : '';
  });
  return reasons.join(' ');
}

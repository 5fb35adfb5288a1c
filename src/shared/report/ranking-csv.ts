import { describeReason } from '../explain/reason.ts';
import { csvText } from '../formats/csv/write-csv.ts';
import type { Language } from '../lib/language.ts';
import { reasonsFor } from '../scoring/plot.ts';
import { statuses } from '../scoring/types.ts';
import { valueOfRow } from '../scoring/values.ts';
import { printNumber } from './numbers.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';

const csvNumber = (value: number): string => (Number.isFinite(value) ? printNumber(value) : '');

/**
 * The ranking table as CSV (RFC 4180, UTF-8, decimal point): one line per plot in the order of the table; per
 * criterion the value (unit in the heading), the utility 0..1 and the points it gives. A missing value is an empty cell.
 */
export function* rankingCsv(scored: ScoredProfile, plots: ReportPlots, language: Language): Generator<string> {
  const { profile, prepared, scores } = scored;
  const headings = ['rank', 'plot', 'label', 'score', 'score_low', 'score_high', 'status', 'reasons'];
  for (const { criterion, result } of prepared.criteria) {
    headings.push(`${criterion.id} [${result.unit}]`, `${criterion.id} utility`, `${criterion.id} points`);
  }
  yield `${headings.map(csvText).join(',')}\r\n`;
  for (const row of scores.order) {
    const status = statuses[scores.status[row]];
    const reasons = (status === 'pass' ? [] : reasonsFor(prepared, row)).map((reason) => {
      const criterion = profile.criteria.find(({ id }) => id === reason.criterion);
      return criterion ? describeReason(reason, criterion, language) : '';
    });
    const cells = [
      scores.rank[row] === 0 ? '' : String(scores.rank[row]),
      csvText(plots.id(row)),
      csvText(plots.label(row)),
      csvNumber(scores.score[row]),
      csvNumber(scores.low[row]),
      csvNumber(scores.high[row]),
      status,
      csvText(reasons.join(' ')),
    ];
    prepared.criteria.forEach(({ result }, index) => {
      const value = valueOfRow(result, row);
      const { utility, weight } = scores.criteria[index];
      cells.push(typeof value === 'string' ? csvText(value) : value === null ? '' : csvNumber(value));
      cells.push(csvNumber(utility[row]), csvNumber(100 * weight * utility[row]));
    });
    yield `${cells.join(',')}\r\n`;
  }
}

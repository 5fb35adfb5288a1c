import { textColumn } from '../dataset/columns.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import { describeReason } from '../explain/reason.ts';
import type { Language } from '../lib/language.ts';
import { scoreEnds } from '../scoring/intervals.ts';
import { reasonsFor } from '../scoring/plot.ts';
import type { PreparedCriterion } from '../scoring/prepare.ts';
import { statuses } from '../scoring/types.ts';
import { correctedByRow, correctedText } from './corrected.ts';
import { printNumber } from './numbers.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';

/**
 * The ranked plots as a layer in the working CRS, rows in the order of the plots' own file: rank (missing where there is
 * none), plot, label, score, what it is at least and at most, status, reasons, where people corrected values which, and per criterion the measured value under the
 * criterion's id. Numbers are those that are printed everywhere, with 12 significant digits.
 */
export function rankingLayer(scored: ScoredProfile, plots: ReportPlots, language: Language): Dataset {
  const { profile, prepared, scores } = scored;
  const corrected = correctedByRow(scored);
  const texts = (name: string, of: (row: number) => string) =>
    textColumn(
      name,
      Array.from({ length: plots.count }, (_, row) => of(row)),
    );
  const numbers = (name: string, values: Float64Array | Uint32Array): Column => ({
    type: 'number',
    name,
    values: Float64Array.from(values, printed),
  });
  const criteria = new Map(profile.criteria.map((criterion) => [criterion.id, criterion]));
  const reasons = (row: number): string => {
    if (statuses[scores.status[row]] === 'pass') return '';
    return reasonsFor(prepared, row)
      .map((reason) => {
        const criterion = criteria.get(reason.criterion);
        return criterion ? describeReason(reason, criterion, language) : '';
      })
      .join(' ');
  };
  const { low, high } = scoreEnds(scores);
  return {
    ...plots.dataset,
    columns: [
      {
        type: 'number',
        name: 'rank',
        values: Float64Array.from(scores.rank, (rank) => (rank === 0 ? Number.NaN : rank)),
      },
      texts('plot', (row) => plots.id(row)),
      texts('label', (row) => plots.label(row)),
      numbers('score', scores.score),
      numbers('score_low', low),
      numbers('score_high', high),
      texts('status', (row) => statuses[scores.status[row]]),
      texts('reasons', reasons),
      ...(corrected.size > 0 ? [texts('corrected', (row) => correctedText(corrected.get(row)))] : []),
      ...prepared.criteria.map((criterion) => valueColumn(criterion)),
    ],
  };
}

const printed = (value: number): number => (Number.isFinite(value) ? Number(printNumber(value)) : Number.NaN);

function valueColumn({ criterion, result }: PreparedCriterion): Column {
  return result.kind === 'numbers'
    ? { type: 'number', name: criterion.id, values: Float64Array.from(result.values, printed) }
    : textColumn(
        criterion.id,
        Array.from(result.codes, (code) => result.labels[code] || null),
      );
}

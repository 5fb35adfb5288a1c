import type { ProfileScores } from './types.ts';

/** What the score of a plot may be, 0..100: the score itself where nothing is missing. */
export function scoreInterval(
  { score, intervals }: Pick<ProfileScores, 'score' | 'intervals'>,
  row: number,
): { readonly low: number; readonly high: number } {
  if (!Number.isNaN(score[row])) return { low: score[row], high: score[row] };
  const { rows, low, high } = intervals;
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (rows[middle] < row) from = middle + 1;
    else to = middle;
  }
  return { low: low[from], high: high[from] };
}

/** The ends of every plot's interval, row n for plot n. */
export function scoreEnds({ score, intervals }: Pick<ProfileScores, 'score' | 'intervals'>): {
  readonly low: Float64Array;
  readonly high: Float64Array;
} {
  const [low, high] = [score.slice(), score.slice()];
  intervals.rows.forEach((row, at) => {
    low[row] = intervals.low[at];
    high[row] = intervals.high[at];
  });
  return { low, high };
}

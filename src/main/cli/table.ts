import type { ScoredStudy } from '../../shared/analysis/run-study.ts';
import type { Language } from '../../shared/lib/language.ts';
import { statuses } from '../../shared/scoring/types.ts';

/** How many plots of each profile a readable table shows; all of them are in the files. */
const rowsShown = 10;

/** The first plots of every profile as a readable table. */
export function* rankingTable({ loaded, profiles }: ScoredStudy, language: Language): Generator<string> {
  yield `${loaded.study.name}: ${loaded.plots.count} plots, ${loaded.workingCrs.code ?? loaded.workingCrs.name}\n`;
  for (const { profile, scores } of profiles) {
    const counts = statuses.map(
      (status, code) => `${status} ${scores.status.reduce((sum, own) => sum + (own === code ? 1 : 0), 0)}`,
    );
    yield `\n${profile.name[language]} (${counts.join(', ')})\n  rank  score  status       plot\n`;
    for (const row of scores.order.subarray(0, rowsShown)) {
      const rank = scores.rank[row] === 0 ? '-' : String(scores.rank[row]);
      const score = Number.isNaN(scores.score[row]) ? '-' : scores.score[row].toFixed(1);
      const status = statuses[scores.status[row]];
      yield `${rank.padStart(6)}  ${score.padStart(5)}  ${status.padEnd(11)}  ${loaded.plots.label(row)}\n`;
    }
    const left = scores.notAssessed.map(({ criterion, why }) => `${criterion} (${why})`).join(', ');
    if (left !== '') yield `  not assessed: ${left}\n`;
  }
}

import { groupScoresOf } from '../../../shared/scoring/groups.ts';
import type { Evaluation } from '../../state/app-state.ts';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { lowestGroup } from '../labels.ts';
import { useWords } from '../use-app.ts';
import classes from './PlotCard.module.css';

/** A bar a group; the lowest one is named, so that a high total hides no weakness. */
export function GroupBars({ evaluation, row }: { evaluation: Evaluation; row: number }) {
  const { t, format } = useWords();
  const groups = groupScoresOf(evaluation.prepared, evaluation.scores, row);
  const lowest = groups.length > 1 ? lowestGroup(groups) : null;
  return (
    <table className={classes.groups}>
      <tbody>
        {groups.map((one) => (
          <tr key={one.group} data-lowest={one === lowest || undefined}>
            <th scope="row">
              {format.group(one.group)}
              <span className={classes.share}>{t.criteria.percent(format.percent(100 * one.weight))}</span>
            </th>
            <td className={classes.groupBar}>
              <ScoreBar value={one.score ?? 0} height={10} {...(one === lowest ? { color: 'var(--app-mark)' } : {})} />
            </td>
            <td className={classes.groupScore}>{one.score === null ? '–' : format.whole(one.score)}</td>
            <td className={classes.lowest}>{one === lowest ? t.plot.lowest : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

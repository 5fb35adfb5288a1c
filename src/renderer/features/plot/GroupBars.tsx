import { noGroup } from '../../../shared/scoring/groups.ts';
import type { Evaluation } from '../../state/app-state.ts';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { useWords } from '../use-app.ts';
import classes from './PlotCard.module.css';

/** A bar a group; the lowest one is named, so that a high total hides no weakness. */
export function GroupBars({ evaluation, row }: { evaluation: Evaluation; row: number }) {
  const { t, format } = useWords();
  const { groups, weights, scores, lowest } = evaluation.groups;
  const low = lowest[row];
  return (
    <table className={classes.groups}>
      <tbody>
        {groups.map((group, at) => {
          const score = scores[at][row];
          const isLowest = at === low && low !== noGroup && groups.length > 1;
          return (
            <tr key={group} data-lowest={isLowest || undefined}>
              <th scope="row">
                {format.group(group)}
                <span className={classes.share}>{t.criteria.percent(format.percent(100 * weights[at]))}</span>
              </th>
              <td className={classes.groupBar}>
                <ScoreBar
                  value={Number.isNaN(score) ? 0 : score}
                  height={10}
                  {...(isLowest ? { color: 'var(--app-mark)' } : {})}
                />
              </td>
              <td className={classes.groupScore}>{Number.isNaN(score) ? '–' : format.whole(score)}</td>
              <td className={classes.lowest}>{isLowest ? t.plot.lowest : ''}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import { contributions } from '../../../shared/scoring/plot.ts';
import type { Evaluation } from '../../state/app-state.ts';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { useWords } from '../use-app.ts';
import classes from './PlotCard.module.css';

/** What was measured, in real units, how good that is and how many points it gives. */
export function ValuesTable({ evaluation, row }: { evaluation: Evaluation; row: number }) {
  const { t, format } = useWords();
  const { prepared, scores, profile } = evaluation;
  return (
    <table className={classes.values}>
      <thead>
        <tr>
          <th scope="col">{t.plot.criterion}</th>
          <th scope="col" className={classes.right}>
            {t.plot.value}
          </th>
          <th scope="col">{t.plot.utility}</th>
          <th scope="col" className={classes.right}>
            {t.plot.points}
          </th>
        </tr>
      </thead>
      <tbody>
        {contributions(prepared, scores, row).map(({ criterion, value, unit, utility, contribution }) => (
          <tr key={criterion}>
            <th scope="row">{profile.criteria.find(({ id }) => id === criterion)?.name[format.language]}</th>
            <td className={classes.right}>{value === null ? t.plot.missing : format.value(value, unit)}</td>
            <td className={classes.utility}>
              {utility === null ? (
                '?'
              ) : (
                <>
                  <ScoreBar value={100 * utility} height={6} />
                  <span className={classes.hidden}>{t.criteria.percent(format.whole(100 * utility))}</span>
                </>
              )}
            </td>
            <td className={classes.right}>{contribution === null ? '–' : format.score(contribution)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { Unit } from '../../../shared/measure/types.ts';
import type { AppliedCorrection } from '../../../shared/project/corrected-measures.ts';
import { describeEvidence } from '../../../shared/report/corrected.ts';
import { contributions } from '../../../shared/scoring/plot.ts';
import type { Evaluation } from '../../state/app-state.ts';
import { correctedByRow } from '../../state/observations.ts';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { useWords } from '../use-app.ts';
import classes from './PlotCard.module.css';

/** What was measured, in real units, how good that is and how many points it gives. */
export function ValuesTable({ evaluation, row }: { evaluation: Evaluation; row: number }) {
  const { t, format } = useWords();
  const { prepared, scores, profile } = evaluation;
  const corrected = new Map(
    correctedByRow(evaluation)
      .get(row)
      ?.map((one) => [one.criterion, one]),
  );
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
            <td className={classes.right}>
              {value === null ? t.plot.missing : format.value(value, unit)}
              <Corrected correction={corrected.get(criterion)} unit={unit} />
            </td>
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

/** Says that a value is not the measured one, how it is known, and what was measured. */
function Corrected({ correction, unit }: { correction: AppliedCorrection | undefined; unit: Unit }) {
  const { t, format } = useWords();
  if (correction === undefined) return null;
  const { measured, correction: known } = correction;
  const before = measured === null ? t.field.notMeasured : t.field.insteadOf(format.value(measured, unit));
  return (
    <span className={classes.corrected} title={before}>
      {t.field.corrected}, {describeEvidence(known.evidence, format.language)}
    </span>
  );
}

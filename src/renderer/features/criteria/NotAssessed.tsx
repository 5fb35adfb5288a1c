import type { Criterion, ProfileScores } from '../../../shared/scoring/types.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { useWords } from '../use-app.ts';
import classes from './CriteriaPanel.module.css';

interface NotAssessedProps {
  readonly criteria: readonly Criterion[];
  readonly notAssessed: ProfileScores['notAssessed'];
}

const whyKeys = { 'no-layer': 'noLayer', 'no-field': 'noField', 'no-areas': 'noAreas' } as const;

/** Criteria without data, with the weight they would have had: unknown is said, not hidden. */
export function NotAssessed({ criteria, notAssessed }: NotAssessedProps) {
  const { t, format } = useWords();
  if (notAssessed.length === 0) return null;
  return (
    <section className={classes.group} data-quiet>
      <SectionTitle>{t.criteria.notAssessed}</SectionTitle>
      <p className={classes.fine}>{t.criteria.notAssessedLead}</p>
      <ul className={classes.left}>
        {notAssessed.map(({ criterion, weight, why }) => (
          <li key={criterion}>
            <span>
              {criteria.find(({ id }) => id === criterion)?.name[format.language] ?? criterion}
              <span className={classes.why}>{t.criteria[whyKeys[why]]}</span>
            </span>
            <span className={classes.sum}>{t.criteria.percent(format.percent(100 * weight))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

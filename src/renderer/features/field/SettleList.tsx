import { useMemo } from 'react';
import { type OpenQuestion, whatSettles } from '../../../shared/robustness/what-settles.ts';
import type { Evaluation, OpenStudy } from '../../state/app-state.ts';
import { weakRows } from '../../state/observations.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { useCommands, useWords } from '../use-app.ts';
import classes from './FieldPanel.module.css';

const shown = 12;

/** The values that are most worth finding out, a click from their plots. */
export function SettleList({ open, evaluation }: { open: OpenStudy; evaluation: Evaluation }) {
  const { t, format } = useWords();
  const { prepared, scores, profile } = evaluation;
  const { questions, total } = useMemo(
    () => whatSettles(prepared, scores, weakRows(evaluation), shown),
    [prepared, scores, evaluation],
  );
  const use = profile.name[format.language].toLocaleLowerCase(format.language);
  return (
    <section className={classes.part} aria-label={t.field.settle}>
      <SectionTitle
        end={
          total > 0 && (
            <span className={classes.count}>
              {t.field.settleCount(format.whole(questions.length), format.whole(total))}
            </span>
          )
        }
      >
        {t.field.settle}
      </SectionTitle>
      <p className={classes.lead}>{total > 0 ? t.field.settleLead(use) : t.field.settleNone(use)}</p>
      <ol className={classes.list}>
        {questions.map((question) => (
          <Question
            key={`${question.row} ${question.criterion}`}
            open={open}
            evaluation={evaluation}
            question={question}
          />
        ))}
      </ol>
      {total > 0 && <p className={classes.lead}>{t.field.settleHow}</p>}
    </section>
  );
}

interface QuestionProps {
  readonly open: OpenStudy;
  readonly evaluation: Evaluation;
  readonly question: OpenQuestion;
}

function Question({ open, evaluation, question }: QuestionProps) {
  const { t, format } = useWords();
  const { selectPlot, zoomTo } = useCommands();
  const { row, criterion, doubt, effect, points, leads } = question;
  const name = evaluation.profile.criteria.find(({ id }) => id === criterion)?.name[format.language] ?? criterion;
  const said = leads ? t.field.couldLose(format.score(points)) : t.field.couldLead(format.score(points));
  return (
    <li>
      <button
        type="button"
        className={classes.entry}
        onClick={() => {
          selectPlot(row);
          zoomTo('selection');
        }}
      >
        <span className={classes.plot}>{open.loaded.plots.label(row)}</span>
        <span className={classes.what}>
          {name}: <em>{t.field.doubts[doubt]}</em>
        </span>
        <span className={classes.said}>
          {points > 0 && said}
          {points > 0 && effect === 'exclusion' && ' · '}
          {effect === 'exclusion' && t.field.decidesExclusion}
        </span>
      </button>
    </li>
  );
}

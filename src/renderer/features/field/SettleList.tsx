import { useMemo } from 'react';
import { type OpenPlot, type OpenQuestion, whatSettles } from '../../../shared/robustness/what-settles.ts';
import type { Evaluation, OpenStudy } from '../../state/app-state.ts';
import { weakRows } from '../../state/observations.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { useCommands, useWords } from '../use-app.ts';
import classes from './FieldPanel.module.css';

/** So many plots are listed, and of each so many values. */
const shown = 8;
const valuesShown = 4;

/** The values that are most worth finding out, a click from their plots. */
export function SettleList({ open, evaluation }: { open: OpenStudy; evaluation: Evaluation }) {
  const { t, format } = useWords();
  const { prepared, scores, profile } = evaluation;
  const { plots, plotsInAll, total } = useMemo(
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
              {t.field.settleCount(format.whole(plots.length), format.whole(plotsInAll))}
            </span>
          )
        }
      >
        {t.field.settle}
      </SectionTitle>
      <p className={classes.lead}>{total > 0 ? t.field.settleLead(use) : t.field.settleNone(use)}</p>
      <ol className={classes.list}>
        {plots.map((plot) => (
          <Plot key={plot.row} open={open} evaluation={evaluation} plot={plot} />
        ))}
      </ol>
      {total > 0 && <p className={classes.lead}>{t.field.settleHow}</p>}
    </section>
  );
}

interface PlotProps {
  readonly open: OpenStudy;
  readonly evaluation: Evaluation;
  readonly plot: OpenPlot;
}

/** A plot, what its most telling value could do, and the values that are in doubt. */
function Plot({ open, evaluation, plot: { row, questions } }: PlotProps) {
  const { t, format } = useWords();
  const { selectPlot, zoomTo } = useCommands();
  const points = Math.max(...questions.map((question) => question.points));
  const said = questions[0].leads ? t.field.couldLose(format.score(points)) : t.field.couldLead(format.score(points));
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
        {points > 0 && <span className={classes.said}>{said}</span>}
        {questions.slice(0, valuesShown).map((question) => (
          <Value key={`${question.criterion} ${question.doubt}`} evaluation={evaluation} question={question} />
        ))}
        {questions.length > valuesShown && (
          <span className={classes.said}>{t.notices.more(format.whole(questions.length - valuesShown))}</span>
        )}
      </button>
    </li>
  );
}

function Value({ evaluation, question }: { readonly evaluation: Evaluation; readonly question: OpenQuestion }) {
  const { t, format } = useWords();
  const { criterion, doubt, effect } = question;
  const name = evaluation.profile.criteria.find(({ id }) => id === criterion)?.name[format.language] ?? criterion;
  return (
    <span className={classes.what}>
      {name}: <em>{t.field.doubts[doubt]}</em>
      {effect === 'exclusion' && <small> · {t.field.decidesExclusion}</small>}
    </span>
  );
}

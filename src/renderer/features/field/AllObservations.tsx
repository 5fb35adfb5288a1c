import { useMemo } from 'react';
import type { Observation } from '../../../shared/project/document-types.ts';
import type { OpenStudy } from '../../state/app-state.ts';
import { rowsOfPlots } from '../../state/observations.ts';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { useCommands, useWords } from '../use-app.ts';
import classes from './FieldPanel.module.css';
import { useFinding } from './use-finding.ts';

interface ObservationsProps {
  readonly open: OpenStudy;
  readonly observations: readonly Observation[];
}

/** Everything noted in the project by plot, the latest first. */
export function AllObservations({ open, observations }: ObservationsProps) {
  const { t, format } = useWords();
  const { selectPlot, zoomTo } = useCommands();
  const told = useFinding();
  const rows = useMemo(() => rowsOfPlots(observations, open), [observations, open]);
  const latest = [...observations].sort((a, b) => (a.id < b.id ? 1 : -1));
  return (
    <section className={classes.part} aria-label={t.field.all}>
      <SectionTitle end={<span className={classes.count}>{format.whole(observations.length)}</span>}>
        {t.field.all}
      </SectionTitle>
      {observations.length === 0 && <p className={classes.lead}>{t.field.allNone}</p>}
      <ul className={classes.list}>
        {latest.map((one) => {
          const row = rows.get(one.plot);
          return row === undefined ? null : (
            <li key={one.id}>
              <button
                type="button"
                className={classes.entry}
                onClick={() => {
                  selectPlot(row);
                  zoomTo('selection');
                }}
              >
                <span className={classes.plot}>{open.loaded.plots.label(row)}</span>
                <span className={classes.what}>{told(one)}</span>
                <span className={classes.said}>{t.field.by(one.author || '–', format.moment(Date.parse(one.at)))}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

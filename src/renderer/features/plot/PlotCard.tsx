import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFocus2, IconPointer, IconX } from '@tabler/icons-react';
import { explainPlot } from '../../../shared/explain/plot.ts';
import { describeReason } from '../../../shared/explain/reason.ts';
import { scoreInterval } from '../../../shared/scoring/intervals.ts';
import { reasonsFor } from '../../../shared/scoring/plot.ts';
import { type Reason, statuses } from '../../../shared/scoring/types.ts';
import { activeEvaluation, type Evaluation, type OpenStudy } from '../../state/app-state.ts';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { SectionTitle } from '../../ui/SectionTitle.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { statusKinds } from '../labels.ts';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { GroupBars } from './GroupBars.tsx';
import { Observations } from './Observations.tsx';
import classes from './PlotCard.module.css';
import { PlotFields } from './PlotFields.tsx';
import { Sources } from './Sources.tsx';
import { ValuesTable } from './ValuesTable.tsx';

/** Why the chosen plot stands where it stands. */
export function PlotCard() {
  const { t } = useWords();
  const open = useAppState((state) => state.open);
  const evaluation = useAppState(activeEvaluation);
  const primary = useAppState((state) => state.selection.primary);
  if (!open || !evaluation || primary === null) {
    return (
      <EmptyNote sign={<IconPointer size={34} stroke={1.4} />} title={t.plot.none}>
        {t.plot.noneHint}
      </EmptyNote>
    );
  }
  return <Card open={open} evaluation={evaluation} row={primary} />;
}

interface CardProps {
  readonly open: OpenStudy;
  readonly evaluation: Evaluation;
  readonly row: number;
}

function Card({ open, evaluation, row }: CardProps) {
  const { t, format } = useWords();
  const { prepared, scores } = evaluation;
  const label = open.loaded.plots.label(row);
  const reasons = reasonsFor(prepared, row);
  return (
    <article className={classes.card} aria-label={label}>
      <CardHead open={open} evaluation={evaluation} row={row} />
      {reasons.length > 0 && <Reasons evaluation={evaluation} reasons={reasons} />}
      <Observations open={open} evaluation={evaluation} row={row} />
      <section className={classes.part}>
        <SectionTitle>{t.plot.groups}</SectionTitle>
        <GroupBars evaluation={evaluation} row={row} />
      </section>
      <section className={classes.part}>
        <SectionTitle>{t.plot.why}</SectionTitle>
        <p className={classes.words} data-testid="plot-explanation">
          {explainPlot(prepared, scores, row, label, format.language)}
        </p>
      </section>
      <section className={classes.part}>
        <SectionTitle>{t.plot.values}</SectionTitle>
        <ValuesTable evaluation={evaluation} row={row} />
      </section>
      <PlotFields plots={open.loaded.plots} row={row} />
      <Sources open={open} evaluation={evaluation} />
    </article>
  );
}

function CardHead({ open, evaluation, row }: CardProps) {
  const { t, format } = useWords();
  const { zoomTo, clearSelection } = useCommands();
  const others = useAppState((state) => state.selection.rows.length - 1);
  const { plots } = open.loaded;
  const { scores } = evaluation;
  const status = statuses[scores.status[row]];
  const rank = scores.rank[row];
  const ranked = scores.rank.reduce((count, one) => count + Number(one > 0), 0);
  const known = !Number.isNaN(scores.score[row]);
  const interval = scoreInterval(scores, row);
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h2>{plots.label(row)}</h2>
        <span className={classes.actions}>
          <Tooltip label={t.plot.zoom}>
            <ActionIcon size={26} aria-label={t.plot.zoom} onClick={() => zoomTo('selection')}>
              <IconFocus2 size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t.plot.clear}>
            <ActionIcon size={26} aria-label={t.plot.clear} onClick={clearSelection}>
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <div className={classes.figures}>
        <div className={classes.score} data-faint={status === 'excluded' || undefined}>
          <strong>
            {known
              ? format.score(scores.score[row])
              : t.plot.scoreBetween(format.whole(interval.low), format.whole(interval.high))}
          </strong>
          <span>{t.plot.score}</span>
        </div>
        <div className={classes.facts}>
          <span className={classes.rank}>
            {rank > 0 ? t.plot.rankOf(format.whole(rank), format.whole(ranked)) : t.plot.notRanked}
          </span>
          <span>
            {t.plot.area} {format.value(open.areas[row], 'm2')}
          </span>
          <StateMark kind={statusKinds[status]} label={t.status[status]} boxed />
        </div>
      </div>
      {others > 0 && <p className={classes.others}>{t.plot.others(format.whole(others))}</p>}
    </header>
  );
}

function Reasons({ evaluation, reasons }: { evaluation: Evaluation; reasons: readonly Reason[] }) {
  const { t, format } = useWords();
  const { profile, measures } = evaluation;
  return (
    <section className={classes.part}>
      <SectionTitle>{t.plot.reasons}</SectionTitle>
      <ul className={classes.reasons}>
        {reasons.map((reason) => {
          const criterion = profile.criteria.find(({ id }) => id === reason.criterion);
          if (!criterion) return null;
          const unit = measures.values.get(criterion.id)?.unit;
          return (
            <li key={`${reason.criterion}${reason.kind}`} data-kind={reason.kind}>
              {describeReason(reason, criterion, format.language, unit)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

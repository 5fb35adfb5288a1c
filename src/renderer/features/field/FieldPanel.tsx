import { IconNotes } from '@tabler/icons-react';
import { activeEvaluation } from '../../state/app-state.ts';
import { observationsOf } from '../../state/observations.ts';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { useAppState, useWords } from '../use-app.ts';
import { AllObservations } from './AllObservations.tsx';
import classes from './FieldPanel.module.css';
import { LostObservations } from './LostObservations.tsx';
import { SettleList } from './SettleList.tsx';

/** What to find out, what was found out, and what of it has lost its plot. */
export function FieldPanel() {
  const { t } = useWords();
  const open = useAppState((state) => state.open);
  const evaluation = useAppState(activeEvaluation);
  const observations = useAppState(observationsOf);
  if (!open || !evaluation) return <EmptyNote sign={<IconNotes size={34} stroke={1.4} />} title={t.criteria.waiting} />;
  return (
    <div className={classes.panel}>
      <SettleList open={open} evaluation={evaluation} />
      <AllObservations open={open} observations={observations} />
      <LostObservations open={open} />
    </div>
  );
}

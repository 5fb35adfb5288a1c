import { useMemo } from 'react';
import { statuses } from '../../../shared/scoring/types.ts';
import type { Evaluation } from '../../state/app-state.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { statusKinds } from '../labels.ts';
import { useWords } from '../use-app.ts';
import classes from './RankingTable.module.css';

/** How many plots stand where. */
export function StatusSummary({ evaluation }: { evaluation: Evaluation }) {
  const { t, format } = useWords();
  const { status } = evaluation.scores;
  const counts = useMemo(() => {
    const counted = statuses.map(() => 0);
    for (let row = 0; row < status.length; row++) counted[status[row]]++;
    return counted;
  }, [status]);
  return (
    <span className={classes.summary}>
      {statuses.map((name, code) =>
        counts[code] === 0 ? null : (
          <StateMark key={name} kind={statusKinds[name]} label={t.statusPlural[name](format.whole(counts[code]))} />
        ),
      )}
    </span>
  );
}

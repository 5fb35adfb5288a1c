import { useMemo } from 'react';
import type { Criterion } from '../../../shared/scoring/types.ts';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { useWords } from '../use-app.ts';
import classes from './CriteriaPanel.module.css';

interface ClassBarsProps {
  readonly criterion: Criterion;
  readonly codes: Uint32Array;
  readonly labels: readonly string[];
}

const shown = 7;

/** How good each code is and how many plots have it, the most common first. */
export function ClassBars({ criterion, codes, labels }: ClassBarsProps) {
  const { t, format } = useWords();
  const counts = useMemo(() => {
    const counted = new Array<number>(labels.length).fill(0);
    for (const code of codes) counted[code]++;
    return labels
      .map((label, code) => ({ label, count: counted[code] }))
      .slice(1)
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
  }, [codes, labels]);
  const utility = (label: string) => {
    if (criterion.utility.kind !== 'classes') return null;
    const scored = criterion.utility.scores.find(([value]) => value === label);
    return scored ? scored[1] : (criterion.utility.otherwise ?? null);
  };
  const rest = counts.slice(shown);
  return (
    <table className={classes.codes}>
      <tbody>
        {counts.slice(0, shown).map(({ label, count }) => {
          const good = utility(label);
          return (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={classes.codeBar}>
                <ScoreBar value={100 * (good ?? 0)} />
              </td>
              <td>{good === null ? '–' : t.criteria.percent(format.whole(100 * good))}</td>
              <td className={classes.codeCount}>{format.whole(count)}</td>
            </tr>
          );
        })}
        {rest.length > 0 && (
          <tr>
            <th scope="row">{t.criteria.otherwise}</th>
            <td />
            <td />
            <td className={classes.codeCount}>{format.whole(rest.reduce((sum, { count }) => sum + count, 0))}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

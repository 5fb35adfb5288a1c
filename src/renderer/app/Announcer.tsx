import { useAppState, useWords } from '../features/use-app.ts';
import { activeEvaluation } from '../state/app-state.ts';
import classes from './Window.module.css';

/** Tells screen readers what the map and the table show by themselves: the first plot, and the one chosen. */
export function Announcer() {
  const { t, format } = useWords();
  const evaluation = useAppState(activeEvaluation);
  const plots = useAppState((state) => state.open?.loaded.plots ?? null);
  const primary = useAppState((state) => state.selection.primary);
  let words = '';
  if (evaluation && plots && primary !== null) {
    const rank = evaluation.scores.rank[primary];
    const ranked = evaluation.scores.rank.reduce((count, one) => count + Number(one > 0), 0);
    const place = rank > 0 ? t.plot.rankOf(format.whole(rank), format.whole(ranked)) : t.plot.notRanked;
    words = t.announce.selected(plots.label(primary), place);
  } else if (evaluation && plots && plots.count > 0) {
    words = t.announce.ranked(evaluation.profile.name[format.language], plots.label(evaluation.scores.order[0]));
  }
  return (
    <div className={classes.quiet} role="status" aria-live="polite">
      {words}
    </div>
  );
}

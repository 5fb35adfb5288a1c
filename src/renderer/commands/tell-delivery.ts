import { plotIdentities } from '../../shared/analysis/plot-identity.ts';
import { issue } from '../../shared/lib/issue.ts';
import { compareRankings } from '../../shared/scoring/compare-rankings.ts';
import { type AppState, activeEvaluation } from '../state/app-state.ts';
import { type CommandContext, notify } from './context.ts';

type Shown = Pick<AppState, 'open' | 'profile'>;

/** Says what newer deliveries changed in the ranking on screen; nothing where it was not measured before and after. */
export function tellDelivery(context: CommandContext, before: Shown, layers: readonly string[]): void {
  const now = context.store.getState();
  const [was, is] = [rankingOf(before, now.profile), rankingOf(now, now.profile)];
  if (was === null || is === null) return;
  const { plots, moved, otherStatus, added, removed, first } = compareRankings(was, is);
  const label = (open: AppState['open'], row: number | null) =>
    row === null || open === null ? '–' : open.loaded.plots.label(row);
  const [former, present] = [label(before.open, first.before), label(now.open, first.after)];
  notify(
    context,
    'info',
    'delivery-taken',
    [
      issue('info', 'delivery-ranks', { use: is.use.name[now.language], plots, moved, status: otherStatus }),
      ...(added + removed > 0 ? [issue('info', 'delivery-plots', { added, removed })] : []),
      former === present
        ? issue('info', 'delivery-first-same', { plot: present })
        : issue('info', 'delivery-first-other', { before: former, plot: present }),
    ],
    layers.join(', '),
  );
}

function rankingOf({ open }: Shown, profile: AppState['profile']) {
  const evaluation = activeEvaluation({ open, profile });
  if (open === null || evaluation === null) return null;
  return { ...plotIdentities(open.loaded), scores: evaluation.scores, use: evaluation.profile };
}

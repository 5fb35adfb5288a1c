import { plotIdentities } from '../../shared/analysis/plot-identity.ts';
import { issue } from '../../shared/lib/issue.ts';
import { orphanedObservations } from '../../shared/project/corrected-measures.ts';
import type { OpenStudy } from '../state/app-state.ts';
import { currentDocument } from '../state/document.ts';
import { type CommandContext, notify } from './context.ts';

/** Says which observations lost their plot when other plots, as a newer delivery, took the place of those before. */
export function tellLost(context: CommandContext, before: OpenStudy, open: OpenStudy): void {
  const document = currentDocument(context.store.getState());
  if (document === null || document.observations.length === 0) return;
  const withoutPlot = ({ loaded }: OpenStudy) =>
    orphanedObservations(document, plotIdentities(loaded)).filter(({ why }) => why === 'plot-gone');
  const known = new Set(withoutPlot(before).map(({ observation }) => observation.id));
  const lost = withoutPlot(open).filter(({ observation }) => !known.has(observation.id));
  if (lost.length === 0) return;
  const issues = lost.map(({ observation: { plot, author } }) =>
    issue('warning', 'observation-plot-gone', { plot, author: author || '–' }),
  );
  notify(context, 'warning', 'notes-lost', issues);
}

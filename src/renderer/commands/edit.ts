import { plotIdentities } from '../../shared/analysis/plot-identity.ts';
import type { EditName } from '../../shared/explain/edit-name.ts';
import { studyOfDocument } from '../../shared/project/document-study.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import { commit, type History, redo, undo } from '../../shared/project/history.ts';
import type { AppState, Evaluation, OpenStudy } from '../state/app-state.ts';
import { asksAnew, givenWeights, viewsOfDocument } from '../state/document.ts';
import { profileShares } from '../state/weights.ts';
import { type CommandContext, update } from './context.ts';
import { recorrect, reweigh } from './evaluate.ts';
import { showStudy } from './open-study.ts';
import { showTitle } from './title.ts';

/**
 * Does what can be undone: the document becomes another, and the screen follows. Edits of one gesture are one step. The answer
 * is whether there was anything to do and it could be done.
 */
export async function edit(
  context: CommandContext,
  name: EditName,
  change: (document: ProjectDocument) => ProjectDocument,
  gesture: string | null = null,
): Promise<boolean> {
  const { history, author } = context.store.getState();
  if (history === null) return false;
  const root = change(history.present.root);
  const at = new Date().toISOString();
  const next = commit(history, { root, edit: name, at, by: author, gesture });
  return next === history ? false : goTo(context, next);
}

/** Commands that go through the history. */
export function historyCommands(context: CommandContext) {
  const move = (step: (history: History<ProjectDocument>) => History<ProjectDocument>): Promise<boolean> => {
    const { history } = context.store.getState();
    const next = history && step(history);
    return next === null || next === history ? Promise.resolve(false) : goTo(context, next);
  };
  return {
    undo: () => move(undo),
    redo: () => move(redo),
  };
}

/** Brings the screen to another state of the document: at once where it has all the data, else when they are read. */
async function goTo(context: CommandContext, history: History<ProjectDocument>): Promise<boolean> {
  const { open, history: former } = context.store.getState();
  if (open === null || former === null) return false;
  const document = history.present.root;
  if (asksAnew(former.present.root, document))
    return showStudy(context, studyOfDocument(document), open.files, open, { history });
  update(context, (state) => followed(state, history));
  showTitle(context);
  return true;
}

/** The state with everything that hangs on the document as the document says; nothing is measured. */
function followed({ open, profile, history: former }: AppState, history: History<ProjectDocument>): Partial<AppState> {
  const document = history.present.root;
  if (open === null) return { history };
  const weights = givenWeights(document);
  const isNoted = former?.present.root.observations !== document.observations;
  const evaluations = new Map(
    [...open.evaluations].map(([id, one]) => {
      const next = weighed(one, open, weights);
      return [id, isNoted ? corrected(next, open, weights, document) : next];
    }),
  );
  return {
    history,
    profile: open.profiles.some(({ id }) => id === document.use) ? document.use : profile,
    open: { ...open, views: viewed(open, former?.present.root, document), weights, evaluations },
  };
}

/** How the document shows its layers; the same views where nothing about that changed, as in every step of a weight. */
function viewed(
  { views }: OpenStudy,
  former: ProjectDocument | undefined,
  document: ProjectDocument,
): OpenStudy['views'] {
  const isSame = former?.layers === document.layers && former.drawing === document.drawing;
  return isSame ? views : viewsOfDocument(document);
}

/** The evaluation with the document's weights; the same one where they are the same. */
function weighed(evaluation: Evaluation, before: OpenStudy, weights: OpenStudy['weights']): Evaluation {
  const { profile, measures } = evaluation;
  const [old, given] = [before.weights.get(profile.id), weights.get(profile.id)];
  if (JSON.stringify([...(old ?? [])]) === JSON.stringify([...(given ?? [])])) return evaluation;
  return reweigh(evaluation, given ? profileShares(profile, measures, given) : null);
}

/** The evaluation with the document's corrected values; the same one where they are the same. */
function corrected(
  evaluation: Evaluation,
  { loaded }: OpenStudy,
  weights: OpenStudy['weights'],
  document: ProjectDocument,
): Evaluation {
  const corrections = { document, plots: plotIdentities(loaded) };
  return recorrect(evaluation, loaded.plots, weights.get(evaluation.profile.id), corrections);
}

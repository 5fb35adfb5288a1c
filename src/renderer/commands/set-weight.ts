import type { CriterionId } from '../../shared/lib/id.ts';
import { activeEvaluation, type Evaluation } from '../state/app-state.ts';
import { profileShares, type Shares, withShare } from '../state/weights.ts';
import { type CommandContext, update } from './context.ts';
import { reweigh } from './evaluate.ts';

/**
 * Commands for the weights of the chosen use. A drag may ask many times a frame: only the last wish before a frame
 * is scored, so the map and the table follow at the pace they can be drawn.
 */
export function weightCommands(context: CommandContext) {
  let wanted: Shares | null = null;

  function apply(): void {
    const evaluation = activeEvaluation(context.store.getState());
    const shares = wanted;
    wanted = null;
    if (evaluation && shares) replaceEvaluation(context, reweigh(evaluation, shares));
  }

  function ask(shares: Shares): void {
    const waiting = wanted !== null;
    wanted = shares;
    if (!waiting) context.nextFrame(apply);
  }

  return {
    /** Gives one criterion this many percent; the others share the rest in proportion. */
    setWeight(criterion: CriterionId, percent: number): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (evaluation) ask(withShare(wanted ?? evaluation.shares, criterion, percent));
    },
    /** Back to the profile's own weights. */
    resetWeights(): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (evaluation) ask(profileShares(evaluation.profile, evaluation.measures));
    },
  };
}

/** Puts an evaluation in the place of the one of the same profile. */
export function replaceEvaluation(context: CommandContext, evaluation: Evaluation): void {
  update(context, ({ open }) => {
    if (!open) return {};
    const evaluations = new Map(open.evaluations).set(evaluation.profile.id, evaluation);
    return { open: { ...open, evaluations } };
  });
}

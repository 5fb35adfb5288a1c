import type { CriterionId, ProfileId } from '../../shared/lib/id.ts';
import { activeEvaluation, type Evaluation } from '../state/app-state.ts';
import { asGiven, profileShares, type Shares, withShare } from '../state/weights.ts';
import { type CommandContext, update } from './context.ts';
import { reweigh } from './evaluate.ts';

/** A wish for weights that waits for the next frame; null asks for the profile's own. */
interface Wish {
  readonly of: ProfileId;
  readonly shares: Shares | null;
}

/**
 * Commands for the weights of the chosen use. A drag may ask many times a frame: only the last wish before a frame
 * is scored, so the map and the table follow at the pace they can be drawn.
 */
export function weightCommands(context: CommandContext) {
  let wish: Wish | null = null;

  function apply(): void {
    const asked = wish;
    wish = null;
    const evaluation = asked && context.store.getState().open?.evaluations.get(asked.of);
    if (evaluation) replaceWeights(context, evaluation, asked.shares);
  }

  function ask(next: Wish): void {
    // A wish for another use is no older version of this one.
    if (wish && wish.of !== next.of) apply();
    const waiting = wish !== null;
    wish = next;
    if (!waiting) context.nextFrame(apply);
  }

  /** The weights as last wished for, which may be newer than what is on screen. */
  function latest({ profile, measures, shares }: Evaluation): Shares {
    if (wish?.of !== profile.id) return shares;
    return wish.shares ?? profileShares(profile, measures);
  }

  return {
    /** Gives one criterion this many percent; the others share the rest in proportion. */
    setWeight(criterion: CriterionId, percent: number): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (!evaluation) return;
      ask({ of: evaluation.profile.id, shares: withShare(latest(evaluation), criterion, percent) });
    },
    /** Moves one criterion by this many percent from where the last wish put it: no key press is lost. */
    stepWeight(criterion: CriterionId, steps: number): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (!evaluation) return;
      const shares = latest(evaluation);
      const share = shares.get(criterion) ?? 0;
      ask({ of: evaluation.profile.id, shares: withShare(shares, criterion, share + steps) });
    },
    /** Back to the profile's own weights. */
    resetWeights(): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (evaluation) ask({ of: evaluation.profile.id, shares: null });
    },
  };
}

/** Scores with these weights, null being the profile's own, and remembers them for when the plots are measured anew. */
function replaceWeights(context: CommandContext, evaluation: Evaluation, shares: Shares | null): void {
  const { profile } = evaluation;
  const next = reweigh(evaluation, shares);
  update(context, ({ open }) => {
    if (!open) return {};
    const weights = new Map(open.weights);
    if (shares) weights.set(profile.id, new Map([...(weights.get(profile.id) ?? []), ...asGiven(profile, shares)]));
    else weights.delete(profile.id);
    return { open: { ...open, weights, evaluations: new Map(open.evaluations).set(profile.id, next) } };
  });
}

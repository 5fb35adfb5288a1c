import type { CriterionId, ProfileId } from '../../shared/lib/id.ts';
import { withWeights } from '../../shared/project/edits.ts';
import { activeEvaluation, type Evaluation } from '../state/app-state.ts';
import { asGiven, profileShares, type Shares, withShare } from '../state/weights.ts';
import type { CommandContext } from './context.ts';
import { edit } from './edit.ts';
import { keeperOf } from './keeper.ts';

/** A wish for weights that waits for the next frame; null asks for the profile's own. */
interface Wish {
  readonly of: ProfileId;
  readonly shares: Shares | null;
  /** Which criterion was moved; null for the reset. */
  readonly criterion: CriterionId | null;
  /** Wishes of one gesture are one step to undo. */
  readonly gesture: string | null;
}

/**
 * Milliseconds between two key presses that are still one gesture, from when the screen followed the first one: a person waits for
 * that, and what the program takes is no pause of theirs.
 */
const pause = 1000;

/** The last key press, and when the frame with it had been drawn; null before that. */
interface Press {
  readonly criterion: CriterionId;
  drawnAt: number | null;
}

/**
 * Commands for the weights of the chosen use. A drag may ask many times a frame: only the last wish before a frame
 * is scored, so the map and the table follow at the pace they can be drawn.
 */
export function weightCommands(context: CommandContext) {
  let wish: Wish | null = null;
  let scheduled = false;
  /** Gestures so far; every drag and every run of key presses has its number. */
  let gestures = 0;
  let pressed: Press | null = null;

  function apply(): void {
    const asked = wish;
    wish = null;
    const evaluation = asked && context.store.getState().open?.evaluations.get(asked.of);
    if (evaluation) replaceWeights(context, evaluation, asked);
  }

  function ask(next: Wish): void {
    // A wish for another use is no older version of this one.
    // And one for another criterion is another step.
    if (wish && (wish.of !== next.of || wish.gesture !== next.gesture)) apply();
    wish = next;
    if (scheduled) return;
    scheduled = true;
    context.nextFrame(() => {
      scheduled = false;
      apply();
      const press = pressed;
      if (press?.drawnAt === null)
        afterDrawing(() => {
          press.drawnAt = performance.now();
        });
    });
  }

  /** Calls back when what was just done is on screen: the map draws in the next frame, and the one after begins when it has. */
  function afterDrawing(then: () => void): void {
    context.nextFrame(() => context.nextFrame(then));
  }

  /** The weights as last wished for, which may be newer than what is on screen. */
  function latest({ profile, measures, shares }: Evaluation): Shares {
    if (wish?.of !== profile.id) return shares;
    return wish.shares ?? profileShares(profile, measures);
  }

  const gestureOf = (kind: 'drag' | 'keys', criterion: CriterionId) => `${kind} ${gestures} ${criterion}`;

  keeperOf(context).settleFirst(apply);

  return {
    /** Gives one criterion this many percent; the others share the rest in proportion. */
    setWeight(criterion: CriterionId, percent: number): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (!evaluation) return;
      const shares = withShare(latest(evaluation), criterion, percent);
      ask({ of: evaluation.profile.id, shares, criterion, gesture: gestureOf('drag', criterion) });
    },
    /** The drag is over: the next one is a step of its own. */
    finishWeight(): void {
      gestures++;
    },
    /** Takes a wish that waits for its frame at once. */
    flushWeights: apply,
    /** Moves one criterion by this many percent from where the last wish put it: no key press is lost. */
    stepWeight(criterion: CriterionId, steps: number): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (!evaluation) return;
      const shares = latest(evaluation);
      const share = shares.get(criterion) ?? 0;
      const paused = performance.now() - (pressed?.drawnAt ?? Number.POSITIVE_INFINITY) > pause;
      if (pressed?.criterion !== criterion || paused) gestures++;
      pressed = { criterion, drawnAt: null };
      const next = withShare(shares, criterion, share + steps);
      ask({ of: evaluation.profile.id, shares: next, criterion, gesture: gestureOf('keys', criterion) });
    },
    /** Back to the profile's own weights. */
    resetWeights(): void {
      const evaluation = activeEvaluation(context.store.getState());
      if (evaluation) ask({ of: evaluation.profile.id, shares: null, criterion: null, gesture: null });
    },
  };
}

/** Scores with the weights wished for, null being the profile's own: a step that can be undone. */
function replaceWeights(context: CommandContext, { profile }: Evaluation, { shares, criterion, gesture }: Wish): void {
  const before = context.store.getState().open?.weights.get(profile.id);
  const weights = shares && new Map([...(before ?? []), ...asGiven(profile, shares)]);
  const about = profile.criteria.find(({ id }) => id === criterion)?.name ?? '';
  const name = { code: criterion === null ? 'reset-weights' : 'set-weight', about } as const;
  void edit(context, name, (document) => withWeights(document, profile.id, weights), gesture);
}

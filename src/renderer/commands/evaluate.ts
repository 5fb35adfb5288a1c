import { prepareScores } from '../../shared/scoring/prepare.ts';
import { scorePlots } from '../../shared/scoring/score.ts';
import { classesOf } from '../../shared/scoring/score-classes.ts';
import type { Profile, ProfileMeasures } from '../../shared/scoring/types.ts';
import type { Evaluation } from '../state/app-state.ts';
import { asGiven, type GivenWeights, profileShares, type Shares } from '../state/weights.ts';

/** Scores a measured profile with the person's weights where there are any, else with its own. */
export function evaluate(
  profile: Profile,
  measures: ProfileMeasures,
  plots: { readonly count: number; id(row: number): string },
  given?: GivenWeights,
  counted: Evaluation['counted'] = new Map(),
): Evaluation {
  const prepared = prepareScores(profile, measures, plots);
  const scores = scorePlots(prepared);
  const own: Evaluation = {
    profile,
    measures,
    prepared,
    shares: profileShares(profile, measures),
    scores,
    classes: classesOf(scores),
    counted,
  };
  return given ? reweigh(own, profileShares(profile, measures, given)) : own;
}

/**
 * The same profile with other weights, null being its own: nothing is measured again and colour classes keep their
 * limits.
 */
export function reweigh(evaluation: Evaluation, shares: Shares | null): Evaluation {
  const { prepared, profile, measures } = evaluation;
  if (!shares) return { ...evaluation, shares: profileShares(profile, measures), scores: scorePlots(prepared) };
  // On the profile's own scale, so that criteria not assessed keep their share of the whole.
  const scores = scorePlots(prepared, asGiven(profile, shares));
  return { ...evaluation, shares, scores };
}

import { prepareScores } from '../../shared/scoring/prepare.ts';
import { scorePlots } from '../../shared/scoring/score.ts';
import type { Profile, ProfileMeasures } from '../../shared/scoring/types.ts';
import type { Evaluation } from '../state/app-state.ts';
import { classesOf } from '../state/score-classes.ts';
import { profileShares, type Shares } from '../state/weights.ts';

/** Scores a measured profile with its own weights. */
export function evaluate(
  profile: Profile,
  measures: ProfileMeasures,
  plots: { readonly count: number; id(row: number): string },
): Evaluation {
  const prepared = prepareScores(profile, measures, plots);
  const scores = scorePlots(prepared);
  return {
    profile,
    measures,
    prepared,
    shares: profileShares(profile, measures),
    scores,
    classes: classesOf(scores),
  };
}

/** The same profile with other weights: nothing is measured again and colour classes keep their limits. */
export function reweigh(evaluation: Evaluation, shares: Shares): Evaluation {
  const { prepared, profile } = evaluation;
  const own = profile.criteria.reduce((sum, { id, weight }) => (shares.has(id) ? sum + weight : sum), 0);
  // On the profile's own scale, so that criteria not assessed keep their share of the whole.
  const scale = own > 0 ? own / 100 : 1;
  const scores = scorePlots(prepared, new Map([...shares].map(([id, share]) => [id, share * scale])));
  return { ...evaluation, shares, scores };
}

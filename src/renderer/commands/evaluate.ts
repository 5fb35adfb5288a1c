import type { PlotIdentities } from '../../shared/analysis/plot-identity.ts';
import { type CorrectedDocument, correctMeasures } from '../../shared/project/corrected-measures.ts';
import { equalJson } from '../../shared/project/patch.ts';
import { prepareScores } from '../../shared/scoring/prepare.ts';
import { scorePlots } from '../../shared/scoring/score.ts';
import { classesOf } from '../../shared/scoring/score-classes.ts';
import type { Profile, ProfileMeasures } from '../../shared/scoring/types.ts';
import type { Evaluation } from '../state/app-state.ts';
import { asGiven, type GivenWeights, profileShares, type Shares } from '../state/weights.ts';

/** What people corrected, and the plots by the names that they are called there. */
export interface Corrections {
  readonly document: CorrectedDocument;
  readonly plots: PlotIdentities;
}

/** Scores a measured profile with the person's weights where there are any, else with its own. */
export function evaluate(
  profile: Profile,
  measured: ProfileMeasures,
  plots: { readonly count: number; id(row: number): string },
  given?: GivenWeights,
  counted: Evaluation['counted'] = new Map(),
  corrections: Corrections | null = null,
): Evaluation {
  const { measures, applied } = corrections
    ? correctMeasures(profile, measured, corrections.document, corrections.plots)
    : { measures: measured, applied: [] };
  const prepared = prepareScores(profile, measures, plots);
  const scores = scorePlots(prepared);
  const own: Evaluation = {
    profile,
    measured,
    measures,
    corrected: applied,
    prepared,
    shares: profileShares(profile, measures),
    scores,
    classes: classesOf(scores),
    counted,
  };
  return given ? reweigh(own, profileShares(profile, measures, given)) : own;
}

/**
 * The same profile after something was corrected, or a correction taken back: nothing is measured again, and colour classes
 * keep their limits. The same evaluation where nothing of it is corrected otherwise than before.
 */
export function recorrect(
  evaluation: Evaluation,
  plots: { readonly count: number; id(row: number): string },
  given: GivenWeights | undefined,
  corrections: Corrections,
): Evaluation {
  const { profile, measured, counted, classes, corrected } = evaluation;
  const next = evaluate(profile, measured, plots, given, counted, corrections);
  return equalJson(next.corrected, corrected) ? evaluation : { ...next, classes };
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

import type { CriterionId } from '../lib/id.ts';
import type { PreparedProfile } from './prepare.ts';
import type { ProfileScores } from './types.ts';

/** Shares of the whole: what each assessed criterion counts, and what is lost with those not assessed. */
export interface NormalisedWeights {
  /** Per criterion of `PreparedProfile.criteria`; they sum to 1, or all are 0 when nothing has weight. */
  readonly assessed: Float64Array;
  readonly notAssessed: ProfileScores['notAssessed'];
}

/**
 * The criteria's own weights, overridden by `weights`, made to sum to 1 over the assessed criteria.
 * A criterion not assessed is told with its share of all weights of the profile.
 */
export function normaliseWeights(
  prepared: PreparedProfile,
  weights: ReadonlyMap<CriterionId, number> = new Map(),
): NormalisedWeights {
  const own = new Map(prepared.profile.criteria.map(({ id, weight }) => [id, weights.get(id) ?? weight]));
  const weightOf = (id: CriterionId): number => {
    const weight = own.get(id) ?? 0;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) throw new Error(`weight of ${id} is ${weight}`);
    return weight;
  };
  const raw = Float64Array.from(prepared.criteria, ({ criterion }) => weightOf(criterion.id));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const all = prepared.profile.criteria.reduce((total, { id }) => total + weightOf(id), 0);
  return {
    assessed: sum > 0 ? raw.map((weight) => weight / sum) : raw,
    notAssessed: prepared.notAssessed.map(({ criterion, why }) => ({
      criterion,
      weight: all > 0 ? weightOf(criterion) / all : 0,
      why,
    })),
  };
}

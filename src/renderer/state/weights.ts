import type { CriterionId } from '../../shared/lib/id.ts';
import type { Profile, ProfileMeasures } from '../../shared/scoring/types.ts';

/** Weights in percent, summing to 100 over the criteria that could be assessed. */
export type Shares = ReadonlyMap<CriterionId, number>;

/**
 * Weights that the person gave, on the profile's own scale. Criteria that cannot be assessed at present keep theirs;
 * a criterion that is not named here has the profile's weight.
 */
export type GivenWeights = ReadonlyMap<CriterionId, number>;

/** The weights in percent over the assessed criteria: the person's where given, else the profile's own. */
export function profileShares(
  profile: Profile,
  measures: ProfileMeasures,
  given: GivenWeights = new Map<CriterionId, number>(),
): Shares {
  const assessed = profile.criteria
    .filter(({ id }) => measures.values.has(id))
    .map(({ id, weight }) => [id, given.get(id) ?? weight] as const);
  const total = assessed.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(assessed.map(([id, weight]) => [id, total > 0 ? (100 * weight) / total : 100 / assessed.length]));
}

/** Percentages over the assessed criteria as weights on the profile's own scale. */
export function asGiven(profile: Profile, shares: Shares): GivenWeights {
  const own = profile.criteria.reduce((sum, { id, weight }) => (shares.has(id) ? sum + weight : sum), 0);
  const scale = own > 0 ? own / 100 : 1;
  return new Map([...shares].map(([id, share]) => [id, share * scale]));
}

/**
 * One criterion set to `share` percent; the others keep their proportions and share the rest. Where all others stand
 * at 0 they share the rest equally. A lone criterion stays at 100.
 */
export function withShare(shares: Shares, criterion: CriterionId, share: number): Shares {
  if (!shares.has(criterion) || shares.size === 1) return shares;
  const wanted = Math.min(100, Math.max(0, share));
  const others = 100 - (shares.get(criterion) ?? 0);
  const rest = 100 - wanted;
  return new Map(
    [...shares].map(([id, value]) => {
      if (id === criterion) return [id, wanted];
      return [id, others > 1e-9 ? (value * rest) / others : rest / (shares.size - 1)];
    }),
  );
}

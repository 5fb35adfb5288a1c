import type { CriterionId } from '../lib/id.ts';
import type { Unit } from '../measure/types.ts';
import type { PreparedCriterion, PreparedProfile } from './prepare.ts';
import type { ProfileScores, Reason } from './types.ts';
import { causeOfRow, crosses, valueOfRow } from './values.ts';

/** What one criterion says about one plot. */
export interface Contribution {
  readonly criterion: CriterionId;
  readonly group: string;
  /** As measured; null when missing. */
  readonly value: number | string | null;
  readonly unit: Unit;
  /** 0..1; null when unknown. */
  readonly utility: number | null;
  /** Normalised: the weights of the assessed criteria sum to 1. */
  readonly weight: number;
  /** Points of the score, 0..100 x weight; null when unknown. They sum to the score. */
  readonly contribution: number | null;
}

/** Every assessed criterion for one plot, in the order of the profile. */
export function contributions(prepared: PreparedProfile, scores: ProfileScores, row: number): readonly Contribution[] {
  return prepared.criteria.map(({ criterion, result, utility }, index) => {
    const known = !Number.isNaN(utility[row]);
    const { weight } = scores.criteria[index];
    return {
      criterion: criterion.id,
      group: criterion.group,
      value: valueOfRow(result, row),
      unit: result.unit,
      utility: known ? utility[row] : null,
      weight,
      contribution: known ? 100 * weight * utility[row] : null,
    };
  });
}

/**
 * Why a plot is excluded, conditional or unknown, in the order excluded, undecided, missing, condition, and of the
 * profile within each. Criteria without weight are told too: weights change, facts do not.
 */
export function reasonsFor(prepared: PreparedProfile, row: number): readonly Reason[] {
  const reasons = prepared.criteria.flatMap((criterion) => reasonsOf(criterion, row));
  const order: readonly Reason['kind'][] = ['excluded', 'undecided', 'missing', 'condition'];
  return order.flatMap((kind) => reasons.filter((reason) => reason.kind === kind));
}

function reasonsOf({ criterion, result, utility }: PreparedCriterion, row: number): readonly Reason[] {
  const value = valueOfRow(result, row);
  const cause = value === null ? causeOfRow(result, row) : undefined;
  const mappingUnknown = result.notes.some(({ code }) => code === 'mapping-unknown');
  const reason = (kind: Reason['kind'], threshold: Reason['threshold']): Reason => ({
    criterion: criterion.id,
    kind,
    value,
    threshold,
    ...(cause ? { cause } : {}),
    // A cause that lies in the roads or the terrain says more than what was mapped where.
    ...(mappingUnknown && !cause ? { mappingUnknown } : {}),
  });
  if (value === null && criterion.missing === 'exclude') return [reason('excluded', null)];
  const excluded = criterion.exclude ? crosses(criterion.exclude, value) : 0;
  if (criterion.exclude && excluded === 1) return [reason('excluded', criterion.exclude)];
  if (criterion.exclude && excluded === 2) return [reason('undecided', criterion.exclude)];
  const unknown = Number.isNaN(utility[row]) ? [reason('missing', null)] : [];
  const condition = criterion.condition ? crosses(criterion.condition, value) : 0;
  if (criterion.condition && condition === 1) return [...unknown, reason('condition', criterion.condition)];
  if (criterion.condition && condition === 2 && unknown.length === 0) return [reason('undecided', criterion.condition)];
  return unknown;
}

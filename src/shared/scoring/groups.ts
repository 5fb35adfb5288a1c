import { sharedFloat64, sharedUint8 } from '../lib/buffers.ts';
import { billionths } from './order.ts';
import type { PreparedProfile } from './prepare.ts';
import type { ProfileScores } from './types.ts';

/** No group of this plot is known. */
export const noGroup = 255;

/** Scores of the groups of criteria, so that a high total does not hide a fatal weakness. */
export interface GroupScores {
  /** Groups with weight, in the order of the profile. */
  readonly groups: readonly string[];
  /** Share of each group in the whole, summing to 1. */
  readonly weights: readonly number[];
  /** Per group a column 0..100, row n for plot n; NaN when a scored value of the group is missing. */
  readonly scores: readonly Float64Array[];
  /** Index of each plot's lowest known group; `noGroup` when none is known. The first of equal ones. */
  readonly lowest: Uint8Array;
}

/** A group's score is the weighted mean of its criteria's utilities, 0..100. */
export function groupScores(prepared: PreparedProfile, scores: ProfileScores): GroupScores {
  const groups = groupWeights(prepared, scores);
  const columns = groups.map(({ members, weight }) => {
    const column = sharedFloat64(prepared.count);
    for (const index of members) {
      const share = (100 * scores.criteria[index].weight) / weight;
      const { utility } = prepared.criteria[index];
      for (let row = 0; row < column.length; row++) column[row] += share * utility[row];
    }
    for (let row = 0; row < column.length; row++) column[row] = rounded(column[row]);
    return column;
  });
  return {
    groups: groups.map(({ group }) => group),
    weights: groups.map(({ weight }) => weight),
    scores: columns,
    lowest: lowestOf(columns, prepared.count),
  };
}

/** The groups of one plot: 0..100, or null when a scored value of the group is missing; in the order of the profile. */
export function groupScoresOf(
  prepared: PreparedProfile,
  scores: ProfileScores,
  row: number,
): readonly { readonly group: string; readonly weight: number; readonly score: number | null }[] {
  return groupWeights(prepared, scores).map(({ group, weight, members }) => {
    let score = 0;
    for (const index of members) {
      score += ((100 * scores.criteria[index].weight) / weight) * prepared.criteria[index].utility[row];
    }
    return { group, weight, score: Number.isNaN(score) ? null : rounded(score) };
  });
}

function groupWeights(prepared: PreparedProfile, scores: ProfileScores) {
  const groups = new Map<string, { group: string; weight: number; members: number[] }>();
  prepared.criteria.forEach(({ criterion }, index) => {
    const { weight } = scores.criteria[index];
    if (weight === 0) return;
    const entry = groups.get(criterion.group) ?? { group: criterion.group, weight: 0, members: [] };
    entry.weight += weight;
    entry.members.push(index);
    groups.set(criterion.group, entry);
  });
  return [...groups.values()];
}

/** To 1e-9, as scores are. */
function rounded(score: number): number {
  return Math.round(score * billionths) / billionths;
}

function lowestOf(columns: readonly Float64Array[], count: number): Uint8Array {
  const lowest = sharedUint8(count).fill(noGroup);
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  columns.forEach((column, index) => {
    for (let row = 0; row < count; row++) {
      if (column[row] < least[row]) {
        least[row] = column[row];
        lowest[row] = index;
      }
    }
  });
  return lowest;
}

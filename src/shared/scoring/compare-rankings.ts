import type { ProfileScores } from './types.ts';

/** A ranking with names that its plots have in another one, too. */
export interface NamedRanking {
  readonly scores: Pick<ProfileScores, 'rank' | 'status' | 'order'>;
  readonly count: number;
  key(row: number): string;
}

/** What is different between two rankings of mostly the same plots. */
export interface RankingComparison {
  /** Plots that are in both. */
  readonly plots: number;
  /** Of those, with another rank, or ranked in one and not in the other. */
  readonly moved: number;
  /** Of those, with another status. */
  readonly otherStatus: number;
  readonly added: number;
  readonly removed: number;
  /** The row that is first in each; null where none is ranked. */
  readonly first: { readonly before: number | null; readonly after: number | null };
}

/** Compares two rankings, plot by plot. */
export function compareRankings(before: NamedRanking, after: NamedRanking): RankingComparison {
  const rows = new Map<string, number>();
  for (let row = 0; row < before.count; row++) rows.set(before.key(row), row);
  let [plots, moved, otherStatus] = [0, 0, 0];
  for (let row = 0; row < after.count; row++) {
    const former = rows.get(after.key(row));
    if (former === undefined) continue;
    plots++;
    if (before.scores.rank[former] !== after.scores.rank[row]) moved++;
    if (before.scores.status[former] !== after.scores.status[row]) otherStatus++;
  }
  return {
    plots,
    moved,
    otherStatus,
    added: after.count - plots,
    removed: before.count - plots,
    first: { before: firstOf(before), after: firstOf(after) },
  };
}

function firstOf({ scores: { order, rank } }: NamedRanking): number | null {
  return order.length > 0 && rank[order[0]] > 0 ? order[0] : null;
}

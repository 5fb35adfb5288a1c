import { describe, expect, it } from 'vitest';
import { compareRankings } from './compare-rankings.ts';

/** Plots with their ranks (0: none) and statuses. */
const ranking = (...plots: readonly (readonly [key: string, rank: number, status: number])[]) => ({
  count: plots.length,
  key: (row: number) => plots[row][0],
  scores: {
    rank: Uint32Array.from(plots, ([, rank]) => rank),
    status: Uint8Array.from(plots, ([, , status]) => status),
    order: Uint32Array.from(
      plots.map((_, row) => row).sort((a, b) => (plots[a][1] || plots.length + 1) - (plots[b][1] || plots.length + 1)),
    ),
  },
});

describe('compareRankings', () => {
  it('counts plots by their names, wherever they stand in the file', () => {
    const before = ranking(['a', 1, 0], ['b', 2, 0], ['c', 0, 2], ['gone', 3, 0]);
    const after = ranking(['new', 3, 0], ['c', 1, 0], ['a', 2, 0], ['b', 2, 1]);
    expect(compareRankings(before, after)).toEqual({
      ...{ plots: 3, moved: 2, otherStatus: 2, added: 1, removed: 1 },
      first: { before: 0, after: 1 },
    });
  });

  it('finds nothing in the same, and no first where none is ranked', () => {
    const none = ranking(['a', 0, 2]);
    expect(compareRankings(none, none)).toMatchObject({ plots: 1, moved: 0, otherStatus: 0 });
    expect(compareRankings(none, none).first).toEqual({ before: null, after: null });
  });
});

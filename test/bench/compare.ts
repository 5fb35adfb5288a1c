import { type CriterionName, criterionNames } from './job.ts';
import type { Ranking } from './ranking-file.ts';

/** How far two engines may differ: metres, share, square metres; null: not at all. */
const tolerances: Readonly<Record<CriterionName, number | null>> = {
  substation: 1e-5,
  'main-road': 1e-5,
  'station-or-port': 1e-5,
  constraints: 1e-6,
  buildable: 0.01,
  zoning: null,
  population: null,
};

/** How two rankings of the same plots agree. */
export interface Agreement {
  readonly criteria: readonly {
    readonly criterion: CriterionName;
    /** Plots that differ by more than the tolerance. */
    readonly apart: number;
    readonly largest: number;
    /** The plot that differs most, for looking into it. */
    readonly worst: string | null;
  }[];
  readonly sameTop: boolean;
  readonly plots: number;
}

const top = 100;

/** Compares every plot; throws when the two do not have the same plots. */
export function compareRankings(ours: Ranking, theirs: Ranking): Agreement {
  if (ours.plots.length !== theirs.plots.length || theirs.plots.some((plot) => !ours.rowOf.has(plot))) {
    throw new Error(`not the same plots: ${ours.plots.length} and ${theirs.plots.length}`);
  }
  const matching = theirs.plots.map((plot) => ours.rowOf.get(plot) ?? -1);
  const criteria = criterionNames.map((criterion) => {
    const mine = ours.column(criterion);
    const tolerance = tolerances[criterion];
    let apart = 0;
    let largest = 0;
    let worst: string | null = null;
    theirs.column(criterion).forEach((value, row) => {
      const difference = differenceOf(mine[matching[row]], value, criterion === 'zoning');
      if (!(difference <= (tolerance ?? 0))) apart++;
      if (difference > largest) {
        largest = difference;
        worst = theirs.plots[row];
      }
    });
    return { criterion, apart, largest, worst };
  });
  return { criteria, sameTop: sameTop(ours, theirs), plots: ours.plots.length };
}

function differenceOf(a: string, b: string, code: boolean): number {
  if (code || a === '' || b === '') return a === b ? 0 : Infinity;
  return Math.abs(Number(a) - Number(b));
}

/** Whether both put the same plots in the first hundred places; where places are shared across the hundredth, all that share it. */
function sameTop(ours: Ranking, theirs: Ranking): boolean {
  const leaders = ({ plots, column }: Ranking) => {
    const ranks = column('rank').map(Number);
    return new Set(plots.filter((_, row) => ranks[row] > 0 && ranks[row] <= top));
  };
  const mine = leaders(ours);
  const others = leaders(theirs);
  return mine.size === others.size && [...mine].every((plot) => others.has(plot));
}

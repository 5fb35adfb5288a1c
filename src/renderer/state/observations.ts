import { plotIdentities } from '../../shared/analysis/plot-identity.ts';
import type { CriterionId } from '../../shared/lib/id.ts';
import type { AppliedCorrection } from '../../shared/project/corrected-measures.ts';
import type { Observation } from '../../shared/project/document-types.ts';
import { correctedByRow as groupByRow } from '../../shared/report/corrected.ts';
import type { AppState, Evaluation, OpenStudy } from './app-state.ts';

const none: readonly Observation[] = [];
const noCorrections: ReadonlyMap<number, readonly AppliedCorrection[]> = new Map();

/** What is noted about the project's plots. */
export function observationsOf({ history }: Pick<AppState, 'history'>): readonly Observation[] {
  return history?.present.root.observations ?? none;
}

/** What is noted about the plot in this row, the latest first. */
export function observationsOfRow(
  observations: readonly Observation[],
  { loaded }: OpenStudy,
  row: number,
): readonly Observation[] {
  if (observations.length === 0) return none;
  const name = plotIdentities(loaded).key(row);
  return observations.filter(({ plot }) => plot === name).sort((a, b) => (a.id < b.id ? 1 : -1));
}

const byRow = new WeakMap<Evaluation['corrected'], ReadonlyMap<number, readonly AppliedCorrection[]>>();

/** The corrected values that an evaluation stands on, by row. */
export function correctedByRow({ corrected }: Evaluation): ReadonlyMap<number, readonly AppliedCorrection[]> {
  if (corrected.length === 0) return noCorrections;
  const known = byRow.get(corrected);
  if (known !== undefined) return known;
  const rows = groupByRow({ corrected });
  byRow.set(corrected, rows);
  return rows;
}

/** Rows of the plots that observations are about. Only as many rows are named as it takes to find them. */
export function rowsOfPlots(observations: readonly Observation[], { loaded }: OpenStudy): ReadonlyMap<string, number> {
  const wanted = new Set(observations.map(({ plot }) => plot));
  const { count, key } = plotIdentities(loaded);
  const rows = new Map<string, number>();
  for (let row = 0; row < count && rows.size < wanted.size; row++) {
    const name = key(row);
    if (wanted.has(name)) rows.set(name, row);
  }
  return rows;
}

/** Rows whose corrected value a person was told, or estimated, by criterion. */
export function weakRows({ corrected }: Evaluation): ReadonlyMap<CriterionId, ReadonlySet<number>> {
  const rows = new Map<CriterionId, Set<number>>();
  for (const { criterion, row, correction } of corrected)
    if (correction.evidence === 'told' || correction.evidence === 'estimated')
      rows.set(criterion, (rows.get(criterion) ?? new Set()).add(row));
  return rows;
}

import type { Theme } from '../../shared/dataset/themes.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import type { Issue } from '../../shared/lib/issue.ts';
import type { AppState, CandidateJoin, ImportCandidate } from './app-state.ts';

/** A layer that a table of the review may be joined to: an open one, or one that comes along. */
export interface JoinTarget {
  readonly key: string;
  /** The open layer; null for one that comes along. */
  readonly layer: LayerId | null;
  readonly name: string;
  readonly theme: Theme | null;
  readonly fields: ReadonlyMap<string, string>;
  readonly dataset: Dataset;
  /** What was told of it, by which an earlier delivery of a joined table is known. */
  readonly issues: readonly Issue[];
}

/** Whether it has rows and no places. */
export function isTable({ read }: Pick<ImportCandidate, 'read'>): boolean {
  return read.dataset.geometry.kind === 'none' && read.dataset.columns.length > 0;
}

/** The layers that tables may be joined to, those that come along first. An open layer that is replaced is none. */
export function joinTargets({ open, review }: Pick<AppState, 'open' | 'review'>): readonly JoinTarget[] {
  const candidates = review?.candidates.filter(({ include }) => include) ?? [];
  const coming = candidates
    .filter(({ read }) => read.dataset.geometry.kind !== 'none')
    .map(({ key, read, theme, fields }) => ({
      key,
      layer: null,
      name: read.name,
      theme,
      fields,
      dataset: read.dataset,
      issues: read.issues,
    }));
  const replaced = new Set(candidates.map(({ replaces }) => replaces?.layer));
  const standing = (open?.loaded.layers ?? [])
    .filter(
      ({ definition: { id, from }, dataset }) => from === null && dataset.geometry.kind !== 'none' && !replaced.has(id),
    )
    .map(({ definition: { id, theme, fields }, read }) => {
      return { key: `layer:${id}`, layer: id, name: id, theme, fields, dataset: read.dataset, issues: read.issues };
    });
  return [...coming, ...standing].filter(({ dataset }) => dataset.columns.length > 0);
}

/** The layer that a table is joined to, as long as it is one that it can be joined to; null: the table stands by itself. */
export function joinOf(
  state: Pick<AppState, 'open' | 'review'>,
  { join }: Pick<ImportCandidate, 'join'>,
): { readonly join: CandidateJoin; readonly target: JoinTarget } | null {
  const target = join && joinTargets(state).find(({ key }) => key === join.target);
  return join && target ? { join, target } : null;
}

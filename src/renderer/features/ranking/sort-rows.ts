import { groupScores, noGroup } from '../../../shared/scoring/groups.ts';
import type { Evaluation, TableSort } from '../../state/app-state.ts';

/** What sorting needs besides the scores. */
export interface SortFacts {
  readonly label: (row: number) => string;
  readonly areas: Float64Array;
  /** Locale for labels. */
  readonly language: string;
}

/**
 * Plot rows in the order of the table. Equal rows, and rows without a value (last, either way), keep the order of rank,
 * so that every order is settled.
 */
export function sortRows(evaluation: Evaluation, { key, descending }: TableSort, facts: SortFacts): Uint32Array {
  const { scores } = evaluation;
  if (key === 'rank') return descending ? reversed(scores.order) : scores.order;
  const values = key === 'label' ? null : columnOf(key, evaluation, facts);
  if (!values) return byLabel(scores.order, descending, facts);
  const place = new Uint32Array(scores.order.length);
  scores.order.forEach((row, at) => {
    place[row] = at;
  });
  const sign = descending ? -1 : 1;
  return scores.order.slice().sort((a, b) => {
    const [x, y] = [values[a], values[b]];
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || place[a] - place[b];
    return sign * (x - y) || place[a] - place[b];
  });
}

function columnOf(
  key: Exclude<TableSort['key'], 'rank' | 'label'>,
  { prepared, scores }: Evaluation,
  { areas }: SortFacts,
): ArrayLike<number> {
  switch (key) {
    case 'score':
      return scores.score;
    case 'status':
      return scores.status;
    case 'area':
      return areas;
    case 'lowest': {
      const groups = groupScores(prepared, scores);
      return Float64Array.from(groups.lowest, (group, row) =>
        group === noGroup ? Number.NaN : groups.scores[group][row],
      );
    }
  }
}

function byLabel(order: Uint32Array, descending: boolean, { label, language }: SortFacts): Uint32Array {
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const labels = new Array<string>(order.length);
  for (const row of order) labels[row] = label(row);
  const sign = descending ? -1 : 1;
  return order.slice().sort((a, b) => sign * compare(labels[a], labels[b]) || a - b);
}

function reversed(order: Uint32Array): Uint32Array {
  return order.slice().reverse();
}

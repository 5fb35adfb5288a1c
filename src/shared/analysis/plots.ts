import { findColumn } from '../dataset/columns.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import { featureCount } from '../geometry/types.ts';
import { type Issue, issue } from '../lib/issue.ts';
import { cellText } from '../measure/codes.ts';
import type { StudyLayer } from '../project/study-types.ts';
import type { PlotTable } from './types.ts';

interface Names {
  readonly column: Column;
  /** Rows whose text is missing or was met before; they are named by their row instead. */
  readonly unnamed: ReadonlySet<number>;
}

/**
 * Names the plots: the `id` field, else the label where it is unique, else row number + 1 (docs/study.md).
 * Where an id field has gaps or repeats, those rows get their row number (after the id: `12-4 #381`), so that
 * every plot has a name of its own; how many, and which rule was used, is said.
 */
export function plotTable(
  definition: StudyLayer,
  dataset: Dataset,
): { readonly plots: PlotTable; readonly issues: readonly Issue[] } {
  const count = featureCount(dataset.geometry);
  const issues: Issue[] = [];
  const column = (own: string | null): Column | undefined => {
    const found = own === null ? undefined : findColumn(dataset, own);
    if (own !== null && !found)
      issues.push(issue('warning', 'plot-field-missing', { field: own, layer: definition.id }));
    return found;
  };
  const idColumn = column(definition.idField ?? definition.fields.get('id') ?? null);
  const labelColumn = column(definition.labelField ?? definition.fields.get('label') ?? null);
  const byLabel = !idColumn && labelColumn ? namesOf(labelColumn, count) : null;
  const names = idColumn ? namesOf(idColumn, count) : byLabel?.unnamed.size === 0 ? byLabel : null;
  const idFrom = idColumn ? 'field' : names ? 'label' : 'row';
  if (idFrom !== 'field') issues.push(issue('info', `plot-ids-from-${idFrom}`, { layer: definition.id }));
  if (names && names.unnamed.size > 0) {
    const first = Math.min(...[...names.unnamed].slice(0, 1));
    const details = { field: names.column.name, count: names.unnamed.size };
    issues.push(issue('warning', 'plot-ids-not-unique', details, first + 1));
  }
  const id = (row: number): string => {
    const text = names && cellText(names.column, row);
    if (!names || text === null) return String(row + 1);
    return names.unnamed.has(row) ? `${text} #${row + 1}` : text;
  };
  const label = (row: number) => (labelColumn && cellText(labelColumn, row)) ?? id(row);
  return { plots: { layer: definition.id, dataset, count, id, label, idFrom }, issues };
}

function namesOf(column: Column, count: number): Names {
  const seen = new Set<string>();
  const unnamed = new Set<number>();
  for (let row = 0; row < count; row++) {
    const text = cellText(column, row);
    if (text === null || seen.has(text)) unnamed.add(row);
    else seen.add(text);
  }
  return { column, unnamed };
}

import type { Selection } from './app-state.ts';

/** How a click joins the selection: alone, added (Shift) or toggled (Ctrl). */
export type SelectMode = 'replace' | 'add' | 'toggle';

export const nothingSelected: Selection = { rows: [], primary: null };

/** Plots by name, as `PlotTable` knows them. */
interface NamedPlots {
  readonly count: number;
  readonly idFrom: 'field' | 'label' | 'row';
  id(row: number): string;
}

/**
 * The selection in plots that were read anew: the same plots by their ids, in the same order. A row number is no
 * name, so plots without ids are left when they change.
 */
export function carrySelection(selection: Selection, before: NamedPlots, after: NamedPlots): Selection {
  if (before.idFrom === 'row' || after.idFrom === 'row') return nothingSelected;
  const wanted = new Map(selection.rows.map((row) => [before.id(row), row]));
  const found = new Map<number, number>();
  for (let row = 0; row < after.count; row++) {
    const old = wanted.get(after.id(row));
    if (old !== undefined) found.set(old, row);
  }
  const rows = selection.rows.flatMap((row) => found.get(row) ?? []);
  const primary = selection.primary === null ? null : (found.get(selection.primary) ?? rows.at(-1) ?? null);
  return { rows, primary };
}

/** The selection after choosing a plot row; null chooses empty ground. */
export function select(selection: Selection, row: number | null, mode: SelectMode): Selection {
  if (row === null) return mode === 'replace' ? nothingSelected : selection;
  if (mode === 'replace') return { rows: [row], primary: row };
  const without = selection.rows.filter((other) => other !== row);
  if (mode === 'toggle' && without.length < selection.rows.length) {
    return { rows: without, primary: without.at(-1) ?? null };
  }
  return { rows: [...without, row], primary: row };
}

/** The selection grown by every row of a run, as Shift does in a table; the last one becomes primary. */
export function selectRun(selection: Selection, rows: readonly number[]): Selection {
  const last = rows.at(-1);
  if (last === undefined) return selection;
  const run = new Set(rows);
  return { rows: [...selection.rows.filter((row) => !run.has(row)), ...rows], primary: last };
}

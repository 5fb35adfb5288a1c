import type { DocumentLayer, ProjectDocument } from '../document-types.ts';
import type { ConflictSide, MergeCopy } from './merge-types.ts';
import { type MergeLog, settle } from './merge-values.ts';
import { valueAt } from './touched.ts';

type Copy = MergeCopy<ProjectDocument>;

/**
 * Makes the merged parts one whole again: a layer that another is mapped inside comes back, one layer holds the plots, each
 * layer has its place in the drawing order, and the use on screen is one of the project's.
 */
export function withClosedReferences(
  merged: ProjectDocument,
  base: ProjectDocument,
  copies: readonly Copy[],
  log: MergeLog,
): ProjectDocument {
  const layers = withOnePlots(withNeeded(merged.layers, base, copies, log), base, copies, log);
  const ids = layers.map(({ id }): string => id);
  const drawn = merged.drawing.filter((id) => ids.includes(id));
  const isThere = merged.profiles.some(({ id }) => id === merged.use);
  return {
    ...merged,
    layers,
    // Where nobody has said an order yet, none is made up.
    drawing: drawn.length === 0 ? [] : [...drawn, ...ids.filter((id) => !drawn.includes(id))],
    use: isThere ? merged.use : (merged.profiles[0]?.id ?? null),
  };
}

/** With the layers that one copy removed while another began to be mapped inside them; or mapped nowhere, where that was chosen. */
function withNeeded(
  layers: readonly DocumentLayer[],
  base: ProjectDocument,
  copies: readonly Copy[],
  log: MergeLog,
): readonly DocumentLayer[] {
  const there = new Set<string>(layers.map(({ id }) => id));
  const missing = new Set(
    layers.flatMap(({ mapped }) => (mapped === null || mapped === 'everywhere' || there.has(mapped) ? [] : [mapped])),
  );
  const gone = new Set<string>();
  const back = [...missing].sort().flatMap((id) => {
    const layer = [base, ...copies.map(({ root }) => root)].flatMap((root) => root.layers).find((one) => one.id === id);
    if (layer === undefined) return [];
    const needs = (root: ProjectDocument): boolean => root.layers.some(({ mapped }) => mapped === id);
    const has = (root: ProjectDocument): boolean => root.layers.some((one) => one.id === id);
    const sides = [
      side(
        copies.filter(({ root }) => needs(root)),
        [layer],
      ),
      side(
        copies.filter(({ root }) => !has(root)),
        [],
      ),
    ];
    if (settle({ kind: 'needed', path: ['layers', id], sides }, 0, log) === 0) return [layer];
    gone.add(id);
    return [];
  });
  const closed = layers.map((layer) => (gone.has(layer.mapped ?? '') ? { ...layer, mapped: null } : layer));
  // Coming back may bring further needs; there are at most as many rounds as layers.
  return back.length === 0 ? closed : withNeeded([...closed, ...back], base, copies, log);
}

/** A project ranks one layer's plots: the chosen one, else the office's where it chose, else the first by name of a field copy. */
function withOnePlots(
  layers: readonly DocumentLayer[],
  base: ProjectDocument,
  copies: readonly Copy[],
  log: MergeLog,
): readonly DocumentLayer[] {
  const plots = layers.filter(({ role }) => role === 'plots').map(({ id }): string => id);
  if (plots.length < 2) return layers;
  const [office] = copies;
  const plotsOf = (root: ProjectDocument) => root.layers.find(({ role }) => role === 'plots')?.id;
  const before = plotsOf(base);
  const own = plotsOf(office.root);
  const first =
    own !== undefined && own !== before && plots.includes(own) ? own : plots.filter((id) => id !== before).sort()[0];
  const order = [first, ...plots.filter((id) => id !== first).sort()];
  const sides = order.map((id) =>
    side(
      copies.filter(({ root }) => plotsOf(root) === id),
      valueAt({ layers }, ['layers', id]),
    ),
  );
  const chosen = order[settle({ kind: 'plots', path: ['layers'], sides }, 0, log)];
  return layers.map((layer) =>
    plots.includes(layer.id) && layer.id !== chosen ? { ...layer, role: 'context' } : layer,
  );
}

function side(copies: readonly Copy[], value: readonly unknown[]): ConflictSide {
  return { copies: copies.map(({ name }) => name).sort(), value, touched: null };
}

import type { Filter } from '../dataset/filter-types.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { BoundLayer, LayerReference, Measure } from './types.ts';

/** The layers a reference means, in the order of the study: one by its id, or all that match role and theme. */
export function matchLayers<Layer extends Pick<BoundLayer, 'id' | 'role' | 'theme'>>(
  reference: LayerReference,
  layers: readonly Layer[],
): readonly Layer[] {
  if (typeof reference === 'string') return layers.filter((layer) => layer.id === reference);
  return layers.filter(
    (layer) =>
      (reference.role === undefined || layer.role === reference.role) &&
      (reference.theme === undefined || layer.theme === reference.theme),
  );
}

/** The layers several references mean together, each once. */
export function matchAll(references: readonly LayerReference[], layers: readonly BoundLayer[]): readonly BoundLayer[] {
  return [...new Set(references.flatMap((reference) => matchLayers(reference, layers)))];
}

/** The rows of one layer that take part: all, or those a filter selects. */
export interface RowSelection {
  readonly layer: BoundLayer;
  readonly where: Filter | null;
}

/** A name for equal selections, so that each filter is evaluated once. */
export function selectionKey({ layer, where }: RowSelection): string {
  return canonicalJson([layer.id, where]);
}

/** A name for equal measures: the same reading is taken once however many criteria use it. */
export function measureKey(measure: Measure): string {
  return canonicalJson(measure);
}

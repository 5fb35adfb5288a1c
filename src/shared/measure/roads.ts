import { findColumn } from '../dataset/columns.ts';
import type { Lines } from '../geometry/types.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { RoadCost, RoadSource } from '../network/roads.ts';
import { matchLayers } from './bind.ts';
import type { NotAssessable } from './plan.ts';
import type { BoundLayer, LayerReference, RoadQuestion } from './types.ts';

/** How far from a road a plot or a place may lie, metres, where a profile does not say. Grade: assumption. */
export const defaultSnap = 500;

/** The roads a measure goes by, and what a way costs. */
export interface RoadUse {
  readonly layers: readonly BoundLayer[];
  readonly cost: RoadCost;
  /** The field that holds the speed, meaning or the file's own name. */
  readonly speedField: string;
  /** Metres. */
  readonly snap: number;
}

/** The line layers a question goes by; a speed field must be known to at least one of them. */
export function planRoads(
  { over, by = 'minutes', speed, snap }: RoadQuestion & { readonly over: LayerReference },
  bound: readonly BoundLayer[],
): { readonly ok: true; readonly roads: RoadUse } | { readonly ok: false; readonly reason: NotAssessable } {
  const layers = matchLayers(over, bound).filter(({ dataset }) => dataset.geometry.kind === 'lines');
  if (layers.length === 0) return { ok: false, reason: 'no-layer' };
  if (typeof speed === 'string' && !layers.some((layer) => columnOf(layer, speed)))
    return { ok: false, reason: 'no-field' };
  const cost: RoadCost = by === 'metres' ? { by } : { by, speed: typeof speed === 'number' ? speed : null };
  return {
    ok: true,
    roads: { layers, cost, speedField: typeof speed === 'string' ? speed : 'speed', snap: snap ?? defaultSnap },
  };
}

/** A name for equal road graphs, so that each is built once. */
export function roadsKey({ layers, cost, speedField }: RoadUse): string {
  return canonicalJson([layers.map(({ id }) => id), cost, speedField]);
}

/** The roads as the graph is built from. */
export function roadSources({ layers, speedField }: RoadUse): readonly RoadSource[] {
  return layers.map((layer) => ({
    lines: layer.dataset.geometry as Lines,
    fields: {
      speed: columnOf(layer, speedField),
      roadClass: columnOf(layer, 'roadClass'),
      oneway: columnOf(layer, 'oneway'),
    },
  }));
}

function columnOf(layer: BoundLayer, field: string) {
  return findColumn(layer.dataset, layer.fields.get(field) ?? field);
}

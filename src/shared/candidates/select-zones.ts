import { findColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { featureCount, type Polygons } from '../geometry/types.ts';
import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';
import { cellText } from '../measure/codes.ts';
import { matchesCode } from './recipe.ts';

/** The zoning areas that take part. */
export interface SelectedZones {
  /** Their rows in the zoning layer, the one that has a place before others first. */
  readonly rows: Uint32Array;
  /** Patterns that no area has. */
  readonly unmatched: readonly string[];
}

/**
 * Rows whose code one of the patterns means, those of the first pattern first, within a pattern by row.
 * `mask`: rows with 1 take part; null: all. Null when there is no such field.
 */
export function selectZones(
  zoning: Dataset,
  field: string,
  codes: readonly string[],
  mask: Uint8Array | null,
): SelectedZones | null {
  const column = findColumn(zoning, field);
  if (!column) return null;
  const byPattern: number[][] = codes.map(() => []);
  const known = new Map<string, number>();
  for (let row = 0; row < featureCount(zoning.geometry); row++) {
    const code = cellText(column, row);
    if (code === null || (mask !== null && mask[row] !== 1)) continue;
    let pattern = known.get(code);
    if (pattern === undefined) {
      pattern = codes.findIndex((own) => matchesCode(own, code));
      known.set(code, pattern);
    }
    if (pattern >= 0) byPattern[pattern].push(row);
  }
  const used = new Set([...known.keys()]);
  const unmatched = codes.filter((own) => ![...used].some((code) => matchesCode(own, code)));
  return { rows: Uint32Array.from(byPattern.flat()), unmatched };
}

/** Features of a layer in another order, in shared memory. */
export function takePolygons({ xy, featureStart, partStart, ringStart }: Polygons, rows: Uint32Array): Polygons {
  const parts = regroup(featureStart, rows);
  const rings = regroup(partStart, parts.items);
  const vertices = regroup(ringStart, rings.items);
  const taken = sharedFloat64(2 * vertices.items.length);
  vertices.items.forEach((vertex, at) => {
    taken[2 * at] = xy[2 * vertex];
    taken[2 * at + 1] = xy[2 * vertex + 1];
  });
  return {
    kind: 'polygons',
    xy: taken,
    featureStart: parts.start,
    partStart: rings.start,
    ringStart: vertices.start,
  };
}

/** Takes the groups that `start` delimits: their new starts, and the items they hold. */
function regroup(
  start: Uint32Array,
  groups: Uint32Array,
): { readonly start: Uint32Array; readonly items: Uint32Array } {
  const starts = sharedUint32(groups.length + 1);
  groups.forEach((group, at) => {
    starts[at + 1] = starts[at] + start[group + 1] - start[group];
  });
  const items = new Uint32Array(starts[groups.length]);
  groups.forEach((group, at) => {
    for (let item = start[group], to = starts[at]; item < start[group + 1]; item++, to++) items[to] = item;
  });
  return { start: starts, items };
}

import { findColumn } from '../dataset/columns.ts';
import { createGroundScale } from '../dataset/ground-scale.ts';
import type { Dataset } from '../dataset/types.ts';
import { measureAreas } from '../geometry/area.ts';
import { featureCount } from '../geometry/types.ts';
import { cellText } from '../measure/codes.ts';

/** How much of a zoning layer has a code. */
export interface CodeTally {
  readonly code: string;
  /** Features. */
  readonly count: number;
  /** Square metres on the ground, each feature by itself; NaN where the CRS is not known. */
  readonly area: number;
}

/**
 * The codes of a field with their areas, code unit by code unit. In any CRS: areas of degrees and of
 * Mercator are made metres by the scale at each feature's first vertex. Empty where there is no such field or the layer has
 * no areas.
 */
export function tallyCodes(zoning: Dataset, field: string): readonly CodeTally[] {
  const column = findColumn(zoning, field);
  const { geometry, crs } = zoning;
  if (!column || geometry.kind !== 'polygons') return [];
  const count = featureCount(geometry);
  const areas = new Float64Array(count);
  measureAreas(geometry, 0, count, areas);
  const scale = createGroundScale(crs);
  const metres = new Float64Array(2).fill(Number.NaN);
  const found = new Map<string, { count: number; area: number }>();
  for (let row = 0; row < count; row++) {
    const code = cellText(column, row);
    if (code === null) continue;
    const vertex = geometry.ringStart[geometry.partStart[geometry.featureStart[row]]];
    if (scale.ok && areas[row] > 0) scale.value(geometry.xy[2 * vertex], geometry.xy[2 * vertex + 1], metres);
    const area = areas[row] > 0 ? areas[row] * metres[0] * metres[1] : 0;
    const known = found.get(code);
    if (known) {
      known.count++;
      known.area += area;
    } else found.set(code, { count: 1, area });
  }
  return [...found].map(([code, sums]) => ({ code, ...sums })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

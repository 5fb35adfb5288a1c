import { findColumn } from '../dataset/columns.ts';
import { numbersOf } from '../dataset/numbers.ts';
import { featureCount, type Geometry } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { sharedFloat64 } from '../lib/buffers.ts';
import type { WeightedPoints } from '../measure/access.ts';
import type { RowSelection } from '../measure/bind.ts';
import { ownFieldName } from '../measure/plan.ts';

/**
 * The points of several layers, one after the other: point features as they are, others by their centroid, each with
 * the number in the field (NaN where it is missing), or 1 without a field.
 */
export async function countedPoints(
  compute: Compute,
  sources: readonly RowSelection[],
  field: string | null,
  signal: AbortSignal | undefined,
): Promise<WeightedPoints> {
  const parts = await Promise.all(
    sources.map(async ({ layer }) => {
      const xy = await pointsOf(compute, layer.dataset.geometry, signal);
      const count = xy.length / 2;
      if (field === null) return { xy, weights: sharedFloat64(count).fill(1) };
      return { xy, weights: numbersOf(findColumn(layer.dataset, ownFieldName(layer, field)), count) };
    }),
  );
  if (parts.length === 1) return parts[0];
  const weights = joinColumns(parts.map((part) => part.weights));
  return { xy: joinColumns(parts.map((part) => part.xy)), weights };
}

/** Several columns as one. */
export function joinColumns(columns: readonly Float64Array[]): Float64Array {
  const joined = sharedFloat64(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    joined.set(column, at);
    at += column.length;
  }
  return joined;
}

/** One point per feature: a single point as it is, the first of a multipoint, a polygon's centroid; NaN otherwise. */
async function pointsOf(compute: Compute, geometry: Geometry, signal: AbortSignal | undefined): Promise<Float64Array> {
  const count = featureCount(geometry);
  if (geometry.kind === 'polygons') return compute.run('centroids', { polygons: geometry }, { signal });
  const xy = sharedFloat64(count * 2).fill(Number.NaN);
  if (geometry.kind === 'none') return xy;
  for (let row = 0; row < count; row++) {
    if (geometry.featureStart[row] === geometry.featureStart[row + 1]) continue;
    const first =
      geometry.kind === 'points' ? geometry.featureStart[row] : geometry.pathStart[geometry.featureStart[row]];
    xy[2 * row] = geometry.xy[2 * first];
    xy[2 * row + 1] = geometry.xy[2 * first + 1];
  }
  return xy;
}

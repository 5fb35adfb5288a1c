import { textAt } from './columns.ts';
import type { TextColumn } from './types.ts';

/** What a column of numbers holds; NaN values are missing. Without a value min, max and mean are NaN. */
export interface NumberSummary {
  readonly count: number;
  readonly missing: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** Counts, extremes and mean of the values present. Infinite values count in min and max but spoil the mean, as they must. */
export function summariseNumbers(values: Float64Array): NumberSummary {
  let count = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const missing = values.length - count;
  if (count === 0) return { count, missing, min: Number.NaN, max: Number.NaN, mean: Number.NaN };
  return { count, missing, min, max, mean: sum / count };
}

/** Equal-width bins from `min` to `max`; the last one is closed. Values outside, infinite and missing are not counted. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly counts: Uint32Array;
}

/** A histogram of `bins` bins over [min, max], by default the range of the finite values. Where all are equal they lie in the first bin. */
export function histogram(values: Float64Array, bins: number, range?: readonly [number, number]): Histogram {
  const [min, max] = range ?? finiteRange(values);
  const counts = new Uint32Array(bins);
  const scale = max > min ? bins / (max - min) : 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (value >= min && value <= max) counts[Math.min(bins - 1, Math.floor((value - min) * scale))]++;
  }
  return { min, max, counts };
}

/**
 * The inner and outer limits of `classes` classes, ascending and without repeats (fewer classes where values repeat):
 * `equal` cuts the range, `quantile` the sorted values (type 7 of Hyndman and Fan 1996, as numpy and R by default).
 * Empty when there is no finite value.
 */
export function classBreaks(values: Float64Array, classes: number, method: 'equal' | 'quantile'): readonly number[] {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0) return [];
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  const at = (share: number) => (method === 'equal' ? low + share * (high - low) : quantile(sorted, share));
  const breaks = Array.from({ length: classes + 1 }, (_, index) => (index === classes ? high : at(index / classes)));
  return breaks.filter((value, index) => index === 0 || value > breaks[index - 1]);
}

/** The value below which this share of sorted values lies, interpolated between neighbours. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** How often each text occurs, the most frequent first (then by code unit), at most `limit` of them; missing cells apart. */
export function countTexts(
  column: TextColumn,
  limit: number,
): {
  readonly values: readonly (readonly [text: string, count: number])[];
  readonly distinct: number;
  readonly missing: number;
} {
  const counts = new Map<string, number>();
  let missing = 0;
  for (let row = 0; row < column.start.length - 1; row++) {
    const text = textAt(column, row);
    if (text === null) missing++;
    else counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const values = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { values: values.slice(0, limit), distinct: counts.size, missing };
}

function finiteRange(values: Float64Array): readonly [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    if (!Number.isFinite(values[row])) continue;
    if (values[row] < min) min = values[row];
    if (values[row] > max) max = values[row];
  }
  return min <= max ? [min, max] : [0, 0];
}

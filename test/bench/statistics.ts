/** Middle value and range of repeated measurements. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted[sorted.length - 1] };
}

/** Seconds with the range of the repeats, e.g. "2.31 (2.28-2.40)". */
export function secondsText({ median, least, most }: Spread): string {
  const show = (value: number) => value.toFixed(value < 10 ? 2 : 1);
  return `${show(median)} (${show(least)}-${show(most)})`;
}

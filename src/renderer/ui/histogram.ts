/** Counts of values in equally wide bins over [low, high]; values beyond fall into the end bins, NaN into none. */
export function histogram(values: Float64Array, low: number, high: number, binCount: number): number[] {
  const bins = new Array<number>(binCount).fill(0);
  const span = high - low;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const at = span > 0 ? Math.floor(((value - low) / span) * binCount) : 0;
    bins[Math.min(binCount - 1, Math.max(0, at))]++;
  }
  return bins;
}

/** Values that are looked at for a quantile: enough for the ends of an axis, and no window waits for them to be sorted. */
const sampleSize = 20_000;

/** The value at or below which a part of the values lies, from an even sample where they are many; NaN when there are none. */
export function quantile(values: Float64Array, part: number): number {
  const step = Math.max(1, values.length / sampleSize);
  const sample = Float64Array.from(
    { length: Math.floor(values.length / step) },
    (_, k) => values[Math.floor(k * step)],
  );
  const known = sample.filter((value) => !Number.isNaN(value)).sort();
  return known.length === 0 ? Number.NaN : known[Math.round(part * (known.length - 1))];
}

/** A few round numbers between low and high for an axis. */
export function niceTicks(low: number, high: number, most = 5): number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const rough = span / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9) * step; at <= high + step * 1e-9; at += step) ticks.push(at + 0);
  return ticks;
}

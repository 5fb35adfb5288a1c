import { numberFromText } from '../dataset/filter-coercion.ts';
import { type MeasureResult, type MissingCause, missingCauses, type Unit } from '../measure/types.ts';
import type { Criterion, Threshold } from './types.ts';

/** Shares of a plot at or below this are slivers of drawing, not facts: they count as 0 (contracts, "Profile"). */
export const negligibleShare = 1e-6;

/**
 * What areas (a square centimetre) and shares are kept to. They come of sums whose last bits depend on which other
 * questions are asked of the map at the same time; far coarser steps than those bits make ties between steps rare.
 */
const stepsOfUnit = new Map<Unit, number>([
  ['m2', 1e4],
  ['share', 1e9],
]);

/**
 * The values a criterion is judged by: as measured, but a negligible coverage is 0, areas are kept to 1e-4 m2 and shares
 * to 1e-9, so that what is left of a plot covered all over is nothing. The same array where nothing changes.
 */
export function judgedValues(criterion: Criterion, result: MeasureResult): MeasureResult {
  if (result.kind !== 'numbers') return result;
  const steps = stepsOfUnit.get(result.unit);
  const negligible = criterion.measure.kind === 'coverage' ? negligibleShare : Number.NEGATIVE_INFINITY;
  if (steps === undefined) return result;
  const judged = (value: number) => (value <= negligible ? 0 : Math.round(value * steps) / steps);
  const { values } = result;
  return values.some((value) => judged(value) !== value && !Number.isNaN(value))
    ? { ...result, values: values.map(judged) }
    : result;
}

/** One plot's value: a number, a code or text, or null when missing. */
export function valueOfRow(result: MeasureResult, row: number): number | string | null {
  if (result.kind === 'codes') return result.codes[row] === 0 ? null : result.labels[result.codes[row]];
  return Number.isNaN(result.values[row]) ? null : result.values[row];
}

/** Why one plot's value is missing; undefined where nothing is told. */
export function causeOfRow(result: MeasureResult, row: number): MissingCause | undefined {
  const cause = result.kind === 'numbers' && result.causes ? missingCauses[result.causes[row]] : '';
  return cause === '' ? undefined : cause;
}

type Verdict = 0 | 1 | 2;

/** Whether a value crosses a threshold: 1 yes, 0 no, 2 cannot be decided because the value is missing or not a number. */
export function crosses(threshold: Threshold, value: number | string | null): Verdict {
  return verdictOf(threshold)(value);
}

/** `crosses` for every plot. */
export function thresholdColumn(threshold: Threshold, result: MeasureResult): Uint8Array {
  const verdict = verdictOf(threshold);
  if (result.kind === 'codes') {
    const table = Uint8Array.from(result.labels, (label, code) => verdict(code === 0 ? null : label));
    const column = new Uint8Array(result.codes.length);
    for (let row = 0; row < column.length; row++) column[row] = table[result.codes[row]];
    return column;
  }
  const column = new Uint8Array(result.values.length);
  for (let row = 0; row < column.length; row++) column[row] = verdict(result.values[row]);
  return column;
}

function verdictOf(threshold: Threshold): (value: number | string | null) => Verdict {
  if ('in' in threshold) {
    const codes = new Set(threshold.in.map(String));
    return (value) => (isMissing(value) ? 2 : codes.has(String(value)) ? 1 : 0);
  }
  const crossed =
    'above' in threshold ? (value: number) => value > threshold.above : (value: number) => value < threshold.below;
  return (value) => {
    const number = typeof value === 'string' ? numberFromText(value) : value;
    return isMissing(number) ? 2 : crossed(number) ? 1 : 0;
  };
}

function isMissing(value: number | string | null): value is null {
  return value === null || Number.isNaN(value);
}

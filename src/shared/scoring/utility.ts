import { numberFromText } from '../dataset/filter-coercion.ts';
import { assertNever } from '../lib/assert-never.ts';
import { sharedFloat64 } from '../lib/buffers.ts';
import type { MeasureResult } from '../measure/types.ts';
import type { Utility } from './types.ts';

/**
 * The utility (0..1) of every plot's measured value; NaN where the value is missing or the utility has no answer for it
 * (a code that is not listed, a number outside every range, a text that is not a number).
 * `raw` gives the measured numbers as they are, in the measure's unit, for methods that standardise by themselves.
 */
export function utilityColumn(utility: Utility, result: MeasureResult): Float64Array {
  if (result.kind === 'numbers') {
    if (utility.kind === 'piecewise') return piecewiseColumn(utility.points, result.values);
    const of = utilityOfNumber(utility);
    const column = sharedFloat64(result.values.length);
    for (let row = 0; row < column.length; row++) column[row] = of(result.values[row]);
    return column;
  }
  const of = utilityOfText(utility);
  const table = Float64Array.from(result.labels, (label, code) => (code === 0 ? Number.NaN : of(label)));
  const column = sharedFloat64(result.codes.length);
  for (let row = 0; row < column.length; row++) column[row] = table[result.codes[row]];
  return column;
}

/** The utility of one measured value; null and NaN are missing and give NaN. */
export function utilityOf(utility: Utility, value: number | string | null): number {
  if (value === null) return Number.NaN;
  return typeof value === 'number' ? utilityOfNumber(utility)(value) : utilityOfText(utility)(value);
}

function utilityOfText(utility: Utility): (text: string) => number {
  if (utility.kind === 'classes') {
    const scores = new Map(utility.scores);
    const otherwise = utility.otherwise ?? Number.NaN;
    return (text) => scores.get(text) ?? otherwise;
  }
  const of = utilityOfNumber(utility);
  return (text) => of(numberFromText(text));
}

function utilityOfNumber(utility: Utility): (value: number) => number {
  switch (utility.kind) {
    case 'piecewise':
      return piecewise(utility.points);
    case 'classes': {
      const of = utilityOfText(utility);
      return (value) => (Number.isNaN(value) ? value : of(String(value)));
    }
    case 'ranges':
      return ranges(utility.ranges);
    case 'raw':
      return (value) => value;
    default:
      return assertNever(utility);
  }
}

/** Linear between break points of rising x; outside the ends the end value holds (criteria table, "Value functions"). */
function piecewiseColumn(points: readonly (readonly [number, number])[], values: Float64Array): Float64Array {
  const x = Float64Array.from(points, ([at]) => at);
  const y = Float64Array.from(points, ([, utility]) => utility);
  const column = sharedFloat64(values.length);
  for (let row = 0; row < values.length; row++) column[row] = interpolate(x, y, values[row]);
  return column;
}

function piecewise(points: readonly (readonly [number, number])[]): (value: number) => number {
  return (value) => piecewiseColumn(points, Float64Array.of(value))[0];
}

function interpolate(x: Float64Array, y: Float64Array, value: number): number {
  const last = x.length - 1;
  if (Number.isNaN(value)) return value;
  if (value <= x[0]) return y[0];
  if (value >= x[last]) return y[last];
  let upper = 1;
  while (value > x[upper]) upper++;
  const share = (value - x[upper - 1]) / (x[upper] - x[upper - 1]);
  return y[upper - 1] + share * (y[upper] - y[upper - 1]);
}

/** The first range with from <= value < to; an end that is not given is open. */
function ranges(list: Extract<Utility, { kind: 'ranges' }>['ranges']): (value: number) => number {
  return (value) => {
    for (const range of list) {
      if (value >= (range.from ?? Number.NEGATIVE_INFINITY) && (range.to === undefined || value < range.to)) {
        return range.utility;
      }
    }
    return Number.NaN;
  };
}

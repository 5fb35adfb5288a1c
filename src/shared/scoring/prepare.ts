import { sharedFloat64 } from '../lib/buffers.ts';
import type { CriterionId } from '../lib/id.ts';
import type { MeasureResult } from '../measure/types.ts';
import { orderById } from './collation.ts';
import type { Criterion, Profile, ProfileMeasures } from './types.ts';
import { utilityColumn } from './utility.ts';
import { judgedValues, thresholdColumn } from './values.ts';

/** What is settled about a plot whatever the weights: bits of `PreparedProfile.flags`. */
export const plotFlags = { excluded: 1, undecided: 2, conditional: 4 } as const;

/** One assessed criterion, row n for plot n. */
export interface PreparedCriterion {
  readonly criterion: Criterion;
  /** Values as judged: a coverage of at most 1e-6 is 0. */
  readonly result: MeasureResult;
  /** 0..1; NaN unknown. */
  readonly utility: Float64Array;
  /** `utility` with 0 for unknown; the same array where nothing is unknown. */
  readonly filled: Float64Array;
  /** Rows whose utility is unknown, ascending. */
  readonly unknownRows: Uint32Array;
}

/** A profile over all plots, made ready so that a change of weights costs one pass and one sort. Plain data: it may be posted to a worker. */
export interface PreparedProfile {
  readonly profile: Profile;
  readonly count: number;
  readonly criteria: readonly PreparedCriterion[];
  readonly notAssessed: ProfileMeasures['notAssessed'];
  /** Bits of `plotFlags`, per plot. */
  readonly flags: Uint8Array;
  /** Rows in the order of their ids by code unit. */
  readonly idOrder: Uint32Array;
}

/**
 * Turns measured values into utilities, exclusions and conditions once, before any weighing.
 * Every criterion of the profile must be measured or listed in `notAssessed`. Throws on raw utilities,
 * which the weighted sum cannot take (`parseProfile` refuses them with words).
 */
export function prepareScores(
  profile: Profile,
  measures: ProfileMeasures,
  plots: { readonly count: number; id(row: number): string },
): PreparedProfile {
  const absent = new Set<CriterionId>(measures.notAssessed.map(({ criterion }) => criterion));
  const flags = new Uint8Array(plots.count);
  const criteria: PreparedCriterion[] = [];
  for (const criterion of profile.criteria) {
    const measured = measures.values.get(criterion.id);
    if (!measured) {
      if (!absent.has(criterion.id)) throw new Error(`criterion ${criterion.id} is neither measured nor listed`);
      continue;
    }
    criteria.push(prepareCriterion(criterion, measured, flags));
  }
  const { notAssessed } = measures;
  return {
    profile,
    count: plots.count,
    criteria,
    notAssessed,
    flags,
    idOrder: idOrderOf(plots),
  };
}

/** Every profile of a study ranks the same plots. */
const idOrders = new WeakMap<object, Uint32Array>();

function idOrderOf(plots: { readonly count: number; id(row: number): string }): Uint32Array {
  const known = idOrders.get(plots);
  if (known) return known;
  const order = orderById(plots.count, (row) => plots.id(row));
  idOrders.set(plots, order);
  return order;
}

function prepareCriterion(criterion: Criterion, measured: MeasureResult, flags: Uint8Array): PreparedCriterion {
  if (criterion.utility.kind === 'raw')
    throw new Error(`criterion ${criterion.id}: a weighted sum takes no raw values`);
  const result = judgedValues(criterion, measured);
  const values = result.kind === 'numbers' ? result.values : result.codes;
  if (values.length !== flags.length) throw new Error(`criterion ${criterion.id} has ${values.length} rows`);
  const utility = utilityColumn(criterion.utility, result);
  roundUtilities(utility);
  applyMissingRule(criterion, values, utility, flags);
  markThresholds(criterion, result, flags);
  const unknownRows = rowsOfNaN(utility);
  return { criterion, result, utility, filled: unknownRows.length === 0 ? utility : withoutNaN(utility), unknownRows };
}

/** Utilities are kept to 1e-12: runtimes differ in last bits, and what is left of 1 - 0.9999999999999999 is noise. */
const utilitySteps = 1e12;

function roundUtilities(utility: Float64Array): void {
  for (let row = 0; row < utility.length; row++) utility[row] = Math.round(utility[row] * utilitySteps) / utilitySteps;
}

function applyMissingRule(
  { missing }: Criterion,
  values: Float64Array | Uint32Array,
  utility: Float64Array,
  flags: Uint8Array,
): void {
  if (missing === 'unknown') return;
  const isCode = values instanceof Uint32Array;
  const { excluded } = plotFlags;
  for (let row = 0; row < values.length; row++) {
    if (isCode ? values[row] !== 0 : !Number.isNaN(values[row])) continue;
    if (missing === 'exclude') flags[row] |= excluded;
    else utility[row] = missing.utility;
  }
}

function markThresholds(criterion: Criterion, result: MeasureResult, flags: Uint8Array): void {
  const { excluded, undecided, conditional } = plotFlags;
  if (criterion.exclude) {
    const crossed = thresholdColumn(criterion.exclude, result);
    for (let row = 0; row < flags.length; row++) {
      if (crossed[row] === 1) flags[row] |= excluded;
      else if (crossed[row] === 2) flags[row] |= undecided;
    }
  }
  if (criterion.condition) {
    const crossed = thresholdColumn(criterion.condition, result);
    for (let row = 0; row < flags.length; row++) if (crossed[row] === 1) flags[row] |= conditional;
  }
}

function rowsOfNaN(values: Float64Array): Uint32Array {
  let count = 0;
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) count++;
  const rows = new Uint32Array(count);
  for (let row = 0, at = 0; at < count; row++) if (Number.isNaN(values[row])) rows[at++] = row;
  return rows;
}

function withoutNaN(values: Float64Array): Float64Array {
  const filled = sharedFloat64(values.length);
  for (let row = 0; row < values.length; row++) filled[row] = Number.isNaN(values[row]) ? 0 : values[row];
  return filled;
}

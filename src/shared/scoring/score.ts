import { sharedFloat64, sharedUint8, sharedUint32 } from '../lib/buffers.ts';
import type { CriterionId } from '../lib/id.ts';
import { billionths, createOrderScratch, type OrderScratch, orderAndRank, sections } from './order.ts';
import { type PreparedProfile, plotFlags } from './prepare.ts';
import { type ProfileScores, type ScoreIntervals, type Status, statuses } from './types.ts';
import { normaliseWeights } from './weights.ts';

const code = (status: Status): number => statuses.indexOf(status);
const [pass, conditional, excluded, unknown] = [code('pass'), code('conditional'), code('excluded'), code('unknown')];

/**
 * The weighted sum (WLC): score = 100 x sum of weight x utility, rounded to 1e-9. Missing utilities of criteria that
 * have weight make the score NaN and the interval [all of them 0, all of them 1]. `weights` overrides the profile's
 * own weights (any non-negative scale). With no weight at all nothing is scored: every plot is unknown, 0 to 100.
 */
export function scorePlots(prepared: PreparedProfile, weights?: ReadonlyMap<CriterionId, number>): ProfileScores {
  const { assessed, notAssessed } = normaliseWeights(prepared, weights);
  const scratch = scratchOf(prepared);
  const sum = weightedSum(prepared, assessed, scratch.sum.fill(0));
  const open = openWeight(prepared, assessed, scratch.open);
  const { score, intervals } = roundScores(sum, open, scratch.keys);
  const status = judge(prepared, assessed, open, scratch);
  const { order, rank } = orderAndRank(scratch.section, scratch.keys, scratch.order);
  return {
    profile: prepared.profile.id,
    criteria: prepared.criteria.map(({ criterion, utility }, index) => ({
      criterion: criterion.id,
      weight: assessed[index],
      utility,
    })),
    notAssessed,
    score,
    intervals,
    rank,
    status,
    order,
  };
}

interface Scratch {
  readonly sum: Float64Array;
  readonly open: Float64Array;
  readonly keys: Float64Array;
  readonly section: Uint8Array;
  readonly order: OrderScratch;
  /** The statuses found last, and for which criteria with missing utilities having weight: most steps of a weight change none. */
  judged: { readonly counting: string; readonly status: Uint8Array } | null;
}

/** Dragging a weight scores many times a second: what does not leave is allocated once per prepared profile. */
const scratches = new WeakMap<PreparedProfile, Scratch>();

function scratchOf(prepared: PreparedProfile): Scratch {
  const { count, idOrder } = prepared;
  const scratch = scratches.get(prepared) ?? {
    sum: new Float64Array(count),
    open: new Float64Array(count),
    keys: new Float64Array(count),
    section: new Uint8Array(count),
    order: createOrderScratch(idOrder),
    judged: null,
  };
  scratches.set(prepared, scratch);
  return scratch;
}

/** Sum of weight x utility over the known utilities, in the order of the criteria, in blocks that stay in the cache. */
function weightedSum({ criteria, count }: PreparedProfile, weights: Float64Array, sum: Float64Array): Float64Array {
  const blockSize = 4096;
  for (let start = 0; start < count; start += blockSize) {
    const end = Math.min(count, start + blockSize);
    for (let index = 0; index < criteria.length; index++) {
      const weight = weights[index];
      if (weight === 0) continue;
      addScaled(sum, criteria[index].filled, weight, start, end);
    }
  }
  return sum;
}

function addScaled(sum: Float64Array, column: Float64Array, weight: number, start: number, end: number): void {
  for (let row = start; row < end; row++) sum[row] += weight * column[row];
}

/** Weight of the unknown utilities per plot; null when no scored utility is unknown. */
function openWeight({ criteria }: PreparedProfile, weights: Float64Array, room: Float64Array): Float64Array | null {
  if (!weights.some((weight) => weight > 0)) return room.fill(1);
  let open: Float64Array | null = null;
  criteria.forEach(({ unknownRows }, index) => {
    const weight = weights[index];
    if (weight === 0 || unknownRows.length === 0) return;
    open ??= room.fill(0);
    for (let at = 0; at < unknownRows.length; at++) open[unknownRows[at]] += weight;
  });
  return open;
}

function roundScores(sum: Float64Array, open: Float64Array | null, keys: Float64Array) {
  const count = sum.length;
  const hundred = 100 * billionths;
  const unit = billionths;
  const score = sharedFloat64(count);
  const intervals = roomFor(open);
  let at = 0;
  for (let row = 0; row < count; row++) {
    // + 0 turns the -0 of a rounded tiny negative into 0.
    const least = Math.min(Math.max(Math.round(sum[row] * hundred), 0), hundred) + 0;
    if (open && open[row] > 0) {
      const most = Math.min(Math.round((sum[row] + open[row]) * hundred), hundred);
      score[row] = Number.NaN;
      intervals.rows[at] = row;
      intervals.low[at] = least / unit;
      intervals.high[at++] = most / unit;
      keys[row] = Math.round((sum[row] + open[row] / 2) * hundred);
    } else {
      score[row] = least / unit;
      keys[row] = least;
    }
  }
  return { score, intervals };
}

function roomFor(open: Float64Array | null): ScoreIntervals {
  let count = 0;
  if (open) for (let row = 0; row < open.length; row++) if (open[row] > 0) count++;
  return { rows: sharedUint32(count), low: sharedFloat64(count), high: sharedFloat64(count) };
}

/** Sets each plot's section of the table and gives its status; the same array as before where nothing of it is otherwise. */
function judge(
  { flags, count, criteria }: PreparedProfile,
  weights: Float64Array,
  open: Float64Array | null,
  scratch: Scratch,
): Uint8Array {
  const hasWeight = weights.some((weight) => weight > 0);
  const counting = criteria.map(({ unknownRows }, index) => unknownRows.length > 0 && weights[index] > 0);
  const key = `${hasWeight} ${counting}`;
  if (scratch.judged?.counting === key) return scratch.judged.status;
  const { section } = scratch;
  const status = sharedUint8(count);
  const { excluded: isExcluded, undecided: isUndecided, conditional: isConditional } = plotFlags;
  const { ranked, unknown: withoutRank, excluded: out } = sections;
  for (let row = 0; row < count; row++) {
    const flag = flags[row];
    if (flag & isExcluded) {
      status[row] = excluded;
      section[row] = out;
    } else if (flag & isUndecided || (open !== null && open[row] > 0)) {
      status[row] = unknown;
      section[row] = withoutRank;
    } else {
      status[row] = flag & isConditional ? conditional : pass;
      section[row] = ranked;
    }
  }
  scratch.judged = { counting: key, status };
  return status;
}

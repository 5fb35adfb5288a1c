import { sharedFloat64, sharedUint8 } from '../lib/buffers.ts';
import type { CriterionId } from '../lib/id.ts';
import { billionths, createScoreKeys, orderAndRank, sections, setScoreKey } from './order.ts';
import { type PreparedProfile, plotFlags } from './prepare.ts';
import { type ProfileScores, type Status, statuses } from './types.ts';
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
  const sum = weightedSum(prepared, assessed);
  const open = openWeight(prepared, assessed);
  const { score, low, high, keys } = roundScores(sum, open);
  const { status, section } = judge(prepared, open);
  const { order, rank } = orderAndRank(prepared.idOrder, section, keys);
  return {
    profile: prepared.profile.id,
    criteria: prepared.criteria.map(({ criterion, utility }, index) => ({
      criterion: criterion.id,
      weight: assessed[index],
      utility,
    })),
    notAssessed,
    score,
    low,
    high,
    rank,
    status,
    order,
  };
}

/** Sum of weight x utility over the known utilities, in the order of the criteria, in blocks that stay in the cache. */
function weightedSum({ criteria, count }: PreparedProfile, weights: Float64Array): Float64Array {
  const sum = new Float64Array(count);
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
function openWeight({ criteria, count }: PreparedProfile, weights: Float64Array): Float64Array | null {
  if (!weights.some((weight) => weight > 0)) return new Float64Array(count).fill(1);
  let open: Float64Array | null = null;
  criteria.forEach(({ unknownRows }, index) => {
    const weight = weights[index];
    if (weight === 0 || unknownRows.length === 0) return;
    open ??= new Float64Array(count);
    for (let at = 0; at < unknownRows.length; at++) open[unknownRows[at]] += weight;
  });
  return open;
}

function roundScores(sum: Float64Array, open: Float64Array | null) {
  const count = sum.length;
  const keys = createScoreKeys(count);
  const score = sharedFloat64(count);
  const low = open ? sharedFloat64(count) : score;
  const high = open ? sharedFloat64(count) : score;
  for (let row = 0; row < count; row++) {
    const least = Math.round(sum[row] * 100 * billionths);
    if (open && open[row] > 0) {
      const most = Math.min(Math.round((sum[row] + open[row]) * 100 * billionths), 100 * billionths);
      score[row] = Number.NaN;
      low[row] = least / billionths;
      high[row] = most / billionths;
      setScoreKey(keys, row, Math.round((least + most) / 2));
    } else {
      score[row] = least / billionths;
      if (open) low[row] = high[row] = score[row];
      setScoreKey(keys, row, least);
    }
  }
  return { score, low, high, keys };
}

function judge({ flags, count }: PreparedProfile, open: Float64Array | null) {
  const status = sharedUint8(count);
  const section = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const flag = flags[row];
    if (flag & plotFlags.excluded) {
      status[row] = excluded;
      section[row] = sections.excluded;
    } else if (flag & plotFlags.undecided || (open && open[row] > 0)) {
      status[row] = unknown;
      section[row] = sections.unknown;
    } else status[row] = flag & plotFlags.conditional ? conditional : pass;
  }
  return { status, section };
}

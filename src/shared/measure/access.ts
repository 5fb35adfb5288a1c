import { buildReachIndex, type ReachIndex } from '../geometry/reach.ts';
import { type Decay, decayAt } from '../network/decay.ts';

/** Points x, y and a number each; NaN in either counts as nothing. */
export interface WeightedPoints {
  readonly xy: Float64Array;
  readonly weights: Float64Array;
}

export interface AccessIndex {
  /** The facilities, weighted by their supply per head. */
  readonly facilities: ReachIndex;
  /** `within` in units of the CRS. */
  readonly decay: Decay;
  /** Facilities with supply that no demand reaches; their supply goes to nobody. */
  readonly idle: number;
}

/**
 * First step of the two-step floating catchment area method by straight lines: R_j = S_j / sum_k w(d_kj) P_k. Sources
 * and the method by road: `network/access.ts`.
 */
export function buildAccessIndex(supply: WeightedPoints, demand: WeightedPoints, decay: Decay): AccessIndex {
  const people = buildReachIndex(demand.xy, demand.weights, decay.within / 4);
  const perHead = new Float64Array(supply.weights.length).fill(Number.NaN);
  let idle = 0;
  for (let n = 0; n < perHead.length; n++) {
    if (!(supply.weights[n] > 0)) continue;
    const heads = sumAround(people, supply.xy[2 * n], supply.xy[2 * n + 1], decay);
    if (heads > 0) perHead[n] = supply.weights[n] / heads;
    else if (heads === 0) idle++;
  }
  return { facilities: buildReachIndex(supply.xy, perHead, decay.within / 4), decay, idle };
}

/** out[n] = A_n = sum_j w(d_nj) R_j around x, y = centroids[2n], centroids[2n+1], for n in [from, to); NaN without a centroid. */
export function measureAccess(
  centroids: Float64Array,
  { facilities, decay }: AccessIndex,
  from: number,
  to: number,
  out: Float64Array,
): void {
  for (let n = from; n < to; n++) out[n] = sumAround(facilities, centroids[2 * n], centroids[2 * n + 1], decay);
}

/** Sum of weight times decay over the points around x, y; NaN where x, y are not finite. */
function sumAround(index: ReachIndex, x: number, y: number, decay: Decay): number {
  if (x - x !== 0 || y - y !== 0) return Number.NaN;
  const { minX, minY, cell, columns, rows, cellStart, xy, weights } = index;
  // A little wider than the limit: each point is asked by itself.
  const reach = decay.within * (1 + 1e-9) + cell * 1e-6;
  const firstColumn = Math.max(0, Math.floor((x - reach - minX) / cell));
  const lastColumn = Math.min(columns - 1, Math.floor((x + reach - minX) / cell));
  const firstRow = Math.max(0, Math.floor((y - reach - minY) / cell));
  const lastRow = Math.min(rows - 1, Math.floor((y + reach - minY) / cell));
  let sum = 0;
  if (firstColumn > lastColumn) return 0;
  for (let row = firstRow; row <= lastRow; row++) {
    const end = cellStart[row * columns + lastColumn + 1];
    for (let point = cellStart[row * columns + firstColumn]; point < end; point++) {
      const distance = Math.sqrt((xy[2 * point] - x) ** 2 + (xy[2 * point + 1] - y) ** 2);
      sum += weights[point] * decayAt(decay, distance);
    }
  }
  return sum;
}

import { sharedUint32 } from '../lib/buffers.ts';

/** Scores are compared as whole billionths; 100 is the best. */
export const billionths = 1e9;
const best = 100 * billionths;

const lowBits = 13;
const lowCount = 1 << lowBits;
const highCount = 1 << 12;

/** Sort keys of plots: 100e9 - score in billionths, at most 37 bits, cut into 13 low and 24 high bits. */
export interface ScoreKeys {
  readonly low: Uint16Array;
  readonly high: Uint32Array;
}

export function createScoreKeys(count: number): ScoreKeys {
  return { low: new Uint16Array(count), high: new Uint32Array(count) };
}

/** Sets the key of a row from its score in billionths (a whole number; held to 0..100e9). Better scores get smaller keys. */
export function setScoreKey(keys: ScoreKeys, row: number, scoreInBillionths: number): void {
  const key = best - Math.min(best, Math.max(0, scoreInBillionths));
  const high = Math.floor(key / lowCount);
  keys.high[row] = high;
  keys.low[row] = key - high * lowCount;
}

/** What a plot is in the table; sections follow each other in this order. */
export const sections = { ranked: 0, unknown: 1, excluded: 2 } as const;

/**
 * The order of the table and the ranks. `byId` holds all rows in the order of ids, `section` what each row is.
 * Ranked and unknown rows are sorted by key, then id; excluded rows stay in the order of ids.
 * Ranks are competition ranks (1, 1, 3) over equal keys; 0 for rows that are not ranked.
 */
export function orderAndRank(
  byId: Uint32Array,
  section: Uint8Array,
  keys: ScoreKeys,
): { readonly order: Uint32Array; readonly rank: Uint32Array } {
  const order = sharedUint32(byId.length);
  const rank = sharedUint32(byId.length);
  const counts = [0, 0, 0];
  for (let row = 0; row < section.length; row++) counts[section[row]]++;
  const next = [0, counts[0], counts[0] + counts[1]];
  for (let at = 0; at < byId.length; at++) {
    const row = byId[at];
    order[next[section[row]]++] = row;
  }
  const spare = new Uint32Array(Math.max(counts[0], counts[1]));
  sortByKey(order.subarray(0, counts[0]), spare, keys);
  sortByKey(order.subarray(counts[0], counts[0] + counts[1]), spare, keys);
  let current = 0;
  for (let at = 0; at < counts[0]; at++) {
    const row = order[at];
    const before = order[at - 1];
    if (at === 0 || keys.low[row] !== keys.low[before] || keys.high[row] !== keys.high[before]) current = at + 1;
    rank[row] = current;
  }
  return { order, rank };
}

/** Stable radix sort of rows by ascending key: 13 low bits, then twice 12 high bits. */
function sortByKey(rows: Uint32Array, spare: Uint32Array, { low, high }: ScoreKeys): void {
  const count = rows.length;
  if (count < 2) return;
  const counts0 = new Uint32Array(lowCount + 1);
  const counts1 = new Uint32Array(highCount + 1);
  const counts2 = new Uint32Array(highCount + 1);
  for (let at = 0; at < count; at++) {
    const row = rows[at];
    counts0[low[row] + 1]++;
    counts1[(high[row] & (highCount - 1)) + 1]++;
    counts2[(high[row] >>> 12) + 1]++;
  }
  for (const counts of [counts0, counts1, counts2])
    for (let at = 1; at < counts.length; at++) counts[at] += counts[at - 1];
  for (let at = 0; at < count; at++) spare[counts0[low[rows[at]]]++] = rows[at];
  for (let at = 0; at < count; at++) rows[counts1[high[spare[at]] & (highCount - 1)]++] = spare[at];
  for (let at = 0; at < count; at++) spare[counts2[high[rows[at]] >>> 12]++] = rows[at];
  rows.set(spare.subarray(0, count));
}

import { sharedUint32 } from '../lib/buffers.ts';

/** Scores are compared as whole billionths. */
export const billionths = 1e9;

/** What a plot is in the table; sections follow each other in this order. */
export const sections = { ranked: 0, unknown: 1, excluded: 2 } as const;

/** Room that one sort needs and the next may use again. */
export interface OrderScratch {
  readonly bucket: Uint32Array;
  readonly next: Uint32Array;
  readonly sorted: Float64Array;
}

export function createOrderScratch(count: number): OrderScratch {
  return { bucket: new Uint32Array(count), next: new Uint32Array(count + 1), sorted: new Float64Array(count) };
}

/**
 * The order of the table and the ranks. `byId` holds all rows in the order of ids, `section` what each row is, `key`
 * its score in billionths (a whole number; for unknown rows the middle of the interval; not read for excluded ones).
 * Ranked and unknown rows are sorted by falling key, then id; excluded rows stay in the order of ids.
 * Ranks are competition ranks (1, 1, 3) over equal keys; 0 for rows that are not ranked.
 *
 * A bucket sort with as many buckets as rows: one stable scatter in the order of ids, then each bucket is put right.
 */
export function orderAndRank(
  byId: Uint32Array,
  section: Uint8Array,
  key: Float64Array,
  scratch: OrderScratch = createOrderScratch(byId.length),
): { readonly order: Uint32Array; readonly rank: Uint32Array } {
  const count = byId.length;
  const { bucket, sorted } = scratch;
  const { end, rankedCount } = bucketRows(section, key, scratch);
  const order = sharedUint32(count);
  for (let at = 0; at < count; at++) {
    const row = byId[at];
    const place = end[bucket[row]]++;
    order[place] = row;
    sorted[place] = key[row];
  }
  // The last bucket holds the excluded rows, which are in order already.
  for (let index = 0, start = 0; index < end.length - 1; start = end[index++]) {
    if (end[index] - start > 1) sortRange(order, sorted, start, end[index]);
  }
  const rank = sharedUint32(count);
  let current = 0;
  for (let at = 0; at < rankedCount; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) current = at + 1;
    rank[order[at]] = current;
  }
  return { order, rank };
}

/** Each row's bucket, better keys first, and where each bucket starts. Each section is spread over its own range of keys. */
function bucketRows(section: Uint8Array, key: Float64Array, scratch: OrderScratch) {
  const { excluded } = sections;
  const count = section.length;
  const counts = [0, 0, 0];
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const most = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < count; row++) {
    const part = section[row];
    counts[part]++;
    if (part === excluded) continue;
    if (key[row] < least[part]) least[part] = key[row];
    if (key[row] > most[part]) most[part] = key[row];
  }
  const scale = least.map((low, part) => (most[part] > low ? (counts[part] - 1) / (most[part] - low) : 0));
  const first = [0, counts[0], counts[0] + counts[1]];
  const { bucket } = scratch;
  const next = scratch.next.subarray(0, first[2] + 1).fill(0);
  for (let row = 0; row < count; row++) {
    const part = section[row];
    const index = part === excluded ? first[2] : first[part] + Math.floor((most[part] - key[row]) * scale[part]);
    bucket[row] = index;
    next[index]++;
  }
  let start = 0;
  for (let index = 0; index < next.length; index++) {
    const size = next[index];
    next[index] = start;
    start += size;
  }
  return { end: next, rankedCount: counts[0] };
}

const smallRange = 24;

/** Sorts places [start, end) by falling key, stable. */
function sortRange(order: Uint32Array, sorted: Float64Array, start: number, end: number): void {
  if (end - start <= smallRange) insertionSort(order, sorted, start, end);
  else sortCrowd(order, sorted, start, end);
}

function insertionSort(order: Uint32Array, sorted: Float64Array, start: number, end: number): void {
  for (let at = start + 1; at < end; at++) {
    const key = sorted[at];
    const row = order[at];
    let place = at;
    while (place > start && sorted[place - 1] < key) {
      sorted[place] = sorted[place - 1];
      order[place] = order[place - 1];
      place--;
    }
    sorted[place] = key;
    order[place] = row;
  }
}

/** For the rare bucket into which many rows fall: an outlier among close scores, or many equal ones (already in order). */
function sortCrowd(order: Uint32Array, sorted: Float64Array, start: number, end: number): void {
  let inOrder = true;
  for (let at = start + 1; at < end && inOrder; at++) inOrder = sorted[at - 1] >= sorted[at];
  if (inOrder) return;
  const places = Uint32Array.from({ length: end - start }, (_, index) => index);
  const rows = order.slice(start, end);
  const keys = sorted.slice(start, end);
  places.sort((a, b) => keys[b] - keys[a] || a - b);
  for (let at = 0; at < places.length; at++) {
    order[start + at] = rows[places[at]];
    sorted[start + at] = keys[places[at]];
  }
}

import { sharedUint32 } from '../lib/buffers.ts';

/** Scores are compared as whole billionths. */
export const billionths = 1e9;

/** What a plot is in the table; sections follow each other in this order. */
export const sections = { ranked: 0, unknown: 1, excluded: 2 } as const;

/** What one sort of a table leaves to the next, and the room both need. */
export interface OrderScratch {
  /** All rows in the order of ids, and each row's place there. */
  readonly byId: Uint32Array;
  readonly placeById: Uint32Array;
  /** The order found last. A step of a weight moves few plots far: visited in this order, neighbours in the table are neighbours in memory. */
  former: Uint32Array;
  readonly visited: Uint32Array;
  readonly keys: Float64Array;
  readonly bucket: Uint32Array;
  readonly next: Uint32Array;
  readonly sorted: Float64Array;
}

/** For the rows of one table, `byId` holding all of them in the order of ids. */
export function createOrderScratch(byId: Uint32Array): OrderScratch {
  const count = byId.length;
  const placeById = new Uint32Array(count);
  for (let place = 0; place < count; place++) placeById[byId[place]] = place;
  return {
    byId,
    placeById,
    former: byId,
    visited: new Uint32Array(count),
    keys: new Float64Array(count),
    bucket: new Uint32Array(count),
    next: new Uint32Array(count),
    sorted: new Float64Array(count),
  };
}

/**
 * The order of the table and the ranks. `section` holds what each row is, `key` its score in billionths (a whole number; for
 * unknown rows the middle of the interval; not read for excluded ones).
 * Ranked and unknown rows are sorted by falling key, then id; excluded rows stay in the order of ids.
 * Ranks are competition ranks (1, 1, 3) over equal keys; 0 for rows that are not ranked.
 *
 * A bucket sort with as many buckets as rows: one scatter in the order found last, then each bucket is put right.
 */
export function orderAndRank(
  section: Uint8Array,
  key: Float64Array,
  scratch: OrderScratch,
): { readonly order: Uint32Array; readonly rank: Uint32Array } {
  const { byId, former, visited, sorted } = scratch;
  const count = byId.length;
  const order = sharedUint32(count);
  const { ranked, unknown, excluded } = sections;
  const counts = [0, 0, 0];
  for (let row = 0; row < count; row++) counts[section[row]]++;
  const withoutRank = counts[ranked];
  let out = withoutRank + counts[unknown];
  for (let at = 0, [next, nextUnknown] = [0, withoutRank]; at < count; at++) {
    const row = former[at];
    if (section[row] === ranked) visited[next++] = row;
    else if (section[row] === unknown) visited[nextUnknown++] = row;
  }
  sortRows(order, key, 0, withoutRank, scratch);
  sortRows(order, key, withoutRank, out, scratch);
  for (let at = 0; out < count; at++) if (section[byId[at]] === excluded) order[out++] = byId[at];
  const rank = sharedUint32(count);
  let current = 0;
  for (let at = 0; at < withoutRank; at++) {
    if (at === 0 || sorted[at] !== sorted[at - 1]) current = at + 1;
    rank[order[at]] = current;
  }
  scratch.former = order;
  return { order, rank };
}

/** Puts the visited rows of places [start, end) in order there. */
function sortRows(order: Uint32Array, key: Float64Array, start: number, end: number, scratch: OrderScratch): void {
  const { visited, keys, bucket, sorted } = scratch;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = start; at < end; at++) {
    const value = key[visited[at]];
    keys[at] = value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const size = end - start;
  const scale = most > least ? (size - 1) / (most - least) : 0;
  const next = scratch.next.subarray(0, size).fill(0);
  for (let at = start; at < end; at++) {
    const index = Math.floor((most - keys[at]) * scale);
    bucket[at] = index;
    next[index]++;
  }
  for (let index = 0, place = start; index < size; index++) {
    const own = next[index];
    next[index] = place;
    place += own;
  }
  for (let at = start; at < end; at++) {
    const place = next[bucket[at]]++;
    order[place] = visited[at];
    sorted[place] = keys[at];
  }
  for (let at = start + 1; at < end; at++) {
    if (inOrder(at - 1, at, order, scratch)) continue;
    // Rows out of order are of one bucket; each entry has moved to where the next bucket starts.
    const index = Math.floor((most - sorted[at]) * scale);
    const first = index > 0 ? next[index - 1] : start;
    sortRange(order, first, next[index], scratch);
    at = next[index];
  }
}

/** Whether what stands at place `a` comes before what stands at `b`: higher keys first, then lower places in the order of ids. */
function inOrder(a: number, b: number, order: Uint32Array, { sorted, placeById }: OrderScratch): boolean {
  return sorted[a] > sorted[b] || (sorted[a] === sorted[b] && placeById[order[a]] < placeById[order[b]]);
}

const smallRange = 24;

/** Sorts places [start, end) by falling key, then id. */
function sortRange(order: Uint32Array, start: number, end: number, scratch: OrderScratch): void {
  if (end - start <= smallRange) insertionSort(order, start, end, scratch);
  else sortCrowd(order, start, end, scratch);
}

function insertionSort(order: Uint32Array, start: number, end: number, scratch: OrderScratch): void {
  const { sorted, placeById } = scratch;
  for (let at = start + 1; at < end; at++) {
    const key = sorted[at];
    const row = order[at];
    let place = at;
    while (place > start && sorted[place - 1] <= key) {
      if (sorted[place - 1] === key && placeById[order[place - 1]] < placeById[row]) break;
      sorted[place] = sorted[place - 1];
      order[place] = order[place - 1];
      place--;
    }
    sorted[place] = key;
    order[place] = row;
  }
}

/** For the rare bucket into which many rows fall: an outlier among close scores, or many equal ones. */
function sortCrowd(order: Uint32Array, start: number, end: number, { sorted, placeById }: OrderScratch): void {
  const compare = (a: number, b: number) => sorted[b] - sorted[a] || placeById[order[a]] - placeById[order[b]];
  const places = Uint32Array.from({ length: end - start }, (_, index) => start + index).sort(compare);
  const rows = Array.from(places, (place) => order[place]);
  const keys = Array.from(places, (place) => sorted[place]);
  order.set(rows, start);
  sorted.set(keys, start);
}

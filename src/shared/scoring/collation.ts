import { sharedUint32 } from '../lib/buffers.ts';

const digitBits = 13;
const digitCount = 1 << digitBits;

/**
 * Rows 0..count-1 in the order of their ids by UTF-16 code unit; equal ids keep the order of rows.
 * After the prefix that all ids share, the next characters are packed into one exact number and radix sorted;
 * only ids equal in those characters are compared as text.
 */
export function orderById(count: number, id: (row: number) => string): Uint32Array {
  const ids = Array.from({ length: count }, (_, row) => id(row));
  const order = sharedUint32(count);
  for (let row = 0; row < count; row++) order[row] = row;
  if (isSorted(ids)) return order;
  const keys = packedKeys(ids);
  radixSort(order, keys);
  for (let start = 0; start < count; ) {
    let end = start + 1;
    while (end < count && keys[order[end]] === keys[order[start]]) end++;
    if (end - start > 1) {
      order.subarray(start, end).sort((a, b) => (ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : a - b));
    }
    start = end;
  }
  return order;
}

function isSorted(ids: readonly string[]): boolean {
  for (let row = 1; row < ids.length; row++) if (ids[row - 1] > ids[row]) return false;
  return true;
}

/** Exact below 2^52: seven ASCII characters in base 129, or three code units in base 65 537; the end of the text is digit 0. */
function packedKeys(ids: readonly string[]): Float64Array {
  const prefix = sharedPrefix(ids);
  const ascii = ids.every(isAscii);
  const [base, length] = ascii ? [129, 7] : [65_537, 3];
  return Float64Array.from(ids, (text) => {
    let key = 0;
    for (let at = prefix; at < prefix + length; at++)
      key = key * base + (at < text.length ? text.charCodeAt(at) + 1 : 0);
    return key;
  });
}

function sharedPrefix(ids: readonly string[]): number {
  const [first] = ids;
  let length = first.length;
  for (const text of ids) {
    let at = 0;
    while (at < length && at < text.length && text.charCodeAt(at) === first.charCodeAt(at)) at++;
    length = at;
  }
  return length;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Sorts `order` by ascending keys (whole numbers below 2^52), stable. */
function radixSort(order: Uint32Array, keys: Float64Array): void {
  const half = 2 ** (2 * digitBits);
  const high = Uint32Array.from(keys, (key) => Math.floor(key / half));
  const low = Uint32Array.from(keys, (key) => key % half);
  const spare = new Uint32Array(order.length);
  scatter(order, spare, low, 0);
  scatter(spare, order, low, digitBits);
  scatter(order, spare, high, 0);
  scatter(spare, order, high, digitBits);
}

function scatter(from: Uint32Array, to: Uint32Array, keys: Uint32Array, shift: number): void {
  const next = new Uint32Array(digitCount + 1);
  for (let row = 0; row < keys.length; row++) next[((keys[row] >>> shift) & (digitCount - 1)) + 1]++;
  for (let bucket = 0; bucket < digitCount; bucket++) next[bucket + 1] += next[bucket];
  for (let at = 0; at < from.length; at++) to[next[(keys[from[at]] >>> shift) & (digitCount - 1)]++] = from[at];
}

import { isJsonObject } from './zod.ts';

/** Where a value lies in JSON: names of keys and indexes of lists. */
export type JsonPath = readonly (string | number)[];

/** One difference between two JSON values, with both sides, so that it can be taken either way. */
export type Change =
  /** The value of a key, or of an index of a list, or with an empty path the whole. An empty list says "was not there". */
  | { readonly path: JsonPath; readonly from: readonly unknown[]; readonly to: readonly unknown[] }
  /** Items of the list at `path`, from `index` on. */
  | {
      readonly path: JsonPath;
      readonly index: number;
      readonly remove: readonly unknown[];
      readonly insert: readonly unknown[];
    };

/** Whether two JSON values are equal; the order of keys does not matter. Shared parts cost nothing. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equalJson(item, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key]))
  );
}

/** How to get from one JSON value to another. Parts that both share are not looked into. */
export function diffJson(from: unknown, to: unknown, path: JsonPath = []): readonly Change[] {
  if (from === to) return [];
  if (Array.isArray(from) && Array.isArray(to)) return diffLists(from, to, path);
  if (isJsonObject(from) && isJsonObject(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => {
      const inner = [...path, key];
      if (!Object.hasOwn(from, key)) return [{ path: inner, from: [], to: [to[key]] }];
      if (!Object.hasOwn(to, key)) return [{ path: inner, from: [from[key]], to: [] }];
      return diffJson(from[key], to[key], inner);
    });
  }
  return equalJson(from, to) ? [] : [{ path, from: [from], to: [to] }];
}

function diffLists(from: readonly unknown[], to: readonly unknown[], path: JsonPath): readonly Change[] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && equalJson(from[start], to[start])) start++;
  let end = 0;
  while (end < shorter - start && equalJson(from[from.length - 1 - end], to[to.length - 1 - end])) end++;
  const remove = from.slice(start, from.length - end);
  const insert = to.slice(start, to.length - end);
  if (remove.length === 0 && insert.length === 0) return [];
  const pairs = remove.length === insert.length && remove.every((item, at) => sameThing(item, insert[at]));
  if (!pairs) return [{ path, index: start, remove, insert }];
  return remove.flatMap((item, at) => diffJson(item, insert[at], [...path, start + at]));
}

/** Two states of one thing, worth looking into; anything else is replaced whole. */
function sameThing(a: unknown, b: unknown): boolean {
  return isJsonObject(a) && isJsonObject(b) && a.id !== undefined && a.id === b.id;
}

/** The value after the changes. Throws when they were not made from this value. */
export function applyChanges(root: unknown, changes: readonly Change[]): unknown {
  return changes.reduce((value, change) => changed(value, change, 0), root);
}

/** The value before the changes. */
export function revertChanges(root: unknown, changes: readonly Change[]): unknown {
  return changes.reduceRight<unknown>((value, change) => changed(value, inverse(change), 0), root);
}

function inverse(change: Change): Change {
  return 'index' in change
    ? { path: change.path, index: change.index, remove: change.insert, insert: change.remove }
    : { path: change.path, from: change.to, to: change.from };
}

function changed(value: unknown, change: Change, depth: number): unknown {
  const { path } = change;
  if (depth === path.length) return replaced(value, change);
  const key = path[depth];
  if (Array.isArray(value) && typeof key === 'number' && key < value.length)
    return value.map((item, index) => (index === key ? changed(item, change, depth + 1) : item));
  if (!isJsonObject(value) || typeof key !== 'string') throw new Error(`a change that does not fit at ${path}`);
  const last = depth === path.length - 1;
  const had = Object.hasOwn(value, key);
  if (last && !('index' in change)) {
    if (had !== change.from.length > 0) throw new Error(`a change that does not fit at ${path}`);
    // Built from pairs: a name like "__proto__" is a name like any other.
    if (change.to.length === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    if (!had) return Object.fromEntries([...Object.entries(value), [key, change.to[0]]]);
  } else if (!had) throw new Error(`a change that does not fit at ${path}`);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? changed(inner, change, depth + 1) : inner]),
  );
}

function replaced(value: unknown, change: Change): unknown {
  if (!('index' in change)) {
    if (change.to.length === 0 || !equalJson(value, change.from[0]))
      throw new Error(`a change that does not fit at ${change.path}`);
    return change.to[0];
  }
  const { index, remove, insert } = change;
  if (!Array.isArray(value) || !equalJson(value.slice(index, index + remove.length), remove))
    throw new Error(`a change that does not fit at ${change.path}`);
  return [...value.slice(0, index), ...insert, ...value.slice(index + remove.length)];
}

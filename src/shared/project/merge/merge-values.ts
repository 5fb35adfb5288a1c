import { canonicalJson } from '../../lib/canonical-json.ts';
import { equalJson } from '../patch.ts';
import { isJsonObject } from '../zod.ts';
import type { OpenConflict, SideChoice } from './choose-sides.ts';
import { mergeOrder } from './merge-order.ts';
import type { ConflictKind, ConflictSide, KeyedPath, MergeConflict, MergeShape, Taken, Touch } from './merge-types.ts';

/** A value that may not be there: empty, or the one. */
export type Maybe = readonly unknown[];

/** A copy while its values are compared. */
export interface Side {
  readonly name: string;
  readonly isOffice: boolean;
  readonly touch: (path: KeyedPath) => Touch | null;
  readonly value: Maybe;
}

/** Where what was found is written down. */
export interface MergeLog {
  readonly taken: Taken[];
  readonly conflicts: MergeConflict[];
  /** Which sides people want to stand. */
  readonly choose: SideChoice;
}

/** Writes a conflict down and gives the side that stands: the chosen one, else the one that stands by itself. */
export function settle(conflict: OpenConflict, byItself: number, { conflicts, choose }: MergeLog): number {
  const kept = choose(conflict) ?? byItself;
  conflicts.push({ ...conflict, kept });
  return kept;
}

const absent: Maybe = [];
const sameMaybe = (a: Maybe, b: Maybe): boolean => a.length === b.length && equalJson(a[0], b[0]);

/**
 * Merges the copies of one value against what they all began with. Nothing depends on the order of the field copies: where
 * they disagree among themselves the later touch stands, and of equal ones the greater text.
 */
export function mergeValue(
  base: Maybe,
  sides: readonly Side[],
  shape: MergeShape,
  path: KeyedPath,
  log: MergeLog,
): Maybe {
  const changed = sides.filter(({ value }) => !sameMaybe(value, base));
  if (changed.length === 0) return base;
  const first = changed[0].value;
  if (changed.every(({ value }) => sameMaybe(value, first))) {
    log.taken.push({ path, copies: names(changed), kind: takenKind(base, first) });
    return first;
  }
  const present = sides.filter(({ value }) => value.length > 0);
  if (present.length < sides.length && base.length > 0) return mergeDeleted(base, sides, shape, path, log);
  switch (shape.kind) {
    case 'value':
      return [resolve('edited', changed, path, log)];
    case 'object':
      return [mergeObjects(base, present, shape.keys, path, log)];
    case 'list':
      return [mergeLists(base, present, shape, path, log)];
    case 'set':
      log.taken.push({ path, copies: names(changed), kind: 'changed' });
      return [mergeSets(base, present)];
    case 'order':
      return [mergeOrder(base, present, path, log)];
  }
}

/** Who says what, the office first, then by the text of the value. */
function sidesOf(changed: readonly Side[], path: KeyedPath): readonly ConflictSide[] {
  const groups = new Map<string, Side[]>();
  for (const side of changed) {
    const key = canonicalJson(side.value);
    groups.set(key, [...(groups.get(key) ?? []), side]);
  }
  const office = (group: readonly Side[]): number => Number(group.some(({ isOffice }) => isOffice));
  return [...groups]
    .sort(([a, own], [b, other]) => office(other) - office(own) || (a < b ? -1 : 1))
    .map(([, group]) => ({ copies: names(group), value: group[0].value, touched: latest(group, path) }));
}

function latest(group: readonly Side[], path: KeyedPath): Touch | null {
  const touches = group.flatMap(({ touch }) => touch(path) ?? []);
  return touches.sort((a, b) => (a.at === b.at ? (a.by < b.by ? 1 : -1) : a.at < b.at ? 1 : -1))[0] ?? null;
}

/** Writes a conflict down and gives the value that stands: the chosen one, else the office's, else the latest. */
export function resolve(kind: ConflictKind, changed: readonly Side[], path: KeyedPath, log: MergeLog): unknown {
  const sides = sidesOf(changed, path);
  const hasOffice = changed.some(({ isOffice }) => isOffice);
  const when = (side: ConflictSide): string => side.touched?.at ?? '';
  const latestSide = sides.reduce((best, side, index) => (when(side) >= when(sides[best]) ? index : best), 0);
  return sides[settle({ kind, path, sides }, hasOffice ? 0 : latestSide, log)].value[0];
}

/** Some removed it and others changed it: it stays, with all the changes, unless people chose that it goes. */
function mergeDeleted(base: Maybe, sides: readonly Side[], shape: MergeShape, path: KeyedPath, log: MergeLog): Maybe {
  const gone = sides.filter(({ value }) => value.length === 0);
  const edited = sides.filter(({ value }) => value.length > 0 && !sameMaybe(value, base));
  const present = sides.filter(({ value }) => value.length > 0);
  const changes: MergeLog = { ...log, taken: [], conflicts: [] };
  const kept = mergeValue(base, present, shape, path, changes);
  const removed: ConflictSide = { copies: names(gone), value: absent, touched: latest(gone, path) };
  const stays: ConflictSide = { copies: names(edited), value: kept, touched: latest(edited, path) };
  const conflict: OpenConflict = { kind: 'deleted', path, sides: [stays, removed] };
  if (settle(conflict, 0, { ...changes, conflicts: log.conflicts }) === 1) return absent;
  log.taken.push(...changes.taken);
  log.conflicts.push(...changes.conflicts);
  return kept;
}

function mergeObjects(
  base: Maybe,
  sides: readonly Side[],
  shapes: ReadonlyMap<string, MergeShape>,
  path: KeyedPath,
  log: MergeLog,
): unknown {
  const keys = new Set([base, ...sides.map(({ value }) => value)].flatMap(([value]) => keysOf(value)));
  const merged = [...keys].flatMap((key): [string, unknown][] => {
    const inner = sides.map((side) => ({ ...side, value: member(side.value, key) }));
    const value = mergeValue(member(base, key), inner, shapes.get(key) ?? { kind: 'value' }, [...path, key], log);
    return value.length === 0 ? [] : [[key, value[0]]];
  });
  return Object.fromEntries(merged);
}

const keysOf = (value: unknown): readonly string[] => (isJsonObject(value) ? Object.keys(value) : []);

function member([object]: Maybe, key: string): Maybe {
  return isJsonObject(object) && Object.hasOwn(object, key) ? [object[key]] : absent;
}

function mergeLists(
  base: Maybe,
  sides: readonly Side[],
  { key, item }: Extract<MergeShape, { kind: 'list' }>,
  path: KeyedPath,
  log: MergeLog,
): unknown {
  const byName = (list: Maybe) => new Map(itemsOf(list).map((thing) => [nameOf(thing, key), thing] as const));
  const before = byName(base);
  const lists = sides.map(({ value }) => byName(value));
  const office = lists[sides.findIndex(({ isOffice }) => isOffice)] ?? before;
  const others = new Set(lists.flatMap((list) => [...list.keys()]));
  const added = [...others].filter((name) => !office.has(name) && !before.has(name)).sort();
  const order = [...office.keys(), ...[...before.keys()].filter((name) => !office.has(name)), ...added];
  return order.flatMap((name) => {
    const own = (list: ReadonlyMap<string, unknown>): Maybe => (list.has(name) ? [list.get(name)] : absent);
    const inner = sides.map((side, index) => ({ ...side, value: own(lists[index]) }));
    // What was not there before: the copies that lack it have not removed it.
    const asked = before.has(name) ? inner : inner.filter(({ value }) => value.length > 0);
    return mergeValue(own(before), asked, item, [...path, name], log);
  });
}

const itemsOf = ([list]: Maybe): readonly unknown[] => (Array.isArray(list) ? list : []);

function nameOf(thing: unknown, key: string): string {
  return String(isJsonObject(thing) ? thing[key] : thing);
}

function mergeSets(base: Maybe, sides: readonly Side[]): readonly string[] {
  const before = itemsOf(base).map(String);
  const sets = sides.map(({ value }) => new Set(itemsOf(value).map(String)));
  const kept = before.filter((name) => sets.every((set) => set.has(name)));
  const added = new Set(sets.flatMap((set) => [...set]).filter((name) => !before.includes(name)));
  return [...kept, ...[...added].sort()];
}

export function names(sides: readonly Side[]): readonly string[] {
  return sides.map(({ name }) => name).sort();
}

function takenKind(base: Maybe, now: Maybe): Taken['kind'] {
  if (base.length === 0) return 'added';
  return now.length === 0 ? 'removed' : 'changed';
}

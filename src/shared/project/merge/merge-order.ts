import { canonicalJson } from '../../lib/canonical-json.ts';
import type { KeyedPath } from './merge-types.ts';
import { type Maybe, type MergeLog, names, resolve, type Side } from './merge-values.ts';

/**
 * Merges the order of names. A copy has sorted anew when names that it shares with the base stand otherwise; two that did so
 * differently are a conflict, since a mix of two orders is nobody's. Names that only others have stand after the
 * name they stood after there.
 */
export function mergeOrder(base: Maybe, sides: readonly Side[], path: KeyedPath, log: MergeLog): readonly string[] {
  const before = listOf(base);
  const sorted = sides.filter(({ value }) => isSortedAnew(before, listOf(value)));
  const lead = listOf([leading(base, sides, sorted, path, log)]);
  const order = [...lead];
  const others = [...sides].sort((a, b) => (canonicalJson(a.value) < canonicalJson(b.value) ? -1 : 1));
  for (const list of [before, ...others.map(({ value }) => listOf(value))]) insertMissing(order, list);
  return order;
}

function leading(
  base: Maybe,
  sides: readonly Side[],
  sorted: readonly Side[],
  path: KeyedPath,
  log: MergeLog,
): unknown {
  const [first] = sorted;
  const office = sides.find(({ isOffice }) => isOffice);
  if (first === undefined) return office?.value[0] ?? base[0];
  const shared = sorted.reduce(
    (known, { value }) => known.filter((name) => listOf(value).includes(name)),
    listOf(base),
  );
  const orders = new Set(
    sorted.map(({ value }) => canonicalJson(listOf(value).filter((name) => shared.includes(name)))),
  );
  if (orders.size > 1) return resolve('order', sorted, path, log);
  log.taken.push({ path, copies: names(sorted), kind: 'changed' });
  const whole = [...sorted].sort((a, b) => (canonicalJson(a.value) < canonicalJson(b.value) ? -1 : 1));
  return (sorted.find(({ isOffice }) => isOffice) ?? whole[0]).value[0];
}

function isSortedAnew(before: readonly string[], now: readonly string[]): boolean {
  const known = before.filter((name) => now.includes(name));
  const kept = now.filter((name) => before.includes(name));
  return known.some((name, index) => name !== kept[index]);
}

function insertMissing(order: string[], list: readonly string[]): void {
  list.forEach((name, index) => {
    if (order.includes(name)) return;
    const after = index === 0 ? -1 : order.indexOf(list[index - 1]);
    order.splice(after + 1, 0, name);
  });
}

function listOf([list]: Maybe): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

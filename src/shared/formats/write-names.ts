import { type Issue, issue } from '../lib/issue.ts';

/**
 * Field names no two of which are alike, and none of which is among `taken`: later ones get `_2`, `_3`. `keyOf` says what
 * makes names alike (letter case, where a format does not tell it apart). An empty name becomes "field".
 */
export function uniqueNames(
  names: readonly string[],
  taken: readonly string[] = [],
  keyOf: (name: string) => string = (name) => name,
): readonly string[] {
  const used = new Set(taken.map(keyOf));
  return names.map((own) => {
    const base = own === '' ? 'field' : own;
    let name = base;
    for (let count = 2; used.has(keyOf(name)); count++) name = `${base}_${count}`;
    used.add(keyOf(name));
    return name;
  });
}

/** Tells which names were changed; nothing where none was. */
export function renamingIssues(names: readonly string[], written: readonly string[], format: string): Issue[] {
  const changed = names.flatMap((name, at) => (name === written[at] ? [] : [`${name} > ${written[at]}`]));
  if (changed.length === 0) return [];
  const details = { count: changed.length, format, names: changed.slice(0, 12).join(', ') };
  return [issue('warning', 'names-made-unique', details)];
}

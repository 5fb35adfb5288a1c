import { type Issue, issue } from '../lib/issue.ts';
import type { ScoredProfile } from './types.ts';

/** The notes that are told; the others are told where their measures are. */
const told: ReadonlySet<string> = new Set(['filter-unknown', 'outside-mapped', 'value-missing']);

/**
 * What the measures of the profiles have to say, each thing once: rows that a filter could not decide, plots outside
 * a mapped area, features without a value, and one sentence on the layers whose extent of mapping is not known.
 */
export function measureNotes(profiles: readonly ScoredProfile[]): readonly Issue[] {
  const found = new Map<string, Issue>();
  const unmapped = new Set<string>();
  for (const { criterion, result } of profiles.flatMap(({ prepared }) => prepared.criteria)) {
    for (const { code, layer, count } of result.notes) {
      if (code === 'mapping-unknown' && layer !== null) unmapped.add(layer);
      if (!told.has(code)) continue;
      const key = `${code} ${layer ?? criterion.id} ${count}`;
      const details = { criterion: criterion.id, layer: layer ?? '', count };
      if (!found.has(key)) found.set(key, issue('warning', `measure-${code}`, details));
    }
  }
  const extents = unmapped.size === 0 ? [] : [issue('info', 'measure-mapping-unknown', { layers: list(unmapped) })];
  return [...found.values(), ...extents];
}

const list = (names: ReadonlySet<string>): string => [...names].sort((a, b) => (a < b ? -1 : 1)).join(', ');

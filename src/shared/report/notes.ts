import { type Issue, issue } from '../lib/issue.ts';
import type { ScoredProfile } from './types.ts';

/** Notes that are good to know rather than a reason for doubt. */
const plain: ReadonlySet<string> = new Set(['road-parts', 'fallback', 'plots-off-road']);

/**
 * What the measures of the profiles have to say, each thing once: rows that a filter could not decide, plots outside
 * a mapped area, features without a value, what the roads lack, and one sentence on the layers whose extent of mapping
 * is not known.
 */
export function measureNotes(profiles: readonly Pick<ScoredProfile, 'prepared'>[]): readonly Issue[] {
  const found = new Map<string, Issue>();
  const unmapped = new Set<string>();
  for (const { criterion, result } of profiles.flatMap(({ prepared }) => prepared.criteria)) {
    for (const { code, layer, count, metres } of result.notes) {
      if (code === 'mapping-unknown') {
        if (layer !== null) unmapped.add(layer);
        continue;
      }
      const key = `${code} ${layer ?? criterion.id} ${count}`;
      const details = { criterion: criterion.id, layer: layer ?? '', count, metres: Math.round(metres ?? 0) };
      const severity = plain.has(code) ? 'info' : 'warning';
      if (!found.has(key)) found.set(key, issue(severity, `measure-${code}`, details));
    }
  }
  const extents = unmapped.size === 0 ? [] : [issue('info', 'measure-mapping-unknown', { layers: list(unmapped) })];
  return [...found.values(), ...extents];
}

const list = (names: ReadonlySet<string>): string => [...names].sort((a, b) => (a < b ? -1 : 1)).join(', ');

import type { StudyLayer } from '../../shared/project/study-types.ts';
import type { Status } from '../../shared/scoring/types.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { StateKind } from '../ui/StateMark.tsx';

/** The sign of a status. */
export const statusKinds: Readonly<Record<Status, StateKind>> = {
  pass: 'good',
  conditional: 'caution',
  excluded: 'blocked',
  unknown: 'open',
};

/** What a layer is called in the list: what it shows in the reader's language, else its own name. */
export function layerTitle(t: Catalogue, { id, theme }: Pick<StudyLayer, 'id' | 'theme'>): string {
  if (theme === null || theme === 'other') return id;
  const name = t.theme[theme];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A layer's role and its own name as one short text. */
export function layerKind(t: Catalogue, { id, role, theme }: Pick<StudyLayer, 'id' | 'role' | 'theme'>): string {
  return theme === null || theme === 'other' ? t.role[role] : `${t.role[role]} · ${id}`;
}

/** The lowest known group, the first of equal ones; null when none is known. */
export function lowestGroup<Group extends { readonly score: number | null }>(groups: readonly Group[]): Group | null {
  return groups.reduce<Group | null>((lowest, group) => {
    if (group.score === null) return lowest;
    return lowest?.score == null || group.score < lowest.score ? group : lowest;
  }, null);
}

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

/** A layer's role and theme as one short text. */
export function layerKind(t: Catalogue, { role, theme }: Pick<StudyLayer, 'role' | 'theme'>): string {
  const name = t.role[role];
  if (theme === null || theme === role) return name;
  return `${name} · ${t.theme[theme]}`;
}

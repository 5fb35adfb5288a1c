import type { Issue } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import type { StudyLayer } from '../../shared/project/study-types.ts';
import type { Criterion, Status } from '../../shared/scoring/types.ts';
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

/** A measure's remark with names in place of ids: the criterion's in the reader's language, and what the layers show. */
export function namedRemark(t: Catalogue, language: Language, names: RemarkNames, remark: Issue): Issue {
  const layerName = (id: string) => {
    const layer = names.layers.find((each) => each.id === id);
    return layer ? layerTitle(t, layer) : id;
  };
  const { criterion, layer, layers } = remark.details;
  const known = names.criteria.find(({ id }) => id === criterion);
  return {
    ...remark,
    details: {
      ...remark.details,
      ...(known ? { criterion: known.name[language] } : {}),
      ...(typeof layer === 'string' ? { layer: layerName(layer) } : {}),
      ...(typeof layers === 'string' ? { layers: layers.split(', ').map(layerName).join(', ') } : {}),
    },
  };
}

/** The layers and criteria that remarks are about. */
export interface RemarkNames {
  readonly layers: readonly Pick<StudyLayer, 'id' | 'theme'>[];
  readonly criteria: readonly Pick<Criterion, 'id' | 'name'>[];
}

/** The lowest known group, the first of equal ones; null when none is known. */
export function lowestGroup<Group extends { readonly score: number | null }>(groups: readonly Group[]): Group | null {
  return groups.reduce<Group | null>((lowest, group) => {
    if (group.score === null) return lowest;
    return lowest?.score == null || group.score < lowest.score ? group : lowest;
  }, null);
}

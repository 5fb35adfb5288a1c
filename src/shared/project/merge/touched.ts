import type { ProjectDocument } from '../document-types.ts';
import type { History } from '../history.ts';
import { equalJson } from '../patch.ts';
import { isJsonObject } from '../zod.ts';
import type { KeyedPath, Touch } from './merge-types.ts';

/** The keys under which things of lists have their names. */
const nameKeys = ['id', 'meaning', 'criterion'] as const;

/** The value at a path of a document; empty where nothing is. */
export function valueAt(root: unknown, path: KeyedPath): readonly unknown[] {
  let value: unknown = root;
  for (const part of path) {
    if (Array.isArray(value)) {
      const found: unknown = value.find((item) => isJsonObject(item) && nameKeys.some((key) => item[key] === part));
      if (found === undefined) return [];
      value = found;
    } else if (isJsonObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return [];
  }
  return [value];
}

/** The last step of a history that touched the value at a path; null where none of its steps did. */
export function lastTouch({ past, present }: History<ProjectDocument>, path: KeyedPath): Touch | null {
  const steps = [...past, present];
  for (let index = steps.length - 1; index > 0; index--) {
    const { root, at, by } = steps[index];
    const [now, before] = [valueAt(root, path), valueAt(steps[index - 1].root, path)];
    if (now.length !== before.length || !equalJson(now[0], before[0])) return { at, by };
  }
  return null;
}

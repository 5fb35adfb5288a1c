import type { FileGroup } from './group-files.ts';

/** Layers of one name in several folders are told apart by their folder. */
export function withDistinctNames<T extends { readonly name: string; readonly group: FileGroup }>(
  candidates: readonly T[],
): readonly T[] {
  const count = new Map<string, number>();
  for (const { name } of candidates) count.set(name, (count.get(name) ?? 0) + 1);
  return candidates.map((candidate) => {
    const { folder, name } = candidate.group;
    return count.get(candidate.name) === 1 || folder === '' ? candidate : { ...candidate, name: `${folder}/${name}` };
  });
}

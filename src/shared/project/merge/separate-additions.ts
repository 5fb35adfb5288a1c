import type { DocumentLayer, ProjectDocument } from '../document-types.ts';
import type { MergeCopy } from './merge-types.ts';
import type { MergeLog } from './merge-values.ts';

type Copy = MergeCopy<ProjectDocument>;

/**
 * Gives layers that two copies added under one name but with different data names of their own: they are two layers, and no
 * mix of them would mean anything. The office's keeps its name, else the first by its data.
 */
export function separateAdditions(base: ProjectDocument, copies: readonly Copy[], log: MergeLog): readonly Copy[] {
  const taken = new Set([base, ...copies.map(({ root }) => root)].flatMap(({ layers }) => layers.map(({ id }) => id)));
  const known = new Set<string>(base.layers.map(({ id }) => id));
  const added = new Set(copies.flatMap(({ root }) => root.layers.map(({ id }) => id)).filter((id) => !known.has(id)));
  let result = copies;
  for (const id of [...added].sort()) {
    const contents = new Set(result.flatMap(({ root }) => root.layers.filter((one) => one.id === id).map(dataOf)));
    const office = result[0].root.layers.find((layer) => layer.id === id);
    const first = office ? dataOf(office) : [...contents].sort()[0];
    for (const content of [...contents].sort()) {
      if (content === first) continue;
      const name = freeName(id, taken);
      result = result.map((copy) => {
        const own = copy.root.layers.find((layer) => layer.id === id);
        if (own === undefined || dataOf(own) !== content) return copy;
        log.taken.push({ path: ['layers', name], copies: [copy.name], kind: 'renamed' });
        return { ...copy, root: renamed(copy.root, id, name) };
      });
    }
  }
  return result;
}

const dataOf = ({ source }: DocumentLayer): string =>
  JSON.stringify([source.data?.id ?? null, source.file, source.layer]);

function renamed(root: ProjectDocument, id: string, name: DocumentLayer['id']): ProjectDocument {
  return {
    ...root,
    layers: root.layers.map((layer) => ({
      ...layer,
      id: layer.id === id ? name : layer.id,
      name: layer.id === id ? (layer.name ?? id) : layer.name,
      mapped: layer.mapped === id ? name : layer.mapped,
    })),
    drawing: root.drawing.map((other) => (other === id ? name : other)),
  };
}

function freeName(id: string, taken: Set<DocumentLayer['id']>): DocumentLayer['id'] {
  for (let n = 2; ; n++) {
    const name = `${id} (${n})` as DocumentLayer['id'];
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

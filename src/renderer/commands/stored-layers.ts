import type { ReadStudyLayer } from '../../shared/analysis/load-study.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { issueOfSource, studyOfDocument } from '../../shared/project/document-study.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import type { FileBook, OpenStudy } from '../state/app-state.ts';
import { storedName } from '../state/document.ts';
import type { CommandContext, TaskHandle } from './context.ts';

/**
 * Layers of a document with the data that it says, in memory already or read from the open project with the name, encoding
 * and remarks they once had. What neither can give is left to its file.
 */
export async function storedLayers(
  { compute }: CommandContext,
  document: ProjectDocument,
  files: FileBook,
  before: OpenStudy | null,
  { signal }: TaskHandle,
): Promise<readonly ReadStudyLayer[]> {
  const inMemory = new Map<string, ReadLayer>(
    [...(before?.loaded.layers ?? []), ...(before?.shelf ?? [])].map(({ read }) => [read.dataset.id, read]),
  );
  const { layers } = studyOfDocument(document);
  const read = await Promise.all(
    document.layers.map(async ({ source }, index): Promise<readonly ReadStudyLayer[]> => {
      const { data } = source;
      if (data?.kind !== 'dataset') return [];
      const known = inMemory.get(data.id);
      if (known) return [{ definition: layers[index], read: known }];
      const locators = files.get(storedName(source));
      if (locators === undefined) return [];
      const outcome = await compute.run('readLayers', { files: locators, options: {} }, { signal });
      if (!outcome.ok) return [];
      const [layer] = outcome.value;
      const as = {
        name: source.title,
        format: source.format,
        encoding: { name: source.encoding, source: 'format' },
      } as const;
      const issues = [...source.issues.map(issueOfSource), ...layer.issues];
      return [{ definition: layers[index], read: { ...layer, ...as, issues } }];
    }),
  );
  return read.flat();
}

/** Where the grids of heights of a project lie, by the names of the files they came from. */
export function storedGrids(
  { layers }: ProjectDocument,
  files: FileBook,
): readonly (readonly [file: string, found: readonly FileLocator[]])[] {
  return layers.flatMap(({ source }) => {
    const found = source.data?.kind === 'attachment' ? files.get(storedName(source)) : undefined;
    return found === undefined ? [] : [[source.file, found] as const];
  });
}

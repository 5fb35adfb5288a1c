import type { ReadStudyLayer } from '../../shared/analysis/load-study.ts';
import { readNamedLayer } from '../../shared/analysis/read-named-layer.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import { geometryExtent } from '../../shared/geometry/bounds.ts';
import type { SourceOnDisk } from '../../shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { issueOfSource, studyOfDocument } from '../../shared/project/document-study.ts';
import type { LayerSource, ProjectDocument } from '../../shared/project/document-types.ts';
import type { StudyLayer } from '../../shared/project/study-types.ts';
import type { FileBook, OpenStudy } from '../state/app-state.ts';
import { storedName } from '../state/document.ts';
import type { CommandContext, TaskHandle } from './context.ts';

/** Where the data of a document may be found. */
interface Places {
  /** Files of the project, and those of the person. */
  readonly files: FileBook;
  /** Files of the person's that the document builds on. */
  readonly sources: readonly SourceOnDisk[];
  /** The study on screen, whose data are in memory. */
  readonly before: OpenStudy | null;
}

/**
 * Layers of a document with the data that it says, in memory already or read from the open project with the name, encoding
 * and remarks they once had, or from a file of the person's that it builds on. What none can give is left to its file. Fails where
 * a file that it builds on is not what it was: other data are never taken for those that a person worked with. `onRead` hears of each
 * layer that was read from the project, before the others are there.
 */
export async function storedLayers(
  context: CommandContext,
  document: ProjectDocument,
  { files, sources, before }: Places,
  task: TaskHandle,
  onRead: (layer: ReadStudyLayer) => void = () => undefined,
): Promise<Outcome<readonly ReadStudyLayer[], readonly Problem[]>> {
  const inMemory = new Map<string, ReadLayer>(
    [...(before?.loaded.layers ?? []), ...(before?.shelf ?? [])].map(({ read }) => [read.dataset.id, read]),
  );
  const { layers } = studyOfDocument(document);
  const read = await Promise.all(
    document.layers.map(async ({ source }, index): Promise<Outcome<ReadStudyLayer | null, Problem>> => {
      const definition = layers[index];
      const known = source.data === null ? undefined : inMemory.get(source.data.id);
      if (known) return success({ definition, read: known });
      const stored = files.get(storedName(source));
      const onDisk = sources.find(({ file }) => file === source.file);
      if (source.data?.kind === 'dataset' && stored !== undefined)
        return success(await readStored(context, source, definition, stored, task, onRead));
      return onDisk === undefined || stored !== undefined
        ? success(null)
        : readSource(context, source, definition, onDisk, task);
    }),
  );
  const problems = read.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
  if (problems.length > 0) return failure(problems);
  return success(read.flatMap((outcome) => (outcome.ok && outcome.value ? [outcome.value] : [])));
}

async function readStored(
  { compute }: CommandContext,
  source: LayerSource,
  definition: StudyLayer,
  files: readonly FileLocator[],
  { signal }: TaskHandle,
  onRead: (layer: ReadStudyLayer) => void,
): Promise<ReadStudyLayer | null> {
  const outcome = await compute.run('readLayers', { files, options: {} }, { signal });
  if (!outcome.ok) return null;
  const [layer] = outcome.value;
  const as = {
    name: source.title,
    format: source.format,
    encoding: { name: source.encoding, source: 'format' },
  } as const;
  const issues = [...source.issues.map(issueOfSource), ...layer.issues];
  const read = { definition, read: { ...layer, ...as, issues } };
  onRead(read);
  // Asked for when all layers are there; the page waits for the others meanwhile.
  geometryExtent(layer.dataset.geometry);
  return read;
}

/** Features are what they were by their content, a grid of heights by the file's size and time. */
async function readSource(
  { compute }: CommandContext,
  { data }: LayerSource,
  definition: StudyLayer,
  { file, found, changed }: SourceOnDisk,
  { signal }: TaskHandle,
): Promise<Outcome<ReadStudyLayer | null, Problem>> {
  const other = failure(problem('work-source-changed', { file }));
  if (found.length === 0) return other;
  if (data === null) return changed ? other : success(null);
  const read = await readNamedLayer(compute, definition, definition.id, async () => found, signal);
  return read.ok && read.value.dataset.id === data.id ? success({ definition, read: read.value }) : other;
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

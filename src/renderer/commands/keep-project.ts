import type { ReadStudyLayer } from '../../shared/analysis/load-study.ts';
import { describeEdit } from '../../shared/explain/edit-name.ts';
import { writeColumns } from '../../shared/formats/columns/write-columns.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import type { DesktopApi, NamedFiles, ProjectView } from '../../shared/ipc/desktop-api.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { writeDocument } from '../../shared/project/document-text.ts';
import type { LayerSource, ProjectDocument } from '../../shared/project/document-types.ts';
import type { StudyLayer } from '../../shared/project/study-types.ts';
import type { AppState, OpenStudy } from '../state/app-state.ts';
import { amended } from '../state/document.ts';
import { type CommandContext, update } from './context.ts';

type Progress = (done: number, total: number) => void;

/** What was kept: the project as it is now, and the document that lies in it. */
export interface KeptProject {
  readonly project: ProjectView;
  readonly root: ProjectDocument;
  /** Whether the project holds all data of the document; otherwise it says from which files they come. */
  readonly complete: boolean;
}

/**
 * Puts the document with its last steps into the open project, beginning one when there is none. When this has succeeded a crash no
 * longer loses it: data that the project lacks are noted by the files they were read from, and those that no file gives as they are
 * are sent before.
 */
export async function keepDocument(
  context: CommandContext,
  onProgress: Progress,
): Promise<Outcome<KeptProject, Problem>> {
  const { desktop, store } = context;
  const { open, history, project } = store.getState();
  if (open === null || history === null) throw new Error('nothing is open to be kept');
  if (project === null) {
    const begun = await desktop.newProject(history.present.root.name);
    if (!begun.ok) return begun;
  } else if (project.readOnly !== null) return success({ project, root: history.present.root, complete: true });
  const lacking = await lackingLayers(desktop, open);
  if (!lacking.ok) return lacking;
  const sent = await sendLayers(
    desktop,
    lacking.value.filter((layer) => !isInFile(open, layer)),
    onProgress,
  );
  if (!sent.ok) return sent;
  // Steps that were taken meanwhile are kept too: the newest state wins.
  const now = store.getState().history ?? history;
  const { root, edit } = now.present;
  const label = edit === null ? '' : describeEdit(edit, store.getState().language);
  const files = [
    ...lacking.value.filter((layer) => isInFile(open, layer)).map(({ definition }) => definition.file),
    ...lackingGrids(open, root).map(({ file }) => file),
  ];
  const sources = [...new Set(files)].map((file): NamedFiles => [file, addressesOf(open, file)]);
  const kept = await desktop.keepDocument(root.name, writeDocument(now), label, sources);
  return kept.ok ? success({ project: kept.value, root, complete: sources.length === 0 }) : kept;
}

/**
 * Puts the data into the open project that it lacks: layers as bytes, grids of heights as the files they are. The document is to be
 * kept again after this; what is kept meanwhile goes between.
 */
export async function keepData(context: CommandContext, onProgress: Progress): Promise<Outcome<null, Problem>> {
  const { desktop, store } = context;
  const { open, history } = store.getState();
  if (open === null || history === null) return success(null);
  const lacking = await lackingLayers(desktop, open);
  if (!lacking.ok) return lacking;
  const sent = await sendLayers(desktop, lacking.value, onProgress);
  if (!sent.ok) return sent;
  const grids = await keepGrids(desktop, open, history.present.root);
  if (!grids.ok) return grids;
  update(context, (state) => withGrids(state, grids.value));
  return success(null);
}

/** Layers on screen, and those that an undone step may want back, which the project does not hold. */
async function lackingLayers(
  desktop: DesktopApi,
  { loaded, shelf }: OpenStudy,
): Promise<Outcome<readonly ReadStudyLayer[], Problem>> {
  const stored = await desktop.storedDatasets();
  if (!stored.ok) return stored;
  const known = new Set(stored.value);
  const lacking: ReadStudyLayer[] = [];
  for (const layer of [...loaded.layers, ...shelf]) {
    if (layer.definition.from !== null || known.has(layer.read.dataset.id)) continue;
    known.add(layer.read.dataset.id);
    lacking.push(layer);
  }
  return success(lacking);
}

/** Whether a layer can be read again from a file as it is; a document does not say what was joined. */
function isInFile(open: OpenStudy, { definition }: ReadStudyLayer): boolean {
  return definition.join === null && addressesOf(open, definition.file).length > 0;
}

const addressesOf = ({ files }: OpenStudy, file: string): readonly string[] =>
  (files.get(file) ?? []).map(({ address }) => address);

async function sendLayers(
  desktop: DesktopApi,
  layers: readonly ReadStudyLayer[],
  onProgress: Progress,
): Promise<Outcome<null, Problem>> {
  for (const [done, { definition, read }] of layers.entries()) {
    const sent = await sendLayer(desktop, read, definition.id);
    if (!sent.ok) return sent;
    onProgress(done + 1, layers.length);
  }
  return success(null);
}

/** Grids of heights that the project has not got. */
function lackingGrids({ loaded, files }: OpenStudy, { layers }: ProjectDocument): readonly StudyLayer[] {
  return loaded.rasters
    .map(({ definition }) => definition)
    .filter(({ id, file }) => {
      const isKept = layers.some((layer) => layer.id === id && layer.source.data !== null);
      return !isKept && (files.get(file) ?? []).length > 0;
    });
}

/** Attaches grids of heights that the project has not got; what it calls them, by the file they came from. */
async function keepGrids(
  desktop: DesktopApi,
  open: OpenStudy,
  document: ProjectDocument,
): Promise<Outcome<ReadonlyMap<string, LayerSource['data']>, Problem>> {
  const kept = new Map<string, LayerSource['data']>();
  for (const { file } of lackingGrids(open, document)) {
    const attached = await desktop.attachFile(addressesOf(open, file)[0]);
    if (!attached.ok) return attached;
    kept.set(file, { kind: 'attachment', id: attached.value });
  }
  return success(kept);
}

/** The state with every document saying where its grids lie: nothing that a person did, so no step. */
function withGrids({ history, saved }: AppState, grids: ReadonlyMap<string, LayerSource['data']>): Partial<AppState> {
  if (history === null || grids.size === 0) return {};
  const isMissing = ({ data, file }: LayerSource): boolean => data === null && grids.has(file);
  const change = (document: ProjectDocument): ProjectDocument => {
    if (!document.layers.some(({ source }) => isMissing(source))) return document;
    const layers = document.layers.map((layer) => {
      const { source } = layer;
      return isMissing(source) ? { ...layer, source: { ...source, data: grids.get(source.file) ?? null } } : layer;
    });
    return { ...document, layers };
  };
  const next = amended(history, change);
  return { history: next, saved: saved === history.present.root ? next.present.root : saved };
}

/** Sends a layer's bytes piece by piece: no message between the processes carries them. */
async function sendLayer(desktop: DesktopApi, read: ReadLayer, name: string): Promise<Outcome<string, Problem>> {
  const begun = await desktop.beginLayer();
  if (!begun.ok) return begun;
  const { address } = begun.value;
  let at = 0;
  for (const body of writeColumns(read).pieces()) {
    const answer = await fetch(address, { method: 'PUT', headers: { 'x-at': String(at) }, body });
    if (answer.status === 507) return failure(problem('project-edit-no-space'));
    if (!answer.ok) return failure(problem('project-edit-not-kept', { reason: String(answer.status) }));
    at += body.length;
  }
  return desktop.finishLayer(address, name);
}

import { describeEdit } from '../../shared/explain/edit-name.ts';
import { writeColumns } from '../../shared/formats/columns/write-columns.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import type { DesktopApi, ProjectView } from '../../shared/ipc/desktop-api.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { writeDocument } from '../../shared/project/document-text.ts';
import type { LayerSource, ProjectDocument } from '../../shared/project/document-types.ts';
import type { AppState, OpenStudy } from '../state/app-state.ts';
import { amended } from '../state/document.ts';
import { type CommandContext, update } from './context.ts';

type Progress = (done: number, total: number) => void;

/** What was kept: the project as it is now, and the document that lies in it. */
export interface KeptProject {
  readonly project: ProjectView;
  readonly root: ProjectDocument;
}

/**
 * Puts what is on screen with all its data into the open project, beginning one when there is none: layers that the project lacks
 * are sent as bytes, grids of heights as the files they are, then the document with its last steps. When this has succeeded a
 * crash no longer loses it.
 */
export async function keepProject(
  context: CommandContext,
  onProgress: Progress,
): Promise<Outcome<KeptProject, Problem>> {
  const { desktop, store } = context;
  const { open, history, project } = store.getState();
  if (open === null || history === null) throw new Error('nothing is open to be kept');
  if (project === null) {
    const begun = await desktop.newProject(history.present.root.name);
    if (!begun.ok) return begun;
  } else if (project.readOnly !== null) return success({ project, root: history.present.root });
  const layers = await keepLayers(desktop, open, onProgress);
  if (!layers.ok) return layers;
  const grids = await keepGrids(desktop, open, history.present.root);
  if (!grids.ok) return grids;
  // Steps that were taken meanwhile are kept too: the newest state wins.
  update(context, (state) => withGrids(state, grids.value));
  const now = store.getState().history ?? history;
  const { root, edit } = now.present;
  const label = edit === null ? '' : describeEdit(edit, store.getState().language);
  const kept = await desktop.keepDocument(root.name, writeDocument(now), label);
  return kept.ok ? success({ project: kept.value, root }) : kept;
}

/** Sends the layers on screen, and those that an undone step may want back. */
async function keepLayers(
  desktop: DesktopApi,
  { loaded, shelf }: OpenStudy,
  onProgress: Progress,
): Promise<Outcome<null, Problem>> {
  const stored = await desktop.storedDatasets();
  if (!stored.ok) return stored;
  const known = new Set(stored.value);
  const layers = [...loaded.layers, ...shelf].filter(({ definition }) => definition.from === null);
  let done = 0;
  for (const { definition, read } of layers) {
    const { id } = read.dataset;
    if (!known.has(id)) {
      const sent = await sendLayer(desktop, read, definition.id);
      if (!sent.ok) return sent;
      known.add(id);
    }
    onProgress(++done, layers.length);
  }
  return success(null);
}

/** Attaches grids of heights that the project has not got; what it calls them, by the file they came from. */
async function keepGrids(
  desktop: DesktopApi,
  { loaded, files }: OpenStudy,
  { layers }: ProjectDocument,
): Promise<Outcome<ReadonlyMap<string, LayerSource['data']>, Problem>> {
  const kept = new Map<string, LayerSource['data']>();
  for (const { definition } of loaded.rasters) {
    if (layers.some(({ id, source }) => id === definition.id && source.data !== null)) continue;
    const [file] = files.get(definition.file) ?? [];
    if (file === undefined) continue;
    const attached = await desktop.attachFile(file.address);
    if (!attached.ok) return attached;
    kept.set(definition.file, { kind: 'attachment', id: attached.value });
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

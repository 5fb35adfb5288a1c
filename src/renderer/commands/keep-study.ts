import { writeColumns } from '../../shared/formats/columns/write-columns.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import type { DesktopApi, ProjectView } from '../../shared/ipc/desktop-api.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import { type DocumentLayer, writeStudyDocument } from '../../shared/project/study-document.ts';
import { writeStudy } from '../../shared/project/write-study.ts';
import type { FileBook, OpenStudy } from '../state/app-state.ts';

type Progress = (done: number, total: number) => void;

/**
 * Puts a study with all its data into the open project, beginning one when there is none: layers that the project lacks are sent
 * as bytes, grids of heights as the files they are, then the document. When this has succeeded a crash no longer loses it.
 */
export async function keepStudy(
  desktop: DesktopApi,
  open: OpenStudy,
  project: ProjectView | null,
  onProgress: Progress,
): Promise<Outcome<ProjectView, Problem>> {
  const { study } = open.loaded;
  if (project === null) {
    const begun = await desktop.newProject(study.name);
    if (!begun.ok) return begun;
  } else if (project.readOnly !== null) return success(project);
  const layers = await keepLayers(desktop, open, onProgress);
  if (!layers.ok) return layers;
  const files = await textsOf(open);
  const weights = [...open.weights].map(([profile, given]) => [profile, [...given]] as const);
  const json = writeStudyDocument({ studyText: writeStudy(study, open.text), layers: layers.value, files, weights });
  return desktop.keepDocument(study.name, json, study.name);
}

async function keepLayers(
  desktop: DesktopApi,
  { loaded, files }: OpenStudy,
  onProgress: Progress,
): Promise<Outcome<DocumentLayer[], Problem>> {
  const stored = await desktop.storedDatasets();
  if (!stored.ok) return stored;
  const known = new Set(stored.value);
  const total = loaded.layers.length + loaded.rasters.length;
  const kept: DocumentLayer[] = [];
  for (const { definition, read } of loaded.layers) {
    const { id } = read.dataset;
    if (!known.has(id)) {
      const sent = await sendLayer(desktop, read, definition.id);
      if (!sent.ok) return sent;
      known.add(id);
    }
    const { name, format, encoding, issues } = read;
    const source = { name, format, encoding: encoding.name, issues };
    kept.push({ id: definition.id, data: { kind: 'dataset', id }, source });
    onProgress(kept.length, total);
  }
  for (const { definition } of loaded.rasters) {
    const [file] = files.get(definition.file) ?? [];
    if (file === undefined) continue;
    const attached = await desktop.attachFile(file.address);
    if (!attached.ok) return attached;
    const source = { name: file.name, format: 'geotiff', encoding: '', issues: [] };
    kept.push({ id: definition.id, data: { kind: 'attachment', id: attached.value }, source });
    onProgress(kept.length, total);
  }
  return success(kept);
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

/** Profiles and scenarios that lie in files of their own. */
async function textsOf({ loaded, files }: OpenStudy): Promise<(readonly [string, string])[]> {
  const { profiles, scenarios } = loaded.study;
  const named = [...profiles.flatMap((one) => (one.kind === 'file' ? [one.file] : [])), ...scenarios];
  const texts = await Promise.all(named.map((name) => textOf(files, name)));
  return texts.flatMap((text, at) => (text === null ? [] : [[named[at], text] as const]));
}

async function textOf(files: FileBook, name: string): Promise<string | null> {
  const [locator] = files.get(name) ?? [];
  if (locator === undefined) return null;
  const answer = await fetch(locator.address);
  return answer.ok ? answer.text() : null;
}

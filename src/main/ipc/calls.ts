import { extname } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { OpenedStudy, Resumed, SaveKind } from '../../shared/ipc/desktop-api.ts';
import { asId } from '../../shared/lib/id.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import type { FileHandles } from '../files/file-handles.ts';
import { openFiles } from '../files/open-files.ts';
import { openStudyFile } from '../files/open-study.ts';
import { layerExtensions, photoExtensions, terrainExtensions } from '../files/sidecars.ts';
import { suggestFileName } from '../files/suggest-file-name.ts';
import type { TextWriter } from '../files/text-writer.ts';
import type { EditNames } from '../menu/menu.ts';
import { dialogWords, kindWords } from '../menu/words.ts';
import type { ProjectDesk } from '../project/project-desk.ts';
import { type Asking, mayBeLost, openAsking, saveAsking } from '../project/project-questions.ts';
import { runtimeInfo } from '../runtime-info.ts';
import type { SaveOptions } from '../store/open-project.ts';
import { askPerson } from '../windows/ask-person.ts';
import type { Calls } from './serve.ts';

/** What the calls work on. */
export interface Desktop {
  readonly handles: FileHandles;
  readonly writer: TextWriter;
  readonly desk: ProjectDesk;
  readonly samplePath: string;
  window(): BrowserWindow;
  language(): Language;
  /** How the page that asks came to be. */
  pageStart(): Pick<Resumed, 'after' | 'careful'>;
  /** The sample for the first page, where the program was started with it. */
  takeSample(): Promise<Outcome<OpenedStudy, Problem>> | null;
  setLanguage(language: Language): void;
  setEditNames(names: EditNames): void;
  /** The page's answer when the window is about to close. */
  answerClosing(kept: boolean): Promise<void>;
}

const photoFilter = photoExtensions.map((extension) => extension.slice(1));
const layerFilter = [...layerExtensions, ...terrainExtensions].map((extension) => extension.slice(1));

/** Main's side of the bridge. */
export function desktopCalls(desktop: Desktop): Calls {
  const { handles, writer, desk } = desktop;
  const words = (key: keyof typeof dialogWords): string => dialogWords[key][desktop.language()];
  const choose = async (title: string, name: string, extensions: string[], many: boolean): Promise<string[]> => {
    const properties: ('openFile' | 'multiSelections')[] = many ? ['openFile', 'multiSelections'] : ['openFile'];
    const chosen = await dialog.showOpenDialog(desktop.window(), {
      title,
      properties,
      filters: [{ name, extensions }],
    });
    return chosen.canceled ? [] : chosen.filePaths;
  };
  const asking = (): Asking => ({
    language: desktop.language(),
    ask: (question) => askPerson(desktop.window(), question),
  });
  const open = (path: string) => openAsking(asking(), (takeOver) => desk.open(path, takeOver));
  return {
    runtimeInfo: async () => ({ ...runtimeInfo(), language: desktop.language() }),
    openSample: () => openStudyFile(handles, desktop.samplePath),
    openStudy: async () => {
      const [path] = await choose(words('openStudy'), words('studies'), ['json'], false);
      return path === undefined ? success(null) : openStudyFile(handles, path);
    },
    openLayers: async () => {
      const paths = await choose(words('addLayers'), words('layers'), layerFilter, true);
      return success(paths.length === 0 ? null : await openFiles(handles, paths));
    },
    resolveDropped: async (paths) => success(await openFiles(handles, paths)),
    saveText: async (suggestedName, kind) => {
      const path = await chooseTarget(desktop, suggestedName, kind);
      return path === null ? success(null) : writer.begin(path);
    },
    appendText: (id, piece) => writer.append(id, piece),
    appendBytes: (id, piece) => writer.appendBytes(id, piece),
    finishText: (id) => writer.finish(id),
    finishLayers: (id, layers) => writer.finishThrough(id, (from, to) => desk.exportLayers(from, layers, to)),
    abandonText: (id) => writer.abandon(id),
    openProject: async () => {
      const [path] = await choose(words('openProject'), words('projects'), ['gpkg'], false);
      return path === undefined ? success(null) : open(path);
    },
    openProjectAt: async (address) => {
      const known = handles.find(address);
      return known === undefined ? failure(problem('project-not-found', { file: '' })) : open(known.path);
    },
    recentProjects: async () => desk.recent(),
    openRecentProject: async (key) => {
      const path = desk.recentPath(key);
      return path === undefined ? failure(problem('project-not-found', { file: '' })) : open(path);
    },
    unsavedProjects: () => desk.unsaved(),
    restoreProject: (session) => desk.restore(session),
    discardProject: (session) => desk.discard(session),
    resume: async () => {
      const current = await desk.current();
      if (!current.ok) return current;
      const sample = await desktop.takeSample();
      if (sample !== null && !sample.ok) return sample;
      return success({ ...desktop.pageStart(), opened: current.value, sample: sample?.value ?? null });
    },
    newProject: (name) => desk.create(name),
    storedDatasets: () => desk.datasets(),
    beginLayer: () => desk.beginLayer(),
    finishLayer: (address, name) => desk.finishLayer(address, name),
    openPhotos: async () => {
      const paths = await choose(words('addPhotos'), words('photos'), photoFilter, true);
      return success(paths.length === 0 ? null : (await openFiles(handles, paths)).photos);
    },
    attachFile: (address) => desk.attach(address),
    attachedPhoto: (id) => desk.photo(id),
    keepDocument: (...kept) => desk.keep(...kept),
    saveProject: async (elsewhere, datasets) => {
      const state = await desk.state();
      const options = { datasets: new Set(datasets.map((id) => asId<'dataset'>(id))) };
      const saving = {
        save: (path: string | null, how: SaveOptions) => desk.save(path, how),
        choosePlace: () => chooseProjectTarget(desktop, state?.name ?? ''),
      };
      if (!elsewhere && state !== null && state.file !== null && state.readOnly === null)
        return saveAsking(asking(), saving, null, options);
      const path = await saving.choosePlace();
      return path === null ? success(null) : saveAsking(asking(), saving, path, options);
    },
    saveFieldCopy: async (name, json, datasets, attachments) => {
      const suggested = `${name} ${dialogWords.fieldCopy[desktop.language()]}`;
      const path = await chooseProjectTarget(desktop, suggested);
      return path === null ? success(null) : desk.saveFieldCopy(path, { name, json, datasets, attachments });
    },
    openCopies: async () => {
      const paths = await choose(words('mergeCopies'), words('projects'), ['gpkg'], true);
      return success(paths.length === 0 ? null : await desk.openCopies(paths));
    },
    takeCopy: (key) => desk.takeCopy(key),
    revertProject: () => desk.revert(),
    keptBytes: () => desk.keptBytes(),
    clearKept: () => desk.clearKept(),
    closeProject: (discard) => desk.close(discard),
    setTitle: async (title) => desktop.window().setTitle(title === '' ? 'Tomtevalg' : `${title} – Tomtevalg`),
    setEditNames: async (undo, redo) => desktop.setEditNames({ undo, redo }),
    setLanguage: async (language) => desktop.setLanguage(language),
    askToLose: () => mayBeLost(asking(), 'failed'),
    answerClosing: (kept) => desktop.answerClosing(kept),
  };
}

async function chooseProjectTarget(desktop: Desktop, name: string): Promise<string | null> {
  const language = desktop.language();
  const chosen = await dialog.showSaveDialog(desktop.window(), {
    title: dialogWords.saveProject[language],
    defaultPath: suggestFileName(name, 'gpkg'),
    filters: [{ name: dialogWords.projects[language], extensions: ['gpkg'] }],
  });
  if (chosen.canceled || !chosen.filePath) return null;
  return extname(chosen.filePath) === '' ? `${chosen.filePath}.gpkg` : chosen.filePath;
}

async function chooseTarget(desktop: Desktop, suggestedName: string, kind: SaveKind): Promise<string | null> {
  const language = desktop.language();
  const chosen = await dialog.showSaveDialog(desktop.window(), {
    title: dialogWords.save[language],
    defaultPath: suggestFileName(suggestedName, kind),
    filters: [{ name: kindWords[kind][language], extensions: [kind] }],
  });
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
}

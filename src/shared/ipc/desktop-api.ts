import type { FileLocator } from '../jobs/compute.ts';
import type { Issue, Problem } from '../lib/issue.ts';
import type { Language } from '../lib/language.ts';
import type { Outcome } from '../lib/outcome.ts';

/** What the application runs on; shown in the about box, in reports of trouble and in tests. */
export interface RuntimeInfo {
  readonly application: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  readonly platform: string;
  /** The interface language closest to the system's. */
  readonly language: Language;
  /** True on the old development runtime: the window then carries a permanent notice. */
  readonly fallback: boolean;
  /** Name by which this machine knows the person; stands in the history of projects. */
  readonly userName: string;
}

/** Files that belong together: a shapefile and its sidecars, or one container. The first is the one that was named. */
export type FileGroup = readonly FileLocator[];

/** A study as opened: its text, and every file it names with what was found under that name. */
export interface OpenedStudy {
  /** File name of the study, without folder. */
  readonly name: string;
  readonly text: string;
  /** [file name exactly as in the study, the file and its sidecars]; the list is empty where nothing was found. */
  readonly files: readonly (readonly [file: string, found: FileGroup])[];
}

/** What dropped or chosen files turned out to be. Things that cannot be opened are named, each with its reason. */
export interface OpenedFiles {
  /** Studies among them, opened. */
  readonly studies: readonly OpenedStudy[];
  /** Layers to read, one group each. */
  readonly groups: readonly FileGroup[];
  /** Photos, which are noted about the chosen plot. */
  readonly photos: readonly FileLocator[];
  readonly refused: readonly Problem[];
}

/**
 * Files that are written as text, and those that are written as bytes: `zip` is a shapefile in a zip. A `gpkg` is made by the
 * desktop of layers as `formats/columns` lays them out.
 */
export const saveKinds = ['csv', 'geojson', 'svg', 'html', 'json', 'xlsx', 'fgb', 'zip', 'gpkg'] as const;
export type SaveKind = (typeof saveKinds)[number];

/** A file being written: text or bytes are appended in pieces and the file appears only when finished. */
export interface SaveTarget {
  /** Opaque name of the writing in progress. */
  readonly id: string;
  /** File name the person chose, without folder. */
  readonly name: string;
}

/** A layer among the bytes of a writing: the next one begins where it ends. */
export interface WrittenLayer {
  readonly name: string;
  readonly bytes: number;
}

/** The longest piece `appendText` takes, in UTF-16 units. */
export const maxTextPiece = 4 * 1024 * 1024;
/** The longest piece `appendBytes` takes. */
export const maxBytesPiece = 4 * 1024 * 1024;

/** A project as the window knows it. */
export interface ProjectView {
  /** Names the working copy. */
  readonly session: string;
  /** Names the person's file at every start, the working copy before the first save; what is kept about the project lies under it. */
  readonly place: string;
  readonly name: string;
  /** File name of the person's file without folder; null before the first save. */
  readonly file: string | null;
  readonly unsaved: boolean;
  /** Why it can be looked at and not changed; null when it can. */
  readonly readOnly: Problem | null;
}

/** Addresses of files that a person opened, and what the document calls them. */
export type NamedFiles = readonly [file: string, addresses: readonly string[]];

/** A file of the person's that unsaved work builds on, found again. */
export interface SourceOnDisk {
  /** As the document calls it. */
  readonly file: string;
  readonly found: FileGroup;
  /** Whether it is gone, or is not as it was by size and time. */
  readonly changed: boolean;
}

/** A project as opened. */
export interface OpenedProject {
  readonly project: ProjectView;
  /** The document's text, as it was kept. */
  readonly document: string;
  /** The project's data as files: `<id>.tvcolumns` for a dataset, `<id>.tif` for a grid of heights. */
  readonly files: OpenedStudy['files'];
  /** Where data lie that the document names and the project does not hold yet, as its program ended before it was done. */
  readonly sources: readonly SourceOnDisk[];
}

/** A project that was open before; `key` names it to the desktop, and is its `place` when it is open. */
export interface RecentProject {
  readonly key: string;
  readonly name: string;
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly usedMs: number;
}

/** Why the window's page was loaded: at the start, or because the page before it ended or no longer answered. */
export type PageStart = 'start' | 'ended' | 'hung';

/** What a page that begins finds. */
export interface Resumed {
  readonly after: PageStart;
  /** True when pages ended so often that something in the project may be the cause: it is shown without its layers. */
  readonly careful: boolean;
  /** What was open in the page before; null when nothing was. */
  readonly opened: OpenedProject | null;
  /** The sample, where the program was started with it and this is its first page. */
  readonly sample: OpenedStudy | null;
}

/** A copy of a project that the person chose to be merged; `key` names it to the desktop. */
export interface OpenedCopy {
  readonly key: string;
  readonly file: string;
  readonly document: string;
  /** The document that the copy began with; null where it carries none. */
  readonly base: string | null;
  /** Datasets that another program changed: what the document calls them, and what they are by their content. */
  readonly changed: readonly (readonly [stored: string, now: string])[];
}

/** Copies to be merged, and those that could not be read. */
export interface OpenedCopies {
  readonly copies: readonly OpenedCopy[];
  readonly refused: readonly Problem[];
}

/** Unsaved work of an earlier start. */
export interface UnsavedProject {
  readonly session: string;
  readonly name: string;
  readonly file: string | null;
  readonly modifiedMs: number;
}

/** Layer data on their way into the project: bytes are sent to the address by PUT, one piece after the other. */
export interface LayerUpload {
  readonly address: string;
}

/** The longest document, in UTF-16 units. */
export const maxDocument = 64 * 1024 * 1024;

/** What the menu asks of the window. */
export type MenuCommand =
  | 'new-project'
  | 'open-project'
  | 'save-project'
  | 'save-project-as'
  | 'revert-project'
  | 'save-field-copy'
  | 'merge-field-copies'
  | 'undo'
  | 'redo'
  | 'open-sample'
  | 'open-study'
  | 'add-layers'
  | 'make-plots'
  | 'export-csv'
  | 'export-geojson'
  | 'export-svg'
  | 'export-xlsx'
  | 'export-gpkg'
  | 'export-fgb'
  | 'export-zip'
  | 'about';

/** A file as the page holds it after a drop; in the app always a `File`. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/**
 * Everything the window may ask of the desktop, exposed by preload as `window.desktop`. The window never names a
 * path: files are chosen in dialogs or dropped, and come back as locators with addresses `file-handle://<id>/`, to
 * be read with `fetch` (whole or by `Range: bytes=start-end`). A person's "cancel" is `null`, not a failure.
 */
export interface DesktopApi {
  runtimeInfo(): Promise<RuntimeInfo>;
  /** Opens the bundled sample municipality. */
  openSample(): Promise<Outcome<OpenedStudy, Problem>>;
  /** Asks for a study file. */
  openStudy(): Promise<Outcome<OpenedStudy | null, Problem>>;
  /** Asks for layer files, several at once. */
  openLayers(): Promise<Outcome<OpenedFiles | null, Problem>>;
  /** Turns dropped files and folders into locators, sidecars included. */
  resolveDropped(files: readonly DroppedFile[]): Promise<Outcome<OpenedFiles, Problem>>;
  /** Asks where to save; the text follows by `appendText`, bytes by `appendBytes`, and the writing ends with `finishText`, `finishLayers` or `abandonText`. */
  saveText(suggestedName: string, kind: SaveKind): Promise<Outcome<SaveTarget | null, Problem>>;
  appendText(id: string, piece: string): Promise<Outcome<null, Problem>>;
  appendBytes(id: string, piece: Uint8Array<ArrayBuffer>): Promise<Outcome<null, Problem>>;
  /** Puts the finished file in its place in one step. */
  finishText(id: string): Promise<Outcome<null, Problem>>;
  /** Makes a GeoPackage of the layers that were written and puts it in its place; what it could not hold. */
  finishLayers(id: string, layers: readonly WrittenLayer[]): Promise<Outcome<readonly Issue[], Problem>>;
  /** Throws away what was written; the file that stood there before is untouched. */
  abandonText(id: string): Promise<void>;
  /** Asks for a project file. */
  openProject(): Promise<Outcome<OpenedProject | null, Problem>>;
  /** Opens a project file that the person dropped or chose among others. */
  openProjectAt(address: string): Promise<Outcome<OpenedProject, Problem>>;
  recentProjects(): Promise<readonly RecentProject[]>;
  openRecentProject(key: string): Promise<Outcome<OpenedProject, Problem>>;
  /** Unsaved work of programs that are gone. */
  unsavedProjects(): Promise<readonly UnsavedProject[]>;
  restoreProject(session: string): Promise<Outcome<OpenedProject, Problem>>;
  discardProject(session: string): Promise<void>;
  /** What the page before this one had open: asked once, when a page begins. */
  resume(): Promise<Outcome<Resumed, Problem>>;
  /** Begins a project with this name; nothing of it is in a file of the person's until it is saved. */
  newProject(name: string): Promise<Outcome<ProjectView, Problem>>;
  /** Ids of the datasets that the open project holds. */
  storedDatasets(): Promise<Outcome<readonly string[], Problem>>;
  beginLayer(): Promise<Outcome<LayerUpload, Problem>>;
  /** Takes what was sent to the address into the project as a layer; the id of its dataset. */
  finishLayer(address: string, name: string): Promise<Outcome<string, Problem>>;
  /** Asks for photos, several at once. */
  openPhotos(): Promise<Outcome<readonly FileLocator[] | null, Problem>>;
  /** Takes a file that the person opened into the project as it is; its id. */
  attachFile(address: string): Promise<Outcome<string, Problem>>;
  /** A photo of the project, laid out to be read; null when the project holds none of this id. */
  attachedPhoto(id: string): Promise<Outcome<FileLocator | null, Problem>>;
  /**
   * Keeps the document; from then on a crash does not lose it. `sources` are the files with data that it names and the project does
   * not hold yet: the next start reads them from there.
   */
  keepDocument(
    name: string,
    json: string,
    label: string,
    sources: readonly NamedFiles[],
  ): Promise<Outcome<ProjectView, Problem>>;
  /**
   * Saves; asks where when the project has no file or `elsewhere` is true, and whether to save over what somebody else changed. The
   * datasets are those that the document and its steps name: others are not in the file any more.
   */
  saveProject(elsewhere: boolean, datasets: readonly string[]): Promise<Outcome<ProjectView | null, Problem>>;
  /** Asks where, and writes a copy for the field with this document and the data that it names; its file name. */
  saveFieldCopy(
    name: string,
    json: string,
    datasets: readonly string[],
    attachments: readonly string[],
  ): Promise<Outcome<string | null, Problem>>;
  /** Asks for copies of the project that came home. */
  openCopies(): Promise<Outcome<OpenedCopies | null, Problem>>;
  /** Puts a copy's data into the open project; the data as files, those that were there included. */
  takeCopy(key: string): Promise<Outcome<OpenedStudy['files'], Problem>>;
  /** Throws away what was changed since the last save. */
  revertProject(): Promise<Outcome<OpenedProject, Problem>>;
  /** Bytes that the desktop keeps so that projects open more quickly; all of it can be made again. */
  keptBytes(): Promise<number>;
  clearKept(): Promise<void>;
  /** Closes the project; unsaved changes are kept for the next start unless the person gave them up. */
  closeProject(discard: boolean): Promise<void>;
  /** Text of the window's title bar, without the application's name. */
  setTitle(title: string): Promise<void>;
  /** What undo and redo would do, in the words of the interface; null where there is nothing. */
  setEditNames(undo: string | null, redo: string | null): Promise<void>;
  /** Language of menu and dialogs. */
  setLanguage(language: Language): Promise<void>;
  /** Asks the person whether a change that could not be kept may be lost. */
  askToLose(): Promise<boolean>;
  /** Answers `onClosing`: whether nothing is left to be kept. Where something is, the person is asked. */
  answerClosing(kept: boolean): Promise<void>;
  /** Calls the listener for every menu choice, those made before it listened included; the result stops that. */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  /** Calls the listener when the window is about to close; it waits for `answerClosing`. The result stops that. */
  onClosing(listener: () => void): () => void;
}

declare global {
  interface Window {
    readonly desktop: DesktopApi;
  }
}

import type { WrittenLayer } from '../../../shared/ipc/desktop-api.ts';
import type { DatasetId } from '../../../shared/lib/id.ts';
import type { Issue, Problem } from '../../../shared/lib/issue.ts';
import type { Outcome } from '../../../shared/lib/outcome.ts';
import type { FieldCopy, ProjectCopy } from '../copies.ts';
import type { ProjectState, SaveOptions } from '../open-project.ts';
import type { RecoverableProject } from '../projects.ts';
import type { DocumentChange, StoredDocument } from '../working/documents.ts';
import type { FoundSource, SourceFiles } from '../working/source-files.ts';

/** A project as it was opened: its document, and its data as files that readers take, in the working copy's folder. */
export interface OpenedData {
  readonly state: ProjectState;
  readonly document: StoredDocument;
  /** Datasets and attachments by id -> path of a file with them. */
  readonly files: readonly (readonly [id: string, path: string])[];
  /** Datasets whose files are proven to hold what their ids say, which no other program changed, and their names laid out. */
  readonly proven: ReadonlyMap<string, DatasetId>;
  /** Files of the person's with data that the document names and the working copy does not hold yet. */
  readonly sources: readonly FoundSource[];
}

/** Layer data that lie in a file laid out by `formats/columns`, to be taken into the project. */
export interface IncomingLayer {
  readonly path: string;
  /** The layer's name as people see it. */
  readonly name: string;
}

/** A project of which one cannot be lost track: the one that is open, and where its file lies. */
export interface SavedProject {
  readonly state: ProjectState;
  readonly path: string | null;
}

type Answer<T> = Promise<Outcome<T, Problem>>;

/**
 * Everything main may ask of the store's worker. One project is open at a time; opening another closes it, its unsaved changes
 * kept for the next start. Paths come from dialogs in main and never from the window.
 */
export interface StoreCalls {
  /** Makes a project with this document, and no file yet. */
  create(name: string, json: string): Answer<ProjectState>;
  open(path: string, takeOver: boolean): Answer<OpenedData>;
  /** Work of an earlier start that can be restored. */
  recoverable(): Answer<readonly RecoverableProject[]>;
  restore(session: string): Answer<OpenedData>;
  discard(session: string): Answer<null>;
  /** Ids of the datasets that the open project holds. */
  datasets(): Answer<readonly string[]>;
  /** A path in the working copy's folder where incoming data may be written. */
  incomingPath(): Answer<string>;
  /** Takes in layer data; the id of the dataset. */
  takeLayer(layer: IncomingLayer): Answer<string>;
  /** Takes in a whole file as an attachment; its id. */
  takeAttachment(path: string, name: string, mediaType: string): Answer<string>;
  /** Path of a file with an attachment of this media type; null when the project holds none of this id and type. */
  layOut(id: string, mediaType: string): Answer<string | null>;
  putDocument(change: DocumentChange, sources: readonly SourceFiles[]): Answer<ProjectState>;
  save(options: SaveOptions): Answer<SavedProject>;
  saveAs(path: string, options: SaveOptions): Answer<SavedProject>;
  revert(): Answer<OpenedData>;
  /** The project that is open, as it is kept: for a window that begins anew. Null when none is, or nothing is in it yet. */
  current(): Answer<OpenedData | null>;
  /** Writes a copy for the field beside the open project, which is only read. */
  saveFieldCopy(path: string, copy: FieldCopy): Answer<null>;
  /** Looks into a copy that came home. */
  readCopy(path: string): Answer<ProjectCopy>;
  /** Puts a copy's data into the open project; its data as files, those that were there included. */
  takeCopy(path: string): Answer<OpenedData>;
  /** Makes a GeoPackage that is no project of layers laid out behind each other in a file; what must be told. */
  exportLayers(from: string, layers: readonly WrittenLayer[], to: string): Answer<readonly Issue[]>;
  state(): Answer<ProjectState | null>;
  /** Datasets that are kept laid out for a quicker opening: how many, and their bytes. */
  keptLaidOut(): Answer<{ readonly entries: number; readonly bytes: number }>;
  clearLaidOut(): Answer<null>;
  /** Closes the open project; unsaved changes are kept for the next start unless the person gave them up. */
  close(discard: boolean): Answer<null>;
}

export type StoreCallName = keyof StoreCalls;

/** One call on its way to the worker. */
export interface StoreRequest {
  readonly id: number;
  readonly name: StoreCallName;
  readonly given: readonly unknown[];
}

/** Its answer; `crashed` is a bug's message. */
export type StoreReply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly crashed: string };

/** What the worker is started with. */
export interface StoreWorkerData {
  readonly workFolder: string;
  readonly userName: string;
  readonly writer: string;
  /** Path of SQLite's module. */
  readonly module: string;
}

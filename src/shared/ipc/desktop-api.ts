import type { FileLocator } from '../jobs/compute.ts';
import type { Problem } from '../lib/issue.ts';
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
  /** True when the window was started with software drawing. */
  readonly softwareDrawing: boolean;
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
  readonly refused: readonly Problem[];
}

/** Files that are written as text, and those that are written as bytes: `zip` is a shapefile in a zip. */
export const saveKinds = ['csv', 'geojson', 'svg', 'html', 'json', 'xlsx', 'fgb', 'zip'] as const;
export type SaveKind = (typeof saveKinds)[number];

/** A file being written: text or bytes are appended in pieces and the file appears only when finished. */
export interface SaveTarget {
  /** Opaque name of the writing in progress. */
  readonly id: string;
  /** File name the person chose, without folder. */
  readonly name: string;
}

/** The longest piece `appendText` takes, in UTF-16 units. */
export const maxTextPiece = 4 * 1024 * 1024;
/** The longest piece `appendBytes` takes. */
export const maxBytesPiece = 4 * 1024 * 1024;

/** What the menu asks of the window. */
export type MenuCommand =
  | 'open-sample'
  | 'open-study'
  | 'add-layers'
  | 'export-csv'
  | 'export-geojson'
  | 'export-svg'
  | 'export-xlsx'
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
  /** Asks where to save; the text follows by `appendText`, bytes by `appendBytes`, and the writing ends with `finishText` or `abandonText`. */
  saveText(suggestedName: string, kind: SaveKind): Promise<Outcome<SaveTarget | null, Problem>>;
  appendText(id: string, piece: string): Promise<Outcome<null, Problem>>;
  appendBytes(id: string, piece: Uint8Array<ArrayBuffer>): Promise<Outcome<null, Problem>>;
  /** Puts the finished file in its place in one step. */
  finishText(id: string): Promise<Outcome<null, Problem>>;
  /** Throws away what was written; the file that stood there before is untouched. */
  abandonText(id: string): Promise<void>;
  /** Text of the window's title bar, without the application's name. */
  setTitle(title: string): Promise<void>;
  /** Language of menu and dialogs. */
  setLanguage(language: Language): Promise<void>;
  /** Calls the listener for every menu choice, those made before it listened included; the result stops that. */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
}

declare global {
  interface Window {
    readonly desktop: DesktopApi;
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KnownResults } from '../../shared/analysis/measure-profiles.ts';
import type { Stage } from '../../shared/analysis/progress.ts';
import type { LoadedLayer, LoadedStudy } from '../../shared/analysis/types.ts';
import type { DeliveryComparison } from '../../shared/dataset/compare-deliveries.ts';
import type { JoinBy } from '../../shared/dataset/join-table.ts';
import type { Meaning, Role, Theme } from '../../shared/dataset/themes.ts';
import type { RasterFacts } from '../../shared/formats/geotiff/describe.ts';
import type { SecondOpinion } from '../../shared/formats/second-opinion.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import type { ProjectView, RecentProject, UnsavedProject } from '../../shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import type { LayerId, ProfileId } from '../../shared/lib/id.ts';
import type { Issue, Problem } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import type { Outcome } from '../../shared/lib/outcome.ts';
import type { AppliedCorrection } from '../../shared/project/corrected-measures.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import type { History } from '../../shared/project/history.ts';
import type { MergeChoices } from '../../shared/project/merge/choose-sides.ts';
import type { MergedDocument } from '../../shared/project/merge/merge-documents.ts';
import type { GeometryMode } from '../../shared/project/study-types.ts';
import type { PreparedProfile } from '../../shared/scoring/prepare.ts';
import type { ScoreClasses } from '../../shared/scoring/score-classes.ts';
import type { Profile, ProfileMeasures, ProfileScores } from '../../shared/scoring/types.ts';
import type { StudyPicture } from '../map/picture.ts';
import type { MapPlace } from '../map/study-map-types.ts';
import type { CacheStatus } from '../storage/cache.ts';
import type { PanelSizes } from '../storage/window-look.ts';
import type { PlotMaking } from './plot-making.ts';
import type { GivenWeights, Shares } from './weights.ts';

/** How a layer is shown; the list's order is drawing order, first on top. */
export interface LayerView {
  readonly id: LayerId;
  readonly visible: boolean;
}

/** What a profile's filters take of a layer. */
export interface CountedRows {
  /** Per row 1 counted, 0 left out or not to be decided. */
  readonly mask: Uint8Array;
  readonly count: number;
}

/** A profile measured over the open study, with the weights as they stand now. */
export interface Evaluation {
  readonly profile: Profile;
  /** As the data say. */
  readonly measured: ProfileMeasures;
  /** With corrected values in the place of measured ones. */
  readonly measures: ProfileMeasures;
  /** Values that people corrected. */
  readonly corrected: readonly AppliedCorrection[];
  readonly prepared: PreparedProfile;
  /** Weights in percent over the assessed criteria. */
  readonly shares: Shares;
  readonly scores: ProfileScores;
  /** Class limits of the map colours; kept while weights change, so that a colour keeps its meaning. */
  readonly classes: ScoreClasses;
  /** Layers that filters of the profile limit, with the rows that count; drawn faintly otherwise. */
  readonly counted: ReadonlyMap<LayerId, CountedRows>;
}

/** Where the study's files are found again when layers are added. */
export type FileBook = ReadonlyMap<string, readonly FileLocator[]>;

/** The study on screen. */
export interface OpenStudy {
  readonly loaded: LoadedStudy;
  readonly files: FileBook;
  readonly profiles: readonly Profile[];
  readonly views: readonly LayerView[];
  readonly picture: StudyPicture | null;
  readonly evaluations: ReadonlyMap<ProfileId, Evaluation>;
  /** What has been measured, by its inputs: only what changed is measured again. */
  readonly results: KnownResults;
  /** Weights set by the person; they outlive measuring anew. A profile with its own weights is not here. */
  readonly weights: ReadonlyMap<ProfileId, GivenWeights>;
  /** Area of every plot in m2; NaN for a plot without shape. */
  readonly areas: Float64Array;
  /** Layers that are in the study no more, for when their leaving is undone. */
  readonly shelf: readonly LoadedLayer[];
}

/** Long work under way; `cancel` stops it within half a second. */
export interface RunningTask {
  readonly stage: TaskStage;
  readonly done: number;
  readonly total: number;
  readonly cancel: () => void;
  /** Stops it for newer work that takes its place. */
  readonly giveWay: () => void;
}
export type TaskStage = Stage | 'inspecting' | 'saving' | 'drawing';

/** Something to say to the person: words are made where it is shown. */
export interface Notice {
  readonly id: number;
  readonly tone: 'error' | 'warning' | 'info';
  readonly title: NoticeTitle;
  readonly issues: readonly Issue[];
  /** What it is about: a file's name, or what the program runs on; may be empty. */
  readonly about: string;
}
export type NoticeTitle =
  | 'could-not-open'
  | 'card-lost'
  | 'map-stuck'
  | 'could-not-add'
  | 'could-not-save'
  | 'could-not-make'
  | 'left-out'
  | 'read-only'
  | 'not-kept'
  | 'came-back'
  | 'notes-lost'
  | 'delivery-taken'
  | 'could-not-merge'
  | 'field-copy-saved'
  | 'crashed'
  | 'saved'
  | 'about';

/** One dropped layer waiting for the person's yes. */
export interface ImportCandidate {
  readonly key: string;
  readonly file: string;
  readonly locators: readonly FileLocator[];
  readonly read: ReadLayer;
  readonly include: boolean;
  readonly role: Role;
  readonly theme: Theme | null;
  readonly fields: ReadonlyMap<Meaning, string>;
  /** CRS the person gave for a file that says none. */
  readonly crs: string | null;
  /** What becomes of polygons that are not valid. */
  readonly geometry: GeometryMode;
  /** Encoding the person gave; the file has been read anew with it. */
  readonly encoding: string | null;
  /** It is being read anew. */
  readonly rereading: boolean;
  /** The open layer whose newer delivery it is, with what is different once that is known. */
  readonly replaces: { readonly layer: LayerId; readonly comparison: DeliveryComparison | null } | null;
  /** The layer that its fields go to instead of its becoming a layer; of tables only, and null for none. */
  readonly join: CandidateJoin | null;
  /** What another reader makes of it; null until asked. */
  readonly opinion: 'asked' | Outcome<SecondOpinion, Problem> | null;
}
/** A table joined to a layer by two fields that must be equal. */
export interface CandidateJoin {
  /** As `joinTargets` names the layer. */
  readonly target: string;
  /** Field of the table. */
  readonly key: string;
  /** Field of the layer. */
  readonly to: string;
  readonly by: JoinBy;
  /** What goes together and what does not; null: being looked up. */
  readonly report: readonly Issue[] | null;
}
/** A grid of heights waiting for the person's yes. */
export interface GridCandidate {
  readonly key: string;
  readonly name: string;
  /** What it is called within a zip; null where the file is the grid. */
  readonly layer: string | null;
  readonly file: string;
  readonly locators: readonly FileLocator[];
  readonly facts: RasterFacts;
  readonly include: boolean;
  /** CRS the person gave for a file that says none. */
  readonly crs: string | null;
  /** The open grid in whose place it comes; null: it stands beside. */
  readonly replaces: LayerId | null;
}
export interface ImportReview {
  readonly candidates: readonly ImportCandidate[];
  readonly grids: readonly GridCandidate[];
  /** Files that could not be read at all. */
  readonly failed: readonly { readonly file: string; readonly issue: Issue }[];
}

/** A copy of the project that came home from the field. */
export interface HomeCopy {
  /** Names it to the desktop. */
  readonly key: string;
  readonly file: string;
  /** What it began with, and that as text. */
  readonly base: ProjectDocument;
  readonly baseText: string;
  readonly history: History<ProjectDocument>;
  /** Its document, with data that another program changed named by what they are now. */
  readonly root: ProjectDocument;
}

/** Copies that came home and what merging them would make. */
export interface HomeReview {
  readonly copies: readonly HomeCopy[];
  /** Sides of disagreements that the person chose. */
  readonly choices: MergeChoices;
  readonly merged: MergedDocument;
}

export interface Selection {
  /** Selected plot rows in the order they were chosen. */
  readonly rows: readonly number[];
  /** The plot whose card is shown; null when nothing is selected. */
  readonly primary: number | null;
}

export type SortKey = 'rank' | 'label' | 'score' | 'lowest' | 'status' | 'area';
export interface TableSort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Projects of earlier starts. */
export interface EarlierProjects {
  readonly recent: readonly RecentProject[];
  /** Work that was neither saved nor given up. */
  readonly unsaved: readonly UnsavedProject[];
  /** Small pictures of their maps, as data addresses, by the projects' keys. */
  readonly thumbnails: ReadonlyMap<string, string>;
}

export type ColorScheme = 'light' | 'dark';
export type SidePanel = 'criteria' | 'plot' | 'field';

/** A request to the map that is carried out once; `serial` makes each one new. */
export interface MapRequest {
  readonly serial: number;
  readonly kind: 'full-extent' | 'selection' | 'remark' | 'picture';
}

/** The feature that a remark is about, pointed out on the map. */
export interface MapRemark {
  readonly layer: LayerId;
  readonly row: number;
  /** The remark itself, so that its button knows it is the one shown. */
  readonly issue: Issue;
  /** Where in it, in Web Mercator world units; null: not told. */
  readonly place: readonly [x: number, y: number] | null;
}

/** Everything the window shows. Only commands write it. */
export interface AppState {
  readonly language: Language;
  readonly colorScheme: ColorScheme;
  readonly open: OpenStudy | null;
  /** A study whose ranking is on its way, and where its map looks: its plots are drawn behind the start screen meanwhile. */
  readonly coming: { readonly open: OpenStudy; readonly place: MapPlace | null } | null;
  /** The project's document and how it came to be; null while nothing is open. Views, weights and use follow it. */
  readonly history: History<ProjectDocument> | null;
  /** The document as it was last saved, or as it was before anything was done to it. */
  readonly saved: ProjectDocument | null;
  /** Who does what is done; stands in the history. */
  readonly author: string;
  readonly profile: ProfileId | null;
  readonly selection: Selection;
  readonly hover: number | null;
  readonly sort: TableSort;
  readonly side: SidePanel;
  /** The list of commands lies over the window. */
  readonly palette: boolean;
  readonly task: RunningTask | null;
  /** What waits for the work under way to be done. */
  readonly waiting: readonly TaskStage[];
  /** The last long work was stopped by the person. */
  readonly stopped: boolean;
  readonly notices: readonly Notice[];
  readonly review: ImportReview | null;
  /** Plots being made from zoning; null: nobody asked. */
  readonly making: PlotMaking | null;
  /** What goes along to the field is being chosen. */
  readonly fieldSheet: boolean;
  /** Copies that came home, to be looked over before they are merged. */
  readonly home: HomeReview | null;
  /** Pointer position in the working CRS, in its units. */
  readonly pointer: readonly [number, number] | null;
  /** The map's scale denominator, 25000 for 1:25 000. */
  readonly scale: number | null;
  /** Whether a graphics card draws the map; else the processor does. */
  readonly cardDraws: boolean;
  /** False after the window ended again and again: the layers are not drawn until the person asks. */
  readonly drawsLayers: boolean;
  /** Where the map looks; null: nowhere in particular yet, it shows everything. */
  readonly mapPlace: MapPlace | null;
  /** Shares of the window's panels that the person chose. */
  readonly panels: PanelSizes;
  readonly mapRequest: MapRequest | null;
  readonly remark: MapRemark | null;
  /** Runs on the old development runtime: local files only, with a permanent notice. */
  readonly runtime: { readonly name: string; readonly fallback: boolean } | null;
  /** The project that the study is kept in; null while it is in none. */
  readonly project: ProjectView | null;
  /** Projects to go on with, for the start screen. */
  readonly earlier: EarlierProjects;
  /** What the cache holds, as last asked; null: not asked yet. */
  readonly cache: CacheStatus | null;
}

export type AppStore = StoreApi<AppState>;

/** A store with nothing open. */
export function createAppStore(preferences: {
  readonly language: Language;
  readonly colorScheme: ColorScheme;
}): AppStore {
  return createStore<AppState>(() => ({
    ...preferences,
    open: null,
    coming: null,
    history: null,
    saved: null,
    author: '',
    profile: null,
    selection: { rows: [], primary: null },
    hover: null,
    sort: { key: 'rank', descending: false },
    side: 'criteria',
    palette: false,
    task: null,
    waiting: [],
    stopped: false,
    notices: [],
    review: null,
    making: null,
    fieldSheet: false,
    home: null,
    pointer: null,
    scale: null,
    cardDraws: false,
    drawsLayers: true,
    mapPlace: null,
    panels: {},
    mapRequest: null,
    remark: null,
    runtime: null,
    project: null,
    earlier: { recent: [], unsaved: [], thumbnails: new Map() },
    cache: null,
  }));
}

/** The evaluation of the chosen use, or null while it is being measured. */
export function activeEvaluation(state: Pick<AppState, 'open' | 'profile'>): Evaluation | null {
  return state.profile === null ? null : (state.open?.evaluations.get(state.profile) ?? null);
}

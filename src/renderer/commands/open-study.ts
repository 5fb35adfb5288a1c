import { loadStudy, type ReadStudyLayer } from '../../shared/analysis/load-study.ts';
import type { KnownResults } from '../../shared/analysis/measure-profiles.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import type { EditName } from '../../shared/explain/edit-name.ts';
import { measureAreas } from '../../shared/geometry/area.ts';
import type { OpenedProject, OpenedStudy, ProjectView, SourceOnDisk } from '../../shared/ipc/desktop-api.ts';
import type { Problem } from '../../shared/lib/issue.ts';
import { type Outcome, success } from '../../shared/lib/outcome.ts';
import { studyOfDocument } from '../../shared/project/document-study.ts';
import type { ProjectDocument } from '../../shared/project/document-types.ts';
import { commit, type History, startHistory, undo } from '../../shared/project/history.ts';
import { parseStudy } from '../../shared/project/study-schema.ts';
import type { Study } from '../../shared/project/study-types.ts';
import type { Profile } from '../../shared/scoring/types.ts';
import type { PlacedAhead, StudyPicture } from '../map/picture.ts';
import type { AppState, FileBook, NoticeTitle, OpenStudy, Selection } from '../state/app-state.ts';
import {
  amended,
  givenWeights,
  grownDocument,
  newDocument,
  shelved,
  viewsOfDocument,
  withViews,
} from '../state/document.ts';
import { carrySelection } from '../state/selection.ts';
import { recallDrawings } from '../storage/drawings-cache.ts';
import { keepResults } from '../storage/results-cache.ts';
import type { WindowLook } from '../storage/window-look.ts';
import { type CommandContext, notify, runTask, update } from './context.ts';
import { draw, drawPlots, placeAhead, showPlots } from './draw.ts';
import { keeperOf } from './keeper.ts';
import { viewsOf } from './layer-views.ts';
import { rank } from './rank-study.ts';
import { resolveProfiles } from './resolve-profiles.ts';
import { storedGrids, storedLayers } from './stored-layers.ts';
import { tellLost } from './tell-lost.ts';
import { showTitle } from './title.ts';
import { selectionOfLook } from './window-look.ts';

/** Measured values that are remembered for steps to be undone, of all results together: 256 MB. */
const mostRemembered = 32e6;

/** Commands that put a study on screen. */
export function openCommands(context: CommandContext) {
  async function open(ask: () => Promise<Outcome<OpenedStudy | null, Problem>>): Promise<void> {
    const answer = await ask();
    if (!answer.ok) notify(context, 'error', 'could-not-open', [answer.reason]);
    else if (answer.value !== null) await showOpened(context, answer.value);
  }
  return {
    /** Draws what was left undrawn after the window had ended again and again. */
    async drawLayers(): Promise<void> {
      update(context, () => ({ drawsLayers: true }));
      const { open: shown } = context.store.getState();
      if (shown !== null && shown.picture === null)
        await runTask(context, 'drawing', (task) =>
          draw(context, shown.loaded, recallDrawings(context.cache, shown.loaded.layers), Promise.resolve(null), task),
        );
    },
    openSample: () => open(() => context.desktop.openSample()),
    openStudy: () => open(() => context.desktop.openStudy()),
  };
}

/** Reads, measures, ranks and draws a study that the desktop opened, in no project. The answer is whether it worked. */
export async function showOpened(context: CommandContext, opened: OpenedStudy): Promise<boolean> {
  if (!(await keeperOf(context).leave())) return false;
  const former = context.store.getState().project;
  const worked = await showText(context, opened);
  if (!worked || former === null) return worked;
  // The study is no longer that project's; what was unsaved there is offered at the next start.
  await context.desktop.closeProject(false);
  return true;
}

async function showText(context: CommandContext, opened: OpenedStudy): Promise<boolean> {
  const parsed = parseStudy(opened.text);
  if (parsed.ok) return showStudy(context, parsed.value, new Map(opened.files), null);
  notify(context, 'error', 'could-not-open', parsed.reason);
  return false;
}

/**
 * Shows the document of a project that was opened, from the files of the project and those it still builds on, as it looked
 * before where that is known. The answer is whether it worked.
 */
export function showHistory(
  context: CommandContext,
  history: History<ProjectDocument>,
  { files, sources }: Pick<OpenedProject, 'files' | 'sources'>,
  project: ProjectView,
  look: WindowLook | null,
): Promise<boolean> {
  const document = history.present.root;
  const own = new Map(files);
  const book = new Map([
    ...sources.map(({ file, found }) => [file, found] as const),
    ...own,
    ...storedGrids(document, own),
  ]);
  return showStudy(context, studyOfDocument(document), book, null, { history, project, look, sources });
}

/** How a study comes to the screen: as a state of a document that is known, or by an edit. */
interface Coming {
  /** The history that stands at this study. */
  readonly history?: History<ProjectDocument>;
  /** What was done to the open study to make this one of it. */
  readonly edit?: EditName;
  /** Layers whose data are known already, by the definitions of the study. */
  readonly given?: readonly ReadStudyLayer[];
  /** What to say where it does not come; that the study could not be opened where left out. */
  readonly failed?: NoticeTitle;
  /** The project whose study it is; without one, and with no study before, it is in none. */
  readonly project?: ProjectView;
  /** Files of the person's that the document builds on besides what its project holds. */
  readonly sources?: readonly SourceOnDisk[];
  /** How the project looked when it was last on screen. */
  readonly look?: WindowLook | null;
}

/**
 * Brings a study to the screen: data, then ranking and picture. Replaces what is open only when the data could be
 * read, and puts it back when the work is cancelled. `before` is the study it grew from: layers keep their order, eyes
 * and data, plots stay selected, weights stay as set, and the step from one to the other can be undone. The answer is
 * whether it worked.
 */
export async function showStudy(
  context: CommandContext,
  study: Study,
  files: FileBook,
  before: OpenStudy | null,
  coming: Coming = {},
): Promise<boolean> {
  const former = onScreen(context.store.getState());
  let shown: OpenStudy | null = null;
  const done = await runTask(context, 'reading', async (task) => {
    const { history, failed = 'could-not-open' } = coming;
    const profiles = await resolveProfiles(study.profiles, files);
    if (!profiles.ok) {
      notify(context, 'error', failed, profiles.reason);
      return false;
    }
    const { sources = [] } = coming;
    let ahead: PlacedAhead | null = null;
    const onRead = ({ definition, read }: ReadStudyLayer) => {
      // How a project looked is known where it was open before: what was measured then is most likely kept too.
      if (coming.look && definition.role === 'plots') ahead = placeAhead(context, read.dataset, task);
    };
    const stored = history
      ? await storedLayers(context, history.present.root, { files, sources, before }, task, onRead)
      : success([]);
    if (!stored.ok) {
      notify(context, 'error', failed, stored.reason);
      return false;
    }
    const loaded = await loadStudy(context.compute, study, async (file) => files.get(file) ?? [], {
      signal: task.signal,
      reuse: before?.loaded,
      given: [...(coming.given ?? []), ...stored.value, ...(before?.shelf ?? [])],
      onProgress: task.report,
    });
    if (!loaded.ok) {
      notify(context, 'error', failed, loaded.reason);
      return false;
    }
    task.signal.throwIfAborted();
    const document = coming.history?.present.root ?? context.store.getState().history?.present.root;
    shown = openStudyOf(loaded.value, files, profiles.value, before, before || coming.history ? document : undefined);
    const drawings = recallDrawings(context.cache, loaded.value.layers);
    const texts = await textsOf(study, files);
    const open = shown;
    const profile = profileShown(context.store.getState(), open, coming);
    let plots: Promise<StudyPicture | null> = Promise.resolve(null);
    const begin = () => {
      plots = drawPlots(context, open, ahead, task);
      showPlots(context, open, coming.look?.map ?? null, plots, task);
    };
    let isShown = false;
    const showOnce = () => {
      if (isShown) return;
      isShown = true;
      show(context, open, profile, before, coming, texts);
      if (before && !samePlots(open.loaded, before)) tellLost(context, before, open);
      // Where another study was on screen, its map was left in peace.
      showPlots(context, open, null, plots, task);
    };
    if (ahead) begin();
    let drawn = Promise.resolve();
    // The use on screen first, then its picture: the others are asked for when somebody looks at them.
    const ranking = rank(context, open, ({ id }) => id === profile, task, {
      onRecalled: (isAll) => {
        // Together with its ranking where that is known: the window is drawn once then, and not twice.
        if (!isAll) showOnce();
        else if (!ahead) begin();
      },
      onMeasured: () => {
        showOnce();
        drawn = draw(context, loaded.value, drawings, plots, task);
        drawn.catch(() => undefined);
      },
    });
    ranking.catch(() => undefined);
    // Edits of a study on screen go on meanwhile, and must find it as it is from now on.
    if (before) showOnce();
    const first = await ranking;
    await drawn;
    const others = await rank(context, open, ({ id }) => id !== profile, task);
    keep(context, open, new Map([...first.results, ...others.results]));
    void keepResults(context.cache, new Map([...first.taken, ...others.taken]));
    return true;
  });
  update(context, ({ coming: half }) => (half && half.open.loaded === shown?.loaded ? { coming: null } : {}));
  if (done === null && shown) putBack(context, shown, former);
  return done === true;
}

/** What a study that comes to the screen changes besides itself. */
function onScreen({ open, history, saved, project, profile, selection, side, mapPlace }: AppState) {
  return { open, history, saved, project, profile, selection, side, mapPlace };
}

/** A study that was not brought to its end leaves the screen as it was found. */
function putBack(context: CommandContext, half: OpenStudy, former: ReturnType<typeof onScreen>): void {
  if (context.store.getState().open?.loaded !== half.loaded) return;
  update(context, ({ history }) => ({ ...former, history: wentBack(history, former.history), hover: null }));
  showTitle(context);
}

function openStudyOf(
  loaded: LoadedStudy,
  files: FileBook,
  profiles: readonly Profile[],
  before: OpenStudy | null,
  document: ProjectDocument | undefined,
): OpenStudy {
  return {
    loaded,
    files,
    profiles,
    views: viewsOf([...loaded.layers, ...loaded.rasters], document ? viewsOfDocument(document) : []),
    // The plots are drawn while new layers are prepared; a picture of other plots would mislead.
    picture: samePlots(loaded, before) ? (before?.picture ?? null) : null,
    evaluations: new Map(),
    results: before?.results ?? new Map(),
    weights: document ? givenWeights(document) : new Map(),
    areas: plotAreas(loaded),
    shelf: [],
  };
}

/** Read once and taken over: every row is what it was. */
function samePlots({ plots, layers }: LoadedStudy, before: OpenStudy | null): boolean {
  const readOf = (of: LoadedStudy['layers']) => of.find(({ definition }) => definition.id === plots.layer)?.read;
  return before?.loaded.plots.layer === plots.layer && readOf(before.loaded.layers) === readOf(layers);
}

function carried(
  selection: Selection,
  loaded: LoadedStudy,
  before: OpenStudy | null,
  look: WindowLook | null,
): Selection {
  if (!before) return selectionOfLook(look, loaded);
  if (samePlots(loaded, before)) return selection;
  return carrySelection(selection, before.loaded.plots, loaded.plots);
}

function plotAreas({ plots, workingCrs }: LoadedStudy): Float64Array {
  const areas = new Float64Array(plots.count);
  const { geometry } = plots.dataset;
  if (geometry.kind !== 'polygons') return areas.fill(Number.NaN);
  measureAreas(geometry, 0, plots.count, areas);
  const squareMetres = workingCrs.metresPerUnit ** 2;
  return areas.map((area) => area * squareMetres);
}

/** The use that is on screen with a study. */
function profileShown({ profile }: AppState, { profiles }: OpenStudy, { history }: Coming): AppState['profile'] {
  const wanted = history?.present.root.use ?? profile;
  return profiles.some(({ id }) => id === wanted) ? wanted : (profiles[0]?.id ?? null);
}

function show(
  context: CommandContext,
  open: OpenStudy,
  profile: AppState['profile'],
  before: OpenStudy | null,
  coming: Coming,
  texts: ReadonlyMap<string, string>,
): void {
  update(context, (state) => {
    const { saved } = state;
    const look = coming.look ?? null;
    const history = historyAt(state, open, before, coming, newDocument(open, profile, texts));
    const picture = state.coming?.open.loaded === open.loaded ? state.coming.open.picture : open.picture;
    return {
      open: { ...open, picture, shelf: shelved(before, open.loaded, history) },
      coming: null,
      history,
      saved: before ? saved : coming.project?.unsaved ? null : history.present.root,
      profile,
      // At once with the study: what is kept from now on is kept in its own project, and in no other.
      project: before ? state.project : (coming.project ?? null),
      selection: carried(state.selection, open.loaded, before, look),
      hover: null,
      remark: null,
      review: null,
      side: before ? state.side : (look?.side ?? 'criteria'),
      panels: look ? { ...state.panels, ...look.panels } : state.panels,
      mapPlace: samePlots(open.loaded, before) ? state.mapPlace : (look?.map ?? null),
    };
  });
  showTitle(context);
}

/** The history that stands at the study on screen. */
function historyAt(
  { history, author }: AppState,
  open: OpenStudy,
  before: OpenStudy | null,
  coming: Coming,
  fresh: ProjectDocument,
): History<ProjectDocument> {
  // A document made elsewhere may not say yet how layers are drawn: it says so from now on, and that is no edit.
  if (coming.history) return amended(coming.history, (document) => withViews(document, open.views));
  if (!before || history === null) return startHistory(fresh);
  const name = coming.edit ?? { code: 'change-layer', about: '' };
  const root = grownDocument(history.present.root, open);
  return commit(history, { root, edit: name, at: new Date().toISOString(), by: author, gesture: null });
}

/** The history as it was before a step that was not brought to its end; what was done meanwhile can be done again. */
function wentBack(
  now: History<ProjectDocument> | null,
  former: History<ProjectDocument> | null,
): History<ProjectDocument> | null {
  if (now === null || former === null || now.past.length <= former.past.length + 1) return former;
  let back = now;
  while (back.past.length > former.past.length) back = undo(back);
  return back.present.root === former.present.root ? back : former;
}

/** Texts of the scenarios that a study names. */
async function textsOf({ scenarios }: Study, files: FileBook): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(scenarios.map(async (name) => [name, await textOf(files, name)] as const));
  return new Map(texts.flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}

async function textOf(files: FileBook, name: string): Promise<string | null> {
  const [locator] = files.get(name) ?? [];
  if (locator === undefined) return null;
  const answer = await fetch(locator.address);
  return answer.ok ? answer.text() : null;
}

function keep(context: CommandContext, { loaded }: OpenStudy, results: KnownResults): void {
  update(context, ({ open }) => {
    if (open?.loaded !== loaded) return {};
    // What no profile asks for any more is kept for when a step is undone, as far as there is room for it.
    const room = Math.max(0, Math.floor(mostRemembered / Math.max(1, loaded.plots.count)) - results.size);
    const former = [...open.results].filter(([key]) => !results.has(key)).slice(-room || open.results.size);
    return { open: { ...open, results: new Map([...(room > 0 ? former : []), ...results]) } };
  });
}

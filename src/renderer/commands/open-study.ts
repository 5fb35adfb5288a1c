import { loadStudy } from '../../shared/analysis/load-study.ts';
import { type KnownResults, type MeasuredProfiles, measureProfiles } from '../../shared/analysis/measure-profiles.ts';
import type { ReadingKey } from '../../shared/analysis/reading-key.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { measureAreas } from '../../shared/geometry/area.ts';
import type { OpenedStudy } from '../../shared/ipc/desktop-api.ts';
import type { Problem } from '../../shared/lib/issue.ts';
import type { Outcome } from '../../shared/lib/outcome.ts';
import { parseStudy } from '../../shared/project/study-schema.ts';
import type { Study } from '../../shared/project/study-types.ts';
import type { Profile } from '../../shared/scoring/types.ts';
import { buildPicture } from '../map/picture.ts';
import type { AppState, FileBook, OpenStudy, Selection } from '../state/app-state.ts';
import { carrySelection, nothingSelected } from '../state/selection.ts';
import { keepResults, recallResults } from '../storage/results-cache.ts';
import { type CommandContext, notify, runTask, type TaskHandle, update } from './context.ts';
import { countedRows } from './counted-rows.ts';
import { evaluate } from './evaluate.ts';
import { viewsOf } from './layer-views.ts';
import { resolveProfiles } from './resolve-profiles.ts';

/** Commands that put a study on screen. */
export function openCommands(context: CommandContext) {
  async function open(ask: () => Promise<Outcome<OpenedStudy | null, Problem>>): Promise<void> {
    const answer = await ask();
    if (!answer.ok) notify(context, 'error', 'could-not-open', [answer.reason]);
    else if (answer.value !== null) await showOpened(context, answer.value);
  }
  return {
    openSample: () => open(() => context.desktop.openSample()),
    openStudy: () => open(() => context.desktop.openStudy()),
  };
}

/** Reads, measures, ranks and draws a study that the desktop opened, in no project. The answer is whether it worked. */
export async function showOpened(context: CommandContext, opened: OpenedStudy): Promise<boolean> {
  const former = context.store.getState().project;
  const worked = await showText(context, opened, new Map());
  if (!worked || former === null) return worked;
  // The study is no longer that project's; what was unsaved there is offered at the next start.
  update(context, () => ({ project: null }));
  await context.desktop.closeProject(false);
  return true;
}

/** Shows a study from its text, with the weights that a person set before. */
export async function showText(
  context: CommandContext,
  opened: OpenedStudy,
  weights: OpenStudy['weights'],
): Promise<boolean> {
  const parsed = parseStudy(opened.text);
  if (parsed.ok) return showStudy(context, parsed.value, new Map(opened.files), null, { text: opened.text, weights });
  notify(context, 'error', 'could-not-open', parsed.reason);
  return false;
}

/** What comes with a study that is opened anew. */
interface Given {
  readonly text: string | null;
  readonly weights: OpenStudy['weights'];
}

/**
 * Brings a study to the screen: data, then ranking and picture. Replaces what is open only when the data could be
 * read, and puts it back when the work is cancelled. `before` is the study it grew from: layers keep their order, eyes
 * and data, plots stay selected, weights stay as set. The answer is whether it worked.
 */
export async function showStudy(
  context: CommandContext,
  study: Study,
  files: FileBook,
  before: OpenStudy | null,
  given: Given = { text: before?.text ?? null, weights: before?.weights ?? new Map() },
): Promise<boolean> {
  const former = onScreen(context.store.getState());
  let shown: OpenStudy | null = null;
  const done = await runTask(context, 'reading', async (task) => {
    const profiles = await resolveProfiles(study.profiles, files);
    if (!profiles.ok) {
      notify(context, 'error', 'could-not-open', profiles.reason);
      return false;
    }
    const loaded = await loadStudy(context.compute, study, async (file) => files.get(file) ?? [], {
      signal: task.signal,
      reuse: before?.loaded,
      onProgress: task.report,
    });
    if (!loaded.ok) {
      notify(context, 'error', 'could-not-open', loaded.reason);
      return false;
    }
    task.signal.throwIfAborted();
    shown = openStudyOf(loaded.value, files, profiles.value, before, given);
    show(context, shown, before);
    // The use on screen first, then its picture: the others are asked for when somebody looks at them.
    const { profile } = context.store.getState();
    const first = await rank(context, shown, ({ id }) => id === profile, task);
    await draw(context, loaded.value, task);
    const others = await rank(context, shown, ({ id }) => id !== profile, task);
    // What no profile asks for any more is forgotten.
    keep(context, shown, new Map([...first.results, ...others.results]));
    void keepResults(context.cache, new Map([...first.taken, ...others.taken]));
    return true;
  });
  if (done === null && shown) putBack(context, shown, former);
  return done === true;
}

/** What a study that comes to the screen changes besides itself. */
function onScreen({ open, profile, selection, side }: AppState) {
  return { open, profile, selection, side };
}

/** A study that was not brought to its end leaves the screen as it was found. */
function putBack(context: CommandContext, half: OpenStudy, former: ReturnType<typeof onScreen>): void {
  if (context.store.getState().open?.loaded !== half.loaded) return;
  update(context, () => ({ ...former, hover: null }));
  void context.desktop.setTitle(former.open?.loaded.study.name ?? '');
}

function openStudyOf(
  loaded: LoadedStudy,
  files: FileBook,
  profiles: readonly Profile[],
  before: OpenStudy | null,
  given: Given,
): OpenStudy {
  return {
    loaded,
    files,
    profiles,
    views: viewsOf([...loaded.layers, ...loaded.rasters], before?.views),
    // The plots are drawn while new layers are prepared; a picture of other plots would mislead.
    picture: samePlots(loaded, before) ? (before?.picture ?? null) : null,
    evaluations: new Map(),
    results: before?.results ?? new Map(),
    weights: given.weights,
    areas: plotAreas(loaded),
    text: given.text,
  };
}

/** Read once and taken over: every row is what it was. */
function samePlots({ plots, layers }: LoadedStudy, before: OpenStudy | null): boolean {
  const readOf = (of: LoadedStudy['layers']) => of.find(({ definition }) => definition.id === plots.layer)?.read;
  return before?.loaded.plots.layer === plots.layer && readOf(before.loaded.layers) === readOf(layers);
}

function carried(selection: Selection, loaded: LoadedStudy, before: OpenStudy | null): Selection {
  if (!before) return nothingSelected;
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

function show(context: CommandContext, open: OpenStudy, before: OpenStudy | null): void {
  update(context, ({ profile, selection, side }) => ({
    open,
    profile: open.profiles.some(({ id }) => id === profile) ? profile : (open.profiles[0]?.id ?? null),
    selection: carried(selection, open.loaded, before),
    hover: null,
    review: null,
    side: before ? side : 'criteria',
  }));
  void context.desktop.setTitle(open.loaded.study.name);
}

async function draw(context: CommandContext, loaded: LoadedStudy, { signal }: TaskHandle): Promise<void> {
  const picture = await buildPicture(context.compute, loaded, signal);
  update(context, ({ open }) => (open?.loaded === loaded ? { open: { ...open, picture } } : {}));
}

/** Measures, where that is still to be done, and scores some of the study's profiles; one appears after the other. */
async function rank(
  context: CommandContext,
  { loaded, profiles }: OpenStudy,
  which: (profile: Profile) => boolean,
  { signal, report }: TaskHandle,
): Promise<Pick<MeasuredProfiles, 'results' | 'taken'>> {
  const { compute } = context;
  const asked = profiles.filter(which);
  const recall = async (keys: readonly ReadingKey[]): Promise<KnownResults> => {
    const known = context.store.getState().open?.results ?? new Map();
    const unknown = keys.filter((key) => !known.has(key));
    return new Map([...known, ...(await recallResults(context.cache, unknown, loaded.plots.count))]);
  };
  const measured = await measureProfiles(compute, loaded, asked, { signal, onProgress: report, recall });
  for (const profile of asked) {
    const counted = await countedRows(compute, loaded, profile, signal);
    signal.throwIfAborted();
    update(context, ({ open }) => {
      const values = measured.measures.get(profile.id);
      if (open?.loaded !== loaded || !values) return {};
      const weights = open.weights.get(profile.id);
      const evaluation = evaluate(profile, values, loaded.plots, weights, counted);
      return { open: { ...open, evaluations: new Map(open.evaluations).set(profile.id, evaluation) } };
    });
  }
  return measured;
}

function keep(context: CommandContext, { loaded }: OpenStudy, results: KnownResults): void {
  update(context, ({ open }) => (open?.loaded === loaded ? { open: { ...open, results } } : {}));
}

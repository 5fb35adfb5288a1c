import { loadStudy } from '../../shared/analysis/load-study.ts';
import { measureProfiles } from '../../shared/analysis/measure-profiles.ts';
import type { LoadedStudy } from '../../shared/analysis/types.ts';
import { measureAreas } from '../../shared/geometry/area.ts';
import type { OpenedStudy } from '../../shared/ipc/desktop-api.ts';
import type { Problem } from '../../shared/lib/issue.ts';
import type { Outcome } from '../../shared/lib/outcome.ts';
import { parseStudy } from '../../shared/project/study-schema.ts';
import type { Study } from '../../shared/project/study-types.ts';
import type { Profile } from '../../shared/scoring/types.ts';
import { buildPicture } from '../map/picture.ts';
import type { Evaluation, FileBook, OpenStudy } from '../state/app-state.ts';
import { nothingSelected } from '../state/selection.ts';
import { type CommandContext, notify, runTask, type TaskHandle, update } from './context.ts';
import { evaluate } from './evaluate.ts';
import { viewsOf } from './layer-views.ts';
import { resolveProfiles } from './resolve-profiles.ts';

/** Commands that put a study on screen. */
export function openCommands(context: CommandContext) {
  async function open(ask: () => Promise<Outcome<OpenedStudy | null, Problem>>): Promise<void> {
    const answer = await ask();
    if (!answer.ok) notify(context, 'error', 'could-not-open', [answer.reason]);
    else if (answer.value) await showOpened(context, answer.value);
  }
  return {
    openSample: () => open(() => context.desktop.openSample()),
    openStudy: () => open(() => context.desktop.openStudy()),
  };
}

/** Reads, measures, ranks and draws a study that the desktop opened. */
export async function showOpened(context: CommandContext, opened: OpenedStudy): Promise<void> {
  const parsed = parseStudy(opened.text);
  if (!parsed.ok) {
    notify(context, 'error', 'could-not-open', parsed.reason);
    return;
  }
  await showStudy(context, parsed.value, new Map(opened.files), null);
}

/**
 * Brings a study to the screen: data, then ranking and picture. Replaces what is open only when the data could be
 * read; `before` keeps the layers' order, eyes and data of the study it grew from. The answer is whether it worked.
 */
export async function showStudy(
  context: CommandContext,
  study: Study,
  files: FileBook,
  before: OpenStudy | null,
): Promise<boolean> {
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
    show(context, openStudyOf(loaded.value, files, profiles.value, before));
    // The ranking first: without it the map has no colours, and the two would only fight for the same cores.
    await rank(context, loaded.value, profiles.value, task);
    await draw(context, loaded.value, task);
    return true;
  });
  return done === true;
}

function openStudyOf(
  loaded: LoadedStudy,
  files: FileBook,
  profiles: readonly Profile[],
  before: OpenStudy | null,
): OpenStudy {
  return {
    loaded,
    files,
    profiles,
    views: viewsOf(loaded.layers, before?.views),
    picture: null,
    evaluations: new Map(),
    areas: plotAreas(loaded),
  };
}

function plotAreas({ plots, workingCrs }: LoadedStudy): Float64Array {
  const areas = new Float64Array(plots.count);
  const { geometry } = plots.dataset;
  if (geometry.kind !== 'polygons') return areas.fill(Number.NaN);
  measureAreas(geometry, 0, plots.count, areas);
  const squareMetres = workingCrs.metresPerUnit ** 2;
  return areas.map((area) => area * squareMetres);
}

function show(context: CommandContext, open: OpenStudy): void {
  update(context, ({ profile }) => ({
    open,
    profile: open.profiles.some(({ id }) => id === profile) ? profile : (open.profiles[0]?.id ?? null),
    selection: nothingSelected,
    hover: null,
    review: null,
    side: 'criteria',
  }));
  void context.desktop.setTitle(open.loaded.study.name);
}

async function draw(context: CommandContext, loaded: LoadedStudy, { signal }: TaskHandle): Promise<void> {
  const picture = await buildPicture(context.compute, loaded, signal);
  update(context, ({ open }) => (open?.loaded === loaded ? { open: { ...open, picture } } : {}));
}

async function rank(
  context: CommandContext,
  loaded: LoadedStudy,
  profiles: readonly Profile[],
  { signal, report }: TaskHandle,
): Promise<void> {
  const measured = await measureProfiles(context.compute, loaded, profiles, { signal, onProgress: report });
  const evaluations = new Map<Evaluation['profile']['id'], Evaluation>();
  for (const profile of profiles) {
    const measures = measured.get(profile.id);
    if (measures) evaluations.set(profile.id, evaluate(profile, measures, loaded.plots));
  }
  update(context, ({ open }) => (open?.loaded === loaded ? { open: { ...open, evaluations } } : {}));
}

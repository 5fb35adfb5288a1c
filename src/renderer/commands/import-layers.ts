import { isBesideGrids, isGrid, mayHoldGrids } from '../../shared/formats/geotiff/grids-in-file.ts';
import type { OpenedFiles, OpenedStudy } from '../../shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import type { Outcome } from '../../shared/lib/outcome.ts';
import type { Study, StudyLayer } from '../../shared/project/study-types.ts';
import type { AppState, FileBook, GridCandidate, ImportCandidate, ImportReview } from '../state/app-state.ts';
import { joinOf } from '../state/table-joins.ts';
import { type CommandContext, notify, runPatiently, runTask, update } from './context.ts';
import { type JoinedLayers, joinReviewed, type ReviewedJoin, suggestJoins } from './join-tables.ts';
import { asStudyLayers, asTerrain, studyOfLayers } from './new-study.ts';
import { showOpened, showStudy } from './open-study.ts';
import { candidateOf, reviewCommands, withGeometryIssues } from './review-candidates.ts';
import { tellDelivery } from './tell-delivery.ts';

/** What is done with files that are no layers. */
export interface OtherFiles {
  readonly takePhotos: (photos: readonly FileLocator[]) => Promise<void>;
  /** Opens a project in the place of what is open; whether it did. */
  readonly openProject: (address: string) => Promise<boolean>;
}

/** Commands for getting files in: choose or drop, look them over, add them. */
export function importCommands(context: CommandContext, others: OtherFiles) {
  async function receive(ask: () => Promise<Outcome<OpenedFiles | null, Problem>>): Promise<void> {
    const answer = await ask();
    if (!answer.ok) notify(context, 'error', 'could-not-add', [answer.reason]);
    else if (answer.value) {
      const { photos, groups, studies, refused } = answer.value;
      if (photos.length > 0) await others.takePhotos(photos);
      // Photos by themselves are no reason for the import sheet.
      if (groups.length + studies.length + refused.length > 0)
        await inspect(context, await withoutProjects(context, answer.value, others));
    }
  }

  return {
    addLayers: () => receive(() => context.desktop.openLayers()),
    dropFiles: (files: readonly File[]) => receive(() => context.desktop.resolveDropped(files)),
    ...reviewCommands(context),
    cancelImport: () => update(context, () => ({ review: null })),
    confirmImport: () => addReviewed(context),
  };
}

/** Opens the first project among the files and gives the layers that came with it; nothing where it could not be opened. */
async function withoutProjects(
  context: CommandContext,
  opened: OpenedFiles,
  { openProject }: OtherFiles,
): Promise<OpenedFiles> {
  const mains = opened.groups.map(([main]) => main).filter(({ name }) => /\.gpkg$/i.test(name));
  const checked = await Promise.all(
    mains.map(async (file) => ((await context.compute.run('isProject', { file })) ? [file] : [])),
  );
  const [first, ...more] = checked.flat();
  if (first === undefined) return opened;
  const groups = opened.groups.filter(([main]) => main !== first && !more.includes(main));
  if (!(await openProject(first.address))) return { ...opened, groups: [], studies: [], refused: [] };
  const left = [...more, ...opened.studies].map(({ name }) =>
    problem('study-left-out', { file: name, opened: first.name }),
  );
  const issues = [...left, ...opened.refused];
  if (issues.length > 0) notify(context, 'warning', 'left-out', issues);
  return { ...opened, groups, studies: [], refused: [] };
}

async function inspect(context: CommandContext, opened: OpenedFiles): Promise<void> {
  const [study, ...others] = opened.studies;
  if (study) {
    await showOpened(context, study);
    const left = others.map(({ name }) => problem('study-left-out', { file: name, opened: study.name }));
    const issues = [...left, ...opened.refused];
    if (issues.length > 0) notify(context, 'warning', 'left-out', issues);
  }
  const groups = study ? looseGroups(opened.groups, study) : opened.groups;
  if (groups.length === 0 && (study || opened.refused.length === 0)) return;
  const review = await runPatiently(context, 'inspecting', async ({ signal, report }) => {
    const candidates: ImportCandidate[] = [];
    const grids: GridCandidate[] = [];
    const failed = (study ? [] : opened.refused).map((issue) => ({ file: String(issue.details.file ?? ''), issue }));
    let done = 0;
    for (const locators of groups) {
      // In percent: each of the files counts alike, and within by what its reader tells.
      const begun = (100 * done++) / groups.length;
      const onProgress = (at: number, total: number) =>
        report('inspecting', Math.floor(begun + ((100 / groups.length) * at) / Math.max(1, total)), 100);
      onProgress(0, 1);
      const [file] = locators;
      const looked = await gridsOf(context, locators, signal);
      grids.push(...looked.grids);
      failed.push(...looked.failed.map((issue) => ({ file: file.name, issue })));
      if (isGrid(file.name)) continue;
      const outcome = await context.compute.run('readLayers', { files: locators, options: {} }, { signal, onProgress });
      if (outcome.ok) {
        for (const read of outcome.value) {
          candidates.push(candidateOf(locators, await withGeometryIssues(context, read, signal)));
        }
      } else if (!(looked.hasGrids && isBesideGrids(outcome.reason)))
        failed.push({ file: file.name, issue: outcome.reason });
    }
    return { candidates, grids, failed } satisfies ImportReview;
  });
  if (!review) return;
  if (review.candidates.length + review.grids.length > 0) {
    const news = withoutKnown(review, context.store.getState().review);
    update(context, ({ review: looked }) => ({ review: looked ? together(looked, news) : news }));
    await suggestJoins(context, news.candidates);
  } else
    notify(
      context,
      'error',
      'could-not-add',
      review.failed.map(({ issue }) => issue),
    );
}

/** What was found, but for what is being looked over already: what was said of it stands. */
function withoutKnown(found: ImportReview, looked: ImportReview | null): ImportReview {
  const known = new Set([...(looked?.candidates ?? []), ...(looked?.grids ?? [])].map(({ key }) => key));
  const isNew = ({ key }: { readonly key: string }) => !known.has(key);
  return { ...found, candidates: found.candidates.filter(isNew), grids: found.grids.filter(isNew) };
}

/** Files dropped while others are looked over come to them. */
function together(looked: ImportReview, { candidates, grids, failed }: ImportReview): ImportReview {
  return {
    candidates: [...looked.candidates, ...candidates],
    grids: [...looked.grids, ...grids],
    failed: [...looked.failed, ...failed],
  };
}

interface LookedAtGrids {
  readonly grids: readonly GridCandidate[];
  /** Why a TIFF is no grid of heights. */
  readonly failed: readonly Problem[];
  /** There are files that call themselves grids. */
  readonly hasGrids: boolean;
}

/** The grids of heights in a file: one that is a grid, or a zip with some. */
async function gridsOf(
  { compute }: CommandContext,
  locators: readonly FileLocator[],
  signal: AbortSignal,
): Promise<LookedAtGrids> {
  const [file] = locators;
  if (!mayHoldGrids(file.name)) return { grids: [], failed: [], hasGrids: false };
  const found = await compute.run('describeRasters', { file, crs: undefined }, { signal });
  // What is wrong with a zip as a whole its layers tell, too.
  if (!found.ok) return { grids: [], failed: isGrid(file.name) ? [found.reason] : [], hasGrids: false };
  const grids = found.value.flatMap(({ name, layer, facts }): GridCandidate[] => {
    const key = `${file.address}${layer === null ? '' : `#${layer}`}`;
    const known = { key, name, layer, file: file.name, locators, include: true, crs: null, replaces: null };
    return facts.ok ? [{ ...known, facts: facts.value }] : [];
  });
  const failed = found.value.flatMap(({ facts }) => (facts.ok ? [] : [facts.reason]));
  return { grids, failed, hasGrids: found.value.length > 0 };
}

/** Layers dropped with a study that are not the study's own. */
function looseGroups(groups: OpenedFiles['groups'], { files }: OpenedStudy): OpenedFiles['groups'] {
  const own = new Set(files.map(([, found]) => JSON.stringify([found[0]?.name, found[0]?.size])));
  return groups.filter(([main]) => !own.has(JSON.stringify([main.name, main.size])));
}

/** What the person said yes to: layers, tables whose fields go to layers, grids of heights. */
interface Reviewed {
  readonly added: readonly ImportCandidate[];
  readonly tables: readonly ImportCandidate[];
  readonly grids: readonly GridCandidate[];
}

function reviewed(state: Pick<AppState, 'open' | 'review'>): Reviewed {
  const chosen = state.review?.candidates.filter(({ include }) => include) ?? [];
  const tables = chosen.filter((candidate) => joinOf(state, candidate) !== null);
  const added = chosen.filter((candidate) => !tables.includes(candidate));
  return { added, tables, grids: state.review?.grids.filter(({ include }) => include) ?? [] };
}

async function addReviewed(context: CommandContext): Promise<void> {
  const state = context.store.getState();
  const { review, open } = state;
  const yes = reviewed(state);
  const { added, tables, grids } = yes;
  if (added.length + tables.length + grids.length === 0) return;
  const newPlots = added.some(({ role, replaces }) => role === 'plots' && replaces === null);
  const kept = open?.loaded.study.layers.filter(({ role }) => !(newPlots && role === 'plots')) ?? [];
  const fresh = asStudyLayers(added, kept, open?.files ?? new Map());
  const terrain = asTerrain(grids, [...kept, ...fresh.layers], fresh.files);
  const all = withLayers(kept, [...fresh.layers, ...terrain.layers]);
  const joins = tables.flatMap((table): ReviewedJoin[] => {
    const found = joinOf(state, table);
    const layer = found?.target.layer ?? fresh.layers[added.findIndex(({ key }) => key === found?.target.key)]?.id;
    return found && layer !== undefined
      ? [{ table, key: found.join.key, to: found.join.to, by: found.join.by, layer }]
      : [];
  });
  const { files } = terrain;
  update(context, () => ({ review: null }));
  const joined = await runTask(context, 'reading', ({ signal }) => joinReviewed(context, joins, all, files, signal));
  if (joined?.ok === false) notify(context, 'error', 'could-not-add', [joined.reason]);
  const worked = joined?.ok && (await showReviewed(context, joined.value, files, yes));
  if (!worked && review) update(context, () => ({ review }));
}

/** Brings the study with its new layers and fields to the screen. */
async function showReviewed(
  context: CommandContext,
  { layers, given }: JoinedLayers,
  files: FileBook,
  { added, tables, grids }: Reviewed,
): Promise<boolean> {
  const before = context.store.getState();
  const { open } = before;
  const names = [...[...added, ...tables].map(({ read }) => read.name), ...grids.map(({ name }) => name)];
  const study: Study = open ? { ...open.loaded.study, layers } : studyOfLayers(names[0], layers);
  const code = added.length + grids.length > 0 ? 'add-layers' : 'join-table';
  const edit = { code, about: names.join(', ') } as const;
  const worked = await showStudy(context, study, files, open, { edit, given });
  const newer = added.flatMap(({ read, replaces }) => (replaces ? [read.name] : []));
  if (worked && newer.length > 0) tellDelivery(context, before, newer);
  return worked;
}

/** A newer delivery stands where the former one stood; what is new comes last. */
function withLayers(kept: readonly StudyLayer[], layers: readonly StudyLayer[]): readonly StudyLayer[] {
  const fresh = layers.filter(({ id }) => !kept.some((layer) => layer.id === id));
  return [...kept.map((layer) => layers.find(({ id }) => id === layer.id) ?? layer), ...fresh];
}

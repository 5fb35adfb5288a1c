import { geometryIssues } from '../../shared/analysis/check-geometry.ts';
import { valueAt } from '../../shared/dataset/columns.ts';
import { suggestLayer } from '../../shared/dataset/suggest.ts';
import type { Meaning, Role, Theme } from '../../shared/dataset/themes.ts';
import type { Column } from '../../shared/dataset/types.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import { featureCount } from '../../shared/geometry/types.ts';
import type { OpenedFiles, OpenedStudy } from '../../shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { asId, type LayerId } from '../../shared/lib/id.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import type { Outcome } from '../../shared/lib/outcome.ts';
import type { Study, StudyLayer } from '../../shared/project/study-types.ts';
import { builtinProfiles } from '../../shared/scoring/builtin/index.ts';
import type { FileBook, ImportCandidate, ImportReview } from '../state/app-state.ts';
import { type CommandContext, notify, runTask, update } from './context.ts';
import { showOpened, showStudy } from './open-study.ts';

/** What a person may change about a layer before it is added. */
export type CandidateChange = Partial<Pick<ImportCandidate, 'include' | 'role' | 'theme' | 'crs' | 'geometry'>>;

/** Commands for getting files in: choose or drop, look them over, add them. */
export function importCommands(context: CommandContext) {
  async function receive(ask: () => Promise<Outcome<OpenedFiles | null, Problem>>): Promise<void> {
    const answer = await ask();
    if (!answer.ok) notify(context, 'error', 'could-not-add', [answer.reason]);
    else if (answer.value) await inspect(context, answer.value);
  }

  return {
    addLayers: () => receive(() => context.desktop.openLayers()),
    dropFiles: (files: readonly File[]) => receive(() => context.desktop.resolveDropped(files)),
    changeCandidate(key: string, change: CandidateChange): void {
      update(context, ({ review }) => {
        if (!review) return {};
        const candidates = review.candidates.map((candidate) =>
          candidate.key === key ? { ...candidate, ...change } : onlyOnePlots(candidate, change),
        );
        return { review: { ...review, candidates } };
      });
    },
    cancelImport: () => update(context, () => ({ review: null })),
    confirmImport: () => addReviewed(context),
  };
}

/** Choosing plots for one layer makes the former plots layer of the review context. */
function onlyOnePlots(candidate: ImportCandidate, change: CandidateChange): ImportCandidate {
  return change.role === 'plots' && candidate.role === 'plots' ? { ...candidate, role: 'context' } : candidate;
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
  if (study && groups.length === 0) return;
  const review = await runTask(context, 'inspecting', async ({ signal, report }) => {
    const candidates: ImportCandidate[] = [];
    const failed = (study ? [] : opened.refused).map((issue) => ({ file: String(issue.details.file ?? ''), issue }));
    let done = 0;
    for (const locators of groups) {
      report('inspecting', done++, groups.length);
      const outcome = await context.compute.run('readLayers', { files: locators, options: {} }, { signal });
      if (outcome.ok) {
        for (const read of outcome.value) {
          const issues = [...read.issues, ...(await geometryIssues(context.compute, read.dataset, signal))];
          candidates.push(candidateOf(locators, { ...read, issues }));
        }
      } else failed.push({ file: locators[0].name, issue: outcome.reason });
    }
    return { candidates, failed } satisfies ImportReview;
  });
  if (!review) return;
  if (review.candidates.length > 0) update(context, () => ({ review }));
  else
    notify(
      context,
      'error',
      'could-not-add',
      review.failed.map(({ issue }) => issue),
    );
}

/** Layers dropped with a study that are not the study's own. */
function looseGroups(groups: OpenedFiles['groups'], { files }: OpenedStudy): OpenedFiles['groups'] {
  const own = new Set(files.map(([, found]) => JSON.stringify([found[0]?.name, found[0]?.size])));
  return groups.filter(([main]) => !own.has(JSON.stringify([main.name, main.size])));
}

function candidateOf(locators: readonly FileLocator[], read: ReadLayer): ImportCandidate {
  const suggested = suggestLayer({
    fileName: locators[0].name,
    layerName: read.name,
    geometryKind: read.dataset.geometry.kind,
    fieldNames: read.dataset.columns.map(({ name }) => name),
    sampleValues: read.dataset.columns.map((column) => sampleValues(column, featureCount(read.dataset.geometry))),
  });
  return {
    key: `${locators[0].address}#${read.name}`,
    file: locators[0].name,
    locators,
    read,
    include: true,
    role: suggested.role ?? 'context',
    theme: suggested.theme,
    fields: suggested.fields,
    crs: null,
    geometry: 'keep',
  };
}

/** The first few values of a column as text. */
function sampleValues(column: Column, count: number): string[] {
  const values: string[] = [];
  for (let row = 0; row < count && values.length < 20; row++) {
    const value = valueAt(column, row);
    if (value !== null) values.push(String(value));
  }
  return values;
}

async function addReviewed(context: CommandContext): Promise<void> {
  const { review, open } = context.store.getState();
  const chosen = review?.candidates.filter(({ include }) => include) ?? [];
  if (chosen.length === 0) return;
  const replacesPlots = chosen.some(({ role }) => role === 'plots');
  const kept = open?.loaded.study.layers.filter(({ role }) => !(replacesPlots && role === 'plots')) ?? [];
  const { layers, files } = asStudyLayers(chosen, kept, open?.files ?? new Map());
  const study: Study = open
    ? { ...open.loaded.study, layers: [...kept, ...layers] }
    : {
        name: chosen[0].read.name,
        crs: null,
        layers,
        profiles: builtinProfiles.map(({ id }) => ({ kind: 'builtin', id })),
        scenarios: [],
      };
  update(context, () => ({ review: null }));
  const worked = await showStudy(context, study, files, open);
  if (!worked && review) update(context, () => ({ review }));
}

/** Names the reviewed layers so that neither their ids nor their files clash with those of the study. */
function asStudyLayers(
  chosen: readonly ImportCandidate[],
  kept: readonly StudyLayer[],
  known: FileBook,
): { readonly layers: readonly StudyLayer[]; readonly files: FileBook } {
  const taken = new Set<string>(kept.map(({ id }) => id));
  const files = new Map(known);
  const layers = chosen.map((candidate): StudyLayer => {
    const id = freeName(candidate.read.name, taken);
    taken.add(id);
    const file = fileName(candidate, files);
    files.set(file, candidate.locators);
    const several = chosen.filter(({ locators }) => locators === candidate.locators).length > 1;
    return layerOf(candidate, asId<'layer'>(id), file, several);
  });
  return { layers, files };
}

function layerOf(candidate: ImportCandidate, id: LayerId, file: string, named: boolean): StudyLayer {
  const fields: ReadonlyMap<Meaning, string> = candidate.fields;
  const { role, theme }: { role: Role; theme: Theme | null } = candidate;
  return {
    id,
    file,
    layer: named || candidate.file.toLowerCase().endsWith('.zip') ? candidate.read.name : null,
    role,
    theme,
    encoding: null,
    crs: candidate.crs,
    idField: fields.get('id') ?? null,
    labelField: fields.get('label') ?? null,
    fields,
    mapped: null,
    geometry: candidate.geometry,
  };
}

function fileName({ file, locators }: ImportCandidate, files: FileBook): string {
  const same = [...files].find(([, found]) => found[0]?.address === locators[0].address);
  return same ? same[0] : freeName(file, new Set(files.keys()));
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted} (${n})`;
  return name;
}

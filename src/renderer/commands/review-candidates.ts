import { geometryIssues } from '../../shared/analysis/check-geometry.ts';
import { suggestForDataset } from '../../shared/dataset/suggest-dataset.ts';
import type { Meaning } from '../../shared/dataset/themes.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import { problem } from '../../shared/lib/issue.ts';
import { failure } from '../../shared/lib/outcome.ts';
import type { GridCandidate, ImportCandidate } from '../state/app-state.ts';
import { findCandidate, updateCandidate } from './candidates.ts';
import { type CommandContext, notify, update } from './context.ts';
import { compareJoinsOf, joinCommands } from './join-tables.ts';

/** What a person may change about a layer before it is added. */
export type CandidateChange = Partial<Pick<ImportCandidate, 'include' | 'role' | 'theme' | 'crs' | 'geometry'>>;

/** A layer as read, with what is wrong with its outlines among its issues. */
export async function withGeometryIssues(
  { compute }: CommandContext,
  read: ReadLayer,
  signal?: AbortSignal,
): Promise<ReadLayer> {
  return { ...read, issues: [...read.issues, ...(await geometryIssues(compute, read.dataset, signal))] };
}

/** Commands for looking layers over before they are added. Not undoable: nothing is in the study yet. */
export function reviewCommands(context: CommandContext) {
  const find = (key: string) => findCandidate(context, key);
  return {
    ...joinCommands(context),
    changeCandidate: (key: string, changed: CandidateChange): void =>
      updateCandidate(
        context,
        key,
        (candidate) => ({ ...candidate, ...changed }),
        // Choosing plots for one layer makes the former plots of the review context.
        (other) => (changed.role === 'plots' && other.role === 'plots' ? { ...other, role: 'context' } : other),
      ),
    changeGrid: (key: string, changed: Partial<Pick<GridCandidate, 'include' | 'crs' | 'replaces'>>): void =>
      update(context, ({ review }) => {
        if (!review) return {};
        const grids = review.grids.map((grid) => (grid.key === key ? { ...grid, ...changed } : grid));
        return { review: { ...review, grids } };
      }),
    /** Says which field has a meaning; null for none. */
    setCandidateField: (key: string, meaning: Meaning, field: string | null): void =>
      updateCandidate(context, key, (candidate) => {
        const fields = new Map(candidate.fields);
        if (field === null) fields.delete(meaning);
        else fields.set(meaning, field);
        return { ...candidate, fields };
      }),
    /** Reads the text of a layer anew in another encoding; null for what the files say. */
    async setCandidateEncoding(key: string, encoding: string | null): Promise<void> {
      const asked = find(key);
      if (!asked) return;
      updateCandidate(context, key, (candidate) => ({ ...candidate, encoding, rereading: true }));
      const options = { layer: asked.read.name, ...(encoding === null ? {} : { encoding }) };
      const outcome = await context.compute.run('readLayers', { files: asked.locators, options });
      const anew = outcome.ok ? outcome.value[0] : undefined;
      const read = anew && (await withGeometryIssues(context, anew));
      if (!outcome.ok) notify(context, 'error', 'could-not-add', [outcome.reason]);
      updateCandidate(context, key, (candidate) => {
        if (candidate.encoding !== encoding) return candidate;
        return { ...candidate, rereading: false, read: read ?? candidate.read, opinion: null };
      });
      await compareJoinsOf(context, key);
    },
    /** Makes it the newer delivery of an open layer, which lends it all that was said of it; null: a layer of its own. */
    async setCandidateReplaces(key: string, layer: LayerId | null): Promise<void> {
      const former = context.store.getState().open?.loaded.layers.find(({ definition }) => definition.id === layer);
      const asked = find(key);
      if (!asked) return;
      if (!former || layer === null) {
        updateCandidate(context, key, (candidate) => ({ ...candidate, replaces: null }));
        return;
      }
      const { role, theme, idField, labelField, geometry } = former.definition;
      // Files without a coordinate system are most likely drawn in that of the former delivery; the sheet shows it.
      const crs = asked.read.dataset.crs.kind === 'unknown' ? former.read.dataset.crs.code : null;
      const fields = takenOver(asked, former.definition.fields, idField, labelField);
      updateCandidate(context, key, (candidate) => ({
        ...candidate,
        role,
        theme,
        fields,
        geometry,
        crs: candidate.crs ?? crs,
        replaces: { layer, comparison: null },
      }));
      const input = { before: former.read.dataset, after: asked.read.dataset, key: idField ?? labelField };
      const comparison = await context.compute.run('compareLayers', input);
      updateCandidate(context, key, (candidate) =>
        candidate.replaces?.layer === layer ? { ...candidate, replaces: { layer, comparison } } : candidate,
      );
    },
    /** Asks another reader what it makes of the same files. */
    async askOpinion(key: string): Promise<void> {
      const asked = find(key);
      if (!asked) return;
      updateCandidate(context, key, (candidate) => ({ ...candidate, opinion: 'asked' }));
      const { locators, read } = asked;
      const input = { files: locators, layer: read.name, ours: read.dataset };
      const opinion = await context.compute
        .run('askSecondOpinion', input)
        .catch((error: Error) => failure(problem('opinion-failed', { layer: read.name, message: error.message })));
      updateCandidate(context, key, (candidate) => ({ ...candidate, opinion }));
    },
  };
}

/** The former delivery's fields, as far as the new one has them, over what is suggested for it. */
function takenOver(
  { read, fields }: ImportCandidate,
  former: ReadonlyMap<string, string>,
  idField: string | null,
  labelField: string | null,
): ReadonlyMap<Meaning, string> {
  const named = [...former, ...(idField ? [['id', idField]] : []), ...(labelField ? [['label', labelField]] : [])];
  const has = (field: string) => read.dataset.columns.some(({ name }) => name === field);
  return new Map([...fields, ...(named as [Meaning, string][]).filter(([, field]) => has(field))]);
}

/** A layer as read, with what it is taken for. */
export function candidateOf(locators: readonly FileLocator[], read: ReadLayer): ImportCandidate {
  // A file geodatabase is known by its folder, which stands before the names of its files.
  const [file] = locators[0].name.split('/');
  const suggested = suggestForDataset(read.name, read.dataset, file);
  return {
    key: `${locators[0].address}#${read.name}`,
    file,
    locators,
    read,
    include: true,
    role: suggested.role ?? 'context',
    theme: suggested.theme,
    fields: suggested.fields,
    crs: null,
    geometry: 'keep',
    encoding: null,
    rereading: false,
    replaces: null,
    join: null,
    opinion: null,
  };
}

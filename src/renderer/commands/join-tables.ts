import type { ReadStudyLayer } from '../../shared/analysis/load-study.ts';
import { readNamedLayer } from '../../shared/analysis/read-named-layer.ts';
import { formerJoin, withoutFormer, withoutToldOf } from '../../shared/dataset/former-join.ts';
import type { JoinBy } from '../../shared/dataset/join-table.ts';
import { suggestedFields } from '../../shared/dataset/suggest-dataset.ts';
import type { Meaning } from '../../shared/dataset/themes.ts';
import type { Dataset } from '../../shared/dataset/types.ts';
import type { LayerId } from '../../shared/lib/id.ts';
import type { Issue } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import type { StudyLayer } from '../../shared/project/study-types.ts';
import type { FileBook, ImportCandidate } from '../state/app-state.ts';
import { isTable, type JoinTarget, joinOf, joinTargets } from '../state/table-joins.ts';
import { findCandidate, updateCandidate } from './candidates.ts';
import type { CommandContext } from './context.ts';

/** From this share of a layer's features on a table is taken to belong to the layer until the person says otherwise. */
const suggestedFrom = 0.5;

/** Commands that join tables of the review to layers. Not undoable: nothing is in the study yet. */
export function joinCommands(context: CommandContext) {
  return {
    /** Joins a table to a layer by the fields that meet best; null: it stands by itself. */
    async setCandidateJoin(key: string, targetKey: string | null): Promise<void> {
      const table = findCandidate(context, key);
      const target = joinTargets(context.store.getState()).find((one) => one.key === targetKey);
      if (!table) return;
      if (!target) {
        updateCandidate(context, key, (candidate) => ({ ...candidate, join: null }));
        return;
      }
      const found = await context.compute.run('suggestJoinKeys', suggestionInput(target, table));
      const [first, own] = [table.read.dataset.columns[0].name, target.dataset.columns[0].name];
      updateCandidate(context, key, (candidate) =>
        joinedTo(candidate, target, found ?? { key: first, to: own, by: 'value' }),
      );
      await compareJoin(context, key);
    },
    /** Says what of the two fields' values must be equal. */
    async setJoinBy(key: string, by: JoinBy): Promise<void> {
      updateCandidate(context, key, (candidate) =>
        candidate.join ? { ...candidate, join: { ...candidate.join, by, report: null } } : candidate,
      );
      await compareJoin(context, key);
    },
    /** Says which field of the table (`key`) and of the layer (`to`) must be equal. */
    async setJoinField(key: string, side: 'key' | 'to', field: string): Promise<void> {
      updateCandidate(context, key, (candidate) =>
        candidate.join ? { ...candidate, join: { ...candidate.join, [side]: field, report: null } } : candidate,
      );
      await compareJoin(context, key);
    },
  };
}

/** A layer as it would be without an earlier delivery of the table, whose own fields are no keys to itself. */
function suggestionInput(target: JoinTarget, table: ImportCandidate) {
  const former = formerJoin(target.issues, table.file);
  return { layer: withoutFormer(target.dataset, former), table: table.read.dataset };
}

/** Looks up what the join of a table gives; nothing where it is joined to no layer. */
async function compareJoin(context: CommandContext, key: string): Promise<void> {
  const table = findCandidate(context, key);
  const found = table && joinOf(context.store.getState(), table);
  if (!found) return;
  const { join, target } = found;
  const { key: field, to, by } = join;
  const former = formerJoin(target.issues, table.file);
  const input = { layer: target.dataset, table: table.read.dataset, key: field, to, by, former, file: table.file };
  const { issues } = await context.compute.run('joinFields', input);
  updateCandidate(context, key, (candidate) =>
    candidate.join === join ? { ...candidate, join: { ...join, report: issues } } : candidate,
  );
}

/** Looks up again what joins give that a layer of the review has a part in, as it was read anew. */
export async function compareJoinsOf(context: CommandContext, key: string): Promise<void> {
  const all = context.store.getState().review?.candidates ?? [];
  for (const candidate of all)
    if (candidate.join && (candidate.key === key || candidate.join.target === key))
      await compareJoin(context, candidate.key);
}

/** Joins the tables among what has just come to the review to the layers that they belong to by their looks. */
export async function suggestJoins(context: CommandContext, fresh: readonly ImportCandidate[]): Promise<void> {
  for (const table of fresh.filter(isTable)) {
    let best: {
      readonly target: JoinTarget;
      readonly key: string;
      readonly to: string;
      readonly by: JoinBy;
      readonly matched: number;
    } | null = null;
    for (const target of joinTargets(context.store.getState())) {
      const found = await context.compute.run('suggestJoinKeys', suggestionInput(target, table));
      if (found && found.matched > Math.max(suggestedFrom, best?.matched ?? 0)) best = { target, ...found };
    }
    if (best === null) continue;
    const { target, ...keys } = best;
    updateCandidate(context, table.key, (candidate) => joinedTo(candidate, target, keys));
    await compareJoin(context, table.key);
  }
}

/** The table with the meanings that the layer may want of its fields: those that it has not got. */
function joinedTo(
  candidate: ImportCandidate,
  target: JoinTarget,
  { key, to, by }: { readonly key: string; readonly to: string; readonly by: JoinBy },
): ImportCandidate {
  const known = suggestedFields(target.theme, candidate.read.name, candidate.read.dataset);
  const fields = new Map<Meaning, string>(
    [...known].filter(([meaning, field]) => field !== key && !naming(meaning) && !target.fields.has(meaning)),
  );
  return { ...candidate, theme: target.theme, fields, join: { target: target.key, key, to, by, report: null } };
}

/** Plots are named by fields of their own. */
const naming = (meaning: Meaning): boolean => meaning === 'id' || meaning === 'label';

/** A table of the review and the layer of the study that its fields go to. */
export interface ReviewedJoin {
  readonly table: ImportCandidate;
  readonly key: string;
  readonly to: string;
  readonly by: JoinBy;
  readonly layer: LayerId;
}

/** The study's layers with the fields of the tables, and what they hold now. */
export interface JoinedLayers {
  readonly layers: readonly StudyLayer[];
  readonly given: readonly ReadStudyLayer[];
}

/** Puts the fields of reviewed tables beside those of their layers, table after table. */
export async function joinReviewed(
  context: CommandContext,
  joins: readonly ReviewedJoin[],
  layers: readonly StudyLayer[],
  files: FileBook,
  signal: AbortSignal,
): Promise<Outcome<JoinedLayers, Issue>> {
  const joined = new Map<LayerId, ReadStudyLayer>();
  for (const { table, key, to, by, layer } of joins) {
    const before = await readOf(context, layers, joined, files, layer, signal);
    if (!before.ok) return before;
    const { definition, read } = before.value;
    const former = formerJoin(read.issues, table.file);
    const input = { layer: read.dataset, table: table.read.dataset, key, to, by, former, file: table.file };
    const { dataset, names, issues } = await context.compute.run('joinFields', input, { signal });
    const called = new Map(names);
    const given = [...table.fields].flatMap(([meaning, field]) => {
      const name = called.get(field);
      return name === undefined ? [] : [[meaning, name] as const];
    });
    joined.set(layer, {
      definition: { ...definition, fields: new Map([...fieldsLeft(definition, dataset, former !== null), ...given]) },
      read: { ...read, dataset, issues: [...withoutToldOf(read.issues, former), ...issues] },
    });
  }
  const definitions = layers.map((layer) => joined.get(layer.id)?.definition ?? layer);
  return success({ layers: definitions, given: [...joined.values()] });
}

/** What was said of the layer's fields, without those that went with a former delivery. */
function fieldsLeft({ fields }: StudyLayer, { columns }: Dataset, areReplaced: boolean): StudyLayer['fields'] {
  if (!areReplaced) return fields;
  return new Map([...fields].filter(([, field]) => columns.some(({ name }) => name === field)));
}

/** A layer of the study with its data: joined already, open, or read from its file. */
async function readOf(
  { compute, store }: CommandContext,
  layers: readonly StudyLayer[],
  joined: ReadonlyMap<LayerId, ReadStudyLayer>,
  files: FileBook,
  id: LayerId,
  signal: AbortSignal,
): Promise<Outcome<ReadStudyLayer, Issue>> {
  const before = joined.get(id);
  if (before) return success(before);
  const definition = layers.find((layer) => layer.id === id);
  if (!definition) throw new Error(`no layer ${id}`);
  const open = store.getState().open?.loaded.layers.find((layer) => layer.definition === definition);
  if (open) return success({ definition, read: open.read });
  const read = await readNamedLayer(compute, definition, id, async (file) => files.get(file) ?? [], signal);
  return read.ok ? success({ definition, read: read.value }) : failure(read.reason);
}

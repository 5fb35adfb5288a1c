import { candidateDataset, candidateFields, carriedName, polygonsIn } from '../candidates/candidate-dataset.ts';
import type { CandidateRecipe, TakenOff } from '../candidates/recipe.ts';
import { selectZones, takePolygons } from '../candidates/select-zones.ts';
import { type CandidateSummary, figuresOf, summaryOf } from '../candidates/summary.ts';
import { findColumn } from '../dataset/columns.ts';
import type { Filter } from '../dataset/filter-types.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { type Issue, issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { BoundLayer } from '../measure/types.ts';
import type { StudyLayer } from '../project/study-types.ts';
import { carveZones } from './carve-zones.ts';
import { prepareTakers } from './prepare-takers.ts';
import type { AnalysisOptions } from './progress.ts';

/** Plots made from zoning, and what became of the zoning areas. */
export interface MadeCandidates {
  readonly dataset: Dataset;
  /** Meanings of the candidates' fields: those of the zoning layer, under the names the fields have here. */
  readonly fields: ReadonlyMap<string, string>;
  readonly summary: CandidateSummary;
  readonly issues: readonly Issue[];
}

/**
 * Makes the candidate plots of a study by its recipe, from layers in the working CRS. The same bytes for any number of
 * workers. Fails where there is no zoning to make them from, or nothing is left of it.
 */
export async function makeCandidates(
  compute: Compute,
  plots: StudyLayer,
  recipe: CandidateRecipe,
  zoning: BoundLayer,
  layers: readonly BoundLayer[],
  options: AnalysisOptions = {},
): Promise<Outcome<MadeCandidates, readonly Issue[]>> {
  options.onProgress?.('making', 0, 1);
  const { dataset } = zoning;
  const codeField = zoning.fields.get(recipe.field) ?? recipe.field;
  const mask = await maskOf(compute, zoning, recipe.where, options);
  const selected = selectZones(dataset, codeField, recipe.codes, mask);
  if (!selected)
    return failure([problem('candidate-field-missing', { field: codeField, layer: zoning.id, plots: plots.id })]);
  const { rows, unmatched } = selected;
  if (rows.length === 0)
    return failure([problem('candidate-no-zones', { codes: recipe.codes.join(', '), layer: zoning.id })]);
  const takers = await prepareTakers(compute, takenOffInOrder(recipe), layers, zoning, options);
  const unit = dataset.crs.metresPerUnit;
  const limits = { minArea: recipe.minArea.value / unit ** 2, minWidth: recipe.minWidth.value / unit };
  const carved = await carveZones(
    compute,
    takePolygons(polygonsIn(dataset), rows),
    takers.indexes,
    limits,
    unit,
    options,
  );
  const summary = summaryOf(carved, takers.names, dataset.crs, rows.length);
  const issues = [
    ...unmatched.map((code) => issue('warning', 'candidate-code-unmatched', { code, layer: zoning.id })),
    ...takers.issues,
    ...summaryIssues(summary, plots),
  ];
  if (summary.candidates.count === 0) return failure([problem('candidates-none', { layer: zoning.id }), ...issues]);
  const idField = zoning.fields.get('id') ?? null;
  const source = { zoning: dataset, codeField, idField, zoneRows: rows, takerNames: takers.names };
  return success({
    dataset: candidateDataset(carved.parts, source),
    fields: fieldsOf(plots, zoning),
    summary: { ...summary, figures: figuresOf(recipe, takers.names) },
    issues,
  });
}

/** Roads cut before constraints take, so that a constraint is told only where it reaches into the block between roads. */
function takenOffInOrder(recipe: CandidateRecipe): readonly TakenOff[] {
  return [...recipe.cutBy, ...recipe.minus];
}

async function maskOf(
  compute: Compute,
  { dataset, fields }: BoundLayer,
  where: Filter | null,
  { signal }: AnalysisOptions,
): Promise<Uint8Array | null> {
  return where === null ? null : (await compute.run('selectRows', { dataset, fields, where }, { signal })).mask;
}

function fieldsOf(plots: StudyLayer, zoning: BoundLayer): ReadonlyMap<string, string> {
  const inherited = [...zoning.fields].map(([meaning, field]) => [meaning, carriedName(field)] as const);
  const owner = findColumn(zoning.dataset, 'owner') ? [['owner', 'owner'] as const] : [];
  const own = [
    ['code', candidateFields.code],
    ['id', candidateFields.id],
  ] as const;
  return new Map([...owner, ...inherited, ...own, ...plots.fields]);
}

function summaryIssues({ tangled }: CandidateSummary, plots: StudyLayer): readonly Issue[] {
  return tangled.count === 0 ? [] : [issue('warning', 'candidate-tangled', { count: tangled.count, layer: plots.id })];
}

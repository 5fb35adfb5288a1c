import type { CandidateRecipe } from '../candidates/recipe.ts';
import type { CandidateSummary } from '../candidates/summary.ts';
import type { Geometry } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { type Issue, type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { matchLayers } from '../measure/bind.ts';
import type { LayerReference } from '../measure/types.ts';
import type { Study, StudyLayer } from '../project/study-types.ts';
import { makeCandidates } from './make-candidates.ts';
import type { AnalysisOptions } from './progress.ts';
import { type LoadedLayer, type LoadedStudy, measurableLayers } from './types.ts';

/** Plots that were made, as a layer of the study, and what became of the zoning. */
export interface MadePlots {
  readonly layer: LoadedLayer;
  readonly summary: CandidateSummary;
  /** Equal for equal recipes on equal layers, so that plots need not be made twice. */
  readonly key: string;
}

/** The layer of zoning a recipe means: the only one of areas. */
export function findZoning<Layer>(
  plots: StudyLayer,
  { zoning }: CandidateRecipe,
  layers: readonly Layer[],
  look: (layer: Layer) => { readonly definition: StudyLayer; readonly geometry: Geometry },
): Outcome<Layer, Problem> {
  const named = layers.map((layer) => ({ layer, ...look(layer) }));
  const ids = new Set(
    matchLayers(
      zoning,
      named.map(({ definition }) => definition),
    ).map(({ id }) => id),
  );
  const found = named.filter(({ definition }) => ids.has(definition.id) && definition.role !== 'plots');
  const areas = found.filter(({ geometry }) => geometry.kind === 'polygons');
  if (areas.length === 1) return success(areas[0].layer);
  if (areas.length > 1) {
    const names = areas.map(({ definition }) => definition.id).join(', ');
    return failure(problem('candidate-many-zonings', { plots: plots.id, names }));
  }
  if (found.length > 0) return failure(problem('candidate-zoning-not-areas', { layer: found[0].definition.id }));
  return failure(problem('candidate-no-zoning', { plots: plots.id }));
}

/** Makes the plots of a study from its other layers, in the working CRS; takes over those made before from the same. */
export async function makePlots(
  compute: Compute,
  definition: StudyLayer,
  recipe: CandidateRecipe,
  layers: readonly LoadedLayer[],
  options: AnalysisOptions & { readonly reuse?: LoadedStudy | undefined },
): Promise<Outcome<MadePlots, readonly Issue[]>> {
  const key = keyOf(definition, recipe, layers);
  const before = options.reuse?.made?.key === key ? options.reuse : null;
  const old = before?.layers.find((layer) => layer.definition.from !== null);
  if (before?.made && old)
    return success({ ...before.made, layer: { ...old, definition: { ...definition, fields: old.bound.fields } } });
  const zoning = findZoning(definition, recipe, layers, (layer) => ({
    definition: layer.definition,
    geometry: layer.dataset.geometry,
  }));
  if (!zoning.ok) return failure([zoning.reason]);
  const bound = measurableLayers({ layers });
  const made = await makeCandidates(compute, definition, recipe, zoning.value.bound, bound, options);
  if (!made.ok) return made;
  const { dataset, fields, summary, issues } = made.value;
  const { id, role, theme } = definition;
  const encoding = { name: 'UTF-8', source: 'format' as const };
  const layer: LoadedLayer = {
    definition: { ...definition, fields },
    read: { name: id, format: 'made', dataset, encoding, issues: [] },
    dataset,
    bound: { id, role, theme, dataset, fields, mapped: null },
    misplaced: false,
    issues,
  };
  return success({ layer, summary, key });
}

/** The plots' layer put in among the others, where the study has it. */
export function withMadePlots(study: Study, layers: readonly LoadedLayer[], made: LoadedLayer): readonly LoadedLayer[] {
  const at = study.layers.filter(({ role }) => role !== 'terrain').findIndex(({ role }) => role === 'plots');
  return [...layers.slice(0, at), made, ...layers.slice(at)];
}

function keyOf({ id, fields }: StudyLayer, recipe: CandidateRecipe, layers: readonly LoadedLayer[]): string {
  const references: readonly LayerReference[] = [recipe.zoning, ...taken(recipe).map(({ layer }) => layer)];
  const definitions = layers.map(({ definition }) => definition);
  const used = new Set(references.flatMap((reference) => matchLayers(reference, definitions)));
  const data = layers
    .filter(({ definition }) => used.has(definition))
    .map(({ definition, dataset }) => [
      definition.id,
      dataset.id,
      dataset.crs.code ?? dataset.crs.definition ?? '',
      definition.geometry,
      [...definition.fields],
    ]);
  const distances = taken(recipe).map(({ distance }) => [...distance.byClass]);
  return canonicalJson([id, [...fields], recipe, distances, data]);
}

const taken = ({ cutBy, minus }: CandidateRecipe): CandidateRecipe['minus'] => [...cutBy, ...minus];

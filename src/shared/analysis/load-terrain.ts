import type { Crs } from '../crs/types.ts';
import { geometryExtent } from '../geometry/bounds.ts';
import type { Compute } from '../jobs/compute.ts';
import { type Issue, issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { StudyLayer } from '../project/study-types.ts';
import type { LoadOptions } from './load-study.ts';
import type { FindFiles, LoadedRaster, LoadedStudy, PlotTable } from './types.ts';

/** The grids of heights of a study, and what is told about those in a format that is not read. */
export interface LoadedTerrain {
  readonly rasters: readonly LoadedRaster[];
  readonly issues: readonly Issue[];
}

/** Reads the window around the plots of every layer with the role terrain. Fails with the problems of those it could not read. */
export async function loadTerrain(
  compute: Compute,
  definitions: readonly StudyLayer[],
  findFiles: FindFiles,
  plots: PlotTable,
  crs: Crs,
  options: LoadOptions,
): Promise<Outcome<LoadedTerrain, readonly Issue[]>> {
  const outcomes = await Promise.all(
    definitions.map((definition) => loadOne(compute, definition, findFiles, plots, crs, options)),
  );
  const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
  if (problems.length > 0) return failure(problems);
  const loaded = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  return success({
    rasters: loaded.flatMap((one) => ('raster' in one ? [one] : [])),
    issues: loaded.flatMap((one) => ('raster' in one ? one.issues : [one])),
  });
}

async function loadOne(
  compute: Compute,
  definition: StudyLayer,
  findFiles: FindFiles,
  plots: PlotTable,
  crs: Crs,
  { reuse, signal }: LoadOptions,
): Promise<Outcome<LoadedRaster | Issue, Issue>> {
  const before = reuse && reusable(reuse, definition, plots, crs);
  if (before) return success({ ...before, definition });
  const about = { layer: definition.id, file: definition.file };
  const files = await findFiles(definition.file);
  if (files.length === 0) return failure(problem('study-file-missing', about));
  const file = [/\.tiff?$/i, /\.zip$/i].flatMap((kind) => files.find(({ name }) => kind.test(name)) ?? []).at(0);
  if (!file) return success(issue('warning', 'layer-not-read', about));
  const extent = geometryExtent(plots.dataset.geometry) ?? [0, 0, 0, 0];
  const options = { crs: definition.crs ?? undefined, within: { extent, crs } };
  const outcome = await compute.run('readRaster', { file, layer: definition.layer, options }, { signal });
  if (!outcome.ok) return failure({ ...outcome.reason, details: { ...outcome.reason.details, ...about } });
  const { raster, issues } = outcome.value;
  const { id, role, theme } = definition;
  const told = issues.map((one) => ({ ...one, details: { ...one.details, ...about } }));
  return success({ definition, raster, bound: { id, role, theme, raster }, issues: told });
}

function reusable(
  before: LoadedStudy,
  { file, layer, crs }: StudyLayer,
  plots: PlotTable,
  workingCrs: Crs,
): LoadedRaster | undefined {
  const same = before.plots.dataset.id === plots.dataset.id && before.workingCrs.code === workingCrs.code;
  if (!same || workingCrs.code === null) return undefined;
  return before.rasters.find(({ definition: of }) => of.file === file && of.layer === layer && of.crs === crs);
}

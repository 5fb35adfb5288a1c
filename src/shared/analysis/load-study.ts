import { judgePlacement } from '../crs/placement.ts';
import type { Crs } from '../crs/types.ts';
import { chooseWorkingCrs, largestScaleError } from '../crs/working-crs.ts';
import type { ReadLayer } from '../formats/types.ts';
import { geometryExtent } from '../geometry/bounds.ts';
import type { Extent, Polygons } from '../geometry/types.ts';
import { type Compute, sparingly } from '../jobs/compute.ts';
import type { LayerId } from '../lib/id.ts';
import { type Issue, issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { Study, StudyLayer } from '../project/study-types.ts';
import { assemblePlots } from './assemble-plots.ts';
import { mendDataset } from './check-geometry.ts';
import { joinTo } from './join-layer.ts';
import { loadTerrain } from './load-terrain.ts';
import { findZoning, makePlots, withMadePlots } from './made-plots.ts';
import { plotTable } from './plots.ts';
import type { AnalysisOptions } from './progress.ts';
import { projectDataset } from './project-layer.ts';
import { readNamedLayer } from './read-named-layer.ts';
import { smallLayer } from './small.ts';
import type { FindFiles, LoadedLayer, LoadedStudy } from './types.ts';

export interface LoadOptions extends AnalysisOptions {
  /** A study loaded before: its layers are taken over where nothing about them changed. */
  readonly reuse?: LoadedStudy | undefined;
  /** Layers whose data the host has already, as from a project file; the others are read from their files. */
  readonly given?: readonly ReadStudyLayer[] | undefined;
}

/** A layer of a study with its data as read. */
export interface ReadStudyLayer {
  readonly definition: StudyLayer;
  readonly read: ReadLayer;
}

/**
 * Reads every layer of a study, chooses the working CRS from the plots and projects all layers to it.
 * Fails with the problems of the layers it could not do without; layers that only add context become issues.
 */
export async function loadStudy(
  compute: Compute,
  study: Study,
  findFiles: FindFiles,
  options: LoadOptions = {},
): Promise<Outcome<LoadedStudy, readonly Issue[]>> {
  const read = await readStudyLayers(compute, study, findFiles, options);
  if (!read.ok) return read;
  const main = mainLayer(study, read.value);
  if (!main.ok) return failure([main.reason]);
  const working = workingCrsOf(study, main.value);
  if (!working.ok) return working;
  const { crs, scaleError } = working.value;
  const projected = await projectAll(compute, read.value, main.value, crs, options);
  if (!projected.ok) return projected;
  const completed = await withPlots(compute, study, bindMapped(projected.value), options);
  if (!completed.ok) return completed;
  const { layers, made, plotsLoaded } = completed.value;
  const { plots, issues } = plotTable(plotsLoaded.definition, plotsLoaded.dataset);
  const { assemble } = plotsLoaded.definition;
  const { fields } = plotsLoaded.bound;
  const assemblies = assemble && (await assemblePlots(compute, plots, fields, assemble, options));
  const grids = study.layers.filter(({ role }) => role === 'terrain');
  const terrain = await loadTerrain(compute, grids, findFiles, plots, crs, options);
  if (!terrain.ok) return terrain;
  return success({
    study,
    workingCrs: crs,
    scaleError,
    plots,
    layers,
    rasters: terrain.value.rasters,
    made,
    assemblies,
    issues: [...working.value.issues, ...issues, ...terrain.value.issues],
  });
}

/** The layer that says where the study is: the plots, or the zoning they are made from. */
function mainLayer(study: Study, read: readonly ReadStudyLayer[]): Outcome<ReadStudyLayer, Issue> {
  const made = study.layers.find(({ from }) => from !== null);
  if (made?.from) {
    const look = ({ definition, read: { dataset } }: ReadStudyLayer) => ({ definition, geometry: dataset.geometry });
    return findZoning(made, made.from, read, look);
  }
  const plots = read.find(({ definition }) => definition.role === 'plots');
  return plots ? success(plots) : failure(problem('study-no-plots', { study: study.name }));
}

interface WithPlots extends Pick<LoadedStudy, 'layers' | 'made'> {
  readonly plotsLoaded: LoadedLayer;
}

/** The layers with the plots among them, which are made where the study says so. */
async function withPlots(
  compute: Compute,
  study: Study,
  layers: readonly LoadedLayer[],
  options: LoadOptions,
): Promise<Outcome<WithPlots, readonly Issue[]>> {
  const definition = study.layers.find(({ role }) => role === 'plots') as StudyLayer;
  if (definition.from === null) {
    const plotsLoaded = layers.find((layer) => layer.definition === definition) as LoadedLayer;
    return success({ layers, made: null, plotsLoaded });
  }
  const made = await makePlots(compute, definition, definition.from, layers, options);
  if (!made.ok) return made;
  const { layer, summary, key } = made.value;
  return success({ layers: withMadePlots(study, layers, layer), made: { summary, key }, plotsLoaded: layer });
}

/** Reads every layer of a study but grids of heights and plots to be made, each in its own CRS. Fails with the problems of those it could not. */
export async function readStudyLayers(
  compute: Compute,
  study: Study,
  findFiles: FindFiles,
  options: LoadOptions,
): Promise<Outcome<readonly ReadStudyLayer[], readonly Issue[]>> {
  let done = 0;
  const layers = study.layers.filter(({ role, from }) => role !== 'terrain' && from === null);
  options.onProgress?.('reading', 0, layers.length);
  const outcomes = await Promise.all(
    layers.map(async (definition) => {
      const outcome = await readOne(compute, definition, findFiles, options);
      options.onProgress?.('reading', ++done, layers.length);
      return outcome;
    }),
  );
  const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
  if (problems.length > 0) return failure(problems);
  return success(outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])));
}

async function readOne(
  compute: Compute,
  definition: StudyLayer,
  findFiles: FindFiles,
  { reuse, given, signal }: LoadOptions,
): Promise<Outcome<ReadStudyLayer, Issue>> {
  const all = [...(given ?? []), ...(reuse?.layers ?? [])];
  const known = all.filter((layer) => sameSource(layer.definition, definition));
  // The very layer first. Then, as two may have come from files of one name, the one with the same name.
  const before =
    all.find((layer) => layer.definition === definition) ??
    known.find((layer) => layer.definition.id === definition.id) ??
    known[0];
  if (before) return success({ definition, read: before.read });
  const read = await readNamedLayer(compute, definition, definition.id, findFiles, signal);
  if (!read.ok) return read;
  return definition.join === null
    ? success({ definition, read: read.value })
    : joinTo(compute, definition, definition.join, read.value, findFiles, signal);
}

function sameSource(a: StudyLayer, b: StudyLayer): boolean {
  const joins = a.join === b.join || JSON.stringify(a.join) === JSON.stringify(b.join);
  return joins && a.file === b.file && a.layer === b.layer && a.encoding === b.encoding && a.crs === b.crs;
}

function workingCrsOf(
  study: Study,
  { definition, read }: ReadStudyLayer,
): Outcome<{ readonly crs: Crs; readonly scaleError: number; readonly issues: readonly Issue[] }, readonly Issue[]> {
  const about = { layer: definition.id, file: definition.file };
  if (read.dataset.geometry.kind !== 'polygons') return failure([problem('plots-not-polygons', about)]);
  const extent = geometryExtent(read.dataset.geometry);
  if (!extent) return failure([problem('plots-without-shapes', about)]);
  if (read.dataset.crs.kind === 'unknown') return failure([problem('layer-crs-unknown', about)]);
  const impossible = impossiblePlacement(definition.id, read.dataset.crs, extent);
  if (impossible) return failure([problem(impossible.code, { ...impossible.details, ...about })]);
  const chosen = chooseWorkingCrs(read.dataset.crs, extent, study.crs);
  if (!chosen.ok) return failure([chosen.reason]);
  const { crs } = chosen.value;
  const scaleError = largestScaleError(crs, read.dataset.crs, extent);
  const details = { crs: crs.code ?? crs.name, name: crs.name, percent: Number((scaleError * 100).toPrecision(2)) };
  return success({ crs, scaleError, issues: [issue('info', `working-crs-${chosen.value.reason}`, details)] });
}

/** What is certainly wrong with where the plots lie; everything else is measured from them. */
function impossiblePlacement(layer: LayerId, crs: Crs, ownExtent: Extent): Issue | undefined {
  const { issues } = judgePlacement({ layer, crs, ownExtent, workingCrs: null, plotsExtent: null });
  return issues.find(({ severity }) => severity === 'error');
}

async function projectAll(
  compute: Compute,
  layers: readonly ReadStudyLayer[],
  main: ReadStudyLayer,
  crs: Crs,
  { signal, onProgress }: LoadOptions,
): Promise<Outcome<readonly LoadedLayer[], readonly Issue[]>> {
  let done = 0;
  onProgress?.('projecting', 0, layers.length);
  const outcomes = await Promise.all(
    layers.map(async ({ definition, read }): Promise<Outcome<LoadedLayer, Issue>> => {
      const about = { layer: definition.id, file: definition.file };
      const { dataset } = read;
      if (dataset.geometry.kind !== 'none' && dataset.crs.kind === 'unknown')
        return failure(problem('layer-crs-unknown', about));
      const sparing = sparingly(compute, smallLayer(dataset.geometry));
      const projected = await projectDataset(sparing, dataset, crs, signal);
      onProgress?.('projecting', ++done, layers.length);
      if (!projected.ok) return failure({ ...projected.reason, details: { ...projected.reason.details, ...about } });
      const { lost } = projected.value;
      const issues = lost > 0 ? [issue('warning', 'vertices-outside-crs', { ...about, count: lost })] : [];
      const mended = await mendDataset(sparing, projected.value.dataset, definition.geometry, signal);
      return success(loadedLayer(definition, read, mended.dataset, [...issues, ...mended.issues]));
    }),
  );
  const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
  if (problems.length > 0) return failure(problems);
  const loaded = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  return success(withPlacement(loaded, main, crs));
}

function loadedLayer(
  definition: StudyLayer,
  read: ReadLayer,
  dataset: LoadedLayer['dataset'],
  issues: readonly Issue[],
): LoadedLayer {
  const { id, role, theme, fields } = definition;
  const mapped = definition.mapped === 'everywhere' ? 'everywhere' : null;
  return { definition, read, dataset, bound: { id, role, theme, dataset, fields, mapped }, misplaced: false, issues };
}

/** Tells layers that lie far from the plots or cannot be where their CRS says. */
function withPlacement(layers: readonly LoadedLayer[], main: ReadStudyLayer, crs: Crs): readonly LoadedLayer[] {
  const plots = layers.find(({ definition }) => definition === main.definition) as LoadedLayer;
  const plotsExtent = geometryExtent(plots.dataset.geometry);
  return layers.map((layer) => {
    const ownExtent = geometryExtent(layer.read.dataset.geometry);
    if (!ownExtent || !plotsExtent) return layer;
    const { id } = layer.definition;
    const question = { layer: id, crs: layer.read.dataset.crs, ownExtent, workingCrs: crs, plotsExtent };
    const { issues } = judgePlacement(question);
    const misplaced = issues.some(({ severity }) => severity === 'error');
    return { ...layer, misplaced, issues: [...layer.issues, ...issues] };
  });
}

/** Gives each layer the polygons inside which its theme was mapped. */
function bindMapped(layers: readonly LoadedLayer[]): readonly LoadedLayer[] {
  const boundary = (id: LayerId): Polygons | null => {
    const geometry = layers.find(({ definition, misplaced }) => definition.id === id && !misplaced)?.dataset.geometry;
    return geometry?.kind === 'polygons' ? geometry : null;
  };
  return layers.map((layer) => {
    const { mapped } = layer.definition;
    if (mapped === null || mapped === 'everywhere') return layer;
    const extent = boundary(mapped);
    const issues = extent
      ? []
      : [issue('warning', 'mapped-layer-missing', { layer: layer.definition.id, boundary: mapped })];
    return { ...layer, bound: { ...layer.bound, mapped: extent }, issues: [...layer.issues, ...issues] };
  });
}

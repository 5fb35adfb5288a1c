import { distancesOf } from '../candidates/distances.ts';
import type { TakenOff } from '../candidates/recipe.ts';
import { joinPieceIndexes } from '../geometry/carve/taken-ground.ts';
import type { PieceIndex } from '../geometry/shape/pieces.ts';
import { featureCount, type Geometry } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { type Issue, issue } from '../lib/issue.ts';
import { matchLayers } from '../measure/bind.ts';
import type { BoundLayer } from '../measure/types.ts';
import type { AnalysisOptions } from './progress.ts';

/** Vertices a worker turns into pieces at a time. */
const verticesPerJob = 20_000;
/** Metres by which chords may lie inside the arc of a setback. */
const arcTolerance = 0.01;

export interface PreparedTakers {
  readonly indexes: readonly PieceIndex[];
  /** The layers each index holds, by name. */
  readonly names: readonly string[];
  readonly issues: readonly Issue[];
}

/** The ground each entry takes, worked out by the workers; entries that match no layer take nothing, and it is said. */
export async function prepareTakers(
  compute: Compute,
  entries: readonly TakenOff[],
  layers: readonly BoundLayer[],
  zoning: BoundLayer,
  options: AnalysisOptions,
): Promise<PreparedTakers> {
  const takers = await Promise.all(
    entries.map(async (entry) => {
      const matched = matchLayers(entry.layer, layers).filter(
        ({ id, role, dataset }) => id !== zoning.id && role !== 'plots' && dataset.geometry.kind !== 'none',
      );
      const asked = typeof entry.layer === 'string' ? entry.layer : (entry.layer.theme ?? entry.layer.role ?? '');
      const parts = await Promise.all(matched.map((layer) => takenBy(compute, layer, entry, options)));
      return {
        index: joinPieceIndexes(parts.flatMap(({ indexes }) => indexes)),
        name: matched.length > 0 ? matched.map(({ id }) => id).join(', ') : asked,
        issues:
          matched.length > 0
            ? parts.flatMap((part) => part.issues)
            : [issue('warning', 'candidate-layer-missing', { layer: asked })],
      };
    }),
  );
  return {
    indexes: takers.map(({ index }) => index),
    names: takers.map(({ name }) => name),
    issues: takers.flatMap(({ issues }) => issues),
  };
}

async function takenBy(
  compute: Compute,
  layer: BoundLayer,
  { where, distance }: TakenOff,
  { signal }: AnalysisOptions,
): Promise<{ readonly indexes: readonly PieceIndex[]; readonly issues: readonly Issue[] }> {
  const issues: Issue[] = [];
  const { dataset, fields, id } = layer;
  const { geometry } = dataset;
  const selected = where === null ? null : await compute.run('selectRows', { dataset, fields, where }, { signal });
  if (selected && selected.unknown > 0)
    issues.push(issue('warning', 'candidate-filter-unknown', { layer: id, count: selected.unknown }));
  const unit = dataset.crs.metresPerUnit;
  const { metres, unknownClass } = distancesOf(dataset, fields, distance);
  if (unknownClass > 0) {
    const details = { layer: id, count: unknownClass, metres: distance.otherwise.value };
    issues.push(issue('info', 'candidate-class-assumed', details));
  }
  if (geometry.kind !== 'polygons' && metres.every((value) => value === 0))
    issues.push(issue('warning', 'candidate-needs-distance', { layer: id }));
  const input = {
    geometry,
    mask: selected?.mask ?? null,
    distance: metres.map((value) => value / unit),
    tolerance: arcTolerance / unit,
  };
  const jobs = rowBatches(geometry).map(([from, to]) =>
    compute.run('takeGround', { features: input, from, to }, { signal }),
  );
  return { indexes: await Promise.all(jobs), issues };
}

/** Stretches of rows with about as many vertices each; the same for any number of workers. */
function rowBatches(geometry: Geometry): readonly (readonly [number, number])[] {
  const count = featureCount(geometry);
  const batches: [number, number][] = [];
  let from = 0;
  let vertices = 0;
  for (let row = 0; row < count; row++) {
    vertices += 4 + verticesIn(geometry, row);
    if (vertices < verticesPerJob && row + 1 < count) continue;
    batches.push([from, row + 1]);
    from = row + 1;
    vertices = 0;
  }
  return batches;
}

function verticesIn(geometry: Geometry, row: number): number {
  switch (geometry.kind) {
    case 'none':
      return 0;
    case 'points':
      return geometry.featureStart[row + 1] - geometry.featureStart[row];
    case 'lines':
      return geometry.pathStart[geometry.featureStart[row + 1]] - geometry.pathStart[geometry.featureStart[row]];
    case 'polygons': {
      const { featureStart, partStart, ringStart } = geometry;
      return ringStart[partStart[featureStart[row + 1]]] - ringStart[partStart[featureStart[row]]];
    }
  }
}

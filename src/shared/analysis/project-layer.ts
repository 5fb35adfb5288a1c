import { createTransform } from '../crs/transform.ts';
import type { Crs } from '../crs/types.ts';
import { derivedId } from '../dataset/hash.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Geometry } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { sharedFloat64 } from '../lib/buffers.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';

/** Vertices a worker projects at a time: about 0.1 s of work. */
const verticesPerJob = 250_000;

/**
 * The dataset in another CRS: same rows and columns, coordinates projected by the workers.
 * `lost` is how many vertices have no place in the target CRS (they become NaN).
 */
export async function projectDataset(
  compute: Compute,
  dataset: Dataset,
  to: Crs,
  signal: AbortSignal | undefined,
): Promise<Outcome<{ readonly dataset: Dataset; readonly lost: number }, Problem>> {
  const { geometry, crs: from } = dataset;
  if (geometry.kind === 'none' || sameCrs(from, to)) return success({ dataset, lost: 0 });
  const transform = createTransform(from, to);
  if (!transform.ok) return failure(transform.reason);
  const count = geometry.xy.length / 2;
  const out = sharedFloat64(geometry.xy.length);
  const parts: Promise<number>[] = [];
  for (let start = 0; start < count; start += verticesPerJob) {
    const end = Math.min(start + verticesPerJob, count);
    parts.push(compute.run('projectVertices', { xy: geometry.xy, from, to, start, end, out }, { signal }));
  }
  const lost = (await Promise.all(parts)).reduce((sum, part) => sum + part, 0);
  const projected: Geometry = { ...geometry, xy: out };
  const id = derivedId(dataset.id, canonicalJson([from.definition, to.definition]));
  return success({ dataset: { ...dataset, id, crs: to, geometry: projected }, lost });
}

function sameCrs(a: Crs, b: Crs): boolean {
  return a.code !== null ? a.code === b.code : a.definition !== null && a.definition === b.definition;
}

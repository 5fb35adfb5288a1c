import type { ReadLayer } from '../formats/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { type Issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { smallFiles } from './small.ts';
import type { FindFiles } from './types.ts';

/** What a study says about one layer in a file; null is left to the file. */
export interface NamedLayer {
  readonly file: string;
  readonly layer: string | null;
  readonly encoding: string | null;
  readonly crs?: string | null;
}

/** Reads the one layer that a study means, in its own CRS. Fails where the file is missing, has none, or several without a name. */
export async function readNamedLayer(
  compute: Compute,
  { file, layer, encoding, crs }: NamedLayer,
  owner: string,
  findFiles: FindFiles,
  signal: AbortSignal | undefined,
): Promise<Outcome<ReadLayer, Issue>> {
  const about = { layer: owner, file };
  const files = await findFiles(file);
  if (files.length === 0) return failure(problem('study-file-missing', about));
  const options = { encoding: encoding ?? undefined, crs: crs ?? undefined, layer: layer ?? undefined };
  const small = files.reduce((sum, { size }) => sum + size, 0) < smallFiles;
  const outcome = await compute.run('readLayers', { files, options }, { signal, small });
  if (!outcome.ok) return failure({ ...outcome.reason, details: { ...outcome.reason.details, ...about } });
  const [first, ...others] = outcome.value;
  if (first === undefined) return failure(problem('study-layer-empty', about));
  if (others.length === 0) return success(first);
  const names = outcome.value.map(({ name }) => name).join(', ');
  return failure(problem('study-layer-not-named', { ...about, names }));
}

import type { ReadLayer } from '../formats/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { type Issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { LayerJoin, StudyLayer } from '../project/study-types.ts';
import type { ReadStudyLayer } from './load-study.ts';
import type { FindFiles } from './types.ts';

/** The layer as read with the fields of the table that the study joins to it. Fails where table or keys are not there. */
export async function joinTo(
  compute: Compute,
  definition: StudyLayer,
  { file, layer, encoding, key, to }: LayerJoin,
  read: ReadLayer,
  findFiles: FindFiles,
  signal: AbortSignal | undefined,
): Promise<Outcome<ReadStudyLayer, Issue>> {
  const about = { layer: definition.id, file };
  const files = await findFiles(file);
  if (files.length === 0) return failure(problem('study-file-missing', about));
  const options = { encoding: encoding ?? undefined, layer: layer ?? undefined };
  const outcome = await compute.run('readLayers', { files, options }, { signal });
  if (!outcome.ok) return failure({ ...outcome.reason, details: { ...outcome.reason.details, ...about } });
  const [table, ...others] = outcome.value;
  if (table === undefined) return failure(problem('study-layer-empty', about));
  if (others.length > 0) {
    const names = outcome.value.map(({ name }) => name).join(', ');
    return failure(problem('study-layer-not-named', { ...about, names }));
  }
  const input = { layer: read.dataset, table: table.dataset, key, to, file };
  const joined = await compute.run('joinFields', input, { signal });
  if (joined.missing !== null) return failure(problem('join-key-missing', { ...about, ...joined.missing }));
  // That a table has no places is what makes it a table.
  const noticed = table.issues.filter(({ severity }) => severity !== 'info');
  const issues = [...read.issues, ...noticed, ...joined.issues];
  return success({ definition, read: { ...read, dataset: joined.dataset, issues } });
}

import type { ReadLayer } from '../formats/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { type Issue, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { LayerJoin, StudyLayer } from '../project/study-types.ts';
import type { ReadStudyLayer } from './load-study.ts';
import { readNamedLayer } from './read-named-layer.ts';
import type { FindFiles } from './types.ts';

/** The layer as read with the fields of the table that the study joins to it. Fails where table or keys are not there. */
export async function joinTo(
  compute: Compute,
  definition: StudyLayer,
  join: LayerJoin,
  read: ReadLayer,
  findFiles: FindFiles,
  signal: AbortSignal | undefined,
): Promise<Outcome<ReadStudyLayer, Issue>> {
  const table = await readNamedLayer(compute, join, definition.id, findFiles, signal);
  if (!table.ok) return table;
  const { file, key, to } = join;
  const input = { layer: read.dataset, table: table.value.dataset, key, to, file };
  const joined = await compute.run('joinFields', input, { signal });
  if (joined.missing !== null)
    return failure(problem('join-key-missing', { layer: definition.id, file, ...joined.missing }));
  // That a table has no places is what makes it a table.
  const noticed = table.value.issues.filter(({ severity }) => severity !== 'info');
  const issues = [...read.issues, ...noticed, ...joined.issues];
  return success({ definition, read: { ...read, dataset: joined.dataset, issues } });
}

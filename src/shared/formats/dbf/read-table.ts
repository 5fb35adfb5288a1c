import { unknownCrs } from '../../crs/types.ts';
import { hashDataset } from '../../dataset/hash.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import type { Problem } from '../../lib/issue.ts';
import { type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { IssueLog } from '../issue-log.ts';
import { readSidecarText } from '../layer-crs.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { readDbf } from './read-dbf.ts';

/** Reads a dbf that stands alone: a table without geometry. */
export async function readTable(
  name: string,
  dbf: ByteSource,
  cpg: ByteSource | undefined,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<ReadLayer, Problem>> {
  const log = new IssueLog();
  const table = await readDbf(dbf, null, log, progress);
  if (!table.ok) return table;
  const text = await readSidecarText(cpg, progress);
  const { columns, encoding } = table.value.finish({ user: options.encoding, cpg: text }, log);
  const geometry = { kind: 'none', count: table.value.kept } as const;
  return success({
    name,
    format: 'dbf',
    dataset: { id: hashDataset(geometry, columns), crs: unknownCrs, geometry, columns },
    encoding: { name: encoding.encoding.name, source: encoding.source },
    issues: log.list(),
  });
}

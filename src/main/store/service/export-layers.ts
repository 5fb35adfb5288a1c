import { basename } from 'node:path';
import { readColumns } from '../../../shared/formats/columns/read-columns.ts';
import type { OutputLayer } from '../../../shared/formats/output.ts';
import type { WrittenLayer } from '../../../shared/ipc/desktop-api.ts';
import { type Issue, type Problem, problem } from '../../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../../shared/lib/outcome.ts';
import { errorCode } from '../files/store-files.ts';
import { writeLayersFile } from '../geopackage/write-layers.ts';
import type { StoreHost } from '../host.ts';
import { isRefusal } from '../problems.ts';
import { SqliteError } from '../sqlite/connection.ts';
import { fileSource } from './file-source.ts';

/**
 * Makes a GeoPackage of layers that lie behind each other in a file, as `formats/columns` lays them out. It is on the
 * medium when this ends; gives what must be told. Problems: `columns-damaged`, `save-failed`.
 */
export async function exportLayers(
  { files, engine }: Pick<StoreHost, 'files' | 'engine'>,
  from: string,
  written: readonly WrittenLayer[],
  to: string,
): Promise<Outcome<readonly Issue[], Problem>> {
  try {
    const layers: OutputLayer[] = [];
    let at = 0;
    for (const { name, bytes } of written) {
      const read = await readColumns(fileSource(files, from, name, { from: at, size: bytes }));
      if (!read.ok) return read;
      layers.push({ name, dataset: read.value.dataset });
      at += bytes;
    }
    const issues = [...writeLayersFile(engine, to, layers)].flat();
    const file = files.open(to, 'write');
    try {
      files.sync(file);
    } finally {
      files.close(file);
    }
    return success(issues);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const reason = error instanceof SqliteError ? error.code : errorCode(error);
    return failure(problem('save-failed', { file: basename(to), reason }));
  }
}

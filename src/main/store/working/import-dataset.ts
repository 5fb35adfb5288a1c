import { setImmediate } from 'node:timers/promises';
import type { Dataset } from '../../../shared/dataset/types.ts';
import type { DatasetId } from '../../../shared/lib/id.ts';
import type { Problem } from '../../../shared/lib/issue.ts';
import { type Outcome, success } from '../../../shared/lib/outcome.ts';
import { storedDatasets } from '../geopackage/read-layer.ts';
import { dropLayer, LayerWriter } from '../geopackage/write-layer.ts';
import { keeping } from '../problems.ts';
import type { Connection } from '../sqlite/connection.ts';
import { nextChange } from './documents.ts';

/** How long rows are written before the thread listens again, about, and how many rows that is at first and at least. */
const batchMs = 60;
const firstRows = 250;
const leastRows = 100;

/**
 * Adds a dataset as a layer: in batches of rows, each a transaction, with edits let in between; the last transaction makes the
 * layer appear. After a refusal nothing of it is left.
 * @returns the number of the change
 */
export async function importDataset(
  connection: Connection,
  dataset: Dataset,
  name: string,
  onProgress?: (done: number, total: number) => void,
): Promise<Outcome<number, Problem>> {
  const writer = new LayerWriter(connection, dataset, name);
  const written = await writeRows(connection, writer, onProgress);
  const registered = written.ok ? keeping(() => connection.transaction(() => appear(connection, writer))) : written;
  // What cannot be cleared away now is cleared away at the next opening.
  if (!registered.ok) keeping(() => connection.transaction(() => clearAway(connection, writer, dataset.id)));
  return registered;
}

/** A commit whose very last step is refused may stand all the same: then the finished layer goes, too. */
function clearAway(connection: Connection, writer: LayerWriter, id: DatasetId): void {
  dropLayer(connection, writer.unfinished);
  for (const stored of storedDatasets(connection)) if (stored.id === id) dropLayer(connection, stored.table);
}

async function writeRows(
  connection: Connection,
  writer: LayerWriter,
  onProgress: ((done: number, total: number) => void) | undefined,
): Promise<Outcome<null, Problem>> {
  const made = keeping(() => connection.transaction(() => writer.create()));
  if (!made.ok) return made;
  let batch = firstRows;
  for (let row = 0; row < writer.rows; ) {
    const end = Math.min(writer.rows, row + batch);
    const start = performance.now();
    const written = keeping(() => connection.transaction(() => writer.writeRows(row, end)));
    if (!written.ok) return written;
    const pace = batchMs / Math.max(1, performance.now() - start);
    batch = Math.max(leastRows, Math.floor(batch * Math.min(2, pace)));
    row = end;
    onProgress?.(end, writer.rows);
    await setImmediate();
  }
  return success(null);
}

function appear(connection: Connection, writer: LayerWriter): number {
  writer.register();
  return nextChange(connection);
}

import type { OutputLayer } from '../../../shared/formats/output.ts';
import { renamingIssues } from '../../../shared/formats/write-names.ts';
import type { Issue } from '../../../shared/lib/issue.ts';
import type { SqliteEngine } from '../sqlite/connection.ts';
import { addSpatialIndex } from './spatial-index.ts';
import { createStandardTables } from './tables.ts';
import { LayerWriter } from './write-layer.ts';

const rowsAtATime = 2_000;
/** Written as the time of the last change: the clock must not show in the bytes. */
const fixedTime = '2026-01-01T00:00:00.000Z';

/**
 * Writes layers into a new GeoPackage 1.3 that is no project: one table a layer, with a spatial index. Rows are written a
 * few thousand at a time; between them the caller may stop by not asking on. Gives what must be told. The file is whole
 * when the generator has ended, but not yet forced to the medium. Throws `SqliteError`.
 */
export function* writeLayersFile(
  engine: SqliteEngine,
  path: string,
  layers: readonly OutputLayer[],
): Generator<readonly Issue[]> {
  const connection = engine.open(path, 'create');
  try {
    // The file takes its place only when it is whole: no journal is needed to bring it back.
    connection.run('PRAGMA journal_mode = MEMORY');
    connection.run('PRAGMA synchronous = OFF');
    connection.transaction(() => createStandardTables(connection));
    for (const { name, dataset } of layers) {
      const writer = new LayerWriter(connection, dataset, name);
      connection.transaction(() => writer.create());
      for (let from = 0; from < writer.rows; from += rowsAtATime) {
        connection.transaction(() => writer.writeRows(from, Math.min(writer.rows, from + rowsAtATime)));
        yield [];
      }
      connection.transaction(() => {
        writer.registerStandard();
        if (dataset.geometry.kind !== 'none') addSpatialIndex(connection, writer.table, dataset.geometry);
      });
      yield renamingIssues(
        dataset.columns.map((column) => column.name),
        writer.columns.map(({ column }) => column),
        'GeoPackage',
      );
    }
    connection.transaction(() => connection.run('UPDATE gpkg_contents SET last_change = ?', fixedTime));
  } finally {
    connection.close();
  }
}

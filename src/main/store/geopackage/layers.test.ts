import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arbitraryDataset } from '../../../../test/builders/arbitrary-datasets.ts';
import { sqliteEngine } from '../../../../test/builders/sqlite-engine.ts';
import type { Column, Dataset } from '../../../shared/dataset/types.ts';
import { nodeFiles } from '../files/node-files.ts';
import type { Connection, SqliteEngine } from '../sqlite/connection.ts';
import { readLayer, storedDatasets } from './read-layer.ts';
import { createTables } from './tables.ts';
import { LayerWriter } from './write-layer.ts';

let engine: SqliteEngine;
let folder = '';
let files = 0;
const path = (): string => join(folder, `${files}.gpkg`);
beforeAll(async () => {
  // What a power cut would do is tried elsewhere.
  engine = await sqliteEngine({ ...nodeFiles, sync: () => undefined, syncFolder: () => undefined });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tomtevalg-layers-'));
  files = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0;

function write(connection: Connection, dataset: Dataset, name: string): LayerWriter {
  const writer = new LayerWriter(connection, dataset, name);
  connection.transaction(() => {
    writer.create();
    writer.writeRows(0, writer.rows);
    writer.register();
  });
  return writer;
}

/** SQLite keeps no sign of a zero. */
const withoutSign = (column: Column): Column =>
  column.type === 'number' ? { ...column, values: column.values.map((value) => value + 0) } : column;

function created(): Connection {
  files++;
  const connection = engine.open(path(), 'create');
  connection.transaction(() => createTables(connection));
  return connection;
}

describe('layers in a GeoPackage', () => {
  it('come back as they were written, whatever they hold', () => {
    fc.assert(
      fc.property(arbitraryDataset, fc.string({ unit: 'grapheme', maxLength: 20 }), (dataset, name) => {
        const connection = created();
        write(connection, dataset, name);
        const [stored] = storedDatasets(connection);
        const { dataset: read, unchanged, issues } = readLayer(connection, stored);
        connection.close();
        expect(read.geometry).toEqual(dataset.geometry);
        expect(read.columns.map(withoutSign)).toEqual(dataset.columns.map(withoutSign));
        expect(read.id).toBe(dataset.id);
        expect(read.crs).toEqual(dataset.crs);
        expect([unchanged, issues]).toEqual([true, []]);
      }),
      { numRuns: 150, seed: 20260801 },
    );
  });

  it.skipIf(!hasOgr)('are opened by GDAL without complaint', () => {
    const drawn = fc.sample(arbitraryDataset, { numRuns: 60, seed: 20260802 });
    const samples = [...new Map(drawn.map((dataset) => [dataset.id, dataset])).values()];
    const connection = created();
    const tables = samples.map((dataset, at) => write(connection, dataset, `Lag ${at} "æ"`).table);
    connection.close();
    const { stdout, stderr, status } = spawnSync('ogrinfo', ['-al', '-so', path()], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    tables.forEach((table, at) => {
      const { geometry } = samples[at];
      const count = geometry.kind === 'none' ? geometry.count : geometry.featureStart.length - 1;
      expect(stdout).toContain(`Layer name: ${table}\n`);
      expect(stdout.split(`Layer name: ${table}\n`)[1]).toContain(`Feature Count: ${count}\n`);
    });
    expect(stdout).not.toContain('Layer name: tomtevalg_document');
  });
});

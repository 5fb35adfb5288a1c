import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFiles } from '../../src/main/store/files/node-files.ts';
import type { StoreFiles } from '../../src/main/store/files/store-files.ts';
import type { StoreHost } from '../../src/main/store/host.ts';
import type { OpenProject } from '../../src/main/store/open-project.ts';
import { crsByCode } from '../../src/shared/crs/crs-table.ts';
import { unknownCrs } from '../../src/shared/crs/types.ts';
import { textColumn } from '../../src/shared/dataset/columns.ts';
import { hashDataset } from '../../src/shared/dataset/hash.ts';
import type { Column, Dataset } from '../../src/shared/dataset/types.ts';
import type { Problem } from '../../src/shared/lib/issue.ts';
import type { Outcome } from '../../src/shared/lib/outcome.ts';
import { createRandom } from '../../src/shared/lib/random.ts';
import { blob, polygonsOf } from './geometry-columns.ts';
import { sqliteEngine } from './sqlite-engine.ts';

/** A folder of its own for a test, with a work folder in it. */
export function testFolder(): { readonly folder: string; readonly work: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-store-'));
  return { folder, work: join(folder, 'work'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A store as the program has it, over the real disk or files that a test makes fail. */
export async function storeHost(work: string, files: StoreFiles = nodeFiles, userName = 'Kari'): Promise<StoreHost> {
  return { engine: await sqliteEngine(files), files, workFolder: work, userName, writer: 'tomtevalg test' };
}

/** The value of an outcome that must not fail; the test fails with the problem otherwise. */
export function must<T>(outcome: Outcome<T, Problem>): T {
  if (!outcome.ok) throw new Error(`${outcome.reason.code} ${JSON.stringify(outcome.reason.details)}`);
  return outcome.value;
}

/** Plots with a number and a text, seeded. */
export function samplePlots(count: number, seed: number, vertices = 12): Dataset {
  const random = createRandom(seed);
  const side = Math.ceil(Math.sqrt(count));
  const geometry = polygonsOf(
    Array.from({ length: count }, (_, n) => [
      [blob(random, 450_000 + 100 * (n % side), 7_350_000 + 100 * Math.floor(n / side), 45, vertices)],
    ]),
  );
  const columns: Column[] = [
    { type: 'number', name: 'areal', values: Float64Array.from({ length: count }, () => random.between(100, 9000)) },
    textColumn(
      'navn',
      Array.from({ length: count }, (_, n) => `Tomt ${n}/${seed} æøå`),
    ),
  ];
  return { id: hashDataset(geometry, columns), crs: crsByCode('EPSG:25833', 'prj') ?? unknownCrs, geometry, columns };
}

/** Makes the n-th edit: a document that says so. */
export function edit(project: OpenProject, n: number, sources: Parameters<OpenProject['putDocument']>[1] = []) {
  const json = JSON.stringify({ edit: n, filler: 'x'.repeat(n % 997) });
  return project.putDocument({ name: 'Rana', json, label: `Edit ${n}`, at: '2026-08-01T12:00:00Z' }, sources);
}

/** Number of the last edit that the project holds. */
export function lastEdit(project: OpenProject): number {
  const parsed = JSON.parse(must(project.document()).json) as { readonly edit?: number };
  return parsed.edit ?? 0;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoreHost } from '../../src/main/store/host.ts';
import { findRecoverable, openProject, recoverProject } from '../../src/main/store/projects.ts';
import { createRandom } from '../../src/shared/lib/random.ts';
import { startProgram } from '../builders/killed-program.ts';
import { lastEdit, must, storeHost, testFolder } from '../builders/project-store.ts';
import { runs } from '../builders/run-counts.ts';

let place: ReturnType<typeof testFolder>;
let host: StoreHost;
beforeEach(async () => {
  place = testFolder();
  host = await storeHost(place.work);
});
afterEach(() => place.remove());

const isWhole = (path: string): boolean => {
  const connection = host.engine.open(path, 'read');
  try {
    return connection.value('PRAGMA integrity_check') === 'ok';
  } finally {
    connection.close();
  }
};

/** The last edit that the next start finds, and whether everything it finds can be read. */
async function restart(target: string): Promise<number> {
  const [offered, ...more] = findRecoverable(host);
  expect(more).toEqual([]);
  const project =
    offered === undefined ? must(await openProject(host, target)) : must(recoverProject(host, offered.session));
  expect(project.state().readOnly).toBeNull();
  for (const { id } of must(project.datasets())) expect(must(project.readDataset(id))?.unchanged).toBe(true);
  const last = lastEdit(project);
  expect(project.state().change).toBeGreaterThanOrEqual(last);
  await project.close();
  if (offered !== undefined) expect(isWhole(join(place.work, offered.session, 'working.gpkg'))).toBe(true);
  return last;
}

describe('a program that is killed', () => {
  const count = runs(4, 200);
  it(
    `while editing, importing and saving loses nothing that was kept (${count} runs)`,
    async () => {
      const target = join(place.folder, 'rana.gpkg');
      const random = createRandom(20260803);
      let edits = 0;
      let last = 0;
      for (let run = 0; run < count; run++) {
        const program = startProgram('editing.ts', place.work, target, String(run));
        expect(Number(await program.firstLine), `run ${run}`).toBe(last);
        await setTimeout(random.between(0, 1500));
        const told = Number((await program.kill()).at(-1));
        last = await restart(target);
        // One more than told: kept, and killed before it could say so.
        expect([told, told + 1], `run ${run}`).toContain(last);
        expect(isWhole(target), `run ${run}`).toBe(true);
        edits = last;
        const names = readdirSync(place.folder).filter((name) => name.endsWith('.part') || name.endsWith('.tmp'));
        expect(names, `run ${run}`).toEqual([]);
      }
      console.log(`${count} kills, ${edits} edits, none lost`);
      expect(edits).toBeGreaterThan(10 * count);
    },
    runs(120_000, 3_600_000),
  );

  it('inside a transaction leaves a journal that undoes it, and a lock that is found stale', async () => {
    const path = join(place.folder, 't.db');
    const connection = host.engine.open(path, 'create');
    connection.transaction(() => {
      connection.run('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)');
      connection.run(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
         INSERT INTO t SELECT i, 'kept' || i || hex(zeroblob(50)) FROM n`,
      );
    });
    const before = connection.value('SELECT group_concat(text) FROM t');
    connection.close();
    const program = startProgram('open-transaction.ts', path);
    expect(await program.firstLine).toBe('inside');
    await program.kill();
    expect(existsSync(`${path}-journal`)).toBe(true);
    // The file itself is half-changed: without its journal it would be read wrongly.
    expect(readFileSync(path).includes('lost')).toBe(true);
    const again = host.engine.open(path, 'write');
    expect(again.value('SELECT group_concat(text) FROM t')).toBe(before);
    expect(again.value('PRAGMA integrity_check')).toBe('ok');
    again.close();
    expect(existsSync(`${path}-journal`)).toBe(false);
  });
});

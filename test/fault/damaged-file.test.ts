import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkProject, type ProjectCheck } from '../../src/main/store/check.ts';
import { nodeFiles } from '../../src/main/store/files/node-files.ts';
import type { StoreHost } from '../../src/main/store/host.ts';
import { newProject, openProject } from '../../src/main/store/projects.ts';
import { repairProject } from '../../src/main/store/repair.ts';
import { SqliteError } from '../../src/main/store/sqlite/connection.ts';
import { hasIssueWords } from '../../src/shared/explain/issue-words.ts';
import { createRandom } from '../../src/shared/lib/random.ts';
import { edit, lastEdit, must, samplePlots, storeHost, testFolder } from '../builders/project-store.ts';
import { runs } from '../builders/run-counts.ts';

const place = testFolder();
const original = join(place.folder, 'rana.gpkg');
const damaged = join(place.folder, 'damaged.gpkg');
const repaired = join(place.folder, 'repaired.gpkg');
const plots = samplePlots(400, 1);
const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0;
let host: StoreHost;
let whole: Buffer;

beforeAll(async () => {
  host = await storeHost(place.work, { ...nodeFiles, sync: () => undefined, syncFolder: () => undefined });
  const project = must(newProject(host, 'Rana', '{}'));
  must(await project.putDataset(plots, 'Tomter'));
  must(await project.putDataset(samplePlots(100, 2), 'Flere tomter'));
  must(project.putResult({ id: 'r1', about: '{}', content: new Uint8Array(20_000).fill(7) }));
  must(project.putAttachment({ id: 'a1', name: 'foto.jpg', mediaType: 'image/jpeg', content: new Uint8Array(50_000) }));
  must(edit(project, 5));
  must(await project.saveAs(original));
  await project.close();
  whole = readFileSync(original);
});
afterAll(() => place.remove());

function check(path: string): ProjectCheck | SqliteError {
  try {
    const connection = host.engine.open(path, 'read');
    try {
      return checkProject(connection);
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof SqliteError) return error;
    throw error;
  }
}

function repair(from: string): number | SqliteError {
  rmSync(repaired, { force: true });
  try {
    const source = host.engine.open(from, 'read');
    const target = host.engine.open(repaired, 'create');
    try {
      const { issues, rescued } = repairProject(source, target, 'tomtevalg test');
      expect(issues.every(({ code }) => hasIssueWords(code))).toBe(true);
      expect(target.value('PRAGMA integrity_check')).toBe('ok');
      return rescued.reduce((sum, [, rows]) => sum + rows, 0);
    } finally {
      source.close();
      target.close();
    }
  } catch (error) {
    if (error instanceof SqliteError) return error;
    throw error;
  }
}

describe('a project file', () => {
  it('is found whole when it is', () => {
    const found = check(original);
    expect(found).toMatchObject({ version: 1, name: 'Rana', results: 1, attachments: 1, issues: [] });
    expect(found instanceof SqliteError ? [] : found.layers).toEqual([
      { table: 'Flere_tomter', registered: 100, read: 100, unchanged: true },
      { table: 'Tomter', registered: 400, read: 400, unchanged: true },
    ]);
  });

  it.each(['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_extensions', 'tomtevalg_result', 'tomtevalg_history'])(
    'without %s is told so and repaired, layers and document whole',
    async (table) => {
      writeFileSync(damaged, whole);
      const connection = host.engine.open(damaged, 'write');
      connection.run('PRAGMA foreign_keys = OFF');
      connection.run(`DROP TABLE ${table}`);
      connection.close();
      const found = check(damaged);
      const codes = found instanceof SqliteError ? [] : found.issues.map(({ code }) => code);
      expect(codes).toContain('project-check-table-missing');
      expect(repair(damaged)).toBeGreaterThan(500);
      expect(check(repaired)).toMatchObject({ issues: [] });
      const project = must(await openProject(host, repaired));
      expect(lastEdit(project)).toBe(5);
      expect(must(project.readDataset(plots.id))?.dataset).toEqual(plots);
      await project.close();
      if (!hasOgr) return;
      const { stderr, stdout } = spawnSync('ogrinfo', ['-al', '-so', repaired], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout).toContain('Layer name: Tomter');
    },
  );

  it('with a destroyed page gives back every row that lies elsewhere', () => {
    const bytes = Buffer.from(whole);
    const page = bytes.readUInt16BE(16);
    const at = Math.floor(bytes.indexOf('Tomt 200/1 ') / page) * page;
    bytes.fill(0xff, at, at + page);
    writeFileSync(damaged, bytes);
    const found = check(damaged);
    const codes = found instanceof SqliteError ? [] : found.issues.map(({ code }) => code);
    expect(codes).toContain('project-check-layer-damaged');
    expect(repair(damaged)).toBeGreaterThan(400);
    const connection = host.engine.open(repaired, 'read');
    const left = Number(connection.value('SELECT count(*) FROM Tomter'));
    expect(left).toBeGreaterThan(300);
    expect(left).toBeLessThan(400);
    expect(connection.value('SELECT json FROM tomtevalg_document')).toContain('"edit":5');
    connection.close();
  });

  const count = runs(150, 3000);
  it(
    `with bytes flipped or cut off never crashes the program, and every word is there (${count} files)`,
    async () => {
      const random = createRandom(20260805);
      let opened = 0;
      let told = 0;
      for (let run = 0; run < count; run++) {
        const bytes = Buffer.from(whole);
        const flips = 1 + random.below(run % 3 === 0 ? 40 : 3);
        for (let flip = 0; flip < flips; flip++) {
          const at = random.below(run % 2 === 0 ? bytes.length : 8192);
          bytes[at] ^= 1 << random.below(8);
        }
        const cut = random.below(6) === 0 ? random.below(bytes.length) : bytes.length;
        writeFileSync(damaged, bytes.subarray(0, cut));
        const found = check(damaged);
        if (!(found instanceof SqliteError)) expect(found.issues.every(({ code }) => hasIssueWords(code))).toBe(true);
        repair(damaged);
        const project = await openProject(host, damaged);
        if (project.ok) {
          opened++;
          for (const { id } of must(project.value.datasets())) project.value.readDataset(id);
          await project.value.close(true);
        } else {
          told++;
          expect(hasIssueWords(project.reason.code)).toBe(true);
        }
      }
      console.log(`${count} damaged files: ${opened} opened, ${told} refused in words`);
      expect(told).toBeGreaterThan(count / 50);
    },
    runs(120_000, 1_800_000),
  );
});

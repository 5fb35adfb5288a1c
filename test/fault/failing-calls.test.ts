import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/main/store/files/node-files.ts';
import type { StoreHost } from '../../src/main/store/host.ts';
import type { OpenProject } from '../../src/main/store/open-project.ts';
import { findRecoverable, newProject, openProject } from '../../src/main/store/projects.ts';
import { describeIssue, hasIssueWords } from '../../src/shared/explain/issue-words.ts';
import { type FailingFiles, type Fault, failingFiles, faults } from '../builders/failing-files.ts';
import { edit, lastEdit, must, samplePlots, storeHost, testFolder } from '../builders/project-store.ts';

let place: ReturnType<typeof testFolder>;
let failing: FailingFiles;
let host: StoreHost;
const target = (): string => join(place.folder, 'rana.gpkg');

beforeEach(async () => {
  place = testFolder();
  // The medium is tried elsewhere; here only the refusals count.
  failing = failingFiles({
    ...nodeFiles,
    sync: () => undefined,
    syncSoon: async () => undefined,
    syncFolder: () => undefined,
  });
  host = await storeHost(place.work, failing.files);
});
afterEach(() => place.remove());

/** Opens the saved project, edits it, and lets call number `nth` of the save fail. */
async function saveWithFault(
  nth: number,
  fault: Fault,
  save: (project: OpenProject) => ReturnType<OpenProject['save']>,
) {
  const project = must(await openProject(host, target()));
  const number = lastEdit(project) + 1;
  must(edit(project, number));
  const before = readFileSync(target());
  failing.arm(nth, fault);
  const saved = await save(project);
  const failed = failing.failed();
  const calls = failing.count();
  failing.arm(null, fault);
  return { project, number, before, saved, failed, calls };
}

/** Everything but the lock that lies beside the target. */
const beside = (): string[] => readdirSync(place.folder).filter((name) => name !== 'work' && !name.endsWith('.lock'));

describe('a save of which one file call fails', () => {
  beforeEach(async () => {
    const project = must(newProject(host, 'Rana', '{}'));
    must(await project.putDataset(samplePlots(60, 1), 'Tomter'));
    must(edit(project, 1));
    must(await project.saveAs(target()));
    await project.close();
  });

  it.each(faults)(
    '%s: the last save stays as it is, the message says what to do, the next try works',
    async (fault) => {
      let reached = 0;
      for (let nth = 1; ; nth++) {
        const { project, number, before, saved, failed, calls } = await saveWithFault(nth, fault, (open) =>
          open.save(),
        );
        if (!saved.ok) {
          expect(readFileSync(target()).equals(before), `call ${nth} (${failed})`).toBe(true);
          expect(hasIssueWords(saved.reason.code)).toBe(true);
          expect(describeIssue(saved.reason, 'en')).toContain('rana.gpkg');
          expect(project.state().unsaved).toBe(true);
          must(await project.save());
        }
        expect(lastEdit(project)).toBe(number);
        await project.close();
        const again = must(await openProject(host, target()));
        expect(lastEdit(again)).toBe(number);
        await again.close();
        expect(beside().sort(), `call ${nth} (${failed})`).toEqual(['rana.gpkg', 'rana.previous.gpkg']);
        if (calls < nth) break;
        reached = nth;
      }
      // A save is at least: look, open, copy, sync, keep the previous, rename, look again.
      expect(reached).toBeGreaterThan(15);
    },
  );

  it('retries while something holds the file for a moment, and gives up in words when it does not let go', async () => {
    const project = must(await openProject(host, target()));
    must(edit(project, 2));
    const rename = failing.files.rename;
    let refusals = 3;
    const stubborn: StoreHost = {
      ...host,
      files: {
        ...failing.files,
        rename: (from, to) => {
          if (to === target() && refusals-- > 0)
            throw Object.assign(new Error('busy'), { code: 'EBUSY', syscall: 'rename' });
          rename(from, to);
        },
      },
    };
    await project.close();
    const [offered] = findRecoverable(host);
    const { recoverProject } = await import('../../src/main/store/projects.ts');
    const again = must(recoverProject(stubborn, offered.session));
    must(await again.save());
    must(edit(again, 3));
    refusals = 1000;
    const refused = await again.save();
    expect(refused.ok ? null : refused.reason.code).toBe('project-save-busy');
    await again.close(true);
    expect(beside().sort()).toEqual(['rana.gpkg', 'rana.previous.gpkg']);
  });
});

describe('an edit of which one file call fails', () => {
  it.each(faults)('%s: what was kept before is there, and the edit is there whole or not at all', async (fault) => {
    const project = must(newProject(host, 'Rana', '{}'));
    must(edit(project, 1));
    let kept = 1;
    let failures = 0;
    for (let nth = 1; nth <= 40; nth++) {
      failing.arm(nth, fault);
      const outcome = edit(project, kept + 1);
      failing.arm(null, fault);
      if (outcome.ok) kept++;
      else {
        failures++;
        expect(hasIssueWords(outcome.reason.code)).toBe(true);
      }
      const now = lastEdit(project);
      // A commit whose last step failed may have happened all the same: then the edit is there, whole.
      expect([kept, kept + 1]).toContain(now);
      kept = now;
      expect(project.state().change).toBe(now);
    }
    if (fault !== 'short-write') expect(failures).toBeGreaterThan(3);
    must(edit(project, kept + 1));
    must(await project.saveAs(target()));
    await project.close();
    const connection = host.engine.open(target(), 'write');
    expect(connection.rows('PRAGMA integrity_check')).toEqual([['ok']]);
    connection.close();
  });
});

describe('an edit that builds on files, of which one file call fails', () => {
  it.each(faults)('%s: it never stands without them', async (fault) => {
    const project = must(newProject(host, 'Rana', '{}'));
    let kept = 0;
    let failures = 0;
    for (let nth = 1; nth <= 40; nth++) {
      const path = join(place.folder, `${nth}.shp`);
      writeFileSync(path, 'data');
      failing.arm(nth, fault);
      const outcome = edit(project, kept + 1, [{ file: 'plots.shp', paths: [path] }]);
      failing.arm(null, fault);
      const now = lastEdit(project);
      if (outcome.ok) expect(now).toBe(kept + 1);
      else failures++;
      if (now > kept) expect(must(project.sources())).toMatchObject([{ file: 'plots.shp', paths: [path] }]);
      kept = now;
    }
    // One look at the file may be refused without harm: the edit is kept all the same.
    if (fault !== 'short-write') expect(failures).toBeGreaterThan(6);
    must(edit(project, kept + 1));
    expect(must(project.sources())).toEqual([]);
    await project.close(true);
    expect(readdirSync(place.work)).toEqual([]);
  });
});

describe('an import of which one file call fails', () => {
  it('leaves the layer whole or not at all, and nothing that is half', async () => {
    const plots = samplePlots(300, 9);
    const project = must(newProject(host, 'Rana', '{}'));
    let failures = 0;
    for (let nth = 1; nth < 400; nth++) {
      failing.arm(nth, 'ENOSPC');
      const outcome = await project.putDataset(plots, 'Tomter');
      const reached = failing.failed() !== null;
      failing.arm(null, 'ENOSPC');
      if (!outcome.ok) failures++;
      const there = must(project.datasets());
      expect(there).toHaveLength(outcome.ok ? 1 : 0);
      must(project.keepDatasets(new Set()));
      if (!reached) break;
    }
    expect(failures).toBeGreaterThan(3);
    must(await project.putDataset(plots, 'Tomter'));
    must(await project.saveAs(target()));
    await project.close();
    const connection = host.engine.open(target(), 'read');
    const tables = connection.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'tomtevalg_unfinished%'");
    connection.close();
    expect(tables).toEqual([]);
    expect(existsSync(join(place.folder, '.rana.gpkg.lock'))).toBe(false);
  });
});

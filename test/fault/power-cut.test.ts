import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/main/store/files/node-files.ts';
import type { StoreHost } from '../../src/main/store/host.ts';
import { findRecoverable, newProject, openProject, recoverProject } from '../../src/main/store/projects.ts';
import { createRandom } from '../../src/shared/lib/random.ts';
import { recordedFiles } from '../builders/power-cut.ts';
import { edit, lastEdit, must, samplePlots, storeHost, testFolder } from '../builders/project-store.ts';
import { runs } from '../builders/run-counts.ts';

let place: ReturnType<typeof testFolder>;
beforeEach(() => {
  place = testFolder();
});
afterEach(() => place.remove());

/** A moment of the recording: the edits kept and saved by then. */
interface Mark {
  readonly step: number;
  readonly kept: number;
  readonly saved: number;
}

/** Works on a project for a while, everything recorded from the empty folder on. */
async function record(folder: string) {
  const recording = recordedFiles(nodeFiles, folder);
  const host = await storeHost(join(folder, 'work'), recording.files);
  const marks: Mark[] = [{ step: 0, kept: 0, saved: 0 }];
  const target = join(folder, 'rana.gpkg');
  const saves: (readonly [number, number])[] = [];
  let saved = 0;
  const mark = (kept: number): void => {
    marks.push({ step: recording.length(), kept, saved });
  };
  const project = must(newProject(host, 'Rana', '{}'));
  must(await project.putDataset(samplePlots(300, 2), 'Tomter'));
  for (let n = 1; n <= 60; n++) {
    must(edit(project, n));
    mark(n);
    if (n % 15 === 5) {
      const from = recording.length();
      must(await (n === 5 ? project.saveAs(target) : project.save()));
      saved = n;
      mark(n);
      saves.push([from, recording.length()]);
    }
    if (n === 30) must(await project.putDataset(samplePlots(100, 3), 'Flere'));
  }
  return { recording, marks, saves };
}

/** The locks were taken by this very process; after a power cut their holder belongs to an earlier start of the machine. */
function rebooted(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('lock')) continue;
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"started":"[^"]*"/, '"started":"an earlier start"'));
  }
}

/** What the next start finds: the last edit of the saved file and of the work that is offered. */
async function start(host: StoreHost, folder: string): Promise<{ readonly saved: number; readonly offered: number }> {
  const [work] = findRecoverable(host);
  let offered = 0;
  if (work !== undefined) {
    const project = must(recoverProject(host, work.session));
    offered = lastEdit(project);
    await project.close();
    const connection = host.engine.open(join(host.workFolder, work.session, 'working.gpkg'), 'read');
    expect(connection.value('PRAGMA integrity_check')).toBe('ok');
    connection.close();
  }
  if (!readdirSync(folder).includes('rana.gpkg')) return { saved: 0, offered };
  const project = must(await openProject(host, join(folder, 'rana.gpkg')));
  expect(project.state().readOnly).toBeNull();
  const saved = lastEdit(project);
  for (const { id } of must(project.datasets())) expect(must(project.readDataset(id))?.unchanged).toBe(true);
  await project.close();
  return { saved, offered };
}

describe('a power cut', () => {
  const count = runs(60, 500);
  it(
    `leaves the saved file old or new and whole, and every edit that was kept (${count} moments)`,
    async () => {
      const folder = join(place.folder, 'recorded');
      mkdirSync(folder);
      const { recording, marks, saves } = await record(folder);
      const after = await storeHost(join(place.folder, 'none'));
      const random = createRandom(20260804);
      let savedOld = 0;
      let savedNew = 0;
      for (let moment = 0; moment < count; moment++) {
        // Every other moment lies inside a save.
        const [from, to] = moment % 2 === 0 ? [1, recording.length()] : saves[random.below(saves.length)];
        const step = Math.floor(random.between(from, to + 1));
        const into = join(place.folder, `cut${moment}`);
        mkdirSync(join(into, 'work'), { recursive: true });
        recording.cut(step, random, into);
        rebooted(into);
        const before = marks.findLast((mark) => mark.step <= step) ?? marks[0];
        const next = marks.find((mark) => mark.step > step) ?? marks[marks.length - 1];
        const found = await start({ ...after, workFolder: join(into, 'work') }, into);
        const last = Math.max(found.saved, found.offered);
        expect(last, `moment ${moment}, step ${step}`).toBeGreaterThanOrEqual(before.kept);
        expect(last, `moment ${moment}, step ${step}`).toBeLessThanOrEqual(next.kept);
        expect([before.saved, before.kept], `moment ${moment}, step ${step}`).toContain(found.saved);
        rmSync(into, { recursive: true });
        if (found.saved === before.saved) savedOld++;
        else savedNew++;
      }
      console.log(`${count} moments of ${recording.length()} steps: ${savedOld} old, ${savedNew} new`);
      expect(recording.length()).toBeGreaterThan(500);
    },
    runs(120_000, 1_200_000),
  );
});

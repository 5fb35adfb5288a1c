import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findRecoverable, recoverProject } from '../../src/main/store/projects.ts';
import { createRandom } from '../../src/shared/lib/random.ts';
import { parseDocument } from '../../src/shared/project/document-text.ts';
import type { ProjectDocument } from '../../src/shared/project/document-types.ts';
import { must, storeHost } from '../builders/project-store.ts';
import { runs } from '../builders/run-counts.ts';
import { launchDesktop } from './harness/desktop.ts';
import { firstPlots, openSample, rowAt } from './harness/window.ts';

/** Work that a kill may cost, ms. */
const mayBeLost = 2000;
/** How long the window may take to show everything, ms: the long run goes on for hours, whatever else the machine does. */
const patience = { timeout: runs(60_000, 300_000) };
/** After so many rounds work begins anew, so that lists do not grow without end. */
const roundsAProfile = 10;

/** A process and all that it started, as the system tells. */
function processTree(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): (readonly [number, number])[] => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]];
      } catch {
        return [];
      }
    });
  const tree = [root];
  for (const parent of tree) tree.push(...parents.filter(([, of]) => of === parent).map(([pid]) => pid));
  return tree;
}

/** Ends the program as a power switch would: main process, window, workers of the browser, all at once. */
async function killAll(app: ElectronApplication): Promise<void> {
  const closed = app.waitForEvent('close');
  const tree = processTree(app.process().pid ?? Number.NaN);
  if (tree.length < 3) throw new Error('the program has no window');
  for (const pid of tree) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended with its parent.
    }
  }
  await closed;
  await expect.poll(() => tree.filter((pid) => existsSync(`/proc/${pid}`) && !isDead(pid)).length).toBe(0);
}

const isDead = (pid: number): boolean => {
  try {
    return / [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\)/s, ''));
  } catch {
    return true;
  }
};

const weight = (page: Page) => page.getByRole('slider').first();
const weightShown = async (page: Page): Promise<number> => Number(await weight(page).getAttribute('aria-valuenow'));

/** One step of work: a weight moved by a key, which is noted, then a note with the step's number; each is seen on screen. */
async function work(page: Page, step: number, weights: Map<number, number>): Promise<void> {
  await page.getByRole('tab', { name: 'Criteria', exact: true }).click();
  const before = await weightShown(page);
  const isRight = step % 40 < 20;
  // What it will be: on a busy machine it is kept before it has been read here.
  weights.set(step, Number((before + (isRight ? 1 : -1)).toFixed(6)));
  await weight(page).press(isRight ? 'ArrowRight' : 'ArrowLeft');
  await expect.poll(() => weightShown(page), { intervals: [20] }).not.toBe(before);
  weights.set(step, await weightShown(page));
  await page.getByRole('tab', { name: 'Plot', exact: true }).click();
  const notes = page.getByRole('region', { name: 'Observations', exact: true });
  await notes.getByRole('button', { name: 'Note', exact: true }).click();
  await notes.getByRole('textbox', { name: 'Note' }).fill(`step ${step}`);
  await notes.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(notes).toContainText(`step ${step}`);
}

/** Sessions whose document builds on the person's files, as their data are not all in the working copy yet. */
function unfilled(profile: string): readonly string[] {
  const folder = join(profile, 'working-copies');
  const sessions = existsSync(folder) ? readdirSync(folder) : [];
  return sessions.filter((session) => existsSync(join(folder, session, 'sources.json')));
}

interface Kept {
  /** Number of the last note. */
  readonly step: number;
  /** Whether all notes up to it are there, each once. */
  readonly isWhole: boolean;
}

/** The document that the next start would find, read from a copy of the folder of working copies; null when there is none. */
async function keptDocument(profile: string): Promise<ProjectDocument | null> {
  // Killed before the first change was kept: how old it may be is asked by who calls.
  if (!existsSync(join(profile, 'working-copies'))) return null;
  const copy = mkdtempSync(join(tmpdir(), 'tomtevalg-kept-'));
  try {
    // Without locks: as found when the program that holds them is gone.
    const isNoLock = (from: string): boolean => basename(from) !== 'lock';
    cpSync(join(profile, 'working-copies'), copy, { recursive: true, filter: isNoLock });
    const host = await storeHost(copy);
    const [offered, ...more] = findRecoverable(host);
    expect(more).toEqual([]);
    if (offered === undefined) return null;
    const project = must(recoverProject(host, offered.session));
    for (const { id } of must(project.datasets())) expect(must(project.readDataset(id))?.unchanged).toBe(true);
    const read = parseDocument(must(project.document()).json);
    await project.close();
    if (!read.ok) throw new Error(`not readable: ${JSON.stringify(read.reason)}`);
    return read.value.history.present.root;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function keptIn(profile: string): Promise<Kept> {
  const observations = (await keptDocument(profile))?.observations ?? [];
  const steps = observations.map(({ note }) => Number(/^step (\d+)$/.exec(note)?.[1])).sort((a, b) => a - b);
  return { step: steps.at(-1) ?? 0, isWhole: steps.every((step, at) => step === 1 + at) };
}

/** Work that was offered comes back, with every layer. */
async function restore(page: Page): Promise<void> {
  const unsaved = page.getByRole('region', { name: 'Work that is not saved' });
  await unsaved.getByRole('button', { name: 'Restore' }).click();
  await expect.poll(async () => (await firstPlots(page)).length, patience).toBe(5);
  await expect(page.locator('progress')).toHaveCount(0, patience);
  await page.getByRole('tab', { name: 'Criteria', exact: true }).click();
}

test('killed while the data of a study are still being copied, the first change is restored from its files', async () => {
  test.skip(process.platform !== 'linux', 'looks for processes where Linux tells of them');
  let profile = '';
  let changed = 0;
  const isWeighed = async () => (await keptDocument(profile))?.profiles.some(({ weights }) => weights.length > 0);
  try {
    // On a fast machine the sample may be copied before the kill: then once more.
    for (let attempt = 1; ; attempt++) {
      profile = mkdtempSync(join(tmpdir(), 'tomtevalg-killed-'));
      const { app, page } = await launchDesktop(profile);
      await openSample(page);
      await rowAt(page, 1).click();
      await page.getByRole('tab', { name: 'Criteria', exact: true }).click();
      const before = await weightShown(page);
      await weight(page).press('ArrowRight');
      const changedAt = Date.now();
      await expect.poll(() => unfilled(profile).length, { intervals: [5] }).toBe(1);
      // What is being written may be gone when it is to be copied.
      await expect.poll(() => isWeighed().catch(() => false), { intervals: [5] }).toBe(true);
      changed = await weightShown(page);
      expect(changed).not.toBe(before);
      await killAll(app);
      const [session] = unfilled(profile);
      if (session !== undefined) {
        const { mtimeMs } = statSync(join(profile, 'working-copies', session, 'sources.json'));
        console.log(`kept about ${Math.round(mtimeMs - changedAt)} ms after it was made`);
        break;
      }
      expect(attempt, 'the sample is copied too quickly').toBeLessThan(5);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
    const { app, page } = await launchDesktop(profile);
    await restore(page);
    expect(await weightShown(page)).toBe(changed);
    await expect.poll(() => unfilled(profile).length, patience).toBe(0);
    await killAll(app);
    // Nothing but the working copy is needed any more.
    expect(await isWeighed()).toBe(true);
    const again = await launchDesktop(profile);
    await restore(again.page);
    expect(await weightShown(again.page)).toBe(changed);
    await killAll(again.app);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

const count = runs(3, 200);
test.describe.configure({ timeout: runs(300_000, 6 * 3_600_000) });

test(`the program killed while a person works costs two seconds of work at most (${count} kills)`, async () => {
  test.skip(process.platform !== 'linux', 'looks for processes where Linux tells of them');
  const random = createRandom(20261126);
  let profile = '';
  let last = 0;
  /** The weight that each step of a round set, and the one that was there before. */
  const weights = new Map<number, number>();
  let steps = 0;
  let longest = 0;
  try {
    for (let round = 0; round < count; round++) {
      if (round % roundsAProfile === 0) {
        if (profile !== '') rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
        profile = mkdtempSync(join(tmpdir(), 'tomtevalg-killed-'));
        last = 0;
        weights.clear();
      }
      const { app, page } = await launchDesktop(profile);
      if (last === 0) await openSample(page);
      else {
        await restore(page);
        // The weight of the last note, or of the step after it, whose note was not kept any more.
        const shown = await weightShown(page);
        expect([weights.get(last), weights.get(last + 1)], `round ${round}: the weight`).toContain(shown);
        weights.clear();
        weights.set(last, shown);
      }
      await rowAt(page, 1).click();
      // When each step was seen on screen.
      const seen = new Map<number, number>();
      let going = true;
      const working = (async () => {
        for (let step = last + 1; going; step++) {
          await work(page, step, weights);
          seen.set(step, Date.now());
        }
      })().catch((error: unknown) => {
        if (going) throw error;
      });
      // At least one step is done in every round, however slow the machine; an error in the work ends the wait.
      await Promise.race([
        expect.poll(() => seen.size, { timeout: 60_000, intervals: [20] }).toBeGreaterThan(0),
        working,
      ]);
      await Promise.race([wait(random.between(0, 6000)), working]);
      going = false;
      const killedAt = Date.now();
      await killAll(app);
      await working;
      const kept = await keptIn(profile);
      expect(kept.isWhole, `round ${round}: notes are missing or doubled`).toBe(true);
      expect(kept.step, `round ${round}: what was there before`).toBeGreaterThanOrEqual(last);
      for (const [step, at] of seen)
        if (step > kept.step) {
          longest = Math.max(longest, killedAt - at);
          expect(killedAt - at, `round ${round}: step ${step} is lost`).toBeLessThanOrEqual(mayBeLost);
        }
      steps += kept.step - last;
      last = kept.step;
      console.log(
        `kill ${round + 1}: ${kept.step} steps kept of ${Math.max(last, ...seen.keys())}, oldest lost ${longest} ms`,
      );
    }
    console.log(
      `${count} kills, ${steps} steps kept, none unreadable, the oldest step that was lost was ${longest} ms old`,
    );
    expect(steps).toBeGreaterThanOrEqual(count / 2);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

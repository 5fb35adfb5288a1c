import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, menuCommand, test } from './harness/desktop.ts';
import { firstPlots, openSample } from './harness/window.ts';

/** Every stage that the status bar names from now on. */
async function recordStages(page: Page): Promise<() => Promise<readonly string[]>> {
  const seen = await page.evaluateHandle(() => {
    const stages = new Set<string>();
    const bar = document.querySelector('footer');
    if (!bar) throw new Error('no status bar');
    const note = () => stages.add(bar.querySelector('[role="status"]')?.textContent ?? '');
    new MutationObserver(note).observe(bar, { subtree: true, childList: true, characterData: true });
    return stages;
  });
  return () => seen.evaluate((stages) => [...stages]);
}

async function openMenu(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button').first().click();
}

test('what was measured is kept: the study opens again without measuring, until it is let go of', async ({
  desktop: { page },
}) => {
  const first = await recordStages(page);
  await openSample(page);
  expect(await first()).toContain('Measuring');
  const ranked = await firstPlots(page);

  await expect(async () => {
    // Written in the background; the menu asks anew each time it opens.
    await page.keyboard.press('Escape');
    await openMenu(page);
    await expect(page.getByText(/^Kept for a quicker start: [1-9]\d* MB$/)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('menuitem', { name: 'Close the study' }).click();
  const second = await recordStages(page);
  await openSample(page);
  expect(await second()).not.toContain('Measuring');
  expect(await firstPlots(page)).toEqual(ranked);

  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Let go of it' }).click();
  await expect(page.getByText('Kept for a quicker start: 0 MB')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Close the study' }).click();
  const third = await recordStages(page);
  await openSample(page);
  expect(await third()).toContain('Measuring');
});

/** Names of the columns that are kept for the workers, once nothing is added any more. */
async function keptColumns(page: Page): Promise<readonly string[]> {
  const list = () =>
    page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const names: string[] = [];
      for await (const name of (await root.getDirectoryHandle('columns-1', { create: true })).keys()) names.push(name);
      return names.sort();
    });
  for (let before = await list(); ; ) {
    // They are kept two seconds after a project was shown or saved.
    await page.waitForTimeout(3500);
    const now = await list();
    if (now.join() === before.join()) return now;
    before = now;
  }
}

test('the columns of a project are kept for its next opening, and what is lost of them is kept again', async ({
  desktop,
}) => {
  test.setTimeout(150_000);
  const { page } = desktop;
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-columns-'));
  const menu = (command: string) => menuCommand(desktop.app, command);
  try {
    await openSample(page);
    const ranked = await firstPlots(page);
    expect(await keptColumns(page)).toEqual([]);
    await desktop.answerDialogs({ save: join(folder, 'plan.gpkg') });
    await menu('save-project');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 });
    const kept = await keptColumns(page);
    expect(kept.length).toBeGreaterThan(20);

    for (const lost of [0, 3]) {
      await menu('new-project');
      await page.evaluate(
        async (names) => {
          const root = await navigator.storage.getDirectory();
          const columns = await root.getDirectoryHandle('columns-1');
          for (const name of names) await columns.removeEntry(name);
        },
        kept.filter((_, at) => lost > 0 && at % lost === 0),
      );
      await page.getByRole('region', { name: 'Recent projects' }).getByRole('button').first().click();
      await expect.poll(() => firstPlots(page), { timeout: 60_000 }).toEqual(ranked);
      await expect.poll(() => keptColumns(page), { timeout: 30_000 }).toEqual(kept);
    }
    await openMenu(page);
    await page.getByRole('menuitem', { name: 'Let go of it' }).click();
    await expect(page.getByText('Kept for a quicker start: 0 MB')).toBeVisible();
    expect(await keptColumns(page)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.describe('without storage', () => {
  test('that never answers, the window is usable within five seconds all the same', async ({ desktop: { page } }) => {
    const timed = async () => {
      const begun = performance.now();
      await openSample(page);
      return performance.now() - begun;
    };
    // What the sample takes in a page that has just begun, with an empty storage that answers.
    const usual = await timed();
    await openMenu(page);
    await page.getByRole('menuitem', { name: 'Let go of it' }).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.evaluate(() => {
      Object.defineProperty(IDBFactory.prototype, 'open', { value: () => new EventTarget() });
    });
    const silent = await timed();
    await openMenu(page);
    await expect(page.getByText('Nothing is kept: the storage does not answer')).toBeVisible();
    expect(silent - usual).toBeLessThan(5000);
  });

  test('the window ranks all the same', async ({ desktop: { page } }) => {
    await page.evaluate(() => {
      // As a store that was blocked: every request for it fails.
      Object.defineProperty(IDBFactory.prototype, 'open', {
        value: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await openSample(page);
    await openMenu(page);
    await expect(page.getByText('Nothing is kept: the storage cannot be used')).toBeVisible();
  });
});

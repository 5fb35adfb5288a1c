import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';
import { expect, menuCommand, type RunningDesktop, test } from './harness/desktop.ts';
import { repository, resultsFolder } from './harness/runtime.ts';
import { firstPlots, openSample } from './harness/window.ts';

/** Asks the window as the menu does. */
async function menu({ app, page }: Pick<RunningDesktop, 'app' | 'page'>, command: string): Promise<void> {
  await menuCommand(app, command);
  await page.waitForTimeout(50);
}

/** The first plots when they no longer change: key presses wait for frames, which are slow when drawn in software. */
async function settled(page: Page): Promise<(string | null)[]> {
  for (let before = await firstPlots(page); ; ) {
    await page.waitForTimeout(2000);
    const now = await firstPlots(page);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}

test('a study is saved as a project, opened again with its weights, and restored when it was not saved', async ({
  desktop,
}) => {
  test.setTimeout(240_000);
  const { app, page } = desktop;
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-project-'));
  const file = join(folder, 'plan.gpkg');
  try {
    await openSample(page);
    const slider = page.getByRole('slider').first();
    await slider.focus();
    for (let press = 0; press < 12; press++) await slider.press('ArrowRight');
    const ranked = await settled(page);
    await desktop.answerDialogs({ save: file });
    await menu(desktop, 'save-project');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 });
    expect(existsSync(file)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const checked = execFileSync('node', [join(repository, 'out/cli/tomtevalg.cjs'), 'check', file, '--json'], {
      encoding: 'utf8',
    });
    expect(JSON.parse(checked)).toMatchObject({ whole: true, issues: [] });

    await menu(desktop, 'new-project');
    const recent = page.getByRole('region', { name: 'Recent projects' });
    await expect(recent).toContainText('plan.gpkg');
    await page.screenshot({ path: join(resultsFolder, 'project-start.png') });
    await recent.getByRole('button').first().click();
    await expect.poll(() => firstPlots(page), { timeout: 60_000 }).toEqual(ranked);

    const saved = readFileSync(file);
    await slider.focus();
    for (let press = 0; press < 8; press++) await slider.press('ArrowRight');
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
      .toMatch(/^\*/);
    const reweighed = await settled(page);
    expect(reweighed).not.toEqual(ranked);
    await page.screenshot({ path: join(resultsFolder, 'project-unsaved.png') });
    await menu(desktop, 'new-project');
    const unsaved = page.getByRole('region', { name: 'Work that is not saved' });
    await expect(unsaved).toContainText('plan.gpkg');
    expect(readFileSync(file).equals(saved)).toBe(true);
    await page.screenshot({ path: join(resultsFolder, 'project-restore.png') });
    await unsaved.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(() => firstPlots(page), { timeout: 60_000 }).toEqual(reweighed);
    await menu(desktop, 'save-project');
    await expect.poll(() => existsSync(join(folder, 'plan.previous.gpkg')), { timeout: 30_000 }).toBe(true);
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
      .not.toMatch(/^\*/);
    expect(readFileSync(join(folder, 'plan.previous.gpkg')).equals(saved)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { answerDialogs, launchDesktop, menuCommand } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { firstPlots, openSample } from './harness/window.ts';

test.describe.configure({ timeout: 180_000 });

let profile: string;
test.beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'tomtevalg-closing-'));
});
test.afterEach(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

const weightsOf = (page: Page): Promise<(string | null)[]> =>
  page.getByRole('slider').evaluateAll((sliders) => sliders.map((slider) => slider.getAttribute('aria-valuenow')));

/** Resolves when the program has ended. */
const ended = (app: ElectronApplication): Promise<void> => new Promise((resolve) => app.once('close', () => resolve()));

/** Ways a person ends the program, all but instantly after the last key. */
const ways: readonly (readonly [string, (app: ElectronApplication) => Promise<void>])[] = [
  ['closes', (app) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())],
  ['quits', (app) => app.evaluate(({ app: program }) => program.quit())],
];

for (const [name, end] of ways)
  test(`a weight changed just before the window ${name} is there at the next start`, async () => {
    const { app, page } = await launchDesktop(profile);
    await openSample(page);
    const slider = page.getByRole('slider').first();
    await slider.focus();
    for (let press = 0; press < 5; press++) await slider.press('ArrowRight');
    const weights = await weightsOf(page);
    const over = ended(app);
    await end(app).catch(() => undefined);
    await over;

    const again = await launchDesktop(profile);
    const unsaved = again.page.getByRole('region', { name: 'Work that is not saved' });
    await unsaved.getByRole('button', { name: 'Restore' }).click();
    await expect.poll(async () => (await firstPlots(again.page)).length, { timeout: 60_000 }).toBe(5);
    expect(await weightsOf(again.page)).toEqual(weights);
    await again.app.close();
  });

test('a window that does not answer is closed when a person says so', async () => {
  const { app, page } = await launchDesktop(profile);
  await openSample(page);
  await app.evaluate(({ dialog }) => {
    const asked = globalThis as unknown as { asked: string[] };
    asked.asked = [];
    dialog.showMessageBox = async (...given: unknown[]) => {
      const { message } = given[given.length - 1] as { message: string };
      asked.asked.push(message);
      return { response: asked.asked.length === 1 ? 0 : 1, checkboxChecked: false };
    };
  });
  const over = ended(app);
  const begun = performance.now();
  await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    void window?.webContents.executeJavaScript('for (;;) {}').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 500));
    window?.close();
  });
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked), { timeout: 15_000 })
    .toEqual(['The last change is not kept yet.']);
  await over;
  // Asked after five seconds, told to wait, and asked again.
  expect(performance.now() - begun).toBeGreaterThan(9_900);
});

test('a sample that nobody edited is not offered, and a saved project has the picture of its map', async () => {
  const first = await launchDesktop(profile);
  await openSample(first.page);
  await answerDialogs(first.app, { save: null });
  const save = (app: ElectronApplication) => menuCommand(app, 'save-project');
  await save(first.app);
  await expect(first.page.locator('progress')).toHaveCount(0);
  await first.app.close();

  const second = await launchDesktop(profile);
  const { page } = second;
  await expect(page.getByRole('button', { name: /Open the sample/ })).toBeVisible();
  await page.waitForTimeout(1000);
  await expect(page.getByRole('region', { name: 'Work that is not saved' })).toHaveCount(0);
  await openSample(page);
  await answerDialogs(second.app, { save: join(profile, 'plan.gpkg') });
  await save(second.app);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 });
  await second.app.close();

  const third = await launchDesktop(profile);
  const recent = third.page.getByRole('region', { name: 'Recent projects' });
  await expect(recent).toContainText('plan.gpkg');
  await third.page.screenshot({ path: join(resultsFolder, 'recent-pictures.png') });
  const picture = recent.locator('img').first();
  // Plots in the colours of their scores, and not one colour alone.
  const colours = await picture.evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const pen = canvas.getContext('2d');
    if (!pen || canvas.width === 0) return 0;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(
      Array.from({ length: data.length / 4 }, (_, at) =>
        data
          .slice(4 * at, 4 * at + 3)
          .map((v) => v >> 5)
          .join(),
      ),
    ).size;
  });
  expect(colours).toBeGreaterThan(20);
  await third.app.close();
});

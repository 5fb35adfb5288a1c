import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { pretendCard, withWebgl } from './harness/card.ts';
import { expect, menuCommand, type RunningDesktop, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { backIn, inPage, killPage, type Shown, shown } from './harness/shown.ts';
import { openSample, outlinedPixels, rowAt } from './harness/window.ts';

async function savedSample({ page, app, answerDialogs }: RunningDesktop, folder: string): Promise<void> {
  await openSample(page);
  await answerDialogs({ save: join(folder, 'plan.gpkg') });
  await menuCommand(app, 'save-project');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 });
}

/** Sets a weight and looks somewhere, and waits as long as a crash may cost work. */
async function workOn(page: Page, app: ElectronApplication): Promise<Shown> {
  const slider = page.getByRole('slider').first();
  await slider.focus();
  for (let press = 0; press < 12; press++) await slider.press('ArrowRight');
  await rowAt(page, 1).click();
  await page.keyboard.press('Control+j');
  await page.waitForTimeout(2000);
  return shown(app);
}

test('a page whose process is killed or hangs comes back with the edit and the view, the third time without layers', async ({
  desktop,
}) => {
  test.setTimeout(120_000);
  desktop.expectComplaint(/the page crashed|Target crashed/);
  const { app, page } = desktop;
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-recovery-'));
  try {
    await savedSample(desktop, folder);
    const before = await shown(app);
    const worked = await workOn(page, app);
    expect(worked.plots).not.toEqual(before.plots);
    expect(worked.scale).not.toBe(before.scale);

    await killPage(app);
    const killed = await backIn(app, worked.plots);
    await expect.poll(async () => (await shown(app)).busy).toBe(false);
    expect(await shown(app)).toMatchObject({ scale: worked.scale, side: 'Plot', notes: '' });
    expect((await shown(app)).notices).toContain('The window stopped and was opened again');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toMatch(/^\*/);

    await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      void window?.webContents.executeJavaScript('for (;;) {}').catch(() => undefined);
      // Chromium says so itself after fifteen seconds without an answer to the pointer.
      window?.emit('unresponsive');
    });
    await expect.poll(async () => (await shown(app)).notices, { timeout: 30_000 }).toContain('no longer answered');
    await backIn(app, worked.plots);

    await killPage(app);
    await backIn(app, worked.plots);
    await expect.poll(async () => (await shown(app)).notes).toContain('The layers are not drawn');
    expect((await shown(app)).notices).toContain('three times within five minutes');
    await inPage(app, `document.querySelector('[role=note] button').click()`);
    await expect.poll(async () => (await shown(app)).notes).toBe('');
    test.info().annotations.push({ type: 'back after a kill', description: `${killed} ms` });
    console.log(`back ${killed} ms after a kill`);
    expect(killed).toBeLessThan(5000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Waits until the outline of the chosen plot is on the map. */
async function outlined(page: Page): Promise<void> {
  await expect.poll(() => outlinedPixels(page), { message: 'the map is drawn' }).toBeGreaterThan(400);
}

test.describe('with a graphics card', () => {
  test.use(withWebgl);
  test.slow();

  test('the map comes back when its drawing context is lost, and is painted when that stays away', async ({
    desktop,
  }) => {
    desktop.expectComplaint(/context lost|CONTEXT_LOST|WebGL/i);
    const { page, app } = desktop;
    const told = page.getByText('The graphics card stopped drawing');
    await pretendCard(desktop);
    await openSample(page);
    await rowAt(page, 1).click();
    await page.keyboard.press('Control+j');
    await outlined(page);
    const lost = await page.evaluate(async () => {
      const gl = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')?.getContext('webgl2');
      const extension = gl?.getExtension('WEBGL_lose_context');
      if (!gl || !extension) throw new Error('no context to lose');
      extension.loseContext();
      setTimeout(() => extension.restoreContext(), 1000);
      await new Promise((later) => setTimeout(later, 300));
      return gl.isContextLost();
    });
    expect(lost).toBe(true);
    // What is asked of the map meanwhile is not lost.
    await page.keyboard.press('Escape');
    await rowAt(page, 1).click();
    await outlined(page);
    await expect(told, 'a card draws').toHaveCount(0);
    await page.screenshot({ path: join(resultsFolder, 'map-restored.png') });

    await test.step('the process that draws is killed', async () => {
      const pid = await app.evaluate(
        (electron) => electron.app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
      );
      if (!pid) throw new Error('no process draws');
      process.kill(pid, 'SIGKILL');
      await page.waitForTimeout(3000);
      // How soon the context comes back is Chromium's doing; the map is drawn in the frame after.
      await outlined(page);
      await expect(told).toHaveCount(0);
    });

    await page.evaluate(() => {
      const gl = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')?.getContext('webgl2');
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await expect(told).toHaveCount(1, { timeout: 10_000 });
    await outlined(page);
  });
});

test('a worker that ends without an error fails its job in words, and is replaced', async ({ desktop }) => {
  const { page } = desktop;
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers())
    await worker.evaluate(() => {
      // As when the browser ends it: no event tells the page.
      const scope = globalThis as unknown as { onmessage: unknown; close(): void };
      scope.onmessage = () => scope.close();
    });
  await page.getByRole('button', { name: /Open the sample/ }).click();
  await expect(page.getByRole('alert')).toContainText('its worker ended');
  await openSample(page);
});

test('a worker that gets no memory for its arrays fails its job in words, and is replaced', async ({ desktop }) => {
  // How long a system takes to refuse memory is its own business.
  test.setTimeout(150_000);
  desktop.expectComplaint(/Array buffer allocation failed/);
  const { page } = desktop;
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers())
    await worker.evaluate(() => {
      const scope = globalThis as unknown as { onmessage: unknown };
      scope.onmessage = () => {
        // Room that is promised and never touched, until no more is to be had.
        const kept: SharedArrayBuffer[] = [];
        for (;;) kept.push(new SharedArrayBuffer(2 ** 31));
      };
    });
  await page.getByRole('button', { name: /Open the sample/ }).click();
  await expect(page.getByRole('alert')).toContainText('There was not enough memory for this', { timeout: 90_000 });
  await openSample(page);
});

test.describe('with little memory', () => {
  test.use({ extraArguments: ['--js-flags=--max-old-space-size=256'] });

  test('a worker whose heap is full ends the page, as Chromium will have it, and the window comes back in words', async ({
    desktop,
  }) => {
    desktop.expectComplaint(/the page crashed|Target crashed/);
    const { app, page } = desktop;
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    const [worker] = page.workers();
    void worker
      .evaluate(() => {
        const kept: unknown[] = [];
        for (;;) kept.push({ of: [kept.length] });
      })
      .catch(() => undefined);
    const told = async () => (await shown(app)).notices;
    await expect.poll(told, { timeout: 60_000 }).toContain('The window stopped and was opened again');
    expect(await inPage(app, 'document.querySelectorAll("button").length')).toBeGreaterThan(3);
  });
});

test('workers that die are replaced: the next study is ranked all the same', async ({ desktop }) => {
  desktop.expectComplaint(/ended by the test/);
  const { page } = desktop;
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers())
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('ended by the test');
      });
    });
  await openSample(page);
});

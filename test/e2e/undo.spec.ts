import { join } from 'node:path';
import { expect, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { firstPlots, openSample } from './harness/window.ts';

test('what was done is undone and done again by its name, and the star goes with it', async ({ desktop }) => {
  test.setTimeout(120_000);
  const { app, page } = desktop;
  const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '');
  const menuLabels = () =>
    app.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items[1]?.submenu?.items ?? []).slice(0, 2).map(({ label }) => label),
    );
  await openSample(page);
  const first = await firstPlots(page);
  await expect.poll(title).not.toMatch(/^\*/);
  const slider = page.getByRole('slider').first();
  await slider.focus();
  // One after the other without waiting, as a key that is held down: presses that the machine spreads over seconds are several steps.
  await Promise.all(Array.from({ length: 5 }, () => page.keyboard.press('PageUp')));
  await expect.poll(() => firstPlots(page)).not.toEqual(first);
  await expect.poll(title).toMatch(/^\*/);
  await expect.poll(menuLabels).toEqual([expect.stringMatching(/^Undo weight of /), 'Redo']);
  const undo = page.getByRole('button', { name: /^Undo weight of / });
  await undo.hover();
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(resultsFolder, 'undo.png') });

  await page.keyboard.press('Control+z');
  await expect.poll(() => firstPlots(page)).toEqual(first);
  await expect.poll(title).not.toMatch(/^\*/);
  await expect.poll(menuLabels).toEqual(['Undo', expect.stringMatching(/^Redo weight of /)]);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => firstPlots(page)).not.toEqual(first);

  await page
    .getByRole('button', { name: /^Hide / })
    .first()
    .click();
  await expect(page.getByRole('button', { name: /^Undo hiding / })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Undo weight of / })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  await expect.poll(() => firstPlots(page)).not.toEqual(first);

  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Norsk' }).click();
  await expect(page.getByRole('button', { name: /^Angre vekten til / })).toBeEnabled();
  await expect
    .poll(menuLabels)
    .toEqual([expect.stringMatching(/^Angre vekten til /), expect.stringMatching(/^Gjør om skjuling av /)]);
});

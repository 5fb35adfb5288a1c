import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { openSample, rowAt } from './harness/window.ts';

/** How many pixels of the map have one of the colours; where the processor draws they can be read back. */
async function pixelsOf(page: Page, colours: readonly (readonly [number, number, number])[]): Promise<number> {
  return page.getByRole('region', { name: 'Map', exact: true }).evaluate((region, wanted) => {
    let count = 0;
    for (const canvas of region.querySelectorAll('canvas')) {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      for (let at = 0; at < data.length; at += 4) {
        const near = wanted.some((one) => one.every((value, c) => Math.abs(value - (data[at + c] ?? 0)) < 14));
        if (near && data[at + 3] === 255) count++;
      }
    }
    return count;
  }, colours);
}

/** The best two classes of the light map as they are mixed with the ground, and the line around the chosen plot. */
const best = [
  [78, 16, 93],
  [61, 112, 148],
] as const;
const chosen = [[232, 69, 10]] as const;

test('without WebGL the map shows, pans, zooms and selects', async ({ desktop }) => {
  const { page, app } = desktop;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  expect(await page.evaluate(() => document.createElement('canvas').getContext('webgl2'))).toBeNull();
  await openSample(page);
  const map = page.getByRole('region', { name: 'Map', exact: true });
  await expect.poll(() => pixelsOf(page, best), { message: 'plots are coloured' }).toBeGreaterThan(50);
  await expect.poll(() => pixelsOf(page, chosen)).toBe(0);

  const uses = page.getByRole('radiogroup', { name: 'Use to rank for' });
  const industry = await pixelsOf(page, best);
  await uses.getByText('School', { exact: true }).click();
  await expect.poll(() => pixelsOf(page, best), { message: 'colours follow' }).not.toBe(industry);
  await uses.getByText('Industry', { exact: true }).click();
  await expect.poll(() => pixelsOf(page, best)).toBe(industry);

  await rowAt(page, 1).click();
  await expect.poll(() => pixelsOf(page, chosen), { message: 'the chosen plot has its line' }).toBeGreaterThan(5);
  await page.keyboard.press('Control+j');
  await expect.poll(() => pixelsOf(page, chosen), { message: 'and is gone to' }).toBeGreaterThan(400);
  await page.screenshot({ path: join(resultsFolder, 'plain-map.png') });
  const name = await page.getByRole('article').getByRole('heading').first().textContent();

  const canvas = map.getByRole('application');
  const box = await canvas.boundingBox();
  if (!box) throw new Error('no map');
  const middle = { x: box.x + box.width / 2 - 60, y: box.y + box.height / 2 };
  await page.keyboard.press('Escape');
  await expect.poll(() => pixelsOf(page, chosen), { message: 'nothing is chosen' }).toBe(0);
  await page.mouse.click(middle.x, middle.y);
  await expect(page.getByRole('article').getByRole('heading').first()).toHaveText(name ?? '');
  await expect.poll(() => pixelsOf(page, chosen)).toBeGreaterThan(400);

  // Drawn along by 200 pixels the same plot is found 200 pixels farther.
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - 200, middle.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('Escape');
  await page.mouse.click(middle.x - 200, middle.y);
  await expect(page.getByRole('article').getByRole('heading').first()).toHaveText(name ?? '');

  const scale = () => page.getByRole('contentinfo').textContent();
  const before = await scale();
  await page.mouse.wheel(0, -300);
  await expect.poll(scale, { message: 'the scale follows the wheel' }).not.toBe(before);
  await canvas.focus();
  const near = await scale();
  await page.keyboard.press('-');
  await expect.poll(scale, { message: 'and the keys' }).not.toBe(near);
});

test('a painter that ends is followed by another, and the map is painted on', async ({ desktop }) => {
  desktop.expectComplaint(/ended by the test/);
  const { page } = desktop;
  await openSample(page);
  await expect.poll(() => pixelsOf(page, best), { message: 'plots are coloured' }).toBeGreaterThan(50);
  const painters = () => page.workers().filter((worker) => worker.url().includes('painter'));
  const [first] = painters();
  await first.evaluate(() => {
    setTimeout(() => {
      throw new Error('ended by the test');
    });
  });
  await expect.poll(() => painters().includes(first)).toBe(false);
  await rowAt(page, 1).click();
  await page.keyboard.press('Control+j');
  await expect.poll(() => pixelsOf(page, chosen), { message: 'the new one paints' }).toBeGreaterThan(400);
  await expect.poll(() => pixelsOf(page, best)).toBeGreaterThan(50);
});

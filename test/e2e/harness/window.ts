import type { Locator, Page } from '@playwright/test';
import { expect } from './desktop.ts';

/** Rows of the ranking on screen. */
export const rows = (page: Page): Locator => page.locator('[data-row]');
export const layerRows = (page: Page): Locator =>
  page.getByRole('region', { name: 'Layers' }).getByRole('list').first().getByRole('listitem');
/** Texts of the first five rows. */
export const firstPlots = (page: Page): Promise<(string | null)[]> =>
  rows(page).evaluateAll((list) => list.slice(0, 5).map((row) => row.textContent));
/** Rows are numbered from 2, the head being the first. */
export const rowAt = (page: Page, rank: number): Locator => page.locator(`[data-row][aria-rowindex="${rank + 1}"]`);

/** Opens the sample and waits until all of it is measured and drawn. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Open the sample/ }).click();
  await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
}

/** How many pixels of the map have the colour of the outline around the chosen plot. */
export async function outlinedPixels(page: Page): Promise<number> {
  const picture = await page.getByRole('region', { name: 'Map', exact: true }).screenshot();
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    const [red, green, blue] = [232, 69, 10];
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const away = Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue);
      if (away < 24) count++;
    }
    return count;
  }, picture.toString('base64'));
}

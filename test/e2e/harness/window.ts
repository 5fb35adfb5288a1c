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

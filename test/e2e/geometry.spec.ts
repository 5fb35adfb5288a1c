import { join } from 'node:path';
import { expect, test } from './harness/desktop.ts';
import { repository } from './harness/runtime.ts';
import { layerRows, rowAt } from './harness/window.ts';

const sampleFolder = join(repository, 'resources/sample');

test('wrongly drawn plots are told at import and repaired when asked', async ({ desktop: { page, drop } }) => {
  await drop([join(sampleFolder, 'teig.zip'), join(sampleFolder, 'transformatorstasjon.zip')]);
  const sheet = page.getByRole('dialog');
  const plots = sheet.getByRole('region', { name: 'teig' });
  await expect(plots.getByText('9 of 6088 areas are wrongly drawn')).toBeVisible({ timeout: 30_000 });
  await expect(plots.getByText(/^Feature 4175 crosses itself at E 453.282 N 7.355.229\.$/)).toBeVisible();
  await expect(sheet.getByRole('region', { name: 'transformatorstasjon' }).getByLabel('Wrongly drawn')).toHaveCount(0);
  await plots.getByLabel('Wrongly drawn areas').selectOption('repair');
  await sheet.getByRole('button', { name: 'Open' }).click();
  await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
  await layerRows(page).filter({ hasText: 'teig' }).locator('[aria-expanded]').click();
  await expect(page.getByText(/^Feature 4175 crosses itself .* Repaired; area changed by .* %\./)).toBeVisible();
  await page.getByRole('button', { name: 'show on map' }).first().click();
  await expect(page.getByRole('button', { name: 'take the mark away' })).toBeVisible();
  await expect(page.locator('.map-mark')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(page.locator('.map-mark')).toHaveCount(0);
});

import { join } from 'node:path';
import { expect, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { openSample } from './harness/window.ts';

test('every command is found by its name and done by Enter', async ({ desktop: { page } }) => {
  test.setTimeout(90_000);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'What do you want to do?' });
  await expect(field).toBeFocused();
  await field.fill('save');
  await expect(page.getByRole('option', { name: /Save the project as/ })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await openSample(page);

  await page.keyboard.press('Control+k');
  await page.screenshot({ path: join(resultsFolder, 'palette.png') });
  await field.fill('rank hous');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Housing' })).toBeChecked();
  await expect(page.getByRole('button', { name: 'Undo choosing Housing' })).toBeEnabled();

  await page.keyboard.press('Control+k');
  await field.fill('undo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Industry' })).toBeChecked();

  await page.keyboard.press('Control+k');
  await field.fill('norsk');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Hva vil du gjøre?' }).fill('avslutt alt');
  await expect(page.getByText('Ingen kommando heter noe slikt.')).toBeVisible();
});

test('a layer is removed and brought back', async ({ desktop: { page } }) => {
  test.setTimeout(90_000);
  await openSample(page);
  const ports = page.getByRole('button', { name: 'Hide Ports' });
  await page.getByRole('button', { name: 'About Ports' }).click();
  await page.getByRole('button', { name: 'Remove from the project' }).click();
  await expect(ports).toHaveCount(0);
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
  await page.keyboard.press('Control+z');
  await expect(ports).toBeVisible();
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Redo removing ports' })).toBeEnabled();
});

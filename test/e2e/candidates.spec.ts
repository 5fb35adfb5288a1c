import { join } from 'node:path';
import { expect, test } from './harness/desktop.ts';
import { repository, resultsFolder } from './harness/runtime.ts';
import { layerRows, rowAt, rows } from './harness/window.ts';

const sampleFolder = join(repository, 'resources/sample');

test('a dropped zoning plan without parcels becomes ranked plots', async ({ desktop: { page, drop } }) => {
  await drop(
    ['kommuneplan_arealformal.zip', 'vegnett.zip', 'flomsone_200aar.zip'].map((name) => join(sampleFolder, name)),
  );
  const sheet = page.getByRole('dialog', { name: 'Look over before adding' });
  await expect(sheet.getByRole('button', { name: 'Open' })).toBeDisabled();
  await sheet.getByRole('button', { name: 'Make candidate plots' }).click();

  const dialog = page.getByRole('dialog', { name: 'Make candidate plots' });
  const business = dialog.getByRole('row').filter({ has: page.getByRole('checkbox', { name: '1300', exact: true }) });
  await expect(business).toContainText('ha');
  await expect(dialog.getByRole('button', { name: 'Make plots' })).toBeDisabled();
  await business.getByRole('checkbox').check();
  await dialog.getByLabel('Setback from Flood in metres').fill('20');
  await dialog.getByLabel('Smallest plot').fill('2000');
  await dialog.getByLabel('Suggest joining plots').fill('30000');
  await page.screenshot({ path: join(resultsFolder, 'make-plots.png') });
  await dialog.getByRole('button', { name: 'Make plots' }).click();

  const account = page.getByRole('dialog', { name: 'Where the ground went' });
  await expect(account.getByRole('row', { name: /^zoning areas of the codes/ })).toBeVisible({ timeout: 60_000 });
  await expect(account.getByRole('row', { name: /^taken by Roads/ })).toBeVisible();
  const made = account.getByRole('row', { name: /^candidate plots/ });
  await expect(made).toHaveText(/\d/);
  const count = Number((await made.getByRole('cell').first().textContent())?.replace(',', ''));
  expect(count).toBeGreaterThan(1);
  await page.screenshot({ path: join(resultsFolder, 'plot-account.png') });
  await account.getByRole('button', { name: 'Close' }).last().click();
  await expect(rowAt(page, 1)).toBeVisible();
  await expect(page.getByText(`${count} plots`)).toBeVisible();
  await expect(rows(page).first()).toContainText(/\d+-\d+/);
  await expect(layerRows(page).filter({ hasText: 'Plots' })).toHaveCount(1);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { firstPlots, openSample, rowAt } from './harness/window.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-import-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Schools of the sample, but one. */
const schools = [
  'Sentrum skole',
  'Solbakken skole',
  'Åsen ungdomsskole',
  'Sørsida skole',
  'Åmoen oppvekstsenter',
  'Sæterbekk skole',
  'Strandvåg skole',
];

/** A file of this text in the test's folder. */
function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

test('tables dropped on the window are joined to layers, count in the ranking, and are undone', async ({ desktop }) => {
  const { page, drop } = desktop;
  await openSample(page);
  await page.getByRole('radiogroup', { name: 'Use to rank for' }).getByText('Housing', { exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'Score for Housing' })).toBeVisible();
  const before = await firstPlots(page);
  const plot = (await rowAt(page, 1).getByRole('gridcell').nth(1).textContent()) ?? '';

  await drop([
    fileOf('elevtall.csv', ['skole;plasser', ...schools.map((name) => `${name};1`), 'Nedlagt skole;5']),
    fileOf('salg.csv', ['nr;salgsklar', `${plot};våren 2027`]),
  ]);
  const sheet = page.getByRole('dialog');
  const pupils = sheet.getByRole('region', { name: 'elevtall' });
  await expect(pupils.getByLabel('Join its fields to')).toHaveValue('layer:schools', { timeout: 30_000 });
  await expect(pupils.getByText('by its field "skole" to "skolenavn": 7 of 8 features have a row')).toBeVisible();
  await expect(pupils.getByText('Keys without a row: Nesjeberg skole.')).toBeVisible();
  await expect(pupils.getByText('1 keys in elevtall.csv belong to no feature: Nedlagt skole.')).toBeVisible();
  await pupils.getByText('What its fields say').click();
  await pupils.getByLabel('Places', { exact: true }).selectOption('plasser');
  const sale = sheet.getByRole('region', { name: 'salg' });
  await expect(sale.getByLabel('Join its fields to'), 'one plot of thousands is no reason').toHaveValue('');
  await sale.getByLabel('Join its fields to').selectOption('layer:plots');
  await expect(sale.getByLabel('equal to the field')).toHaveValue('matrikkeln');
  await expect(sale.getByText(/1 of 6,?088 features have a row/)).toBeVisible();
  await page.screenshot({ path: join(resultsFolder, 'join.png') });

  await sheet.getByRole('button', { name: 'Add 2' }).click();
  await expect.poll(() => firstPlots(page), { timeout: 60_000, message: 'schools are full now' }).not.toEqual(before);
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
  await page.getByRole('gridcell', { name: plot, exact: true }).click();
  const card = page.getByRole('article');
  const fields = card.getByText('All fields of the plot');
  await fields.click();
  await expect(card.getByRole('row', { name: 'salgsklar' })).toContainText('våren 2027');
  await page.screenshot({ path: join(resultsFolder, 'joined.png') });

  await page.keyboard.press('Control+z');
  await expect.poll(() => firstPlots(page), { timeout: 60_000, message: 'as before the join' }).toEqual(before);
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
  await fields.click();
  await expect(card.getByRole('row', { name: 'matrikkeln' })).toContainText(plot);
  await expect(card.getByRole('row', { name: 'salgsklar' })).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => firstPlots(page), { timeout: 60_000 }).not.toEqual(before);
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
  await fields.click();
  await expect(card.getByRole('row', { name: 'salgsklar' })).toContainText('våren 2027');
});

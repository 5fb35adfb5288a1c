import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, menuCommand, test } from './harness/desktop.ts';
import { repository, resultsFolder } from './harness/runtime.ts';
import { firstPlots, layerRows, openSample, rowAt } from './harness/window.ts';

const sampleFolder = join(repository, 'resources/sample');
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

test('a project dropped on the window opens as a project, a plain GeoPackage goes to the import sheet', async ({
  desktop,
}) => {
  test.setTimeout(150_000);
  const { page, drop } = desktop;
  const [project, plain] = [join(folder, 'plan.gpkg'), join(folder, 'ranking.gpkg')];
  const menu = (command: string) => menuCommand(desktop.app, command);
  await openSample(page);
  const slider = page.getByRole('slider').first();
  await slider.focus();
  const shown = async () => Number(await slider.getAttribute('aria-valuenow'));
  const weight = (await shown()) + 10;
  for (let press = 0; press < 10; press++) await slider.press('ArrowRight');
  await expect.poll(shown).toBeCloseTo(weight, 1);
  for (const [command, file] of [
    ['save-project', project],
    ['export-gpkg', plain],
  ]) {
    await desktop.answerDialogs({ save: file });
    await menu(command);
    await expect(page.getByRole('alert')).toContainText(file.slice(folder.length + 1), { timeout: 60_000 });
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
  await page.getByRole('button', { name: 'Reset weights' }).click();
  await expect.poll(shown).not.toBeCloseTo(weight, 1);
  await drop([plain]);
  await expect(page.getByRole('dialog').getByRole('region', { name: 'industry' })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');

  await menu('new-project');
  await expect(page.getByRole('button', { name: /Open the sample/ })).toBeVisible();
  await drop([project]);
  await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(shown).toBeCloseTo(weight, 1);
  expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).not.toContain(
    '*',
  );
});

test('a newer delivery keeps the layer as it was, and says what it changed', async ({ desktop: { page, drop } }) => {
  await openSample(page);
  await page.getByRole('radiogroup', { name: 'Use to rank for' }).getByText('School', { exact: true }).click();
  await expect(page.getByRole('complementary', { name: 'Score for School' })).toBeVisible();
  const before = await layerRows(page).allTextContents();
  await drop([fileOf('busstopp2027.csv', ['navn;øst;nord', 'Ny holdeplass;453000;7355000', 'Enda en;458000;7358000'])]);
  const sheet = page.getByRole('dialog');
  const card = sheet.getByRole('region', { name: 'busstopp2027' });
  await card.getByLabel('Add as').selectOption('busstops', { timeout: 30_000 });
  await expect(card.getByText(/Features: \d+ before, 2 now\./)).toBeVisible();
  await expect(card.getByText(/Fields no longer there: .*stoppested/)).toBeVisible();
  await expect(card.getByRole('radio', { checked: true })).toHaveAccessibleName(/^EPSG:25833/);
  await page.screenshot({ path: join(resultsFolder, 'delivery.png') });
  await sheet.getByRole('button', { name: 'Add 1' }).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('The newer delivery is in place', { timeout: 60_000 });
  await expect(notice).toContainText(/School: [1-9][\d,]* of 6,?088 plots have another rank/);
  await expect(notice).toContainText(/First is /);
  await page.screenshot({ path: join(resultsFolder, 'delivery-taken.png') });
  expect((await layerRows(page).allTextContents()).map(titleOf)).toEqual(before.map(titleOf));
});

/** A layer's text in the list without the counts that its data give. */
const titleOf = (text: string): string => text.replace(/\d+( of \d+ counted)?/g, '');

test('a GeoTIFF dropped with the plots becomes the terrain of the study', async ({ desktop: { page, drop } }) => {
  await drop([join(sampleFolder, 'teig.zip'), join(sampleFolder, 'dtm50.tif')]);
  const sheet = page.getByRole('dialog');
  const grid = sheet.getByRole('region', { name: 'dtm50' });
  await expect(grid.getByText(/\d+ × \d+ cells/)).toBeVisible({ timeout: 30_000 });
  await expect(grid.getByText(/Heights from .* to .* m\./)).toBeVisible();
  await expect(grid.getByText(/EPSG:25833/)).toBeVisible();
  await page.screenshot({ path: join(resultsFolder, 'terrain.png') });
  await sheet.getByRole('button', { name: 'Open' }).click();
  await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
  await expect(layerRows(page)).toHaveCount(2);
  await expect(layerRows(page).filter({ hasText: 'dtm50' })).toHaveCount(1);
  await expect(page.getByRole('slider', { name: 'Weight of Mean slope' })).toBeVisible();
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });

  await drop([join(sampleFolder, 'dtm50.tif')]);
  await sheet.getByRole('region', { name: 'dtm50' }).getByLabel('Add as').selectOption('dtm50', { timeout: 30_000 });
  await sheet.getByRole('button', { name: 'Add 1' }).click();
  await expect(page.getByRole('button', { name: 'Undo adding dtm50' })).toBeEnabled({ timeout: 60_000 });
  await expect(layerRows(page)).toHaveCount(2);
});

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expect, type RunningDesktop, test } from './harness/desktop.ts';
import { repository, resultsFolder } from './harness/runtime.ts';
import { firstPlots, layerRows, openSample, outlinedPixels, rowAt, rows } from './harness/window.ts';

const sampleFolder = join(repository, 'resources/sample');
async function resize({ app }: RunningDesktop, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
    },
    [width, height] as const,
  );
}

async function dragTo(page: Page, slider: Locator, share: number): Promise<void> {
  const track = await slider.locator('xpath=..').boundingBox();
  const thumb = await slider.boundingBox();
  if (!track || !thumb) throw new Error('the slider is not on screen');
  await page.mouse.move(thumb.x + thumb.width / 2, thumb.y + thumb.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width * share, thumb.y + thumb.height / 2, { steps: 12 });
  await page.mouse.up();
}

/** Presses Cancel as soon as the status bar names this stage; ms from the click until it says that all has stopped. */
async function cancelAt(page: Page, stage: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const bar = document.querySelector('footer');
    if (!bar) throw new Error('no status bar');
    const status = () => bar.querySelector('[role="status"]')?.textContent ?? '';
    const until = (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => holds() && done());
        const done = () => {
          observer.disconnect();
          resolve();
        };
        observer.observe(bar, { subtree: true, childList: true, characterData: true });
        if (holds()) done();
      });
    await until(() => status() === wanted);
    const begun = performance.now();
    bar.querySelector('button')?.click();
    await until(() => bar.querySelector('progress') === null && status().startsWith('Stopped'));
    return performance.now() - begun;
  }, stage);
}

/** Adds a shapefile of the sample once more to the open study. */
async function addAgain(page: Page, drop: RunningDesktop['drop'], path: string): Promise<void> {
  const before = await layerRows(page).count();
  await drop([path]);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Add 1$/ })
    .click({ timeout: 30_000 });
  await expect(layerRows(page)).toHaveCount(before + 1, { timeout: 60_000 });
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
}

test.describe('the main job', () => {
  test('start, sample ranked, a dragged weight changes the order, the card explains the first', async ({ desktop }) => {
    const { page, startedIn } = desktop;
    await resize(desktop, 1440, 900);
    const begun = performance.now();
    await openSample(page);
    const rankedIn = performance.now() - begun;
    test.info().annotations.push({
      type: 'timing',
      description: `window in ${Math.round(startedIn)} ms, sample ranked and drawn in ${Math.round(rankedIn)} ms`,
    });
    await expect(page.getByRole('region', { name: 'Ranking' }).getByText(/^6,\d{3} plots$/)).toBeVisible();
    await expect(rowAt(page, 1)).toContainText('1');
    const before = await firstPlots(page);

    const slider = page.getByRole('slider', { name: 'Weight of Road to port' });
    await dragTo(page, slider, 0.8);
    await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).toBeGreaterThan(70);
    await expect.poll(() => firstPlots(page), { message: 'the order follows the weight' }).not.toEqual(before);
    await page.getByRole('button', { name: 'Reset weights' }).click();
    await expect.poll(() => firstPlots(page), { message: 'the profile comes back' }).toEqual(before);

    await rowAt(page, 1).click();
    const card = page.getByRole('article');
    await expect(card).toContainText(/Rank 1 of [\d,]+/);
    await expect(card.getByTestId('plot-explanation')).toContainText(/scores [\d.]+ of 100/);
    await expect(card.getByTestId('plot-explanation'), 'thousands set apart').toContainText(/of \d,\d{3} ranked/);
    await expect(card).toContainText('lowest');
    await expect(card.getByRole('table').last()).toContainText(/\d (m|km)/);
  });

  test('each use ranks differently and says what was not assessed', async ({ desktop: { page } }) => {
    await openSample(page);
    const orders = new Set<string>();
    for (const use of ['Industry', 'Housing', 'School']) {
      await page.getByRole('radiogroup', { name: 'Use to rank for' }).getByText(use, { exact: true }).click();
      await expect(page.getByRole('complementary', { name: `Score for ${use}` })).toBeVisible();
      orders.add(JSON.stringify(await firstPlots(page)));
    }
    expect(orders.size).toBe(3);
    await expect(page.getByText('Not assessed', { exact: true })).toBeVisible();
  });

  test('the picture for the README', async ({ desktop }) => {
    const { page } = desktop;
    await resize(desktop, 1440, 900);
    await openSample(page);
    await rowAt(page, 2).click();
    await page.keyboard.press('Control+j');
    for (let step = 0; step < 2; step++) await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.mouse.move(5, 895);
    await page.waitForTimeout(1500);
    const picture = await page.screenshot({ animations: 'disabled' });
    expect(picture.length, 'a window full of plots is no small picture').toBeGreaterThan(100_000);
    mkdirSync(resultsFolder, { recursive: true });
    writeFileSync(join(resultsFolder, 'window.png'), picture);
    if (process.env.TOMTEVALG_UPDATE_PICTURES !== '1') return;
    mkdirSync(join(repository, 'docs/images'), { recursive: true });
    writeFileSync(join(repository, 'docs/images/window.png'), picture);
  });
});

test.describe('map, table and keys', () => {
  test('one selection for map and table', async ({ desktop: { page } }) => {
    await openSample(page);
    const name = (await rowAt(page, 1).getByRole('gridcell').nth(1).textContent()) ?? '';
    await rowAt(page, 1).click();
    await page.keyboard.press('Control+j');
    await page.waitForTimeout(1500);
    await page.keyboard.press('Escape');
    await expect(page.getByText('No plot chosen')).toBeVisible();
    const map = await page.getByRole('region', { name: 'Map', exact: true }).boundingBox();
    if (!map) throw new Error('there is no map');
    // Zooming leaves room for the legend at the right: 90 pixels elsewhere, a quarter of the width or 220 there.
    const right = Math.min(220, map.width / 4);
    await page.mouse.click(map.x + 90 + (map.width - 90 - right) / 2, map.y + map.height / 2);
    await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText(name);
    await expect(rowAt(page, 1)).toHaveAttribute('aria-selected', 'true');
  });

  test('arrow keys, Shift, Ctrl and Esc in the table', async ({ desktop: { page } }) => {
    await openSample(page);
    await rowAt(page, 1).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await expect(rowAt(page, 2)).toHaveAttribute('aria-selected', 'true');
    await expect(rowAt(page, 1)).toHaveAttribute('aria-selected', 'false');
    await rowAt(page, 4).click({ modifiers: ['Shift'] });
    await expect(page.getByText('3 selected')).toBeVisible();
    await rowAt(page, 3).click({ modifiers: ['Control'] });
    await expect(page.getByText('2 selected')).toBeVisible();
    await page.keyboard.press('End');
    await expect(rows(page).last()).toHaveAttribute('aria-rowindex', /^[5-9]\d{3}$/);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-row][aria-selected="true"]')).toHaveCount(0);
  });

  test('sorting by a column and back', async ({ desktop: { page } }) => {
    await openSample(page);
    const ranked = await firstPlots(page);
    await page.getByRole('columnheader', { name: 'Area' }).getByRole('button').click();
    await expect(page.getByRole('columnheader', { name: 'Area' })).toHaveAttribute('aria-sort', 'ascending');
    await expect.poll(() => firstPlots(page)).not.toEqual(ranked);
    await page.getByRole('columnheader', { name: 'Rank' }).getByRole('button').click();
    await expect.poll(() => firstPlots(page)).toEqual(ranked);
  });

  test('layers have an eye and an order', async ({ desktop: { page } }) => {
    await openSample(page);
    const layers = page.getByRole('region', { name: 'Layers' });
    await layers.getByRole('button', { name: 'Hide Plots', exact: true }).click();
    await expect(layers.getByRole('button', { name: 'Show Plots', exact: true })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
    const first = layerRows(page).first();
    const name = await first.textContent();
    await first.hover();
    await first.getByRole('button', { name: /^Move .* down$/ }).click();
    await expect(layerRows(page).nth(1)).toHaveText(name ?? '');
  });
});

test('the window speaks Norwegian and Swedish, numbers included', async ({ desktop: { page } }) => {
  await openSample(page);
  await rowAt(page, 1).click();
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: 'Norsk' }).click();
  await expect(page.getByRole('columnheader', { name: 'Svakeste gruppe' })).toBeVisible();
  await expect(page.getByTestId('plot-explanation')).toContainText(/\d,\d/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
  await page.getByRole('button', { name: 'Språk' }).click();
  await page.getByRole('menuitem', { name: 'Svenska' }).click();
  await expect(page.getByRole('columnheader', { name: 'Svagaste grupp' })).toBeVisible();
  await expect(page.getByRole('article')).toContainText(/Plats 1 av/);
});

test('the ranking is saved as a table', async ({ desktop: { page, answerDialogs } }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-save-'));
  const path = join(folder, 'ranking.csv');
  await openSample(page);
  const name = (await rowAt(page, 1).getByRole('gridcell').nth(1).textContent()) ?? 'no plot';
  await answerDialogs({ save: path });
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('menuitem', { name: 'Table (CSV)' }).click();
  await expect(page.getByRole('alert')).toContainText('ranking.csv');
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  expect(lines.length).toBeGreaterThan(6000);
  expect(lines[1]).toContain(name);
  rmSync(folder, { recursive: true, force: true });
});

test('the window ranks as the command line does, byte for byte', async ({ desktop: { page, answerDialogs } }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-same-'));
  const saved = join(folder, 'window.csv');
  await openSample(page);
  await answerDialogs({ save: saved });
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('menuitem', { name: 'Table (CSV)' }).click();
  await expect(page.getByRole('alert')).toContainText('window.csv');
  const study = join(sampleFolder, 'sample.study.json');
  const program = join(repository, 'out/cli/tomtevalg.cjs');
  // The window measures for all uses at once, the command line here for one: neither may be seen in the numbers.
  const options = ['--profile', 'industry', '--out', folder, '--format', 'csv', '--lang', 'en'];
  execFileSync(process.execPath, [program, 'run', study, ...options], { stdio: 'pipe' });
  const [window, commandLine] = [saved, join(folder, 'industry.csv')].map((path) => readFileSync(path, 'utf8'));
  expect(commandLine.length).toBeGreaterThan(100_000);
  const [ours, theirs] = [window, commandLine].map((text) => text.split('\r\n'));
  expect(
    ours.filter((line, at) => line !== theirs[at]).slice(0, 3),
    'lines that the command line does not write',
  ).toEqual([]);
  expect(window === commandLine).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});

test('workbook and map layers are saved as the command line writes them', async ({
  desktop: { page, answerDialogs },
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-bytes-'));
  await openSample(page);
  for (const [entry, file] of [
    ['Scoring with formulas (Excel)', 'window.xlsx'],
    ['Map data (GeoPackage)', 'window.gpkg'],
    ['Map data (FlatGeobuf)', 'window.fgb'],
    ['Map data (shapefile, zip)', 'window.zip'],
  ]) {
    await answerDialogs({ save: join(folder, file) });
    await page.getByRole('banner').getByRole('button').first().click();
    await page.getByRole('menuitem', { name: entry }).click();
    await expect(page.getByRole('alert').filter({ hasText: file })).toBeVisible({ timeout: 60_000 });
  }
  const program = join(repository, 'out/cli/tomtevalg.cjs');
  const study = join(sampleFolder, 'sample.study.json');
  const options = ['--profile', 'industry', '--out', folder, '--format', 'xlsx,gpkg,fgb,shp', '--lang', 'en'];
  execFileSync(process.execPath, [program, 'run', study, ...options], { stdio: 'pipe' });
  const bytes = (name: string) => readFileSync(join(folder, name));
  expect(bytes('window.gpkg').equals(bytes('industry.gpkg'))).toBe(true);
  expect(bytes('window.fgb').equals(bytes('industry.fgb'))).toBe(true);
  const zipped = unzipSync(bytes('window.zip'));
  for (const ending of ['shp', 'shx', 'dbf', 'prj', 'cpg'])
    expect(bytes(`industry.${ending}`).equals(zipped[`industry.${ending}`]), ending).toBe(true);
  const [ours, theirs] = ['window.xlsx', 'industry.xlsx'].map((name) => unzipSync(bytes(name)));
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  for (const part of Object.keys(ours)) expect(Buffer.from(ours[part]).equals(theirs[part]), part).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});

test.describe('getting files in', () => {
  let folder = '';
  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tomtevalg-drop-'));
  });
  test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The members of a sample zip as loose files; the path of its .shp. */
  function looseShapefile(zip: string): string {
    let shp = '';
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(join(sampleFolder, zip))))) {
      const path = join(folder, name.split('/').at(-1) ?? name);
      writeFileSync(path, bytes);
      if (path.toLowerCase().endsWith('.shp')) shp = path;
    }
    return shp;
  }

  test('a dropped zip of plots becomes a study', async ({ desktop: { page, drop } }) => {
    await drop([join(sampleFolder, 'teig.zip'), join(sampleFolder, 'transformatorstasjon.zip')]);
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('region')).toHaveCount(2, { timeout: 30_000 });
    await expect(sheet.getByRole('region', { name: 'teig' }).getByLabel('Role')).toHaveValue('plots');
    await sheet.getByRole('button', { name: 'Open' }).click();
    await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
    await expect(layerRows(page)).toHaveCount(2);
    await expect(page.getByText('no layer of this kind is loaded').first()).toBeVisible();
  });

  test('a dropped .shp brings its sidecars and joins the open study', async ({ desktop: { page, drop } }) => {
    const shp = looseShapefile('skole.zip');
    await openSample(page);
    const layers = layerRows(page);
    const before = await layers.count();
    await drop([shp]);
    const candidate = page.getByRole('dialog').getByRole('region');
    await expect(candidate).toContainText('EPSG:25833', { timeout: 30_000 });
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Add 1$/ })
      .click();
    await expect(layers).toHaveCount(before + 1, { timeout: 60_000 });
    await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
  });

  test('a study and a loose layer in one drop; what a filter leaves out is said', async ({
    desktop: { page, drop },
  }) => {
    const study = {
      format: 'tomtevalg-study/1',
      name: 'Filtered',
      layers: {
        plots: { file: 'teig.zip', role: 'plots', theme: 'plots', label: 'matrikkeln' },
        power: {
          file: 'transformatorstasjon.zip',
          role: 'power',
          theme: 'substation',
          fields: { freeMw: 'ledig_mw' },
        },
      },
      profiles: [
        {
          format: 'tomtevalg-profile/1',
          id: 'grid',
          use: 'industry',
          name: { en: 'Grid', nb: 'Nett', sv: 'Nät' },
          criteria: [
            {
              id: 'near',
              group: 'power',
              weight: 1,
              name: { en: 'Near', nb: 'Nær', sv: 'Nära' },
              measure: { kind: 'distance', to: { theme: 'substation' }, where: ['>=', ['get', 'freeMw'], 20] },
              utility: {
                kind: 'piecewise',
                points: [
                  [0, 1],
                  [20000, 0],
                ],
              },
              source: 'test',
              grade: 'user',
            },
          ],
          aggregation: { method: 'weighted-sum' },
        },
      ],
    };
    for (const zip of ['teig.zip', 'transformatorstasjon.zip'])
      copyFileSync(join(sampleFolder, zip), join(folder, zip));
    const path = join(folder, 'filtered.study.json');
    writeFileSync(path, JSON.stringify(study));
    await drop([path, looseShapefile('skole.zip')]);
    await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('dialog').getByRole('region')).toHaveCount(1, { timeout: 30_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).last().click();
    await expect(layerRows(page).filter({ hasText: 'Substations' })).toContainText(/[1-9]\d* of \d+ counted/);
    mkdirSync(resultsFolder, { recursive: true });
    await page.screenshot({ path: join(resultsFolder, 'filtered.png') });
  });

  test('wrong files give words, and the window goes on', async ({ desktop: { page, drop } }) => {
    const text = join(folder, 'minutes.txt');
    writeFileSync(text, 'Not a map.');
    await drop([text]);
    await expect(page.getByRole('alert')).toContainText('minutes.txt', { timeout: 30_000 });
    await page.getByRole('button', { name: 'Dismiss' }).click();

    const cut = looseShapefile('teig.zip');
    truncateSync(cut, 70);
    await drop([cut]);
    await expect(page.getByRole('alert')).toContainText('teig.shp', { timeout: 30_000 });

    const study = join(folder, 'broken.study.json');
    writeFileSync(study, '{ "format": "tomtevalg-study/1", "layers": ');
    await drop([study]);
    await expect(page.getByRole('alert')).toContainText('broken.study.json is not a valid study', { timeout: 30_000 });
    await openSample(page);
  });

  test('an added layer takes neither weights nor selection', async ({ desktop: { page, drop } }) => {
    await openSample(page);
    const slider = page.getByRole('slider', { name: 'Weight of Road to port' });
    const weight = async () => Number(await slider.getAttribute('aria-valuenow'));
    const before = await weight();
    await slider.focus();
    await page.evaluate(() => {
      const press = () => new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true });
      for (let n = 0; n < 40; n++) document.activeElement?.dispatchEvent(press());
    });
    await expect.poll(weight, { message: '40 presses between two frames are 40 steps' }).toBeCloseTo(before + 40, 5);
    const ranked = await firstPlots(page);
    await rowAt(page, 2).click();
    const name = (await rowAt(page, 2).getByRole('gridcell').nth(1).textContent()) ?? '';
    await page.keyboard.press('Control+j');
    await page.mouse.move(5, 5);
    await page.waitForTimeout(1500);
    expect(await outlinedPixels(page)).toBeGreaterThan(100);

    await addAgain(page, drop, looseShapefile('skole.zip'));
    await expect.poll(() => firstPlots(page)).toEqual(ranked);
    await expect(rowAt(page, 2)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText(name);
    await page.waitForTimeout(500);
    expect(await outlinedPixels(page), 'what is chosen is outlined').toBeGreaterThan(100);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-row][aria-selected="true"]')).toHaveCount(0);
    await page.waitForTimeout(500);
    expect(await outlinedPixels(page), 'and nothing else').toBe(0);
    await page.getByRole('tab', { name: 'Criteria' }).click();
    expect(await weight()).toBeCloseTo(before + 40, 5);
    await page.getByRole('button', { name: 'Reset weights' }).click();
    await expect.poll(weight).toBeCloseTo(before, 5);
  });

  test.describe('against the clock', () => {
    test('Cancel ends the measuring of 20,000 plots within half a second', async ({ desktop: { page, drop } }) => {
      const program = join(repository, 'node_modules/tsx/dist/cli.mjs');
      execFileSync(process.execPath, [program, join(repository, 'scripts/make-bench-sets.ts'), 'M', folder]);
      for (const stage of ['Reading', 'Preparing', 'Measuring']) {
        const idle = cancelAt(page, stage);
        await drop([join(folder, 'bench.study.json')]);
        const took = await idle;
        test.info().annotations.push({ type: 'timing', description: `${stage} stopped in ${Math.round(took)} ms` });
        expect(took, `${stage}, from click to idle`).toBeLessThan(500);
        await expect(page.getByRole('contentinfo').getByRole('status')).toHaveText('Stopped, nothing was changed');
        await expect(page.getByRole('button', { name: 'Open the sample municipality' })).toBeVisible();
        await page.waitForTimeout(1000);
        await expect(page.locator('progress'), 'nothing goes on').toHaveCount(0);
        await expect(rows(page)).toHaveCount(0);
      }
      await drop([join(folder, 'bench.study.json')]);
      await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
    });
  });

  test('long work can be stopped at once', async ({ desktop: { page } }) => {
    await page.getByRole('button', { name: /Open the sample/ }).click();
    await page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' }).click();
    const begun = performance.now();
    await expect(page.locator('progress')).toHaveCount(0);
    test
      .info()
      .annotations.push({ type: 'timing', description: `stopped in ${Math.round(performance.now() - begun)} ms` });
    if (await page.getByRole('button', { name: 'Open the sample municipality' }).isVisible()) await openSample(page);
  });
});

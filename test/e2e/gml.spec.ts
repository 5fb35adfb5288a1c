import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writtenByGdal } from '../builders/gdal-written.ts';
import { buildGml } from '../builders/gml-builder.ts';
import { writtenProfile } from '../builders/profiles.ts';
import { expect, test } from './harness/desktop.ts';
import { repository, resultsFolder } from './harness/runtime.ts';
import { rowAt } from './harness/window.ts';

const ring = (x: number, y: number, size: number) =>
  `${x} ${y} ${x + size} ${y} ${x + size} ${y + size} ${x} ${y + size} ${x} ${y}`;
const area = (id: string, x: number) =>
  `<gml:Polygon gml:id="${id}"><gml:exterior><gml:LinearRing><gml:posList>${ring(x, 7355000, 90)}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;

const plan = buildGml('http://www.opengis.net/def/crs/EPSG/0/25833', [
  { type: 'Arealplan', fields: { plannavn: 'Ærøya næringspark', kommunenummer: '1833' } },
  ...[1340, 1110, 3040].map((code, at) => ({
    type: 'RpArealformålOmråde',
    fields: { arealformål: `${code}`, feltnavn: `felt ${at}` },
    geometry: { name: 'område', gml: area(`p${at}`, 453000 + 100 * at) },
  })),
]);

test('a plan in GML is read in the window, within its policy, and shown in the import sheet', async ({
  desktop: { page, drop },
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-gml-'));
  writeFileSync(join(folder, 'plan.gml'), plan);
  await drop([join(folder, 'plan.gml')]);
  const sheet = page.getByRole('dialog');
  const zones = sheet.getByRole('region', { name: 'RpArealformålOmråde' });
  await expect(zones).toBeVisible({ timeout: 60_000 });
  await expect(zones.getByText(/3 /).first()).toBeVisible();
  await expect(zones.getByText(/EPSG:25833/).first()).toBeVisible();
  await expect(sheet.getByRole('region', { name: 'Arealplan' })).toBeVisible();
  await page.screenshot({ path: join(resultsFolder, 'gml-import.png') });
  rmSync(folder, { recursive: true, force: true });
});

const parcels = buildGml(
  'http://www.opengis.net/def/crs/EPSG/0/25833',
  [0, 1, 2].map((at) => ({
    type: 'Teig',
    fields: { matrikkelnummertekst: `1/${at + 1}`, eier: ['Ærlig Åsen', 'Kommunen', 'Bø'][at] },
    geometry: { name: 'område', gml: area(`t${at}`, 453000 + 200 * at) },
  })),
);

test('a file geodatabase dropped as a folder is read in the window as one layer', async ({
  desktop: { page, drop },
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-gdb-'));
  for (const [name, bytes] of await writtenByGdal(parcels, 'teig.gdb', '-f', 'OpenFileGDB')) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  await drop([join(folder, 'teig.gdb')]);
  const sheet = page.getByRole('dialog');
  const plots = sheet.getByRole('region', { name: 'Teig' });
  await expect(plots).toBeVisible({ timeout: 60_000 });
  await expect(sheet.getByRole('region')).toHaveCount(1);
  await expect(plots.getByText('teig.gdb · areas: 3')).toBeVisible();
  await expect(plots.getByText(/EPSG:25833/).first()).toBeVisible();
  await expect(plots.getByText(/Ærlig Åsen/)).toBeVisible();
  await sheet.getByRole('button', { name: 'Open' }).click();
  await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
  rmSync(folder, { recursive: true, force: true });
});

test('progress is shown while GDAL works, and Cancel ends it at once', async ({ desktop: { page, drop } }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-long-'));
  const many = Array.from({ length: 60_000 }, (_, at) => ({
    type: at % 2 === 0 ? 'Tre' : 'Stolpe',
    fields: { navn: `nr ${at}` },
    geometry: {
      name: 'sted',
      gml: `<gml:Point gml:id="q${at}"><gml:pos>${453000 + (at % 900)} ${7355000 + at / 100}</gml:pos></gml:Point>`,
    },
  }));
  const path = join(folder, 'mange.gml');
  writeFileSync(path, buildGml('http://www.opengis.net/def/crs/EPSG/0/25833', many));
  await drop([path]);
  const share = () => page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value);
  // Below a third the file is only taken in.
  await expect.poll(share, { timeout: 60_000, intervals: [20] }).toBeGreaterThan(0.36);
  const begun = performance.now();
  await page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('progress')).toHaveCount(0);
  test.info().annotations.push({ type: 'timing', description: `ended in ${Math.round(performance.now() - begun)} ms` });
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveText('Stopped, nothing was changed');
  await page.waitForTimeout(1000);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('alert')).toBeEmpty();
  rmSync(folder, { recursive: true, force: true });
});

test('where a building has room is saved from the window as the command line writes it', async ({ desktop }) => {
  const { page, drop } = desktop;
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-fits-'));
  const profile = writtenProfile('hall', { kind: 'fits', width: 30, length: 60 }, [
    [0, 0],
    [1, 1],
  ]);
  const layers = { plots: { file: 'teig.gml', layer: 'Teig', role: 'plots', id: 'matrikkelnummertekst' } };
  const study = join(folder, 'hall.study.json');
  writeFileSync(join(folder, 'teig.gml'), parcels);
  writeFileSync(study, JSON.stringify({ format: 'tomtevalg-study/1', name: 'Hall', layers, profiles: [profile] }));
  await drop([study]);
  await expect(rowAt(page, 1)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
  const saved = join(folder, 'window.gpkg');
  await desktop.answerDialogs({ save: saved });
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('menuitem', { name: 'Map data (GeoPackage)' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'window.gpkg' })).toBeVisible({ timeout: 60_000 });

  const program = (...words: string[]) =>
    execFileSync(process.execPath, [join(repository, 'out/cli/tomtevalg.cjs'), ...words], { stdio: 'pipe' });
  program('run', study, '--out', folder, '--format', 'gpkg', '--lang', 'en');
  const layersOf = (file: string): readonly { readonly name: string; readonly featureCount: number }[] =>
    JSON.parse(String(program('inspect', join(folder, file), '--json'))).layers;
  const [ranking, placements] = layersOf('window.gpkg');
  expect([ranking, placements].map(({ name, featureCount }) => [name, featureCount])).toEqual([
    ['hall', 3],
    ['hall_placements', 3],
  ]);
  expect(placements, 'in every detail').toEqual(layersOf('hall-placements.gpkg')[0]);
  rmSync(folder, { recursive: true, force: true });
});

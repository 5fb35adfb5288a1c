import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGml } from '../builders/gml-builder.ts';
import { expect, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';

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

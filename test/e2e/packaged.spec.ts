import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium } from '@playwright/test';
import { buildGml } from '../builders/gml-builder.ts';
import { expect, test } from './harness/desktop.ts';
import { outsideRequests } from './harness/net-log.ts';
import { packagedExecutable, sandboxed } from './harness/runtime.ts';

const corners = '453000 7355000 453090 7355000 453090 7355090 453000 7355090 453000 7355000';
const plan = buildGml('http://www.opengis.net/def/crs/EPSG/0/25833', [
  {
    type: 'RpArealformålOmråde',
    fields: { arealformål: '1340', feltnavn: 'BI1' },
    geometry: {
      name: 'område',
      gml: `<gml:Polygon gml:id="p"><gml:exterior><gml:LinearRing><gml:posList>${corners}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`,
    },
  },
]);

/**
 * The packaged application. Its fuses refuse the inspector that Playwright starts development builds through, so it
 * is started as a person starts it and watched through the page's debugging port.
 */
test.describe('the packaged application', () => {
  test.skip(packagedExecutable === '', 'not packaged in this run: npm test packages it first');

  test('opens the sample and ranks it, without asking anything of a network', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'tomtevalg-packaged-'));
    const { child, browser } = await startPackaged(userData);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('the packaged application showed no page');
    await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('1');
    expect((await page.evaluate(() => window.desktop.runtimeInfo())).application).toMatch(/^\d+\.\d+\.\d+$/);
    await page.close();
    await new Promise((ended) => child.once('exit', ended));
    expect(outsideRequests(join(userData, 'net-log.json'))).toEqual([]);
    rmSync(userData, { recursive: true, force: true });
  });

  test('reads a GML by the GDAL that was packaged with it, without asking anything of a network', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'tomtevalg-packaged-'));
    const { child, browser } = await startPackaged(userData);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('the packaged application showed no page');
    await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('progress')).toHaveCount(0, { timeout: 60_000 });
    const file = join(userData, 'plan.gml');
    writeFileSync(file, plan);
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
    const zones = page.getByRole('dialog').getByRole('region', { name: 'RpArealformålOmråde' });
    await expect(zones).toBeVisible({ timeout: 60_000 });
    await expect(zones.getByText(/EPSG:25833/).first()).toBeVisible();
    await page.close();
    await new Promise((ended) => child.once('exit', ended));
    expect(outsideRequests(join(userData, 'net-log.json'))).toEqual([]);
    rmSync(userData, { recursive: true, force: true });
  });

  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(packagedExecutable);
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
    ];
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => '1'.charCodeAt(0)));
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => '0'.charCodeAt(0)));
  });

  test('does not become a plain Node', () => {
    const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1', DISPLAY: ':no-display' };
    const program = "process.stdout.write('ran as Node')";
    let output = '';
    try {
      output = execFileSync(packagedExecutable, ['-e', program], {
        env: environment,
        encoding: 'utf8',
        timeout: 20_000,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch (error) {
      output = String((error as { stdout?: string }).stdout ?? '');
    }
    expect(output).not.toContain('ran as Node');
  });
});

async function startPackaged(userData: string): Promise<{ child: ChildProcess; browser: Browser }> {
  const child = spawn(
    packagedExecutable,
    [
      '--open-sample',
      '--software-drawing',
      '--remote-debugging-port=0',
      `--user-data-dir=${userData}`,
      `--log-net-log=${join(userData, 'net-log.json')}`,
      ...(sandboxed ? [] : ['--no-sandbox']),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await new Promise<string>((found, failed) => {
    let told = '';
    child.stderr?.on('data', (bytes) => {
      told += String(bytes);
      const match = told.match(/DevTools listening on (ws:\/\/\S+)/);
      if (match?.[1] !== undefined) found(match[1]);
    });
    child.once('exit', (code) => failed(new Error(`the packaged application ended with ${code}: ${told.slice(-500)}`)));
  });
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  await expect.poll(() => browser.contexts()[0]?.pages().length ?? 0, { timeout: 30_000 }).toBe(1);
  return { child, browser };
}

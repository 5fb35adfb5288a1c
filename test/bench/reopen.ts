/**
 * Measures how long a project takes from the click in the list of recent projects to the ranked table, and to the map in its
 * colours, at a start when all that is kept between starts is there.
 * `npx tsx test/bench/reopen.ts [study] [repeats]`, after `npm run build`, under a display (`xvfb-run -a` where there is none).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { electronExecutable } from '../e2e/harness/runtime.ts';
import { secondsText, spreadOf } from './statistics.ts';

const study = resolve(process.argv[2] ?? 'out/bench/L/bench.study.json');
const repeats = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-bench-reopen-'));

async function start(): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await electron.launch({
    executablePath: electronExecutable(),
    args: [resolve('.'), '--software-drawing', `--user-data-dir=${join(folder, 'profile')}`, '--no-sandbox'],
  });
  const page = await app.firstWindow();
  await page.getByRole('button', { name: /Open the sample/ }).waitFor();
  // The workspace is built behind the start screen one second after the start.
  await page.waitForTimeout(2500);
  return { app, page };
}

const menu = (app: ElectronApplication, command: string): Promise<void> =>
  app.evaluate(({ BrowserWindow }, name) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('desktop:menu-command', name);
  }, command);

const idle = (page: Page) => page.locator('[data-row]').first().waitFor({ timeout: 300_000 });

/** Opens the study, lets all of it be measured and kept, and saves it as a project. */
async function prepare(): Promise<void> {
  const { app, page } = await start();
  await app.evaluate(
    ({ dialog }, [open, save]) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [open] });
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: save });
    },
    [study, join(folder, 'plan.gpkg')],
  );
  await menu(app, 'open-study');
  await idle(page);
  await page.locator('progress').waitFor({ state: 'detached', timeout: 300_000 });
  await menu(app, 'save-project');
  await page.getByText('Saved', { exact: true }).waitFor({ timeout: 300_000 });
  // What is kept between starts is written in the background.
  await page.waitForTimeout(15_000);
  await app.close();
}

interface Reopened {
  /** Seconds from the click to the first rows of the ranking. */
  readonly table: number;
  /** To a map that changes no more. */
  readonly map: number;
  /** To the end of all work. */
  readonly done: number;
}

/** What the page saw, ms since 1970. */
interface Seen {
  clicked: number;
  table: number;
  done: number;
}

/** Notes the click, the first moment with rows and the last one with work under way. */
async function watchPage(page: Page): Promise<() => Promise<Seen>> {
  const seen = await page.evaluateHandle(() => {
    const noted = { clicked: 0, table: 0, done: 0 };
    document.addEventListener('click', () => (noted.clicked ||= Date.now()), { capture: true });
    // A function with a name would need a helper of this file's compiler, which the page has not got.
    setInterval(() => {
      if (noted.clicked === 0) return;
      if (document.querySelector('[data-row]') !== null) noted.table ||= Date.now();
      if (document.querySelector('progress') !== null) noted.done = Date.now();
    }, 10);
    return noted;
  });
  return () => seen.jsonValue();
}

/** Takes small pictures of the map from outside the page, some ten a second, until told to stop; each with when it was asked for. */
async function watchMap(app: ElectronApplication, page: Page): Promise<() => Promise<(readonly [number, Buffer])[]>> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox();
  if (!box) throw new Error('there is no map');
  await app.evaluate(({ BrowserWindow }, { x, y, width, height }) => {
    const watch = { going: true, pictures: [] as [number, string][] };
    Object.assign(globalThis, { watch });
    const rectangle = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
    void (async () => {
      while (watch.going) {
        const asked = Date.now();
        const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage(rectangle);
        if (picture) watch.pictures.push([asked, picture.resize({ width: 160 }).toBitmap().toString('base64')]);
        await new Promise((resolve) => setTimeout(resolve, 70));
      }
    })();
  }, box);
  return () =>
    app
      .evaluate(() => {
        const { watch } = globalThis as unknown as { watch: { going: boolean; pictures: [number, string][] } };
        watch.going = false;
        return watch.pictures;
      })
      .then((pictures) => pictures.map(([at, text]) => [at, Buffer.from(text, 'base64')] as const));
}

/** When the map first showed what it showed in the end, all but one hundredth. */
function finalSince(pictures: readonly (readonly [number, Buffer])[]): number {
  const final = pictures[pictures.length - 1][1];
  const isFinal = (picture: Buffer) =>
    picture.filter((value, at) => Math.abs(value - final[at]) > 24).length < 0.01 * final.length;
  let first = pictures.length - 1;
  while (first > 0 && isFinal(pictures[first - 1][1])) first--;
  if (first === 0) throw new Error('the map did not change');
  return pictures[first][0];
}

async function reopen(): Promise<Reopened> {
  const { app, page } = await start();
  const pageSeen = await watchPage(page);
  const mapSeen = await watchMap(app, page);
  await page.getByRole('region', { name: 'Recent projects' }).getByRole('button').first().click();
  await idle(page);
  await page.waitForTimeout(1000);
  await page.locator('progress').waitFor({ state: 'detached', timeout: 300_000 });
  await page.waitForTimeout(4000);
  const pictures = await mapSeen();
  const { clicked, table, done } = await pageSeen();
  await app.close();
  const since = (time: number) => (time - clicked) / 1000;
  return { table: since(table), map: since(finalSince(pictures)), done: since(done) };
}

try {
  await prepare();
  const runs: Reopened[] = [];
  for (let run = 0; run < repeats; run++) {
    const one = await reopen();
    runs.push(one);
    console.log(`${JSON.stringify(one)}, load ${loadavg()[0].toFixed(1)}`);
  }
  for (const what of ['table', 'map', 'done'] as const)
    console.log(`${what.padEnd(6)} ${secondsText(spreadOf(runs.map((run) => run[what])))} s`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Measures how long a project takes from the click in the list of recent projects to the ranked table, to the ranked plots on the
 * map and to the map with all its layers, at a start when all that is kept between starts is there.
 * `npx tsx test/bench/reopen.ts [study] [repeats]`, after `npm run build`, under a display (`xvfb-run -a` where there is none).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { electronExecutable } from '../e2e/harness/runtime.ts';
import { startMeasured } from './devtools.ts';
import { secondsText, spreadOf } from './statistics.ts';

const study = resolve(process.argv[2] ?? 'out/bench/L/bench.study.json');
const repeats = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-bench-reopen-'));

const args = [resolve('.'), '--software-drawing', `--user-data-dir=${join(folder, 'profile')}`, '--no-sandbox'];

async function start(): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await electron.launch({
    executablePath: electronExecutable(),
    args: [...args],
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
  /** To plots in the colours of the ranking on the map: a fifth of its points in strong colours. */
  readonly plots: number;
  /** To a map that changes no more, with all its layers. */
  readonly map: number;
  /** To the end of all work. */
  readonly done: number;
}

/**
 * What the page noted, ms since 1970: the click, the first moment with rows, with ranked plots, the last change of the map, the last one
 * with work under way.
 */
interface Noted {
  readonly clicked: number;
  readonly table: number;
  readonly plots: number;
  readonly map: number;
  readonly done: number;
}

/**
 * Clicks the project and notes when what can be seen, by a small copy of the map's canvas: pictures taken of the whole page would take
 * from the processor what is measured.
 */
const click = `(() => {
  const noted = (globalThis.noted = { clicked: Date.now(), table: 0, plots: 0, map: 0, done: 0 });
  const small = new OffscreenCanvas(80, 50).getContext('2d', { willReadFrequently: true });
  const ground = document.querySelector('.maplibregl-canvas').parentElement.querySelector('canvas');
  const isStrong = (pixel) => Math.max(...pixel) - Math.min(...pixel) > 80;
  let before = '';
  const lookAtMap = () => {
    small.drawImage(ground, 0, 0, 80, 50);
    const { data } = small.getImageData(0, 0, 80, 50);
    const now = data.join();
    if (now === before) return;
    before = now;
    noted.map = Date.now();
    let strong = 0;
    for (let at = 0; at < data.length; at += 4) if (isStrong(data.subarray(at, at + 3))) strong++;
    if (strong > 800) noted.plots ||= noted.map;
  };
  setInterval(() => {
    if (document.querySelector('[data-row]') !== null) noted.table ||= Date.now();
    if (document.querySelector('progress') !== null) noted.done = Date.now();
    if (noted.table) lookAtMap();
  }, 20);
  document.querySelector('[aria-label="Recent projects"] button').click();
})()`;

async function reopen(): Promise<Reopened> {
  const { evaluate, end } = await startMeasured(electronExecutable(), args);
  const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));
  try {
    while (!(await evaluate<boolean>(`document.querySelector('[aria-label="Recent projects"] button') !== null`)))
      await pause(20);
    // The workspace is built behind the start screen one second after the start.
    await pause(2500);
    await evaluate(click);
    for (;;) {
      await pause(500);
      const { clicked, table, plots, map, done } = await evaluate<Noted>('noted');
      if (plots === 0 || Date.now() - Math.max(map, done) < 4000) continue;
      const since = (time: number) => (time - clicked) / 1000;
      return { table: since(table), plots: since(plots), map: since(map), done: since(done) };
    }
  } finally {
    await end();
  }
}

try {
  await prepare();
  const runs: Reopened[] = [];
  for (let run = 0; run < repeats; run++) {
    const one = await reopen();
    runs.push(one);
    console.log(`${JSON.stringify(one)}, load ${loadavg()[0].toFixed(1)}`);
  }
  for (const what of ['table', 'plots', 'map', 'done'] as const)
    console.log(`${what.padEnd(6)} ${secondsText(spreadOf(runs.map((run) => run[what])))} s`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

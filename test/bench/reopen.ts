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
import { type Clip, startMeasured } from './devtools.ts';
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
  /** To a map that changes no more. */
  readonly map: number;
  /** To the end of all work. */
  readonly done: number;
}

/** Clicks the project and notes, ms since 1970: the click, the first moment with rows, the last one with work under way. */
const click = `(() => {
  const noted = (globalThis.noted = { clicked: Date.now(), table: 0, done: 0 });
  setInterval(() => {
    if (document.querySelector('[data-row]') !== null) noted.table ||= Date.now();
    if (document.querySelector('progress') !== null) noted.done = Date.now();
  }, 10);
  document.querySelector('[aria-label="Recent projects"] button').click();
})()`;

const mapBox = `(() => {
  const { x, y, width, height } = document.querySelector('canvas.maplibregl-canvas').getBoundingClientRect();
  return { x, y, width, height, scale: 160 / width };
})()`;

/** When the map first showed what it showed in the end, to the byte. */
function finalSince(pictures: readonly (readonly [number, Buffer])[]): number {
  const final = pictures[pictures.length - 1][1];
  let first = pictures.length - 1;
  while (first > 0 && pictures[first - 1][1].equals(final)) first--;
  if (first === 0) throw new Error('the map did not change');
  return pictures[first][0];
}

async function reopen(): Promise<Reopened> {
  const { evaluate, picture, end } = await startMeasured(electronExecutable(), args);
  const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));
  try {
    while (!(await evaluate<boolean>(`document.querySelector('[aria-label="Recent projects"] button') !== null`)))
      await pause(20);
    // The workspace is built behind the start screen one second after the start.
    await pause(2500);
    const clip = await evaluate<Clip>(mapBox);
    await evaluate(click);
    const pictures: [number, Buffer][] = [];
    for (;;) {
      const asked = Date.now();
      pictures.push([asked, await picture(clip)]);
      await pause(70);
      const { table, done } = await evaluate<{ table: number; done: number }>('noted');
      if (table > 0 && Date.now() - Math.max(table, done) > 4000) break;
    }
    const { clicked, table, done } = await evaluate<{ clicked: number; table: number; done: number }>('noted');
    const since = (time: number) => (time - clicked) / 1000;
    return { table: since(table), map: since(finalSince(pictures)), done: since(done) };
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
  for (const what of ['table', 'map', 'done'] as const)
    console.log(`${what.padEnd(6)} ${secondsText(spreadOf(runs.map((run) => run[what])))} s`);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

import { type ElectronApplication, expect } from '@playwright/test';

/** What a page shows, read by the main process: Playwright's own hold on a page ends with the page's process. */
export interface Shown {
  /** Texts of the first plots; none while nothing is ranked. */
  readonly plots: readonly string[];
  /** Values of the weights' sliders. */
  readonly weights: readonly string[];
  readonly scale: string;
  readonly side: string;
  readonly notices: string;
  /** Titles of the notes on the map. */
  readonly notes: string;
  readonly busy: boolean;
}

const nothing: Shown = { plots: [], weights: [], scale: '', side: '', notices: '', notes: '', busy: true };

const read = `JSON.stringify({
  plots: [...document.querySelectorAll('[data-row]')].slice(0, 5).map((row) => row.textContent),
  weights: [...document.querySelectorAll('[role=slider]')].map((slider) => slider.getAttribute('aria-valuenow')),
  scale: document.querySelector('footer')?.textContent.match(/1:[^A-Za-z]*/)?.[0] ?? '',
  side: document.querySelector('[role=tab][aria-selected=true]')?.textContent ?? '',
  notices: document.querySelector('[role=alert]')?.textContent ?? '',
  notes: [...document.querySelectorAll('[role=note]')].map((note) => note.textContent).join(),
  busy: document.querySelector('progress') !== null,
})`;

/** What the page shows now; nothing while there is none that answers. */
export async function shown(app: ElectronApplication): Promise<Shown> {
  const text = await inPage(app, read);
  return typeof text === 'string' ? (JSON.parse(text) as Shown) : nothing;
}

/** Runs code in the page; null when there is no page that answers within a second. */
export function inPage(app: ElectronApplication, code: string): Promise<unknown> {
  return app.evaluate(async ({ BrowserWindow }, sent) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return null;
    const answer = contents.executeJavaScript(sent).catch(() => null);
    const late = new Promise((resolve) => setTimeout(() => resolve(null), 1000));
    return Promise.race([answer, late]);
  }, code);
}

/** Ends the process of the page as the system does when memory runs out. */
export async function killPage(app: ElectronApplication): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  if (!pid) throw new Error('the page has no process');
  process.kill(pid, 'SIGKILL');
}

/** Milliseconds until the page shows plots again, or these plots. */
export async function backIn(app: ElectronApplication, plots: readonly string[] | null): Promise<number> {
  const begun = performance.now();
  const isBack = async () => {
    const now = (await shown(app)).plots;
    return plots === null ? now.length > 0 : JSON.stringify(now) === JSON.stringify(plots);
  };
  await expect.poll(isBack, { timeout: 30_000, intervals: [50], message: 'the ranking is back' }).toBe(true);
  return Math.round(performance.now() - begun);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test';
import { outsideRequests } from './net-log.ts';
import { electronExecutable, repository, sandboxed } from './runtime.ts';

/** The application under test: its process, its window, and what it complained about. */
export interface RunningDesktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** From the start of the process to the loaded page, ms. */
  readonly startedIn: number;
  /** Declares that a console error matching this is what the test is about. */
  expectComplaint(pattern: RegExp): void;
  /** Drops files and folders from the disk on the window, as a person does; at the middle when no place is given. */
  drop(paths: readonly string[], place?: { readonly x: number; readonly y: number }): Promise<void>;
  /** Answers the next file dialogs without showing them; null: the person cancels. */
  answerDialogs(answers: { readonly open?: readonly string[] | null; readonly save?: string | null }): Promise<void>;
}

interface Options {
  /** Further command line arguments for the application. */
  readonly extraArguments: readonly string[];
  /** Interface language of the system. */
  readonly systemLanguage: string;
  /** Whether the window draws by the processor, as a test machine must; without it and a graphics card there is no WebGL. */
  readonly softwareDrawing: boolean;
}

/**
 * Attaching to a window in the middle of its first navigation sometimes never ends: a race between Playwright and
 * Chromium, not in the application, whose packaged form is started without it. Such a start is tried again.
 */
async function launchElectron(userData: string, options: Options, attempt = 1): Promise<ElectronApplication> {
  return startElectron(userData, options).catch((error: unknown) => {
    const raced = error instanceof Error && error.name === 'TimeoutError' && error.message.includes('<ws connected>');
    if (!raced || attempt === 3) throw error;
    test.info().annotations.push({ type: 'attached again', description: `attempt ${attempt} did not attach` });
    return launchElectron(userData, options, attempt + 1);
  });
}

function startElectron(userData: string, options: Options): Promise<ElectronApplication> {
  return electron.launch({
    executablePath: electronExecutable(),
    cwd: repository,
    timeout: 30_000,
    // Playwright switches the sandbox off unless it is told not to.
    chromiumSandbox: sandboxed,
    env: { ...process.env, LANGUAGE: options.systemLanguage } as Record<string, string>,
    args: [
      repository,
      ...(options.softwareDrawing ? ['--software-drawing'] : []),
      `--user-data-dir=${userData}`,
      `--lang=${options.systemLanguage}`,
      `--log-net-log=${join(userData, 'net-log.json')}`,
      ...(sandboxed ? [] : ['--no-sandbox']),
      ...options.extraArguments,
    ],
  });
}

/** How a test that says nothing else starts the application. */
const usual: Options = { extraArguments: [], systemLanguage: 'en', softwareDrawing: true };

/**
 * Starts the application on a profile, which is empty but where it is started once more, and waits for its page; complaints are
 * heard from the first moment.
 */
export async function launchDesktop(
  userData: string,
  options: Options = usual,
  complaints: string[] = [],
): Promise<{ app: ElectronApplication; page: Page; startedIn: number }> {
  const begun = performance.now();
  const app = await launchElectron(userData, options);
  collectComplaints(app, complaints);
  const page = await app.firstWindow();
  page.on('crash', () => complaints.push('the page crashed'));
  await page.waitForLoadState('load');
  return { app, page, startedIn: performance.now() - begun };
}

/** Collects what must not happen in any run: console errors, uncaught errors in the page and in the main process, policy violations. */
function collectComplaints(app: ElectronApplication, complaints: string[]): void {
  app.context().on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  app.context().on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  app.process().stderr?.on('data', (bytes: Buffer) => {
    const text = bytes.toString('utf8');
    if (text.includes('uncaught in the main process')) complaints.push(text);
  });
}

async function dropOn(
  page: Page,
  paths: readonly string[],
  place?: { readonly x: number; readonly y: number },
): Promise<void> {
  const size = await page.evaluate(() => ({ x: window.innerWidth / 2, y: window.innerHeight / 2 }));
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const heard = await page.evaluateHandle(() => {
    const events = { drops: 0 };
    window.addEventListener('drop', () => events.drops++, { capture: true, once: true });
    return events;
  });
  // A page that is busy when files are let go of may not have said yet that it takes them: Chromium drops them nowhere then.
  await expect(async () => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, ...(place ?? size), data });
    await expect.poll(() => heard.evaluate(({ drops }) => drops), { timeout: 1000 }).toBe(1);
  }).toPass({ timeout: 20_000 });
  await heard.dispose();
  await session.detach();
}

/** Asks the window as the menu does. */
export const menuCommand = (app: ElectronApplication, command: string): Promise<void> =>
  app.evaluate(({ BrowserWindow }, name) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('desktop:menu-command', name);
  }, command);

export async function answerDialogs(
  app: ElectronApplication,
  answers: Parameters<RunningDesktop['answerDialogs']>[0],
): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    if (open !== undefined)
      dialog.showOpenDialog = async () => ({ canceled: open === null, filePaths: open === null ? [] : [...open] });
    if (save !== undefined) dialog.showSaveDialog = async () => ({ canceled: save === null, filePath: save ?? '' });
  }, answers);
}

/**
 * Playwright's test with the application as a fixture. After every test it has been checked that nothing was
 * complained about and that nothing, not even Chromium by itself, asked anything of a network.
 */
export const test = base.extend<Options & { desktop: RunningDesktop }>({
  extraArguments: [usual.extraArguments, { option: true }],
  systemLanguage: [usual.systemLanguage, { option: true }],
  softwareDrawing: [usual.softwareDrawing, { option: true }],
  desktop: [
    async ({ extraArguments, systemLanguage, softwareDrawing }, use) => {
      const userData = mkdtempSync(join(tmpdir(), 'tomtevalg-profile-'));
      const complaints: string[] = [];
      const expected: RegExp[] = [];
      const { app, page, startedIn } = await launchDesktop(
        userData,
        { extraArguments, systemLanguage, softwareDrawing },
        complaints,
      );
      await page.evaluate(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`securitypolicyviolation ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use({
        app,
        page,
        startedIn,
        expectComplaint: (pattern) => expected.push(pattern),
        drop: (paths, place) => dropOn(page, paths, place),
        answerDialogs: (answers) => answerDialogs(app, answers),
      });
      await app.close();
      const outside = outsideRequests(join(userData, 'net-log.json'));
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
      expect(outside, 'requests to a network').toEqual([]);
      expect(
        complaints.filter((line) => !expected.some((pattern) => pattern.test(line))),
        'complaints',
      ).toEqual([]);
    },
    { timeout: 150_000 },
  ],
});

export { expect } from '@playwright/test';

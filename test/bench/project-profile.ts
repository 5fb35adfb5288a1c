import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ElectronApplication, _electron as electron } from '@playwright/test';
import { answerDialogs, menuCommand } from '../e2e/harness/desktop.ts';
import { electronExecutable } from '../e2e/harness/runtime.ts';
import { type Measured, startMeasured } from './devtools.ts';

/** A profile of the application in which a study was saved as a project, with all that is kept between starts. */
export interface ProjectProfile {
  /** Starts the application with it and waits for the list of recent projects, and until nothing more is built behind it. */
  start(): Promise<Measured>;
  remove(): void;
}

/** Has the page click the project in the list of recent ones. */
export const clickProject = `document.querySelector('[aria-label="Recent projects"] button').click()`;

/** A start to which Playwright could not attach is tried again; see `startMeasured`. */
async function launch(args: string[], attempt = 1): Promise<ElectronApplication> {
  try {
    return await electron.launch({ executablePath: electronExecutable(), args, timeout: 30_000 });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TimeoutError' || attempt === 3) throw error;
    return launch(args, attempt + 1);
  }
}

/** Opens the study, lets all of it be measured and kept, and saves it as a project. */
async function saveAsProject(args: string[], study: string, project: string): Promise<void> {
  const app = await launch(args);
  try {
    const page = await app.firstWindow();
    await page.getByRole('button', { name: /Open the sample/ }).waitFor();
    await answerDialogs(app, { open: [study], save: project });
    await menuCommand(app, 'open-study');
    await page.locator('[data-row]').first().waitFor({ timeout: 300_000 });
    await page.locator('progress').waitFor({ state: 'detached', timeout: 300_000 });
    await menuCommand(app, 'save-project');
    await page.getByText('Saved', { exact: true }).waitFor({ timeout: 300_000 });
    // What is kept between starts is written in the background.
    await page.waitForTimeout(15_000);
  } finally {
    await app.close();
  }
}

/** Makes a profile with a study as its recent project; `remove` takes profile and project from the disk again. */
export async function makeProjectProfile(study: string): Promise<ProjectProfile> {
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-bench-project-'));
  const args = [resolve('.'), '--software-drawing', `--user-data-dir=${join(folder, 'profile')}`, '--no-sandbox'];
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  await saveAsProject(args, resolve(study), join(folder, 'plan.gpkg')).catch((error: unknown) => {
    remove();
    throw error;
  });
  const pause = (ms: number) => new Promise((go) => setTimeout(go, ms));
  return {
    async start() {
      const measured = await startMeasured(electronExecutable(), args);
      const isListed = `document.querySelector('[aria-label="Recent projects"] button') !== null`;
      while (!(await measured.evaluate<boolean>(isListed))) await pause(20);
      // The workspace is built behind the start screen one second after the start.
      await pause(2500);
      return measured;
    },
    remove,
  };
}

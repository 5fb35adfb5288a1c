import '@mantine/core/styles.css';
import '../ui/theme.css';
import { createRoot } from 'react-dom/client';
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import type { CommandContext } from '../commands/context.ts';
import { createCommands } from '../commands/index.ts';
import { AppContext } from '../features/use-app.ts';
import { cardDraws } from '../map/drawing-power.ts';
import { createAppStore } from '../state/app-state.ts';
import type { Cache } from '../storage/cache.ts';
import { loadPreferences } from '../storage/preferences.ts';
import { takeStep } from './take-step.ts';
import { tellEditNames } from './tell-edit-names.ts';
import { Window } from './Window.tsx';

/** What the window is built on; tests and previews hand in their own. */
export interface Parts {
  readonly desktop: DesktopApi;
  readonly compute: Compute;
  readonly cache: Cache;
  readonly root: HTMLElement | null;
}

/** Puts the window together: the one place that knows the desktop, the workers and the page. */
export async function startApp({ desktop, compute, cache, root }: Parts): Promise<void> {
  if (!root) throw new Error('the page has no place for the window');
  const runtime = await desktop.runtimeInfo();
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const preferences = loadPreferences({ language: runtime.language, colorScheme: prefersDark ? 'dark' : 'light' });
  const store = createAppStore(preferences);
  const name = `${runtime.application} · Electron ${runtime.electron}, Chromium ${runtime.chromium}`;
  const { fallback, userName: author } = runtime;
  store.setState({ author, runtime: { name, fallback }, cardDraws: cardDraws() });
  const context: CommandContext = {
    store,
    desktop,
    compute,
    cache,
    nextFrame: (callback) => requestAnimationFrame(callback),
  };
  const commands = createCommands(context);
  tellEditNames(store, desktop);
  void desktop.setLanguage(preferences.language);
  void commands.resume().finally(() => commands.refreshEarlier());
  desktop.onClosing(async () => desktop.answerClosing(await commands.keepWaiting()));
  desktop.onMenuCommand((command) => {
    if (command === 'new-project') void commands.newProject();
    if (command === 'open-project') void commands.openProject();
    if (command === 'save-project') void commands.saveProject();
    if (command === 'save-project-as') void commands.saveProjectAs();
    if (command === 'revert-project') void commands.revertProject();
    if (command === 'save-field-copy') commands.askFieldCopy();
    if (command === 'merge-field-copies') void commands.openFieldCopies();
    if (command === 'undo' || command === 'redo') takeStep(commands, command);
    if (command === 'open-sample') void commands.openSample();
    if (command === 'open-study') void commands.openStudy();
    if (command === 'add-layers') void commands.addLayers();
    if (command === 'make-plots') void commands.askForPlots();
    if (command === 'export-csv') void commands.exportRanking('csv');
    if (command === 'export-geojson') void commands.exportRanking('geojson');
    if (command === 'export-svg') void commands.exportRanking('svg');
    if (command === 'export-xlsx') void commands.exportRanking('xlsx');
    if (command === 'export-gpkg') void commands.exportRanking('gpkg');
    if (command === 'export-fgb') void commands.exportRanking('fgb');
    if (command === 'export-zip') void commands.exportRanking('zip');
    if (command === 'about') commands.about();
  });
  createRoot(root).render(
    <AppContext value={{ store, commands }}>
      <Window />
    </AppContext>,
  );
}

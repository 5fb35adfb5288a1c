import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { appPage } from '../protocol/policy.ts';

/** A renderer that died more often than this within five minutes is not loaded again. */
const maxReloads = 3;
const reloadPeriod = 5 * 60_000;

/** The application's window: sandboxed, isolated, without Node. */
export function createMainWindow(packaged: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Tomtevalg',
    backgroundColor: '#f4f6f8',
    webPreferences: {
      preload: join(__dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !packaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  // The title is set through the bridge, not by the page.
  window.on('page-title-updated', (event) => event.preventDefault());
  // An empty page is the one address that `will-navigate` is not asked about; it may call nothing, and is left at once.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url !== appPage) void window.loadURL(appPage);
  });
  reloadWhenGone(window);
  void window.loadURL(appPage);
  return window;
}

/** Brings the page back after its process died, unless it keeps dying. */
function reloadWhenGone(window: BrowserWindow): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    const now = Date.now();
    deaths = [...deaths.filter((time) => now - time < reloadPeriod), now];
    if (deaths.length <= maxReloads) window.webContents.reload();
  });
}

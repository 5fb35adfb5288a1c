import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { appPage } from '../protocol/policy.ts';
import { bringBack, type PageCare } from './bring-back.ts';

/** The application's window: sandboxed, isolated, without Node. */
export function createMainWindow(packaged: boolean, care: PageCare): BrowserWindow {
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
  // A window that closes meanwhile still tells where it went.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url !== appPage && !window.isDestroyed()) void window.loadURL(appPage);
  });
  bringBack(window, care);
  void window.loadURL(appPage);
  return window;
}

import { join } from 'node:path';
import { app, type BrowserWindow, Menu, session } from 'electron';
import { channels } from '../shared/ipc/channels.ts';
import type { MenuCommand } from '../shared/ipc/desktop-api.ts';
import type { Language } from '../shared/lib/language.ts';
import { FileHandles } from './files/file-handles.ts';
import { TextWriter } from './files/text-writer.ts';
import { desktopCalls } from './ipc/calls.ts';
import { serveCalls } from './ipc/serve.ts';
import { buildMenu } from './menu/menu.ts';
import { declareSchemes, serveSchemes } from './protocol/schemes.ts';
import { closestLanguage } from './runtime-info.ts';
import { applySwitches, opensSample } from './switches.ts';
import { denyEverythingElse, keepEveryPageInPlace } from './windows/denials.ts';
import { createMainWindow } from './windows/main-window.ts';

let window: BrowserWindow | null = null;
let language: Language = 'en';
const handles = new FileHandles();
const writer = new TextWriter();

/** The bundled sample: beside the application when packaged, in the repository otherwise. */
const samplePath = (): string =>
  app.isPackaged
    ? join(process.resourcesPath, 'sample/sample.study.json')
    : join(app.getAppPath(), 'resources/sample/sample.study.json');

function setLanguage(next: Language): void {
  language = next;
  Menu.setApplicationMenu(buildMenu(language, sendCommand));
}

function sendCommand(command: MenuCommand): void {
  window?.webContents.send(channels.onMenuCommand, command);
}

function openWindow(): void {
  window = createMainWindow(app.isPackaged);
  if (opensSample) window.webContents.once('did-finish-load', () => sendCommand('open-sample'));
  window.on('closed', () => {
    window = null;
    void writer.abandonAll();
  });
}

function currentWindow(): BrowserWindow {
  if (window === null) throw new Error('the window is closed');
  return window;
}

function start(): void {
  setLanguage(closestLanguage(app.getLocale()));
  denyEverythingElse(session.defaultSession);
  serveSchemes(session.defaultSession, join(__dirname, '../renderer'), handles);
  const desktop = {
    handles,
    writer,
    samplePath: samplePath(),
    window: currentWindow,
    language: () => language,
    setLanguage,
  };
  serveCalls(desktopCalls(desktop), () => window);
  openWindow();
}

applySwitches();
declareSchemes();
if (app.requestSingleInstanceLock()) {
  keepEveryPageInPlace();
  app.on('second-instance', () => {
    window?.restore();
    window?.focus();
  });
  app.on('activate', () => {
    if (window === null) openWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

import { userInfo } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, session } from 'electron';
import { channels } from '../shared/ipc/channels.ts';
import type { MenuCommand } from '../shared/ipc/desktop-api.ts';
import type { Language } from '../shared/lib/language.ts';
import { FileHandles } from './files/file-handles.ts';
import { openStudyFile } from './files/open-study.ts';
import { TextWriter } from './files/text-writer.ts';
import { desktopCalls } from './ipc/calls.ts';
import { serveCalls } from './ipc/serve.ts';
import { buildMenu, type EditNames } from './menu/menu.ts';
import { dialogWords } from './menu/words.ts';
import { ProjectDesk } from './project/project-desk.ts';
import { mayBeLost, type Question } from './project/project-questions.ts';
import { Uploads } from './project/uploads.ts';
import { declareSchemes, serveSchemes } from './protocol/schemes.ts';
import { closestLanguage } from './runtime-info.ts';
import { type StoreClient, startStore } from './store/service/client.ts';
import { applySwitches, opensSample } from './switches.ts';
import { askPerson } from './windows/ask-person.ts';
import { WindowClosing } from './windows/closing.ts';
import { denyEverythingElse, keepEveryPageInPlace } from './windows/denials.ts';
import { createMainWindow } from './windows/main-window.ts';
import { createPageEndings } from './windows/page-endings.ts';

let window: BrowserWindow | null = null;
let closing: WindowClosing | null = null;
/** Whether the program ends when its window has closed. */
let quits = false;
let language: Language = 'en';
let edits: EditNames = { undo: null, redo: null };
const handles = new FileHandles();
const uploads = new Uploads();
let store: StoreClient | null = null;
const writer = new TextWriter();
const endings = createPageEndings(Date.now);

/** The bundled sample: beside the application when packaged, in the repository otherwise. */
const samplePath = (): string =>
  app.isPackaged
    ? join(process.resourcesPath, 'sample/sample.study.json')
    : join(app.getAppPath(), 'resources/sample/sample.study.json');

/** GDAL's files: beside the application when packaged, where anybody may replace them; else as built. */
const gdalFolder = (): string =>
  app.isPackaged ? join(process.resourcesPath, 'gdal') : join(app.getAppPath(), 'out/gdal');

function setLanguage(next: Language): void {
  language = next;
  showMenu();
}

function setEditNames(names: EditNames): void {
  edits = names;
  showMenu();
}

function showMenu(): void {
  Menu.setApplicationMenu(buildMenu(language, sendCommand, edits));
}

function sendCommand(command: MenuCommand): void {
  window?.webContents.send(channels.onMenuCommand, command);
}

function openWindow(): void {
  window = createMainWindow(app.isPackaged, { endings, onGone: pageGone, ask: askToTryAgain });
  const begun = createClosing(window);
  closing = begun;
  window.on('close', (event) => {
    event.preventDefault();
    begun.begin();
  });
  window.on('closed', () => {
    window = null;
    endUnfinished();
  });
}

/** A window closes when its last change is kept. */
function createClosing(closed: BrowserWindow): WindowClosing {
  const { webContents } = closed;
  const ask = (question: Question) => askPerson(closed, question);
  return new WindowClosing({
    askPage: () => {
      if (webContents.isCrashed() || webContents.isLoadingMainFrame()) return false;
      webContents.send(channels.onClosing);
      return true;
    },
    askPerson: (why) => mayBeLost({ language, ask }, why),
    close: () => closed.destroy(),
    stay: () => {
      quits = false;
    },
  });
}

function pageGone(): void {
  endUnfinished();
  closing?.pageGone();
}

/** Nobody will finish the files that a page was writing when it ended. */
function endUnfinished(): void {
  void writer.abandonAll();
  void uploads.abandonAll();
}

/** Says that the window stops again and again; true when it is to be tried once more, else the program ends. */
async function askToTryAgain(stopped: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(stopped, {
    type: 'error',
    message: dialogWords.stops[language],
    detail: dialogWords.stopsDetail[language],
    buttons: [dialogWords.tryAgain[language], dialogWords.quit[language]],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) return true;
  app.quit();
  return false;
}

function currentWindow(): BrowserWindow {
  if (window === null) throw new Error('the window is closed');
  return window;
}

function start(): void {
  setLanguage(closestLanguage(app.getLocale()));
  denyEverythingElse(session.defaultSession);
  const folders = { window: join(__dirname, '../renderer'), gdal: gdalFolder() };
  serveSchemes(session.defaultSession, folders, handles, uploads);
  const folder = app.getPath('userData');
  store = startStore(join(__dirname, 'store-worker.cjs'), {
    workFolder: join(folder, 'working-copies'),
    userName: userInfo().username,
    writer: `tomtevalg ${app.getVersion()}`,
    module: join(__dirname, 'sqlite3.wasm'),
  });
  const desk = new ProjectDesk({ store: store.calls, handles, uploads, folder });
  // Read while the page loads, for the first page only.
  let sample = opensSample ? openStudyFile(handles, samplePath()) : null;
  const desktop = {
    handles,
    writer,
    desk,
    samplePath: samplePath(),
    window: currentWindow,
    pageStart: () => endings.take(),
    takeSample: () => {
      const taken = sample;
      sample = null;
      return taken;
    },
    language: () => language,
    setLanguage,
    setEditNames,
    answerClosing: async (kept: boolean) => closing?.answer(kept),
  };
  serveCalls(desktopCalls(desktop), () => window);
  openWindow();
}

// Electron would stop everything behind a box that waits for a click, though one broken request need not end the work.
process.on('uncaughtException', (error) => {
  process.stderr.write(`uncaught in the main process: ${error.stack}\n`);
});
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
    if (process.platform !== 'darwin' || quits) app.quit();
  });
  app.on('before-quit', () => {
    quits = true;
  });
  app.on('will-quit', (event) => {
    const ending = store;
    store = null;
    if (ending === null) return;
    // The working copy is closed in order; unsaved work is offered at the next start.
    event.preventDefault();
    void ending.calls
      .close(false)
      .catch(() => undefined)
      .then(() => ending.terminate())
      .then(() => app.quit());
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

import type { BrowserWindow } from 'electron';
import type { PageEndings } from './page-endings.ts';

/** How long a page that Chromium calls unresponsive (15 s without an answer to a key or the pointer) may go on, ms. */
const patience = 5000;

/** What is done around a page that ended. */
export interface PageCare {
  readonly endings: PageEndings;
  /** The page is gone: what it had begun in the main process is at its end too. */
  readonly onGone: () => void;
  /** It ended too often to be loaded again by itself: asks a person; true when it is to be tried again. */
  readonly ask: (window: BrowserWindow) => Promise<boolean>;
}

/**
 * Brings the page back after its process ended or hung. What was on screen is in the project's working copy, and the
 * new page asks for it.
 */
export function bringBack(window: BrowserWindow, { endings, onGone, ask }: PageCare): void {
  const { webContents } = window;
  let isHung = false;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  const stopWaiting = () => {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
  };
  window.on('responsive', stopWaiting);
  window.on('closed', stopWaiting);
  window.on('unresponsive', () => {
    // While somebody looks at it with the developer tools it may stand still.
    if (waiting !== null || webContents.isDevToolsOpened()) return;
    waiting = setTimeout(() => {
      waiting = null;
      isHung = true;
      webContents.forcefullyCrashRenderer();
    }, patience);
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    stopWaiting();
    if (reason === 'clean-exit') return;
    const next = endings.note(isHung ? 'hung' : 'ended');
    isHung = false;
    onGone();
    if (window.isDestroyed()) return;
    if (next === 'load') webContents.reload();
    else
      void ask(window).then((again) => {
        if (again && !window.isDestroyed()) webContents.reload();
      });
  });
}

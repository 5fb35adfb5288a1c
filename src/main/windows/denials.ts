import { app, type Session, type WebContents } from 'electron';
import { appPage } from '../protocol/policy.ts';

/** Schemes that stay inside the application; everything else is cancelled before it leaves. */
const ownSchemes: readonly string[] = ['app:', 'file-handle:', 'blob:', 'data:', 'devtools:'];

/** Cancels every request but the application's own, denies every permission and switches off what would fetch. */
export function denyEverythingElse(session: Session): void {
  silenceSpellChecker(session);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !ownSchemes.includes(new URL(details.url).protocol) });
  });
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  void session.setProxy({ mode: 'direct' });
}

/**
 * No dictionary is ever fetched. Switching the checker off is not enough: Chromium asks for the dictionary of the
 * system's language when the session is made, so the languages are emptied and the address leads nowhere.
 */
function silenceSpellChecker(session: Session): void {
  session.setSpellCheckerDictionaryDownloadURL('app://tomtevalg/no-dictionaries/');
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}

/** Keeps a page where it is: no navigation, no new window, no embedded page. */
function keepInPlace(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event, url) => {
    // A reload of the page itself is the one navigation there is.
    if (url !== appPage) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Applies `keepInPlace` to everything that shows pages, whoever made it. */
export function keepEveryPageInPlace(): void {
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents));
}

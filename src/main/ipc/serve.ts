import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type CallArguments, type CallName, channels } from '../../shared/ipc/channels.ts';
import type { DesktopApi } from '../../shared/ipc/desktop-api.ts';
import { parseArguments } from '../../shared/ipc/parse-arguments.ts';
import { appOrigin } from '../protocol/policy.ts';

/** Main's side of every call; the arguments have been checked. */
export type Calls = { readonly [Name in CallName]: (...received: CallArguments[Name]) => ReturnType<DesktopApi[Name]> };

/** True only for the top frame of the application's own window showing the application's own page. */
function isOwnPage(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame;
  return (
    window !== null &&
    event.sender === window.webContents &&
    frame !== null &&
    frame === event.sender.mainFrame &&
    frame.url.startsWith(`${appOrigin}/`)
  );
}

/**
 * Answers the window's calls. A message from anywhere else, or with arguments that are not what the call takes, is
 * refused before anything is done with it.
 * @param currentWindow the one window that may call
 */
export function serveCalls(calls: Calls, currentWindow: () => BrowserWindow | null): void {
  const serve = <Name extends CallName>(name: Name): void => {
    ipcMain.handle(channels[name], (event, ...received: unknown[]) => {
      if (!isOwnPage(event, currentWindow())) throw new Error('refused: sender');
      const parsed = parseArguments(name, received);
      if (!parsed.ok) throw new Error(`refused: ${parsed.reason}`);
      return calls[name](...parsed.value);
    });
  };
  for (const name of Object.keys(calls) as CallName[]) serve(name);
}

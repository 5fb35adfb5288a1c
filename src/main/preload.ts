import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type CallName, channels } from '../shared/ipc/channels.ts';
import type { DesktopApi, DroppedFile, MenuCommand } from '../shared/ipc/desktop-api.ts';

/** Sends one call; the types are those of the interface, main checks what really arrives. */
const call =
  <Name extends CallName>(name: Name) =>
  (...sent: unknown[]) =>
    ipcRenderer.invoke(channels[name], ...sent) as ReturnType<DesktopApi[Name]>;

/** The path of a file dropped on the page; empty for anything that is not a file from the disk. */
function pathOf(file: DroppedFile): string {
  if (!(file instanceof File)) return '';
  // Electron before 29 has no webUtils and keeps the path on the file.
  return webUtils?.getPathForFile(file) ?? (file as File & { readonly path?: string }).path ?? '';
}

const listeners = new Set<(command: MenuCommand) => void>();
/** Commands that came before the page listened. */
const waiting: MenuCommand[] = [];

ipcRenderer.on(channels.onMenuCommand, (_event, command: MenuCommand) => {
  if (listeners.size === 0) waiting.push(command);
  for (const listener of listeners) listener(command);
});

const closingListeners = new Set<() => void>();

ipcRenderer.on(channels.onClosing, () => {
  // A page that does not listen yet has nothing to keep.
  if (closingListeners.size === 0) void desktop.answerClosing(true);
  for (const listener of closingListeners) listener();
});

const desktop: DesktopApi = {
  runtimeInfo: call('runtimeInfo'),
  openSample: call('openSample'),
  openStudy: call('openStudy'),
  openLayers: call('openLayers'),
  resolveDropped: (files) => call('resolveDropped')(files.map(pathOf).filter((path) => path !== '')),
  saveText: call('saveText'),
  appendText: call('appendText'),
  appendBytes: call('appendBytes'),
  finishText: call('finishText'),
  finishLayers: call('finishLayers'),
  abandonText: call('abandonText'),
  openProject: call('openProject'),
  openProjectAt: call('openProjectAt'),
  recentProjects: call('recentProjects'),
  openRecentProject: call('openRecentProject'),
  unsavedProjects: call('unsavedProjects'),
  restoreProject: call('restoreProject'),
  discardProject: call('discardProject'),
  resume: call('resume'),
  newProject: call('newProject'),
  storedDatasets: call('storedDatasets'),
  beginLayer: call('beginLayer'),
  finishLayer: call('finishLayer'),
  openPhotos: call('openPhotos'),
  attachFile: call('attachFile'),
  attachedPhoto: call('attachedPhoto'),
  keepDocument: call('keepDocument'),
  saveProject: call('saveProject'),
  saveFieldCopy: call('saveFieldCopy'),
  openCopies: call('openCopies'),
  takeCopy: call('takeCopy'),
  revertProject: call('revertProject'),
  keptBytes: call('keptBytes'),
  clearKept: call('clearKept'),
  closeProject: call('closeProject'),
  setTitle: call('setTitle'),
  setEditNames: call('setEditNames'),
  setLanguage: call('setLanguage'),
  askToLose: call('askToLose'),
  answerClosing: call('answerClosing'),
  onClosing: (listener) => {
    closingListeners.add(listener);
    return () => {
      closingListeners.delete(listener);
    };
  },
  onMenuCommand: (listener) => {
    listeners.add(listener);
    for (const command of waiting.splice(0)) listener(command);
    return () => {
      listeners.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('desktop', desktop);

import type { DesktopApi } from './desktop-api.ts';

/** The methods that send a message and wait for its answer. */
export type CallName = Exclude<keyof DesktopApi, 'onMenuCommand' | 'onClosing'>;

/** What main is handed for each call: the method's own arguments, save that dropped files arrive as paths from preload. */
export type CallArguments = {
  readonly [Name in CallName]: Name extends 'resolveDropped'
    ? readonly [paths: readonly string[]]
    : Readonly<Parameters<DesktopApi[Name]>>;
};

/** The channel of every method. Nothing else crosses the bridge. */
export const channels: Readonly<Record<keyof DesktopApi, string>> = {
  runtimeInfo: 'desktop:runtime-info',
  openSample: 'desktop:open-sample',
  openStudy: 'desktop:open-study',
  openLayers: 'desktop:open-layers',
  resolveDropped: 'desktop:resolve-dropped',
  saveText: 'desktop:save-text',
  appendText: 'desktop:append-text',
  appendBytes: 'desktop:append-bytes',
  finishText: 'desktop:finish-text',
  finishLayers: 'desktop:finish-layers',
  abandonText: 'desktop:abandon-text',
  openProject: 'desktop:open-project',
  openProjectAt: 'desktop:open-project-at',
  recentProjects: 'desktop:recent-projects',
  openRecentProject: 'desktop:open-recent-project',
  unsavedProjects: 'desktop:unsaved-projects',
  restoreProject: 'desktop:restore-project',
  discardProject: 'desktop:discard-project',
  resume: 'desktop:resume',
  newProject: 'desktop:new-project',
  storedDatasets: 'desktop:stored-datasets',
  beginLayer: 'desktop:begin-layer',
  finishLayer: 'desktop:finish-layer',
  openPhotos: 'desktop:open-photos',
  attachFile: 'desktop:attach-file',
  attachedPhoto: 'desktop:attached-photo',
  keepDocument: 'desktop:keep-document',
  saveProject: 'desktop:save-project',
  saveFieldCopy: 'desktop:save-field-copy',
  openCopies: 'desktop:open-copies',
  takeCopy: 'desktop:take-copy',
  revertProject: 'desktop:revert-project',
  keptBytes: 'desktop:kept-bytes',
  clearKept: 'desktop:clear-kept',
  closeProject: 'desktop:close-project',
  setTitle: 'desktop:set-title',
  setEditNames: 'desktop:set-edit-names',
  setLanguage: 'desktop:set-language',
  askToLose: 'desktop:ask-to-lose',
  answerClosing: 'desktop:answer-closing',
  onMenuCommand: 'desktop:menu-command',
  onClosing: 'desktop:closing',
};

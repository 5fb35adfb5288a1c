import type { DesktopApi } from './desktop-api.ts';

/** The methods that send a message and wait for its answer. */
export type CallName = Exclude<keyof DesktopApi, 'onMenuCommand'>;

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
  abandonText: 'desktop:abandon-text',
  setTitle: 'desktop:set-title',
  setLanguage: 'desktop:set-language',
  onMenuCommand: 'desktop:menu-command',
};

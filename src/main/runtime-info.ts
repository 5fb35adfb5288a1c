import { userInfo } from 'node:os';
import { app } from 'electron';
import type { RuntimeInfo } from '../shared/ipc/desktop-api.ts';
import type { Language } from '../shared/lib/language.ts';

/** Major version of the Electron that the application is made for; set by the build from package.json. */
declare const __ELECTRON_MAJOR__: number;

/** The interface language closest to the system's: Norwegian of either kind, Swedish, else English. */
export function closestLanguage(locale: string): Language {
  const language = locale.toLowerCase().split(/[-_]/)[0];
  if (language === 'nb' || language === 'no' || language === 'nn') return 'nb';
  return language === 'sv' ? 'sv' : 'en';
}

/** Versions and circumstances of this run. An Electron older than the one made for is the development fallback. */
export function runtimeInfo(): RuntimeInfo {
  const { electron = '0', chrome = '', node } = process.versions;
  return {
    application: app.getVersion(),
    electron,
    chromium: chrome,
    node,
    platform: `${process.platform} ${process.arch}`,
    language: closestLanguage(app.getLocale()),
    fallback: Number.parseInt(electron, 10) < __ELECTRON_MAJOR__,
    userName: nameOfUser(),
  };
}

/** Empty where the system has no name for who runs the program, as in some containers. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

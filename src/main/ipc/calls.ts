import { type BrowserWindow, dialog } from 'electron';
import type { SaveKind } from '../../shared/ipc/desktop-api.ts';
import type { Language } from '../../shared/lib/language.ts';
import { success } from '../../shared/lib/outcome.ts';
import type { FileHandles } from '../files/file-handles.ts';
import { openFiles } from '../files/open-files.ts';
import { openStudyFile } from '../files/open-study.ts';
import { layerExtensions } from '../files/sidecars.ts';
import { suggestFileName } from '../files/suggest-file-name.ts';
import type { TextWriter } from '../files/text-writer.ts';
import { dialogWords, kindWords } from '../menu/words.ts';
import { runtimeInfo } from '../runtime-info.ts';
import type { Calls } from './serve.ts';

/** What the calls work on. */
export interface Desktop {
  readonly handles: FileHandles;
  readonly writer: TextWriter;
  readonly samplePath: string;
  window(): BrowserWindow;
  language(): Language;
  setLanguage(language: Language): void;
}

const layerFilter = layerExtensions.map((extension) => extension.slice(1));

/** Main's side of the bridge. */
export function desktopCalls(desktop: Desktop): Calls {
  const { handles, writer } = desktop;
  const words = (key: keyof typeof dialogWords): string => dialogWords[key][desktop.language()];
  const choose = async (title: string, name: string, extensions: string[], many: boolean): Promise<string[]> => {
    const properties: ('openFile' | 'multiSelections')[] = many ? ['openFile', 'multiSelections'] : ['openFile'];
    const chosen = await dialog.showOpenDialog(desktop.window(), {
      title,
      properties,
      filters: [{ name, extensions }],
    });
    return chosen.canceled ? [] : chosen.filePaths;
  };
  return {
    runtimeInfo: async () => ({ ...runtimeInfo(), language: desktop.language() }),
    openSample: () => openStudyFile(handles, desktop.samplePath),
    openStudy: async () => {
      const [path] = await choose(words('openStudy'), words('studies'), ['json'], false);
      return path === undefined ? success(null) : openStudyFile(handles, path);
    },
    openLayers: async () => {
      const paths = await choose(words('addLayers'), words('layers'), layerFilter, true);
      return success(paths.length === 0 ? null : await openFiles(handles, paths));
    },
    resolveDropped: async (paths) => success(await openFiles(handles, paths)),
    saveText: async (suggestedName, kind) => {
      const path = await chooseTarget(desktop, suggestedName, kind);
      return path === null ? success(null) : writer.begin(path);
    },
    appendText: (id, piece) => writer.append(id, piece),
    appendBytes: (id, piece) => writer.appendBytes(id, piece),
    finishText: (id) => writer.finish(id),
    abandonText: (id) => writer.abandon(id),
    setTitle: async (title) => desktop.window().setTitle(title === '' ? 'Tomtevalg' : `${title} – Tomtevalg`),
    setLanguage: async (language) => desktop.setLanguage(language),
  };
}

async function chooseTarget(desktop: Desktop, suggestedName: string, kind: SaveKind): Promise<string | null> {
  const language = desktop.language();
  const chosen = await dialog.showSaveDialog(desktop.window(), {
    title: dialogWords.save[language],
    defaultPath: suggestFileName(suggestedName, kind),
    filters: [{ name: kindWords[kind][language], extensions: [kind] }],
  });
  return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
}

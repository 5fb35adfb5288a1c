import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { readText, type StoreFiles } from './files/store-files.ts';
import { writeWholeText } from './files/write-whole.ts';

/** A project that was open before. */
export interface RecentFile {
  readonly path: string;
  readonly name: string;
  /** When it was last opened or saved, milliseconds since 1970. */
  readonly usedMs: number;
}

/** Names a file to the window, which never learns paths: the same file has the same name at every start. */
export function placeOf(path: string): string {
  return `r${createHash('sha256').update(resolve(path)).digest('hex').slice(0, 32)}`;
}

const most = 12;
const mostBytes = 256 * 1024;

/** The list of recent projects, newest first; what cannot be understood is left out. */
export function readRecents(files: StoreFiles, folder: string): readonly RecentFile[] {
  try {
    const parsed: unknown = JSON.parse(readText(files, join(folder, 'recent-projects.json'), mostBytes) ?? '[]');
    if (!Array.isArray(parsed)) return [];
    return parsed.flatMap((entry: unknown): RecentFile[] => {
      if (typeof entry !== 'object' || entry === null) return [];
      const { path, name, usedMs } = entry as Readonly<Record<keyof RecentFile, unknown>>;
      if (typeof path !== 'string' || typeof usedMs !== 'number') return [];
      return [{ path, name: typeof name === 'string' ? name : basename(path), usedMs }];
    });
  } catch {
    return [];
  }
}

/** Puts a project at the head of the list. The list is a convenience: a disk that refuses it costs nothing else. */
export function rememberRecent(files: StoreFiles, folder: string, recent: RecentFile): void {
  const others = readRecents(files, folder).filter(({ path }) => path !== recent.path);
  try {
    files.makeFolder(folder);
    writeWholeText(files, join(folder, 'recent-projects.json'), JSON.stringify([recent, ...others].slice(0, most)));
  } catch {
    // The list stays as it was.
  }
}

import { join } from 'node:path';
import { type FileFacts, isSystemError, readText, type StoreFiles } from '../files/store-files.ts';
import { writeWholeText } from '../files/write-whole.ts';

/** A person's file that a document builds on: as the document calls it, and where it and what lies beside it are. */
export interface SourceFiles {
  readonly file: string;
  readonly paths: readonly string[];
}

/** Such files as they were noted before and are found now. */
export interface FoundSource extends SourceFiles {
  /** Whether one of them is gone, or is not as it was by size and time. */
  readonly changed: boolean;
}

interface NotedFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

const mostBytes = 16 * 1024 * 1024;
const sourcesFileName = 'sources.json';

/**
 * Notes beside a working copy which files its document builds on while their data are not in it yet; without any, that it
 * builds on none. On the medium when this ends. Throws what the disk refuses.
 */
export function writeSources(files: StoreFiles, folder: string, sources: readonly SourceFiles[]): void {
  const path = join(folder, sourcesFileName);
  const noted = sources.map(({ file, paths }) => ({ file, found: paths.map((one) => noteOf(files, one)) }));
  if (sources.length === 0) files.remove(path);
  else writeWholeText(files, path, JSON.stringify({ format: 1, sources: noted }));
}

/** A file that cannot be looked at just now, as on a stick that was pulled out, costs no edit: its facts are unknown then. */
function noteOf(files: StoreFiles, path: string): NotedFile {
  const { size, modifiedMs } = factsOf(files, path) ?? { size: -1, modifiedMs: -1 };
  return { path, size, modifiedMs };
}

/** Null also where it may not be looked at. */
function factsOf(files: StoreFiles, path: string): FileFacts | null {
  try {
    return files.facts(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return null;
  }
}

/** The files that were noted, as they are now; none where nothing can be understood. */
export function readSources(files: StoreFiles, folder: string): readonly FoundSource[] {
  return notesIn(files, folder).map(({ file, found }) => {
    const now = found.map((noted) => ({ noted, facts: factsOf(files, noted.path) }));
    return {
      file,
      paths: now.flatMap(({ noted, facts }) => (facts === null ? [] : [noted.path])),
      changed: now.some(
        ({ noted, facts }) => facts === null || facts.size !== noted.size || facts.modifiedMs !== noted.modifiedMs,
      ),
    };
  });
}

function notesIn(
  files: StoreFiles,
  folder: string,
): readonly { readonly file: string; readonly found: readonly NotedFile[] }[] {
  const text = readText(files, join(folder, sourcesFileName), mostBytes);
  if (text === null) return [];
  try {
    const { sources }: { readonly sources?: unknown } = JSON.parse(text);
    if (!Array.isArray(sources)) return [];
    return sources.filter(
      ({ file, found }) => typeof file === 'string' && Array.isArray(found) && found.every(isNotedFile),
    );
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    return [];
  }
}

function isNotedFile(value: unknown): value is NotedFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, size, modifiedMs } = value as Readonly<Record<keyof NotedFile, unknown>>;
  return typeof path === 'string' && typeof size === 'number' && typeof modifiedMs === 'number';
}

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import type { FileGroup, OpenedStudy } from '../../shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import { failure, type Outcome, success } from '../../shared/lib/outcome.ts';
import type { FileHandles } from './file-handles.ts';
import { openGroup } from './open-group.ts';
import { extensionOf, layerExtensions, terrainExtensions } from './sidecars.ts';

const maxStudyBytes = 32 * 1024 * 1024;
const maxNamedFiles = 1000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The file names inside a study: layers' files, tables joined to them, and profiles and scenarios given as files. What the study means is
 * for `project/` to say; here only names are collected, so that their files can be handed over.
 */
export function filesNamedIn(study: unknown): readonly string[] {
  if (!isRecord(study)) return [];
  const isName = (name: unknown): name is string => typeof name === 'string' && staysBeside(name);
  const hasKnownKind = (name: string): boolean =>
    [...layerExtensions, ...terrainExtensions].includes(extensionOf(name));
  const layers = isRecord(study.layers) ? Object.values(study.layers) : [];
  const ofLayers = layers.filter(isRecord);
  const joined = ofLayers.map(({ join }) => (isRecord(join) ? join.file : undefined));
  const data = [...ofLayers.map(({ file }) => file), ...joined].filter(isName);
  const questions = [study.profiles, study.scenarios]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter(isName);
  // A layer without extension may be a folder of files; `openGroup` finds nothing where it is not.
  const files = [
    ...data.filter((name) => hasKnownKind(name) || extensionOf(name) === ''),
    ...questions.filter(hasKnownKind),
  ];
  return [...new Set(files)].slice(0, maxNamedFiles);
}

/** A study may name files relative to itself; never an absolute path, a network share or an address. */
function staysBeside(name: string): boolean {
  return !isAbsolute(name) && !/^[\\/]|^[a-z][a-z0-9+.-]*:|\0/i.test(name);
}

/** Reads a study and finds every file that it names. */
export async function openStudyFile(handles: FileHandles, path: string): Promise<Outcome<OpenedStudy, Problem>> {
  const file = basename(path);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return failure(problem('file-not-found', { file }));
  if (info.size > maxStudyBytes) return failure(problem('study-too-large', { file, bytes: info.size }));
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return failure(problem('file-not-readable', { file }));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return failure(problem('study-not-json', { file, reason: error instanceof Error ? error.message : '' }));
  }
  const files: [string, FileGroup][] = [];
  for (const name of filesNamedIn(parsed)) {
    files.push([name, await openGroup(handles, resolve(dirname(path), name.replaceAll('\\', '/')))]);
  }
  return success({ name: file, text, files: await withContents(handles, files) });
}

/** Bytes of a file, and of all of them together, that are handed over with the study. */
const mostOfOne = 1_000_000;
const mostOfAll = 8_000_000;

/**
 * The files with the contents of the small ones: an answer to a question of the window's costs some 10 ms, however few bytes it
 * has, and a study of small files asks dozens of them one after the other.
 */
async function withContents(
  handles: FileHandles,
  files: readonly (readonly [string, FileGroup])[],
): Promise<[string, FileGroup][]> {
  let left = mostOfAll;
  const withContent = async (locator: FileLocator): Promise<FileLocator> => {
    const { size, address } = locator;
    const path = handles.find(address)?.path;
    if (path === undefined || size > Math.min(mostOfOne, left)) return locator;
    left -= size;
    const content = await readFile(path).catch(() => null);
    // A file that cannot be read, or changed just now, is told about by whoever reads it.
    return content?.length === size ? { ...locator, bytes: new Uint8Array(content) } : locator;
  };
  return Promise.all(
    files.map(async ([name, group]): Promise<[string, FileGroup]> => [name, await Promise.all(group.map(withContent))]),
  );
}

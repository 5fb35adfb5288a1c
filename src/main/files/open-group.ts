import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileGroup } from '../../shared/ipc/desktop-api.ts';
import type { FileHandles } from './file-handles.ts';
import { extensionOf, findMain, findSidecars, isDatabaseFolder, layerExtensions } from './sidecars.ts';

/** Names in a folder; empty when it cannot be listed. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** A file's locator, or undefined when there is no ordinary file of that name. */
async function locate(handles: FileHandles, path: string) {
  const info = await stat(path).catch(() => null);
  return info?.isFile() ? handles.add(path, info.size) : undefined;
}

/**
 * A layer's file and, for a shapefile, its sidecars; a folder's layer files. Empty when nothing is there.
 * @param path absolute path; letter case of the name may differ from the file's
 */
export async function openGroup(handles: FileHandles, path: string): Promise<FileGroup> {
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) return isDatabaseFolder(path) ? openDatabase(handles, path) : openFolder(handles, path);
  // A name without extension is a folder or nothing: no other file of the disk can be named by a study.
  if (extensionOf(path) === '') return [];
  const folder = dirname(path);
  const names = await namesIn(folder);
  const asked = basename(path);
  const name = names.includes(asked) ? asked : (names.find((n) => n.toLowerCase() === asked.toLowerCase()) ?? asked);
  const group = await locateAll(handles, folder, [name, ...findSidecars(name, names)]);
  return group[0]?.name === name ? group : [];
}

/** The layer files of a folder and their sidecars, as one group; folders inside it are left out. */
async function openFolder(handles: FileHandles, folder: string): Promise<FileGroup> {
  const names = await namesIn(folder);
  const wanted = names.filter(
    (name) => layerExtensions.includes(extensionOf(name)) || findMain(name, names) !== undefined,
  );
  return locateAll(handles, folder, wanted.sort());
}

/** The files of a file geodatabase, named with their folder, by which they are known to belong together. */
async function openDatabase(handles: FileHandles, folder: string): Promise<FileGroup> {
  const files = await locateAll(handles, folder, [...(await namesIn(folder))].sort());
  return files.map((file) => ({ ...file, name: `${basename(folder)}/${file.name}` }));
}

/** Locators of the ordinary files among these names. */
async function locateAll(handles: FileHandles, folder: string, names: readonly string[]): Promise<FileGroup> {
  const located = await Promise.all(names.map((name) => locate(handles, join(folder, name))));
  return located.filter((entry) => entry !== undefined);
}

import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { FileGroup, OpenedFiles, OpenedStudy } from '../../shared/ipc/desktop-api.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import { type Problem, problem } from '../../shared/lib/issue.ts';
import type { FileHandles } from './file-handles.ts';
import { namesIn, openGroup } from './open-group.ts';
import { openStudyFile } from './open-study.ts';
import {
  extensionOf,
  findMain,
  isDatabaseFolder,
  isSidecar,
  isStudy,
  layerExtensions,
  photoExtensions,
  terrainExtensions,
} from './sidecars.ts';

/** Layers, and grids of heights for the terrain. */
const dataExtensions = [...layerExtensions, ...terrainExtensions];
const maxFolderDepth = 8;
const maxListed = 5000;

/** Files inside a dropped folder, links left out, in a stable order. */
async function listFolder(folder: string, depth: number, found: string[]): Promise<void> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (found.length >= maxListed) return;
    const path = join(folder, entry.name);
    if (entry.isFile() || (entry.isDirectory() && isDatabaseFolder(path))) found.push(path);
    else if (entry.isDirectory() && depth < maxFolderDepth) await listFolder(path, depth + 1, found);
  }
}

interface Sorted {
  readonly layers: Set<string>;
  readonly studies: Set<string>;
  readonly photos: Set<string>;
  readonly refused: Problem[];
}

/** Decides what one file is; `inFolder`: it was found in a dropped folder, where unknown files are passed over. */
async function sortFile(path: string, inFolder: boolean, sorted: Sorted): Promise<void> {
  const name = basename(path);
  if (isStudy(name)) {
    sorted.studies.add(path);
    return;
  }
  if (isSidecar(name)) {
    const main = findMain(name, await namesIn(dirname(path)));
    if (main !== undefined) {
      sorted.layers.add(join(dirname(path), main));
      return;
    }
  }
  if (dataExtensions.includes(extensionOf(name)) || isDatabaseFolder(name)) sorted.layers.add(path);
  // A picture in a folder of data is a legend or a preview; one that was dropped by itself is meant.
  else if (!inFolder && photoExtensions.includes(extensionOf(name))) sorted.photos.add(path);
  else if (!inFolder)
    sorted.refused.push(problem(isSidecar(name) ? 'sidecar-alone' : 'file-kind-unknown', { file: name }));
}

async function sortPath(path: string, sorted: Sorted): Promise<void> {
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory() && isDatabaseFolder(path)) sorted.layers.add(path);
  else if (info?.isDirectory()) {
    const found: string[] = [];
    await listFolder(path, 1, found);
    const before = sorted.layers.size + sorted.studies.size;
    for (const file of found) await sortFile(file, true, sorted);
    if (found.length >= maxListed)
      sorted.refused.push(problem('folder-too-large', { folder: basename(path), count: maxListed }));
    else if (sorted.layers.size + sorted.studies.size === before)
      sorted.refused.push(problem('folder-without-layers', { folder: basename(path) }));
  } else if (info?.isFile()) await sortFile(path, false, sorted);
  else sorted.refused.push(problem('file-not-found', { file: basename(path) }));
}

/**
 * Turns chosen or dropped paths into what can be opened. Each layer appears once, however many of its files were
 * named; folders are listed to a depth of eight; links inside folders are not followed.
 */
export async function openFiles(handles: FileHandles, paths: readonly string[]): Promise<OpenedFiles> {
  const sorted: Sorted = { layers: new Set(), studies: new Set(), photos: new Set(), refused: [] };
  for (const path of paths) await sortPath(resolve(path), sorted);
  const groups: FileGroup[] = [];
  for (const path of sorted.layers) {
    const group = await openGroup(handles, path);
    if (group.length > 0) groups.push(group);
    else sorted.refused.push(problem('file-not-found', { file: basename(path) }));
  }
  const studies: OpenedStudy[] = [];
  for (const path of sorted.studies) {
    const opened = await openStudyFile(handles, path);
    if (opened.ok) studies.push(opened.value);
    else sorted.refused.push(opened.reason);
  }
  const photos: FileLocator[] = [];
  for (const path of sorted.photos) {
    const info = await stat(path).catch(() => null);
    if (info?.isFile()) photos.push(handles.add(path, info.size));
  }
  return { studies, groups, photos, refused: sorted.refused };
}

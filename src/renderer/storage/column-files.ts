import type { Dataset } from '../../shared/dataset/types.ts';
import { columnsId } from '../../shared/formats/columns/layout.ts';
import { type ColumnsBytes, writeColumns } from '../../shared/formats/columns/write-columns.ts';

/** Name of the file in which a dataset is kept, by its `columnsId`, which tells all that it holds. */
export const columnFileName = (id: string): string => `${id}.tvcolumns`;
const isName = (name: string): boolean => /^[0-9a-f]{32}\.tvcolumns$/.test(name);

/** Stands after the columns, written when they are on the medium: a file without it was not written to its end. */
const seal = new TextEncoder().encode('TVWHOLE1');

/** The folder, named after the layout: files of another one are never looked at. */
const folderName = 'columns-1';
/** Bytes kept at most. */
const mostBytes = 1_000_000_000;
/** Ms after which a storage that does not answer is given up. */
const patience = 1000;

/** An open file of the browser's own; every call is done when it returns. */
interface OpenFile {
  getSize(): number;
  read(target: Uint8Array, place: { readonly at: number }): number;
  write(bytes: Uint8Array, place: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

/** A file of the browser's own in a worker; the types of pages do not know what it can do there. */
type OwnFile = FileSystemFileHandle & { createSyncAccessHandle(): Promise<OpenFile> };

/** What the work gives; `otherwise` when the storage does not answer in time. */
function inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([work, new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), patience))]);
}

/** Asks for the root of the browser's own file system. */
export type FindRoot = () => Promise<FileSystemDirectoryHandle>;

async function folderIn(root: FindRoot): Promise<FileSystemDirectoryHandle> {
  return (await root()).getDirectoryHandle(folderName, { create: true });
}

/** In a worker: the columns of a kept file, in shared memory; null where it is not kept, is in use or cannot be had. */
export async function readColumnFile(root: FindRoot, name: string): Promise<SharedArrayBuffer | null> {
  if (!isName(name)) return null;
  const handle = openFile(root, name).catch(() => null);
  const file = await inTime(handle, null);
  if (file === null) {
    void handle.then((opened) => opened?.close());
    return null;
  }
  try {
    if (!isSealed(file)) return null;
    const columns = new SharedArrayBuffer(file.getSize() - seal.length);
    return file.read(new Uint8Array(columns), { at: 0 }) === columns.byteLength ? columns : null;
  } catch {
    return null;
  } finally {
    file.close();
  }
}

async function openFile(root: FindRoot, name: string): Promise<OpenFile> {
  return openIn(await folderIn(root), name, false);
}

async function openIn(folder: FileSystemDirectoryHandle, name: string, create: boolean): Promise<OpenFile> {
  const file = (await folder.getFileHandle(name, { create })) as OwnFile;
  return file.createSyncAccessHandle();
}

function isSealed(file: OpenFile): boolean {
  const at = file.getSize() - seal.length;
  const last = new Uint8Array(seal.length);
  return at > 0 && file.read(last, { at }) === seal.length && last.every((byte, index) => byte === seal[index]);
}

interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  readonly usedMs: number;
}

async function listFiles(folder: FileSystemDirectoryHandle): Promise<readonly KeptFile[]> {
  const files: KeptFile[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind !== 'file') continue;
    const { size, lastModified } = await handle.getFile();
    files.push({ name, bytes: size, usedMs: lastModified });
  }
  return files;
}

/**
 * In a worker: keeps datasets, those that are not kept yet, and lets go of those used longest ago. A storage that refuses
 * costs what it refuses and nothing else.
 */
export async function keepColumnFiles(root: FindRoot, datasets: readonly Dataset[], limit = mostBytes): Promise<void> {
  const folder = await folderIn(root);
  const kept = new Map((await listFiles(folder)).map((file) => [file.name, file] as const));
  const wanted = new Set(datasets.map((dataset) => columnFileName(columnsId(dataset))));
  const total = () => [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const oldest = () =>
    [...kept.values()].filter(({ name }) => !wanted.has(name)).sort((a, b) => a.usedMs - b.usedMs)[0];
  for (const dataset of datasets) {
    const name = columnFileName(columnsId(dataset));
    if (kept.has(name) && (await sealAgain(folder, name))) continue;
    kept.delete(name);
    const { size, pieces } = columnsOf(dataset);
    for (let gone = oldest(); gone !== undefined && total() + size > limit; gone = oldest()) {
      await folder.removeEntry(gone.name);
      kept.delete(gone.name);
    }
    if (total() + size > limit) continue;
    try {
      await writeFile(folder, name, size, pieces());
    } catch (error) {
      // A full disk has no room for half a file that nobody reads.
      await folder.removeEntry(name).catch(() => undefined);
      throw error;
    }
    kept.set(name, { name, bytes: size, usedMs: Date.now() });
  }
}

/** Notes that a file was used, by the time of its change; false where it was not written to its end. */
async function sealAgain(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  const file = await openIn(folder, name, false);
  try {
    return isSealed(file) && file.write(seal, { at: file.getSize() - seal.length }) === seal.length;
  } finally {
    file.close();
  }
}

function columnsOf(dataset: Dataset): ColumnsBytes {
  const encoding = { name: 'UTF-8', source: 'format' } as const;
  return writeColumns({ name: '', format: 'geopackage', encoding, dataset, issues: [] });
}

async function writeFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  size: number,
  pieces: Iterable<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  const file = await openIn(folder, name, true);
  try {
    file.truncate(0);
    let at = 0;
    for (const piece of pieces) at += file.write(piece, { at });
    if (at !== size) throw new Error('the storage took less than it was given');
    file.flush();
    file.write(seal, { at });
    file.flush();
  } finally {
    file.close();
  }
}

/** Number of files kept, and their bytes; none where the storage cannot be used. */
export async function columnFilesStatus(root: FindRoot): Promise<{ readonly entries: number; readonly bytes: number }> {
  const listed = folderIn(root)
    .then(listFiles)
    .catch(() => []);
  const files = await inTime<readonly KeptFile[]>(listed, []);
  return { entries: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Lets go of all that is kept but what is being read just now. */
export async function clearColumnFiles(root: FindRoot): Promise<void> {
  const folder = await inTime<FileSystemDirectoryHandle | null>(
    folderIn(root).catch(() => null),
    null,
  );
  if (folder === null) return;
  for (const { name } of await listFiles(folder).catch(() => [])) await folder.removeEntry(name).catch(() => undefined);
}

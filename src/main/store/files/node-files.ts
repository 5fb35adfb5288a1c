import {
  closeSync,
  constants,
  copyFile,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode, type OpenMode, type StoreFiles } from './store-files.ts';

const openFlags: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY,
  write: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT,
  'create-new': constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
};
const fsyncSoon = promisify(fsync);
const copyFileSoon = promisify(copyFile);

/** Bytes moved at a time, and after how many of them the medium has caught up. */
const pieceBytes = 4 * 1024 * 1024;
const syncedEvery = 64 * 1024 * 1024;

/**
 * Copies in no time where the file system can share blocks. Elsewhere piece by piece, the medium keeping up: one long sync at the
 * end would make every edit of that moment wait for all of it.
 */
async function copySoon(from: string, to: string): Promise<void> {
  try {
    await copyFileSoon(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    return;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
  }
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx');
    try {
      await copyPieces(source, target);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyPieces(source: FileHandle, target: FileHandle): Promise<void> {
  const piece = new Uint8Array(pieceBytes);
  let syncing: Promise<void> = Promise.resolve();
  for (let at = 0, synced = 0; ; ) {
    const { bytesRead } = await source.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return syncing;
    for (let done = 0; done < bytesRead; ) {
      const { bytesWritten } = await target.write(piece, done, bytesRead - done, at + done);
      done += bytesWritten;
    }
    at += bytesRead;
    if (at - synced < syncedEvery) continue;
    await syncing;
    syncing = target.datasync();
    // Heard where it is awaited; until then nobody else need be told.
    syncing.catch(() => undefined);
    synced = at;
  }
}

/** The disk, through Node. */
export const nodeFiles: StoreFiles = {
  open: (path, mode) => openSync(path, openFlags[mode], 0o666),
  close: (file) => closeSync(file),
  read: (file, into, at) => readSync(file, into, 0, into.length, at),
  write: (file, bytes, at) => writeSync(file, bytes, 0, bytes.length, at),
  truncate: (file, size) => ftruncateSync(file, size),
  sync: (file) => fsyncSync(file),
  syncSoon: (file) => fsyncSoon(file),
  size: (file) => fstatSync(file).size,
  copySoon,
  copyLoosely: (from, to) => copyFileSoon(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE),
  facts: (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? { size: found.size, modifiedMs: found.mtimeMs } : null;
  },
  rename: (from, to) => renameSync(from, to),
  link: (from, to) => linkSync(from, to),
  remove: (path) => rmSync(path, { force: true }),
  list: (folder) => {
    try {
      return readdirSync(folder);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  },
  makeFolder: (path) => {
    mkdirSync(path, { recursive: true });
  },
  removeFolder: (path) => rmdirSync(path),
  syncFolder: (path) => {
    if (process.platform === 'win32') return;
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  },
};

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
  copySoon: (from, to) => copyFileSoon(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE),
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

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { StoreFiles } from '../../src/main/store/files/store-files.ts';
import type { Random } from '../../src/shared/lib/random.ts';

/** One thing that was asked of the disk. Content goes by file (`inode`), names by folder. */
type Step =
  | { readonly kind: 'write'; readonly inode: number; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly inode: number; readonly size: number }
  | { readonly kind: 'sync'; readonly inode: number }
  | { readonly kind: 'name'; readonly path: string; readonly inode: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unname'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'sync-folder'; readonly path: string };

/** File calls that are done and written down, so that a power cut after any of them can be played. */
export interface RecordedFiles {
  readonly files: StoreFiles;
  /** Number of steps so far. */
  length(): number;
  /**
   * Builds in `into` what a disk could hold when the power went after the first `steps` steps: what was synced is there; of
   * the rest any part may be, in any order, and a write may be torn at a sector. Names change in order, as a journal of the
   * file system keeps them, up to any point after the last sync of their folder.
   */
  cut(steps: number, random: Random, into: string): void;
}

const sector = 512;

/** Records what happens below `folder`, which must be empty. */
export function recordedFiles(inner: StoreFiles, folder: string): RecordedFiles {
  const steps: Step[] = [];
  const inodeOfPath = new Map<string, number>();
  const inodeOfFile = new Map<number, number>();
  let inodes = 0;

  const copy = async (from: string, to: string): Promise<void> => {
    const source = inner.open(from, 'read');
    const target = files.open(to, 'create-new');
    const piece = new Uint8Array(16_384);
    for (let at = 0, read = 1; read > 0; at += read) {
      read = inner.read(source, piece, at);
      if (read > 0) files.write(target, piece.subarray(0, read), at);
      await setImmediate();
    }
    inner.close(source);
    files.close(target);
  };
  const files: StoreFiles = {
    ...inner,
    open: (path, mode) => {
      const isNew = inner.facts(path) === null;
      const file = inner.open(path, mode);
      if (isNew) {
        inodeOfPath.set(path, inodes++);
        steps.push({ kind: 'name', path, inode: inodeOfPath.get(path) ?? -1 });
      }
      inodeOfFile.set(file, inodeOfPath.get(path) ?? -1);
      return file;
    },
    write: (file, bytes, at) => {
      const written = inner.write(file, bytes, at);
      steps.push({ kind: 'write', inode: inodeOfFile.get(file) ?? -1, at, bytes: bytes.slice(0, written) });
      return written;
    },
    truncate: (file, size) => {
      inner.truncate(file, size);
      steps.push({ kind: 'truncate', inode: inodeOfFile.get(file) ?? -1, size });
    },
    sync: (file) => {
      steps.push({ kind: 'sync', inode: inodeOfFile.get(file) ?? -1 });
    },
    syncSoon: async (file) => {
      steps.push({ kind: 'sync', inode: inodeOfFile.get(file) ?? -1 });
    },
    copySoon: copy,
    copyLoosely: copy,
    rename: (from, to) => {
      inner.rename(from, to);
      inodeOfPath.set(to, inodeOfPath.get(from) ?? -1);
      inodeOfPath.delete(from);
      steps.push({ kind: 'rename', from, to });
    },
    link: (from, to) => {
      inner.link(from, to);
      inodeOfPath.set(to, inodeOfPath.get(from) ?? -1);
      steps.push({ kind: 'name', path: to, inode: inodeOfPath.get(to) ?? -1 });
    },
    remove: (path) => {
      const was = inodeOfPath.has(path);
      inner.remove(path);
      inodeOfPath.delete(path);
      if (was) steps.push({ kind: 'unname', path });
    },
    makeFolder: (path) => {
      inner.makeFolder(path);
      steps.push({ kind: 'folder', path });
    },
    syncFolder: (path) => {
      steps.push({ kind: 'sync-folder', path });
    },
  };
  return {
    files,
    length: () => steps.length,
    cut: (count, random, into) => {
      const happened = steps.slice(0, count);
      const { names, folders } = namesAfter(happened, random);
      for (const path of folders) mkdirSync(join(into, relative(folder, path)), { recursive: true });
      for (const [path, inode] of names) {
        if (!folders.has(dirname(path)) && dirname(path) !== folder) continue;
        writeFileSync(join(into, relative(folder, path)), contentAfter(happened, inode, random));
      }
    },
  };
}

const folderOf = (step: Step): string => {
  switch (step.kind) {
    case 'rename':
      return dirname(step.to);
    case 'name':
    case 'unname':
    case 'folder':
      return dirname(step.path);
    default:
      return '';
  }
};

/** Names on the disk: in every folder all changes up to its last sync, and some of those after it, in order. */
function namesAfter(happened: readonly Step[], random: Random) {
  const durable = new Map<string, number>();
  happened.forEach((step, at) => {
    if (step.kind === 'sync-folder') durable.set(step.path, at);
  });
  const last = Math.floor(random.between(0, happened.length + 1));
  const names = new Map<string, number>();
  const folders = new Set<string>();
  happened.forEach((step, at) => {
    if (at >= last && at > (durable.get(folderOf(step)) ?? -1)) return;
    if (step.kind === 'name') names.set(step.path, step.inode);
    else if (step.kind === 'unname') names.delete(step.path);
    else if (step.kind === 'folder') folders.add(step.path);
    else if (step.kind === 'rename' && names.has(step.from)) {
      names.set(step.to, names.get(step.from) ?? -1);
      names.delete(step.from);
    }
  });
  return { names, folders };
}

/** Content of a file: everything up to its last sync, and any of what came after. */
function contentAfter(happened: readonly Step[], inode: number, random: Random): Uint8Array {
  const lastSync = happened.findLastIndex((step) => step.kind === 'sync' && step.inode === inode);
  const chance = [0, 1, 0.5, 0.9][Math.floor(random.between(0, 4))] ?? 0;
  let content = new Uint8Array(0);
  happened.forEach((step, at) => {
    if (!('inode' in step) || step.inode !== inode) return;
    if (at > lastSync && random.next() >= chance) return;
    if (step.kind === 'truncate') content = resized(content, step.size);
    if (step.kind !== 'write') return;
    const torn =
      at > lastSync && random.next() < 0.2
        ? Math.floor(random.next() * (step.bytes.length / sector)) * sector
        : step.bytes.length;
    if (content.length < step.at + torn) content = resized(content, step.at + torn);
    content.set(step.bytes.subarray(0, torn), step.at);
  });
  return content;
}

function resized(content: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const other = new Uint8Array(size);
  other.set(content.subarray(0, size));
  return other;
}

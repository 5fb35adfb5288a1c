import { existsSync, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { FindFiles } from '../../shared/analysis/types.ts';
import { companionsOf } from '../../shared/formats/companions.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import type { ByteSource } from '../../shared/lib/byte-source.ts';

/** A file on the disk as the readers see it. Every read opens and closes the file: reads are few and large. */
export function fileSource({ name, size, address }: FileLocator): ByteSource {
  return {
    name,
    size,
    read: async (start, end) => {
      const length = Math.max(0, Math.min(end, size) - start);
      const bytes = new Uint8Array(length);
      const handle = await open(address, 'r');
      try {
        let filled = 0;
        while (filled < length) {
          const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return filled === length ? bytes : bytes.subarray(0, filled);
      } finally {
        await handle.close();
      }
    },
  };
}

/**
 * A file with what belongs to it and lies beside it, in any letter case; a folder with all its files and the file
 * geodatabases in it (`name.gdb`, which are folders too); nothing when there is none.
 */
export function locate(path: string): readonly FileLocator[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isDirectory()) return isDatabase(path) ? database(path) : folderFiles(path);
  const extension = extname(path).slice(1).toLowerCase();
  const companions = companionsOf(extension);
  if (companions.length === 0) return locator(path);
  const base = basename(path, extname(path)).toLowerCase();
  const folder = dirname(path);
  return readdirSync(folder)
    .filter((name) => {
      const own = extname(name);
      const kind = own.slice(1).toLowerCase();
      return (kind === extension || companions.includes(kind)) && basename(name, own).toLowerCase() === base;
    })
    .sort()
    .flatMap((name) => locator(join(folder, name)));
}

const isDatabase = (path: string): boolean => extname(path).toLowerCase() === '.gdb';

function folderFiles(folder: string): readonly FileLocator[] {
  const paths = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
  return paths.flatMap((path) => (isDatabase(path) ? database(path) : locator(path)));
}

/** The files of a file geodatabase, named with their folder, by which they are known to belong together. */
function database(folder: string): readonly FileLocator[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return locator(folder);
  const prefix = basename(resolve(folder));
  return readdirSync(folder)
    .sort()
    .flatMap((name) => locator(join(folder, name)).map((file) => ({ ...file, name: `${prefix}/${file.name}` })));
}

/** One file; nothing where a link leads nowhere or the name is a folder's. */
function locator(path: string): readonly FileLocator[] {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? [{ name: basename(path), size: found.size, address: path }] : [];
}

/** Finds a study's files relative to the folder the study lies in. */
export function filesBeside(studyPath: string): FindFiles {
  const folder = dirname(resolve(studyPath));
  return async (file) => locate(resolve(folder, file));
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { FindFiles } from '../../shared/analysis/types.ts';
import type { FileLocator } from '../../shared/jobs/compute.ts';
import type { ByteSource } from '../../shared/lib/byte-source.ts';

/** What belongs to a .shp of the same base name. */
const sidecars = new Set(['.shp', '.dbf', '.shx', '.prj', '.cpg', '.cst', '.qpj']);

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

/** A file with the sidecars that lie beside it, in any letter case; a folder with all its files; nothing when there is none. */
export function locate(path: string): readonly FileLocator[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isDirectory()) {
    return readdirSync(path)
      .sort()
      .map((name) => join(path, name))
      .flatMap(locator);
  }
  const extension = extname(path).toLowerCase();
  if (extension !== '.shp') return locator(path);
  const folder = dirname(path);
  const base = basename(path, extname(path)).toLowerCase();
  return readdirSync(folder)
    .filter((name) => {
      const own = extname(name);
      return sidecars.has(own.toLowerCase()) && basename(name, own).toLowerCase() === base;
    })
    .sort()
    .flatMap((name) => locator(join(folder, name)));
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

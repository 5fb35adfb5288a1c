import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const types: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['mjs', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['woff2', 'font/woff2'],
  ['wasm', 'application/wasm'],
  ['data', 'application/octet-stream'],
  ['pbf', 'application/x-protobuf'],
]);

/** A file of the built window. */
export interface ServedFile {
  readonly path: string;
  readonly type: string;
}

/** Folders whose files the `app://` protocol serves. */
export interface ServedFolders {
  readonly window: string;
  readonly gdal: string;
}

/**
 * Lists what the `app://` protocol may serve: exactly the files that lie in a folder, none where it is missing, by their
 * address paths ('/assets/index.js'). An address that is not in the list does not exist, so no address can leave the folder.
 */
export function listServedFiles(folder: string, address = '/'): ReadonlyMap<string, ServedFile> {
  const files = new Map<string, ServedFile>();
  const list = (inside: string, at: string): void => {
    for (const entry of readdirSync(inside, { withFileTypes: true })) {
      const path = join(inside, entry.name);
      if (entry.isDirectory()) list(path, `${at}${entry.name}/`);
      const type = types.get(entry.name.split('.').at(-1) ?? '');
      if (entry.isFile() && type !== undefined) files.set(`${at}${entry.name}`, { path, type });
    }
  };
  if (existsSync(folder)) list(folder, address);
  return files;
}

/** Looks an address up; only the exact name of a listed file is found. */
export function findServedFile(
  files: ReadonlyMap<string, ServedFile>,
  host: string,
  address: string,
): ServedFile | undefined {
  const url = parse(address);
  if (url === null || url.host !== host) return undefined;
  return files.get(url.pathname === '/' ? '/index.html' : url.pathname);
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

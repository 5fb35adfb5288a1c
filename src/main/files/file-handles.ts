import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { FileLocator } from '../../shared/jobs/compute.ts';

/** A file that the person opened, known to main alone. */
export interface KnownFile {
  readonly path: string;
  readonly size: number;
}

/**
 * The opaque names under which the window reads files. A name is 128 random bits, so it cannot be guessed, and says
 * nothing about the path. The same file with the same size keeps its name for the session.
 */
export class FileHandles {
  readonly #byId = new Map<string, KnownFile>();
  readonly #idByFile = new Map<string, string>();

  /** Names a file; `path` must be absolute and `size` measured just now. */
  add(path: string, size: number): FileLocator {
    const key = `${size}:${path}`;
    // A letter first: a host made of digits alone would be read as an IP address.
    const id = this.#idByFile.get(key) ?? `f${randomBytes(16).toString('hex')}`;
    this.#idByFile.set(key, id);
    this.#byId.set(id, { path, size });
    return { name: basename(path), size, address: `file-handle://${id}/` };
  }

  /** The file behind an address; undefined for anything that was not handed out in exactly this form. */
  find(address: string): KnownFile | undefined {
    const id = address.match(/^file-handle:\/\/(f[0-9a-f]{32})\/?$/)?.[1];
    return id === undefined ? undefined : this.#byId.get(id);
  }
}

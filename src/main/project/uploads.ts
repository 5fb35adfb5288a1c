import { randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** The largest piece that one request may bring. */
const maxPiece = 32 * 1024 * 1024;

interface Upload {
  readonly path: string;
  readonly file: FileHandle;
  length: number;
}

/**
 * Bytes on their way from the window into files of the working copy. An upload has an address that cannot be guessed; pieces come in
 * order, each with its place, and end with `finish`.
 */
export class Uploads {
  readonly #byAddress = new Map<string, Upload>();

  /** Begins a file at a path that the store gave; the address to send to. */
  async begin(path: string): Promise<string> {
    const address = `file-handle://u${randomBytes(16).toString('hex')}/`;
    this.#byAddress.set(address, { path, file: await open(path, 'wx'), length: 0 });
    return address;
  }

  /** Answers a PUT: 204 taken, 405 nothing may be sent there, 409 not the next piece, 413 too large, 507 the disk refused. */
  async receive(request: Request): Promise<number> {
    const upload = this.#byAddress.get(request.url.endsWith('/') ? request.url : `${request.url}/`);
    if (upload === undefined) return 405;
    if (request.headers.get('x-at') !== String(upload.length)) return 409;
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > maxPiece) return 413;
    try {
      await upload.file.write(bytes, 0, bytes.length, upload.length);
      upload.length += bytes.length;
      return 204;
    } catch {
      return 507;
    }
  }

  /** Ends every upload: the page that sent them is gone. What was sent goes with the working copy. */
  async abandonAll(): Promise<void> {
    await Promise.all([...this.#byAddress.keys()].map((address) => this.finish(address)));
  }

  /** Ends an upload; the path of its file, undefined when there is no such upload. */
  async finish(address: string): Promise<string | undefined> {
    const upload = this.#byAddress.get(address);
    this.#byAddress.delete(address);
    await upload?.file.close();
    return upload?.path;
  }
}

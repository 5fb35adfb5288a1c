import { randomBytes } from 'node:crypto';
import { failure, type Outcome, success } from '../../../shared/lib/outcome.ts';
import { errorCode, isSystemError, readText, type StoreFiles, writeAll } from '../files/store-files.ts';
import { isProvenDead, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/** Who holds a lock. */
export interface LockHolder extends ProcessIdentity {
  /** The person, as other people know them. */
  readonly name: string;
  /** Different for every lock ever taken. */
  readonly token: string;
}

/** Why a lock could not be had: somebody else has it, its file cannot be understood, or the folder takes no file. */
export type LockRefusal =
  | { readonly kind: 'held'; readonly holder: LockHolder }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'not-writable'; readonly code: string };

const mostBytes = 4096;

/** A lock that this process holds. */
export class HeldLock {
  readonly #files: StoreFiles;
  readonly #path: string;
  readonly #token: string;

  constructor(files: StoreFiles, path: string, token: string) {
    this.#files = files;
    this.#path = path;
    this.#token = token;
  }

  /** Whether the lock's file still says so: a person may have taken it over on another machine. */
  isHeld(): boolean {
    return readHolder(this.#files, this.#path)?.token === this.#token;
  }

  /** Gives the lock back; somebody else's is left alone. */
  release(): void {
    try {
      if (this.isHeld()) this.#files.remove(this.#path);
    } catch (error) {
      // The next opener finds this process gone and removes the lock.
      if (!isSystemError(error)) throw error;
    }
  }
}

/**
 * Takes the lock whose file is `path`. A lock whose holder is proven dead is removed; one that somebody may hold is
 * respected, unless `takeOver` says that a person decided otherwise.
 */
export function acquireLock(
  files: StoreFiles,
  path: string,
  name: string,
  takeOver = false,
): Outcome<HeldLock, LockRefusal> {
  const holder: LockHolder = { ...ownIdentity(), name, token: randomBytes(16).toString('hex') };
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (create(files, path, holder)) return success(new HeldLock(files, path, holder.token));
      const found = readHolder(files, path);
      if (found === null && files.facts(path) === null) continue;
      if (!takeOver && found === null) return failure({ kind: 'unreadable' });
      if (!takeOver && found !== null && !isProvenDead(found)) return failure({ kind: 'held', holder: found });
      removeStale(files, path, found?.token ?? null);
    }
    return failure({ kind: 'unreadable' });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return failure({ kind: 'not-writable', code: errorCode(error) });
  }
}

/** Who holds the lock; null when nobody does or the file makes no sense. */
export function readHolder(files: StoreFiles, path: string): LockHolder | null {
  try {
    const parsed: unknown = JSON.parse(readText(files, path, mostBytes) ?? 'null');
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { pid, host, started, name, token } = parsed as Readonly<Record<keyof LockHolder, unknown>>;
    const isWhole = typeof pid === 'number' && [host, started, name, token].every((one) => typeof one === 'string');
    return isWhole
      ? { pid, host: String(host), started: String(started), name: String(name), token: String(token) }
      : null;
  } catch {
    return null;
  }
}

/** Makes the lock's file with its content in one step, so that nobody ever reads half of it; false when it is taken. */
function create(files: StoreFiles, path: string, holder: LockHolder): boolean {
  const draft = `${path}.${holder.token.slice(0, 12)}`;
  writeNew(files, draft, holder);
  try {
    files.link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    // A file system without second names: the exclusive opening decides, and the content follows.
    return createInPlace(files, path, holder);
  } finally {
    files.remove(draft);
  }
}

function createInPlace(files: StoreFiles, path: string, holder: LockHolder): boolean {
  try {
    writeNew(files, path, holder);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function writeNew(files: StoreFiles, path: string, holder: LockHolder): void {
  const file = files.open(path, 'create-new');
  try {
    writeAll(files, file, new TextEncoder().encode(JSON.stringify(holder)), 0);
    // After a power cut the lock is there whole or not at all: an empty one would tell nobody that its holder is gone.
    files.sync(file);
  } finally {
    files.close(file);
  }
}

/**
 * Puts the lock that was judged stale out of the way under a name of its own. Between judging and moving somebody else
 * may have done the same and taken the lock: then what was moved is theirs, and goes back.
 */
function removeStale(files: StoreFiles, path: string, token: string | null): void {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    files.rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((readHolder(files, aside)?.token ?? null) !== token) {
    try {
      files.link(aside, path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
  files.remove(aside);
}

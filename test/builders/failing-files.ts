import type { StoreFiles } from '../../src/main/store/files/store-files.ts';
import { systemError } from '../../src/main/store/files/store-files.ts';

/** What the n-th call does instead of its work: a refusal of the system, or a write of half the bytes. */
export type Fault = 'EIO' | 'ENOSPC' | 'EPERM' | 'EBUSY' | 'EACCES' | 'short-write';
export const faults: readonly Fault[] = ['EIO', 'ENOSPC', 'EPERM', 'EBUSY', 'EACCES', 'short-write'];

/** File calls of which one fails. */
export interface FailingFiles {
  readonly files: StoreFiles;
  /** Lets call number `nth` from now on (1 is the next one) fail; null: none. */
  arm(nth: number | null, fault: Fault, times?: number): void;
  /** Calls since `arm`. */
  count(): number;
  /** Name of the call that failed; null when none has. */
  failed(): string | null;
}

/** Wraps file calls so that a chosen one, and as many after it as `times` says, fails. */
export function failingFiles(inner: StoreFiles): FailingFiles {
  let calls = 0;
  let first: number | null = null;
  let fault: Fault = 'EIO';
  let times = 1;
  let failed: string | null = null;

  const due = (): boolean => {
    calls++;
    return first !== null && calls >= first && calls < first + times;
  };
  const wrap = <Received extends unknown[], Answer>(name: string, call: (...received: Received) => Answer) => {
    return (...received: Received): Answer => {
      if (!due() || fault === 'short-write') return call(...received);
      failed = name;
      throw systemError(fault, name);
    };
  };
  const write: StoreFiles['write'] = (file, bytes, at) => {
    if (!due()) return inner.write(file, bytes, at);
    failed = 'write';
    if (fault !== 'short-write') throw systemError(fault, 'write');
    return inner.write(file, bytes.subarray(0, Math.max(1, bytes.length >> 1)), at);
  };
  const copying = (name: 'copySoon' | 'copyLoosely'): StoreFiles['copySoon'] => {
    return async (from, to) => {
      if (due() && fault !== 'short-write') {
        failed = name;
        throw systemError(fault, 'copyfile');
      }
      return inner[name](from, to);
    };
  };
  const syncSoon: StoreFiles['syncSoon'] = async (file) => {
    if (due() && fault !== 'short-write') {
      failed = 'syncSoon';
      throw systemError(fault, 'fsync');
    }
    return inner.syncSoon(file);
  };
  return {
    files: {
      open: wrap('open', inner.open),
      close: wrap('close', inner.close),
      read: wrap('read', inner.read),
      write,
      truncate: wrap('truncate', inner.truncate),
      sync: wrap('sync', inner.sync),
      syncSoon,
      copySoon: copying('copySoon'),
      copyLoosely: copying('copyLoosely'),
      size: wrap('size', inner.size),
      facts: wrap('facts', inner.facts),
      rename: wrap('rename', inner.rename),
      link: wrap('link', inner.link),
      remove: wrap('remove', inner.remove),
      list: wrap('list', inner.list),
      makeFolder: wrap('makeFolder', inner.makeFolder),
      removeFolder: wrap('removeFolder', inner.removeFolder),
      syncFolder: wrap('syncFolder', inner.syncFolder),
    },
    arm: (nth, what, howOften = 1) => {
      calls = 0;
      first = nth;
      fault = what;
      times = howOften;
      failed = null;
    },
    count: () => calls,
    failed: () => failed,
  };
}

import type { Dataset } from '../../shared/dataset/types.ts';
import type { CacheDatabase } from './cache-database.ts';

/** Why the cache does not work in this session; the window is the same without it, but slower. */
export type CacheFault = 'silent' | 'broken' | 'full';

export interface CacheStatus {
  readonly entries: number;
  readonly bytes: number;
  /** Null while it works. */
  readonly fault: CacheFault | null;
}

/** A value to be kept, and its size in bytes. */
export interface ToKeep {
  readonly name: string;
  readonly value: unknown;
  readonly bytes: number;
}

/** Things that can be made again, kept between starts by a name that tells all they were made of. Never throws. */
export interface Cache {
  /** The values kept under these names; a name is missing where nothing is kept or the cache does not work. */
  recall(names: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /**
   * Keeps a value, which must own its memory (IndexedDB takes no shared one), and lets go of those used longest ago
   * when the limit is passed. True when it is kept for good.
   */
  keep(name: string, value: unknown, bytes: number): Promise<boolean>;
  /** Keeps several values, all or none of them: a busy disk, which every keeping waits for, is waited for once. */
  keepTogether(values: readonly ToKeep[]): Promise<boolean>;
  /** Keeps datasets in the background, so that the workers find their columns at the next start. */
  keepDatasets(datasets: readonly Dataset[]): void;
  clear(): Promise<void>;
  status(): Promise<CacheStatus>;
}

/** Keeps columns of datasets as files of the browser's own, which workers read into shared memory without a copy. */
export interface ColumnKeeper {
  keep(datasets: readonly Dataset[]): void;
  clear(): Promise<void>;
  status(): Promise<Omit<CacheStatus, 'fault'>>;
}

export interface CacheOptions {
  /** Absent where datasets are not kept. */
  readonly columns?: ColumnKeeper;
  /** Ms after which a store that does not answer is given up for this session. */
  readonly patience?: number;
  /** Bytes of values at most. */
  readonly limit?: number;
}

/** A store that did not answer in time. */
class Silence extends Error {}

/**
 * A cache over IndexedDB that survives what stores do: one that never answers, throws, is full, or was wiped. A fault
 * switches it off for the session; a store that cannot be opened is deleted and opened anew once.
 */
export function createCache(
  open: () => CacheDatabase,
  { columns, patience = 3000, limit = 1_000_000_000 }: CacheOptions = {},
): Cache {
  let opening: Promise<CacheDatabase> | null = null;
  let fault: CacheFault | null = null;
  let clock = 0;

  async function opened(): Promise<CacheDatabase> {
    try {
      return await started(open());
    } catch {
      await open().delete();
      return started(open());
    }
  }

  async function started(store: CacheDatabase): Promise<CacheDatabase> {
    await store.open();
    clock = (await store.entries.orderBy('used').last())?.used ?? 0;
    return store;
  }

  /** Runs one piece of work; `otherwise` when the cache does not work. */
  async function attempt<T>(work: (store: CacheDatabase) => Promise<T>, otherwise: T, most = patience): Promise<T> {
    if (fault === 'silent' || fault === 'broken') return otherwise;
    opening ??= opened();
    try {
      return await inTime(opening.then(work), most);
    } catch (error) {
      fault = error instanceof Silence ? 'silent' : 'broken';
      return otherwise;
    }
  }

  function write(store: CacheDatabase, values: readonly ToKeep[], most: number): Promise<void> {
    return store.transaction('rw', store.entries, store.values, async () => {
      await makeRoom(store, most);
      await store.entries.bulkPut(values.map(({ name, bytes }) => ({ name, used: ++clock, bytes })));
      await store.values.bulkPut(
        values.map(({ value }) => value),
        values.map(({ name }) => name),
      );
    });
  }

  /** Once more with half of everything gone when the disk is full. */
  async function keepIn(store: CacheDatabase, values: readonly ToKeep[], bytes: number): Promise<boolean> {
    const total = await totalBytes(store);
    for (const most of [limit - bytes, Math.min(limit - bytes, total / 2)]) {
      try {
        await write(store, values, most);
        return true;
      } catch (error) {
        if (!isQuota(error)) throw error;
      }
    }
    fault = 'full';
    return false;
  }

  async function keepTogether(values: readonly ToKeep[]): Promise<boolean> {
    const bytes = values.reduce((sum, one) => sum + one.bytes, 0);
    if (bytes > limit || fault !== null) return false;
    // Nobody waits for a value to be kept: a disk under load has more time for it than for an answer.
    return attempt((store) => keepIn(store, values, bytes), false, 10 * patience);
  }

  /** Notes that values were used. Nobody waits for it: a disk may take a second for what says nothing but when. */
  function noteUse(names: readonly string[]): void {
    const used = names.map((name) => ({ key: name, changes: { used: ++clock } }));
    void attempt((store) => store.entries.bulkUpdate(used), 0, 10 * patience);
  }

  return {
    recall: (names) =>
      attempt(async (store) => {
        const values = await store.values.bulkGet([...names]);
        const found = names.flatMap((name, at): [string, unknown][] =>
          values[at] === undefined ? [] : [[name, values[at]]],
        );
        noteUse(found.map(([name]) => name));
        return new Map(found);
      }, new Map()),
    keep: (name, value, bytes) => keepTogether([{ name, value, bytes }]),
    keepTogether,
    keepDatasets: (datasets) => columns?.keep(datasets),
    async clear() {
      const emptied = attempt(async (store) => {
        await Promise.all([store.entries.clear(), store.values.clear()]);
      }, undefined);
      await Promise.all([emptied, columns?.clear()]);
    },
    async status() {
      const counted = async (store: CacheDatabase) => ({
        entries: await store.entries.count(),
        bytes: await totalBytes(store),
      });
      const values = await attempt(counted, { entries: 0, bytes: 0 });
      const datasets = (await columns?.status()) ?? { entries: 0, bytes: 0 };
      return { entries: values.entries + datasets.entries, bytes: values.bytes + datasets.bytes, fault };
    },
  };
}

function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silence('no answer')), patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function totalBytes(store: CacheDatabase): Promise<number> {
  const entries = await store.entries.toArray();
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Lets go of entries, least used first, until the rest is at most this many bytes. */
async function makeRoom(store: CacheDatabase, most: number): Promise<void> {
  const entries = await store.entries.orderBy('used').toArray();
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone: string[] = [];
  for (const { name, bytes } of entries) {
    if (total <= most) break;
    gone.push(name);
    total -= bytes;
  }
  await Promise.all([store.entries.bulkDelete(gone), store.values.bulkDelete(gone)]);
}

/** Dexie wraps the browser's error where a transaction was aborted by it. */
function isQuota(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, inner } = error as { name?: unknown; inner?: unknown };
  return name === 'QuotaExceededError' || (inner !== error && isQuota(inner));
}

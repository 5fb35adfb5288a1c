import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { createCache } from './cache.ts';
import { CacheDatabase } from './cache-database.ts';

let serial = 0;
const names: string[] = [];

function freshName(): string {
  names.push(`cache-test-${++serial}`);
  return names.at(-1) as string;
}

afterEach(async () => {
  for (const name of names.splice(0)) await new CacheDatabase(name).delete();
});

const numbers = (...values: number[]) => Float64Array.from(values);

/** The browser's error for a disk without room. */
const quota = () => new DOMException('no room', 'QuotaExceededError');

/** A database whose writes of values fail as told, for as long as told. */
function failingDatabase(name: string, error: () => unknown, times: number): CacheDatabase {
  const database = new CacheDatabase(name);
  let left = times;
  database.values.hook('creating', () => {
    if (left-- > 0) throw error();
  });
  return database;
}

describe('the cache', () => {
  it('gives back in another session what was kept, and only that', async () => {
    const name = freshName();
    const cache = createCache(() => new CacheDatabase(name));
    expect(await cache.keep('a', { values: numbers(1, Number.NaN, 3) }, 24)).toBe(true);
    const later = createCache(() => new CacheDatabase(name));
    expect(await later.recall(['a', 'b'])).toEqual(new Map([['a', { values: numbers(1, Number.NaN, 3) }]]));
    expect(await later.status()).toEqual({ entries: 1, bytes: 24, fault: null });
  });

  it('keeps several values together, all of them or none', async () => {
    const name = freshName();
    const cache = createCache(() => new CacheDatabase(name));
    const one = (key: string, value: unknown) => ({ name: key, value, bytes: 8 });
    expect(await cache.keepTogether([one('a', 1), one('b', 2)])).toBe(true);
    expect(await cache.keepTogether([one('c', 3), one('d', () => 4)])).toBe(false);
    const later = createCache(() => new CacheDatabase(name));
    expect([...(await later.recall(['a', 'b', 'c', 'd'])).keys()]).toEqual(['a', 'b']);
    expect((await later.status()).bytes).toBe(16);
  });

  it('lets go of what was used longest ago when the limit is passed, in this session or an earlier one', async () => {
    const name = freshName();
    const options = { limit: 100 };
    const cache = createCache(() => new CacheDatabase(name), options);
    for (const entry of ['a', 'b', 'c']) await cache.keep(entry, entry, 30);
    const later = createCache(() => new CacheDatabase(name), options);
    await later.recall(['a']);
    await later.keep('d', 'd', 30);
    expect([...(await later.recall(['a', 'b', 'c', 'd'])).keys()]).toEqual(['a', 'c', 'd']);
    expect((await later.status()).bytes).toBe(90);
    expect(await later.keep('huge', '', 101)).toBe(false);
    expect((await later.status()).entries).toBe(3);
  });

  it('replaces a value of the same name without counting it twice', async () => {
    const name = freshName();
    const cache = createCache(() => new CacheDatabase(name));
    await cache.keep('a', 1, 30);
    await cache.keep('a', 2, 40);
    expect(await cache.status()).toEqual({ entries: 1, bytes: 40, fault: null });
    expect((await cache.recall(['a'])).get('a')).toBe(2);
  });

  it('is empty after clearing', async () => {
    const cache = createCache(
      (
        (name) => () =>
          new CacheDatabase(name)
      )(freshName()),
    );
    await cache.keep('a', 1, 8);
    await cache.clear();
    expect(await cache.recall(['a'])).toEqual(new Map());
    expect(await cache.status()).toEqual({ entries: 0, bytes: 0, fault: null });
  });
});

describe('a store that fails', () => {
  it('that is wiped under our hands costs only time', async () => {
    const name = freshName();
    const cache = createCache(() => new CacheDatabase(name));
    await cache.keep('a', 1, 8);
    await new CacheDatabase(name).delete();
    expect(await cache.recall(['a'])).toEqual(new Map());
    expect(await cache.keep('b', 2, 8)).toBe(true);
    expect(await cache.status()).toEqual({ entries: 1, bytes: 8, fault: null });
  });

  it('that never answers is given up after a while, once, and asked no more', async () => {
    let opened = 0;
    const silent = () => {
      opened++;
      const database = new CacheDatabase('never');
      database.open = () => new Promise(() => {}) as ReturnType<CacheDatabase['open']>;
      return database;
    };
    const cache = createCache(silent, { patience: 40 });
    const begun = performance.now();
    expect(await cache.recall(['a'])).toEqual(new Map());
    expect(performance.now() - begun).toBeGreaterThanOrEqual(35);
    expect(await cache.keep('a', 1, 8)).toBe(false);
    expect(await cache.status()).toEqual({ entries: 0, bytes: 0, fault: 'silent' });
    expect(opened).toBe(1);
  });

  it('that cannot be opened is deleted and opened anew', async () => {
    const name = freshName();
    await createCache(() => new CacheDatabase(name)).keep('a', 1, 8);
    let opened = 0;
    const broken = () => {
      const database = new CacheDatabase(name);
      if (opened++ === 0)
        database.open = () => Promise.reject(new Error('corrupt')) as ReturnType<CacheDatabase['open']>;
      return database;
    };
    const cache = createCache(broken);
    expect(await cache.recall(['a'])).toEqual(new Map());
    expect(await cache.keep('b', 2, 8)).toBe(true);
    expect(await cache.status()).toEqual({ entries: 1, bytes: 8, fault: null });
  });

  it('that throws whatever is done is switched off', async () => {
    const refused = () => {
      throw new Error('IndexedDB is not allowed here');
    };
    const cache = createCache(refused as unknown as () => CacheDatabase);
    expect(await cache.keep('a', 1, 8)).toBe(false);
    expect(await cache.recall(['a'])).toEqual(new Map());
    expect((await cache.status()).fault).toBe('broken');
  });

  it('that is full makes room and keeps the value', async () => {
    const name = freshName();
    const first = createCache(() => new CacheDatabase(name));
    for (const entry of ['a', 'b', 'c', 'd']) await first.keep(entry, entry, 30);
    const cache = createCache(() => failingDatabase(name, quota, 1));
    expect(await cache.keep('e', 'e', 30)).toBe(true);
    expect([...(await cache.recall(['a', 'b', 'c', 'd', 'e'])).keys()]).toEqual(['c', 'd', 'e']);
  });

  it('that stays full keeps nothing more, leaves no half entry and still gives what it has', async () => {
    const name = freshName();
    await createCache(() => new CacheDatabase(name)).keep('a', 'a', 8);
    await createCache(() => new CacheDatabase(name)).keep('b', 'b', 8);
    const cache = createCache(() => failingDatabase(name, quota, 99));
    expect(await cache.keep('c', 'c', 8)).toBe(false);
    expect((await cache.recall(['a', 'b', 'c'])).has('c')).toBe(false);
    const status = await cache.status();
    expect(status).toMatchObject({ entries: 2, fault: 'full' });
    expect(await cache.keep('d', 'd', 8)).toBe(false);
  });
});

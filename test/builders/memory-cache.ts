import type { Cache } from '../../src/renderer/storage/cache.ts';

/** A cache that lasts as long as the test; `kept` shows what is in it. */
export function memoryCache(): Cache & { readonly kept: ReadonlyMap<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    recall: async (names) =>
      new Map(names.flatMap((name): [string, unknown][] => (kept.has(name) ? [[name, kept.get(name)]] : []))),
    keep: async (name, value) => {
      kept.set(name, value);
      return true;
    },
    keepTogether: async (values) => {
      for (const { name, value } of values) kept.set(name, value);
      return true;
    },
    keepDatasets: () => undefined,
    clear: async () => kept.clear(),
    status: async () => ({ entries: kept.size, bytes: 0, fault: null }),
  };
}

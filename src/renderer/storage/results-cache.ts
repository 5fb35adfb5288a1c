import type { KnownResults } from '../../shared/analysis/measure-profiles.ts';
import type { ReadingKey } from '../../shared/analysis/reading-key.ts';
import type { MeasureResult } from '../../shared/measure/types.ts';
import type { Cache } from './cache.ts';
import { fromRecord, toRecord } from './result-record.ts';

/** Hash of the source that measures, set by the build: what another engine measured is not taken for this one's. */
declare const __ENGINE_BUILD__: string | undefined;
const engine = typeof __ENGINE_BUILD__ === 'undefined' ? 'source' : __ENGINE_BUILD__;

const nameOf = (key: ReadingKey): string => `result/${engine}/${key}`;

/** Results that an earlier session kept, for a table of `count` plots. */
export async function recallResults(cache: Cache, keys: readonly ReadingKey[], count: number): Promise<KnownResults> {
  const kept = await cache.recall(keys.map(nameOf));
  const results = keys.flatMap((key): [ReadingKey, MeasureResult][] => {
    const result = fromRecord(kept.get(nameOf(key)), count);
    return result ? [[key, result]] : [];
  });
  return new Map(results);
}

/** Keeps results for later sessions, one after the other, so that the window is not held up by copying all at once. */
export async function keepResults(cache: Cache, results: KnownResults): Promise<void> {
  for (const [key, result] of results) {
    const { value, bytes } = toRecord(result);
    await cache.keep(nameOf(key), value, bytes);
  }
}

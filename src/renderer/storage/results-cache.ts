import type { KnownResults } from '../../shared/analysis/measure-profiles.ts';
import type { ReadingKey } from '../../shared/analysis/reading-key.ts';
import type { MeasureResult } from '../../shared/measure/types.ts';
import type { Cache, ToKeep } from './cache.ts';
import { engine } from './engine.ts';
import { fromRecord, toRecord } from './result-record.ts';

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

/** Results are kept together up to so many bytes: more at a time would be copied at once, while the window waits. */
const bytesTogether = 8_000_000;

/** Keeps results for later sessions. */
export async function keepResults(cache: Cache, results: KnownResults): Promise<void> {
  let batch: ToKeep[] = [];
  let size = 0;
  for (const [key, result] of results) {
    const { value, bytes } = toRecord(result);
    if (size > 0 && size + bytes > bytesTogether) {
      await cache.keepTogether(batch);
      batch = [];
      size = 0;
    }
    batch.push({ name: nameOf(key), value, bytes });
    size += bytes;
  }
  if (batch.length > 0) await cache.keepTogether(batch);
}

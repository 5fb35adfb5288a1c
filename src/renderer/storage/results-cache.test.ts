import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../../test/builders/memory-cache.ts';
import { numberResult } from '../../../test/builders/profiles.ts';
import type { ReadingKey } from '../../shared/analysis/reading-key.ts';
import type { ToKeep } from './cache.ts';
import { keepResults, recallResults } from './results-cache.ts';

/** A cache that notes what was kept together. */
function notingCache() {
  const cache = memoryCache();
  const batches: number[] = [];
  const keepTogether = (values: readonly ToKeep[]) => {
    batches.push(values.length);
    return cache.keepTogether(values);
  };
  return { cache: { ...cache, keepTogether }, batches };
}

const keyOf = (number: number) => `reading-${number}` as ReadingKey;
const results = (count: number, rows: number) =>
  new Map(Array.from({ length: count }, (_, at) => [keyOf(at), numberResult(Array(rows).fill(at))] as const));

describe('results that are kept', () => {
  it('wait for the disk once a study, and come back', async () => {
    const { cache, batches } = notingCache();
    await keepResults(cache, results(30, 6000));
    expect(batches).toEqual([30]);
    const back = await recallResults(cache, [keyOf(3), keyOf(99)], 6000);
    expect([...back.keys()]).toEqual([keyOf(3)]);
    expect(back.get(keyOf(3))).toMatchObject({ kind: 'numbers', values: new Float64Array(6000).fill(3) });
  });

  it('go in batches where they are large', async () => {
    const { cache, batches } = notingCache();
    await keepResults(cache, results(5, 400_000));
    expect(batches).toEqual([2, 2, 1]);
    await keepResults(cache, new Map());
    expect(batches).toHaveLength(3);
  });
});

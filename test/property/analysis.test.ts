import { beforeAll, describe, expect, it } from 'vitest';
import type { ScoredStudy } from '../../src/shared/analysis/run-study.ts';
import { featureCount } from '../../src/shared/geometry/types.ts';
import { rankingCsv } from '../../src/shared/report/ranking-csv.ts';
import { benchLayers, type MemoryLayers, permuteRows, runInMemory, shuffled } from '../builders/memory-study.ts';

const seed = 20_260_101;

/** The ranking as text: ids, ranks, scores, values, in order. */
function ranking({ loaded, profiles }: ScoredStudy): string {
  return profiles.map((scored) => [...rankingCsv(scored, loaded.plots, 'en')].join('')).join('\n');
}

function permuteLayer(layers: MemoryLayers, name: string, order: number): MemoryLayers {
  const dataset = layers.get(name);
  if (!dataset) throw new Error(`no layer ${name}`);
  const permuted = permuteRows(dataset, shuffled(featureCount(dataset.geometry), order));
  return new Map([...layers].map(([own, kept]) => [own, own === name ? permuted : kept]));
}

describe('the whole analysis of 2,000 plots with 3 % invalid ones', () => {
  let layers: MemoryLayers;
  let study: string;
  let expected: string;
  beforeAll(async () => {
    ({ layers, study } = benchLayers('S', seed));
    expected = ranking(await runInMemory(study, layers));
  }, 60_000);

  it('ranks plots and tells no two apart by chance', () => {
    expect(expected.split('\r\n').length).toBeGreaterThan(2000);
    expect(expected).toMatch(/\r\n1,/);
  });

  it.each(['plots', 'flood', 'zoning', 'roads', 'population', 'substations'])(
    'gives the same ranking when the features of %s come in another order',
    async (name) => {
      const permuted = ranking(await runInMemory(study, permuteLayer(layers, name, 11)));
      expect(permuted === expected, `ranking after permuting ${name}`).toBe(true);
    },
    60_000,
  );

  it('gives the same ranking when the layers come in another order', async () => {
    const parsed = JSON.parse(study) as { layers: Readonly<Record<string, unknown>> };
    const reversed = { ...parsed, layers: Object.fromEntries(Object.entries(parsed.layers).reverse()) };
    const permuted = ranking(await runInMemory(JSON.stringify(reversed), layers));
    expect(permuted === expected).toBe(true);
  }, 60_000);
});

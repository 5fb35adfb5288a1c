import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDataset } from '../../../../test/builders/arbitrary-datasets.ts';
import type { Dataset } from '../../dataset/types.ts';
import { memorySource } from '../../lib/byte-source.ts';
import { issue } from '../../lib/issue.ts';
import { createRandom } from '../../lib/random.ts';
import { readFiles } from '../read-files.ts';
import type { ReadLayer } from '../types.ts';
import { readColumns } from './read-columns.ts';
import { writeColumns } from './write-columns.ts';

const layerOf = (dataset: Dataset): ReadLayer => ({
  name: 'Tomter',
  format: 'shapefile',
  dataset,
  encoding: { name: 'UTF-8', source: 'cpg' },
  issues: [issue('warning', 'crs-missing', { file: 'x' }, 3)],
});

function bytesOf(layer: ReadLayer): Uint8Array<ArrayBuffer> {
  const { size, pieces } = writeColumns(layer);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces()) {
    bytes.set(piece, at);
    at += piece.length;
  }
  expect(at).toBe(size);
  return bytes;
}

describe('a layer carried as bytes', () => {
  it('arrives as it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDataset, async (dataset) => {
        const layer = layerOf(dataset);
        const read = await readColumns(memorySource('x.tvcolumns', bytesOf(layer)));
        expect(read.ok && read.value).toEqual(layer);
      }),
      { numRuns: 200, seed: 20260806 },
    );
  });

  it('is read among other files by its extension', async () => {
    const [dataset] = fc.sample(arbitraryDataset, { numRuns: 1, seed: 1 });
    const files = [memorySource('plots.tvcolumns', bytesOf(layerOf(dataset)))];
    const read = await readFiles(files, {}, { progress: () => undefined, cancelled: () => false });
    expect(read.ok && read.value.map(({ name }) => name)).toEqual(['Tomter']);
  });

  it('with bytes flipped or cut off is refused or read, and never crashes', async () => {
    const random = createRandom(7);
    let refused = 0;
    for (const dataset of fc.sample(arbitraryDataset, { numRuns: 300, seed: 2 })) {
      const bytes = bytesOf(layerOf(dataset));
      for (let flip = 0; flip < 3; flip++) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
      const cut = random.below(3) === 0 ? random.below(bytes.length) : bytes.length;
      const read = await readColumns(memorySource('x', bytes.slice(0, cut)));
      if (!read.ok) refused++;
    }
    expect(refused).toBeGreaterThan(50);
  });
});

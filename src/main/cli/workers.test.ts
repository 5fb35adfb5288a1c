import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeCompute } from './workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-workers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const input = { geometry: { kind: 'none', count: 0 }, crs: { kind: 'unknown' } as never } as const;

describe('a worker of the command line', () => {
  it.each([
    ['ends as if nothing were wrong', 'process.exit(0)', 'its worker ended with exit code 0'],
    ['ends with a code', 'process.exit(3)', 'its worker ended with exit code 3'],
    ['throws', 'throw new Error("lost its way")', 'lost its way'],
  ])('that %s fails its job in words, and the next one too', async (name, doing, words) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.cjs`);
    writeFileSync(file, `require('node:worker_threads').parentPort.on('message', () => { ${doing}; });`);
    const compute = nodeCompute(1, file);
    await expect(compute.run('mercator', input)).rejects.toThrow(words);
    await expect(compute.run('mercator', input)).rejects.toThrow(words);
    compute.close();
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isOutOfMemory, JobError } from '../../shared/jobs/compute.ts';
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

  it.each([
    ['whose heap is full', 'const kept = []; for (;;) kept.push({ a: [kept.length] })'],
    ['that gets no memory for an array', 'new SharedArrayBuffer(2 ** 45)'],
  ])('%s fails its job by want of memory, and the next one is done by another', async (name, doing) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.cjs`);
    writeFileSync(
      file,
      `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ input }) => {
        if (input.geometry.count === 0) { ${doing}; }
        parentPort.postMessage({ type: 'done', output: 'done' });
      });`,
    );
    const compute = nodeCompute(1, file, { maxOldGenerationSizeMb: 24 });
    const failed = await compute.run('mercator', input).catch((error: unknown) => error);
    expect(isOutOfMemory(failed), String(failed)).toBe(true);
    const begun = performance.now();
    const next = { ...input, geometry: { kind: 'none', count: 1 } } as const;
    await expect(compute.run('mercator', next)).resolves.toBe('done');
    // The promise of one second, with room for a busy machine.
    expect(performance.now() - begun).toBeLessThan(5000);
    compute.close();
  });

  it('that fails otherwise is not said to lack memory', async () => {
    const file = join(folder, 'other.cjs');
    writeFileSync(file, `require('node:worker_threads').parentPort.on('message', () => { null.x; });`);
    const compute = nodeCompute(1, file);
    const failed = await compute.run('mercator', input).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(JobError);
    expect(isOutOfMemory(failed)).toBe(false);
    compute.close();
  });
});

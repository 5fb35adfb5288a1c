import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runScript(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Benchmarks run as ES modules outside the test runner, which would give them names that are not there. */
describe.skipIf(!existsSync('out/cli/worker.cjs'))('the benchmark of the parts', () => {
  it('runs on the smallest set, on this thread and in workers that give the same bytes', { timeout: 120_000 }, () => {
    const made = runScript('scripts/make-bench-sets.ts', 'S', join(folder, 'S'));
    expect(made.status, made.stderr).toBe(0);
    const parts = ['test/bench/parts.ts', '--size', 'S', '--repeat', '1', '--data', folder];
    const ran = runScript(...parts, '--only', 'reading,workers,rerank');
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('; the same bytes');
    expect(ran.stdout).toMatch(/a changed weight ranks again in \d/);
  });
});

/**
 * `npm run check`: format, lint, types, unused code, licences, then unit and architecture tests.
 * `staticChecks` are the parts that are not tests; `npm test` runs them too.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, say } from './lib/run.mjs';
import { checkLicences } from './licences.mjs';

const program = (path, ...args) => run(process.execPath, [join(root, 'node_modules', path), ...args]);
const types = (name) => program('typescript/bin/tsc', '-p', `tsconfig.${name}.json`);

/** Name and run of each check; a run gives 0 when all is well. */
const checks = [
  ['format and lint', () => program('@biomejs/biome/bin/biome', 'ci', '--colors=off', '.')],
  ...['shared', 'main', 'preload', 'renderer', 'test'].map((name) => [`types of ${name}`, () => types(name)]),
  ['unused code and dependencies', () => program('knip/bin/knip.js', '--no-progress')],
  ['licences', () => checkLicences()],
];

/**
 * Runs every check, also after one has failed.
 * @returns {Promise<string[]>} names of those that failed
 */
export async function staticChecks() {
  const failed = [];
  for (const [name, check] of checks) {
    const code = await check();
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const failed = await staticChecks();
  const tests = await program('vitest/vitest.mjs', 'run', 'src', 'test/architecture');
  if (failed.length > 0) say(`Failed: ${failed.join(', ')}`);
  if (failed.length > 0 || tests !== 0) process.exitCode = 1;
}

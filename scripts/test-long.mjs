/**
 * `npm run test:long`: the tests whose number of random runs is small in `npm test`, with their full numbers; see
 * docs/guarantees.md. Takes some hours on two cores, most of it the 200 kills of the whole program. With places, only the
 * tests that lie there: `npm run test:long -- test/e2e/window-kill.spec.ts`.
 */
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureRuntime } from './electron-runtime.mjs';
import { hasDisplay, startVirtualDisplay } from './lib/display.mjs';
import { ensureDependencies } from './lib/provision.mjs';
import { isRoot, root, run, say } from './lib/run.mjs';

const env = { ...process.env, TOMTEVALG_LONG: '1' };
const everything = [
  'test/fault',
  'src/shared/project',
  'src/shared/formats/jpeg',
  'test/property/candidates.test.ts',
  'test/e2e/window-kill.spec.ts',
];
const given = process.argv.slice(2);
const places = given.length > 0 ? given : everything;
const isWindow = (place) => place.endsWith('.spec.ts');

const program = (path, ...args) => [join(root, 'node_modules', path), ...args];

async function runWindow(specs) {
  const runtime = await ensureRuntime();
  if (runtime === null || !(await build())) return 1;
  const display = isRoot || !hasDisplay() ? await startVirtualDisplay() : null;
  if (display === null && !hasDisplay()) {
    say('no display: Xvfb did not start');
    return 1;
  }
  const windowEnv = {
    ...env,
    DISPLAY: display?.display ?? process.env.DISPLAY ?? '',
    TOMTEVALG_ELECTRON: runtime.executable,
  };
  const args = program('@playwright/test/cli.js', 'test', ...specs, '--global-timeout=0');
  const code = await run(process.execPath, args, { env: windowEnv });
  display?.stop();
  return code;
}

async function runLong() {
  if (!(await ensureDependencies())) return 1;
  const files = places.filter((place) => !isWindow(place));
  const specs = places.filter(isWindow);
  const plain =
    files.length === 0 ? 0 : await run(process.execPath, program('vitest/vitest.mjs', 'run', ...files), { env });
  const window = specs.length === 0 ? 0 : await runWindow(specs);
  return plain === 0 ? window : plain;
}

process.exitCode = await runLong();

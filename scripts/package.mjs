/**
 * `npm run package`: the unpacked application with its fuses set, in dist/.
 * With only the development fallback at hand nothing for users is made: the result goes to test-results/packaged,
 * is marked, and serves the tests.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { ensureRuntime } from './electron-runtime.mjs';
import { ensureDependencies } from './lib/provision.mjs';
import { root, run, say } from './lib/run.mjs';

const testFolder = join(root, 'test-results/packaged');

/** Tells everybody who finds the folder what it is. */
function markAsTest(folder, version) {
  const words =
    `This application was packaged with Electron ${version}, an old version without security updates.\n` +
    'It exists to test the packaging. Do not give it to anybody.\n';
  writeFileSync(join(folder, 'NOT-FOR-USERS.txt'), words);
  say(`\n*** ${words.trim().replaceAll('\n', '\n*** ')}\n`);
}

/**
 * Packages what has been built.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 * @returns {Promise<string | null>} the folder of the application; null when packaging failed
 */
export async function packageApplication(runtime) {
  const output = runtime.fallback ? testFolder : join(root, 'dist');
  rmSync(output, { recursive: true, force: true });
  const settings = [
    `-c.electronVersion=${runtime.version}`,
    `-c.electronDist=${runtime.folder}`,
    `-c.directories.output=${output}`,
    ...(runtime.fallback ? [] : ['-c.electronFuses.grantFileProtocolExtraPrivileges=false']),
  ];
  const program = join(root, 'node_modules/electron-builder/cli.js');
  const code = await run(process.execPath, [program, '--dir', '--publish=never', ...settings], {
    stdio: ['ignore', 2, 2],
  });
  const name = existsSync(output) ? readdirSync(output).find((entry) => /unpacked$|^mac/.test(entry)) : undefined;
  if (code !== 0 || name === undefined) return null;
  const folder = join(output, name);
  if (runtime.fallback) {
    // The loader that lets the development runtime start a folder has no place here.
    for (const leftover of ['resources/app', 'complete'])
      rmSync(join(folder, leftover), { recursive: true, force: true });
    markAsTest(folder, runtime.version);
  }
  return folder;
}

/** The program inside a packaged application's folder. */
export function packagedExecutable(folder) {
  if (process.platform === 'win32') return join(folder, 'Tomtevalg.exe');
  return process.platform === 'darwin'
    ? join(folder, 'Tomtevalg.app/Contents/MacOS/Tomtevalg')
    : join(folder, 'tomtevalg');
}

async function main() {
  if (!(await ensureDependencies())) return 1;
  const runtime = await ensureRuntime();
  if (runtime === null || !(await build())) return 1;
  const folder = await packageApplication(runtime);
  if (folder !== null) process.stdout.write(`${folder}\n`);
  return folder === null ? 1 : 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();

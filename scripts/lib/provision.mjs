/** Installs the dependencies of the lock file when they are missing or out of date. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npmCommand, root, run, say } from './run.mjs';

const stamp = join(root, 'node_modules/.cache/tomtevalg/installed');
const leastNode = [20, 19];

/** What is installed, as one hash of what was asked for. */
function wantedHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** True when node_modules is what the lock file says, as far as npm's own record tells. */
function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedHash()) return true;
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages ?? {};
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages ?? {};
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  );
}

/** Refuses a Node that is too old, in words. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  if (!enough) say(`Node ${process.versions.node} is too old; Tomtevalg needs Node ${leastNode.join('.')} or newer.`);
  return enough;
}

/**
 * Makes node_modules what the lock file says, without changing it. `npm ci` would refuse a lock file in which
 * optional packages of other systems are missing; `npm install --no-save` takes the locked versions all the same.
 * No package's install script runs: none is needed to build, and the Electron runtime is fetched by its own script.
 * @returns {Promise<boolean>} false when npm could not install; npm has then said why
 */
export async function ensureDependencies() {
  if (!checkNode()) return false;
  if (isInstalled()) return true;
  say('Installing dependencies');
  const npm = npmCommand();
  const args = [...npm.args, 'install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  if ((await run(npm.command, args, { stdio: ['ignore', 2, 2] })) !== 0) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wantedHash());
  return true;
}

/**
 * Lets a command run as an ordinary user when the scripts run as root, as in containers: Chromium's sandbox, which
 * the security tests are about, cannot be started by root. Where possible it also has no network but loopback.
 */
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { capture, isRoot, root, run, say } from './run.mjs';

const nobody = 65534;
const drop = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'];
const worksAs = (...command) => capture('setpriv', [...drop, ...command]).ok;

/**
 * @typedef {object} Place
 * @property {string} folder the repository, or a readable copy of it
 * @property {string} home a folder that the user may write
 * @property {boolean} sandbox whether Chromium's sandbox can be on
 * @property {boolean} offline whether there is no network but loopback
 * @property {(command: string, args: readonly string[], env: Record<string, string>) => Promise<number>} run
 */

/**
 * Prepares a place for end-to-end tests.
 * @param {string} executable the Electron executable
 * @returns {Place}
 */
export function preparePlace(executable) {
  const home = mkdtempSync(join(tmpdir(), 'tomtevalg-e2e-'));
  mkdirSync(join(home, 'tmp'));
  const environment = (extra) => ({
    ...process.env,
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_RUNTIME_DIR: home,
    ...extra,
  });
  if (!isRoot) {
    const sandbox = process.platform !== 'linux' || capture('unshare', ['-Ur', 'true']).ok;
    const start = (command, args, extra) => run(command, args, { env: environment(extra) });
    return { folder: root, home, sandbox, offline: false, run: start };
  }
  if (!worksAs('true') || !canSandbox(executable)) {
    say('No unprivileged user with a sandbox can be had here: the window is tested as root, without its sandbox.');
    const start = (command, args, extra) => run(command, args, { env: environment(extra) });
    return { folder: root, home, sandbox: false, offline: false, run: start };
  }
  const folder = readableFolder(home, executable);
  for (const path of [home, join(home, 'tmp')]) chownSync(path, nobody, nobody);
  const offline = canBeOffline();
  if (!offline) say('No network namespace can be made here: that part of the proof is left out.');
  const start = (command, args, extra) => {
    const dropped = ['setpriv', ...drop, command, ...args];
    const [first, ...rest] = offline ? withoutNetwork(dropped) : dropped;
    return run(first, rest, { cwd: folder, env: environment(extra) });
  };
  return { folder, home, sandbox: true, offline, run: start };
}

/** Chromium's sandbox needs user namespaces, or its helper to belong to root with the set-user-id bit. */
function canSandbox(executable) {
  if (worksAs('unshare', '-Ur', 'true')) return true;
  const helper = join(executable, '../chrome-sandbox');
  if (!existsSync(helper)) return false;
  chownSync(helper, 0, 0);
  chmodSync(helper, 0o4755);
  return true;
}

/** The repository where the user can read it: itself, or a copy when it lies in a closed folder. */
function readableFolder(home, executable) {
  const readable = [executable, join(root, 'package.json'), join(root, 'node_modules/@playwright/test/cli.js')];
  if (readable.every((path) => worksAs('test', '-r', path))) return root;
  const copy = join(home, 'repository');
  say('The repository is not readable for other users; a copy is used for the end-to-end tests.');
  cpSync(root, copy, { recursive: true, filter: (path) => path !== join(root, '.git') });
  capture('chmod', ['-R', 'a+rX', copy]);
  chmodSync(home, 0o755);
  if (existsSync(resolve(root, '../shared'))) symlinkSync(resolve(root, '../shared'), join(home, 'shared'));
  return copy;
}

const loopbackUp = 'ip link set lo up 2>/dev/null || ifconfig lo up; exec "$@"';
const withoutNetwork = (command) => ['unshare', '--net', 'sh', '-c', loopbackUp, 'sh', ...command];

/** True when a command can run with loopback as its only network. */
function canBeOffline() {
  const connect =
    "const net = require('net'); const server = net.createServer().listen(0, '127.0.0.1', () => " +
    "net.connect(server.address().port, '127.0.0.1', () => process.exit(0)).on('error', () => process.exit(1)))";
  const [first, ...rest] = withoutNetwork([process.execPath, '-e', connect]);
  return capture(first, rest, { timeout: 10_000 }).ok;
}

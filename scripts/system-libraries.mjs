/**
 * The shared libraries that Electron needs on Linux, a virtual display for tests, and a font.
 * On Debian and Ubuntu as root they are installed; otherwise the one line to run is printed.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { capture, isRoot, run, say } from './lib/run.mjs';

/** Debian's names; newer releases renamed some, so the first that exists is taken. */
const libraries = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libasound2t64', 'libasound2'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libcups2t64', 'libcups2'],
  ['libnss3'],
  ['libgbm1'],
  ['libdrm2'],
  ['libxkbcommon0'],
  ['libxcomposite1'],
  ['libxdamage1'],
  ['libxrandr2'],
  ['libxss1'],
  ['fonts-dejavu-core'],
];
const display = ['xvfb'];

/** Names of shared libraries that the executable asks for and the machine lacks. */
function missingLibraries(executable) {
  const { output } = capture('ldd', [executable]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

const hasXvfb = () => existsSync('/usr/bin/Xvfb');

/**
 * Makes sure that the executable can start.
 * @param {string} executable
 * @param {{ withDisplay: boolean }} wants withDisplay: a virtual display is needed too
 * @returns {Promise<boolean>} false when something is still missing; what to do has then been printed
 */
export async function ensureSystemLibraries(executable, { withDisplay }) {
  if (process.platform !== 'linux') return true;
  const missing = missingLibraries(executable);
  const needsDisplay = withDisplay && !hasXvfb();
  if (missing.length === 0 && !needsDisplay) return true;
  const groups = [...(missing.length > 0 ? libraries : []), ...(needsDisplay ? [display] : [])];
  say(`Missing on this system: ${[...missing, ...(needsDisplay ? ['Xvfb'] : [])].join(', ')}`);
  const packages = await packageNames(groups);
  if (packages === null) {
    say('Install the libraries of these Debian packages with your system’s package manager:');
    say(`  ${groups.map((group) => group.at(-1)).join(' ')}`);
    return false;
  }
  if (!isRoot) {
    say(`Run this once, then try again:\n  sudo apt-get install -y ${packages.join(' ')}`);
    return false;
  }
  say(`Installing ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // The package manager's chatter goes to stderr: stdout belongs to results.
  const stdio = ['ignore', 2, 2];
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env, stdio });
  return missingLibraries(executable).length === 0 && (!withDisplay || hasXvfb());
}

/** The names this release uses; null where there is no apt. */
async function packageNames(groups) {
  if (!existsSync('/usr/bin/apt-get')) return null;
  if (isRoot) await run('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 2] });
  const exists = (name) => /Candidate: (?!\(none\))/.test(capture('apt-cache', ['policy', name], {}).output);
  return groups.map((group) => group.find(exists) ?? group.at(-1));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const executable = process.argv[2] ?? '';
  if (!(await ensureSystemLibraries(executable, { withDisplay: true }))) process.exitCode = 1;
}

/**
 * `npm test`: provisions what is missing, then runs every check, and closes with one line
 * `N passed, N failed, N skipped` that sums the test runners and counts every other failed check as a failure.
 */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { staticChecks } from './check.mjs';
import { ensureRuntime } from './electron-runtime.mjs';
import { hasDisplay, startVirtualDisplay } from './lib/display.mjs';
import { ensureDependencies } from './lib/provision.mjs';
import { isRoot, root, run, say } from './lib/run.mjs';
import { preparePlace } from './lib/unprivileged.mjs';
import { packageApplication, packagedExecutable } from './package.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** Counts a failure that is no single test's. */
function fail(what) {
  totals.failed += 1;
  failures.push(what);
  say(`FAILED ${what}`);
}

function heading(text) {
  say(`\n== ${text} (${Math.round(performance.now() / 1000)} s)`);
}

/** Adds a runner's numbers; a runner that failed without naming a failed test counts as one failure. */
function add(what, code, counts) {
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  totals.skipped += counts.skipped;
  if (code !== 0 && counts.failed === 0) fail(what);
  else if (counts.failed > 0) failures.push(what);
  else if (counts.passed === 0) fail(`${what}: no test ran`);
}

/** Reads a runner's report; nothing when it was not written. */
function readReport(path, read) {
  return existsSync(path) ? read(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 0, skipped: 0 };
}

/** Unit, architecture, property, contract, golden, corpus and fault tests. */
async function runVitest() {
  heading('unit, architecture, property, contract, golden, corpus and fault tests');
  const report = join(root, 'test-results/vitest.json');
  rmSync(report, { force: true });
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(process.execPath, [program, ...args]);
  const read = (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
    skipped: json.numPendingTests + json.numTodoTests,
  });
  add('vitest', code, readReport(report, read));
}

/** The real window, as an unprivileged user, without network where the system allows it. */
async function runEndToEnd(runtime) {
  heading(`end-to-end tests in Electron ${runtime.version}${runtime.fallback ? ' (development fallback)' : ''}`);
  const packaged = await packageApplication(runtime);
  if (packaged === null) fail('packaging');
  // Root's own display would refuse the unprivileged user that the tests run as.
  const needsDisplay = process.platform === 'linux' && (isRoot || !hasDisplay());
  const display = needsDisplay ? await startVirtualDisplay() : null;
  if (needsDisplay && display === null) return fail('no display: Xvfb did not start');
  const place = preparePlace(runtime.executable);
  const inPlace = (path) => path.replace(root, place.folder);
  const results = join(place.home, 'results');
  const report = join(place.home, 'playwright.json');
  const code = await place.run(process.execPath, [join(place.folder, 'node_modules/@playwright/test/cli.js'), 'test'], {
    DISPLAY: display?.display ?? process.env.DISPLAY ?? '',
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    TOMTEVALG_ELECTRON: inPlace(runtime.executable),
    TOMTEVALG_PACKAGED: packaged === null ? '' : inPlace(packagedExecutable(packaged)),
    TOMTEVALG_E2E_RESULTS: results,
    TOMTEVALG_E2E_SANDBOX: place.sandbox ? 'on' : 'off',
    TOMTEVALG_E2E_OFFLINE: place.offline ? 'yes' : 'no',
  });
  display?.stop();
  const read = ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  });
  add('playwright', code, readReport(report, read));
  if (existsSync(results)) cpSync(results, join(root, 'test-results/e2e'), { recursive: true });
  rmSync(place.home, { recursive: true, force: true });
}

/** The whole run; each part is tried even when an earlier one failed, where that can tell anything. */
async function test() {
  if (!(await ensureDependencies())) return fail('dependencies could not be installed');
  heading('static checks');
  for (const name of await staticChecks()) fail(name);
  heading('build');
  const built = await build();
  if (!built) fail('build');
  await runVitest();
  if (!built) return;
  const runtime = await ensureRuntime();
  if (runtime === null) return fail('no Electron runtime: the end-to-end tests did not run');
  if (!(await ensureSystemLibraries(runtime.executable, { withDisplay: isRoot || !hasDisplay() })))
    return fail('system libraries for Electron are missing: the end-to-end tests did not run');
  await runEndToEnd(runtime);
}

await test();
if (failures.length > 0) say(`\nFailed: ${failures.join(', ')}`);
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exitCode = totals.failed === 0 && totals.passed > 0 ? 0 : 1;

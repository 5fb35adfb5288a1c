/**
 * `npm start`: from a fresh clone to the application on the sample municipality. Plain Node without dependencies.
 * Without a display, or without a runtime, the same job is done headless and its results are written to files.
 */
import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { build, buildCommandLine, ensureSample } from './build.mjs';
import { ensureRuntime } from './electron-runtime.mjs';
import { hasDisplay } from './lib/display.mjs';
import { ensureDependencies } from './lib/provision.mjs';
import { isRoot, root, run, say } from './lib/run.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const results = join(root, 'tomtevalg-out');

/** Scores the sample for its three uses without a window. */
async function startHeadless() {
  if (!((await ensureSample()) && (await buildCommandLine()))) return 1;
  const program = join(root, 'out/cli/tomtevalg.cjs');
  const study = join(root, 'resources/sample/sample.study.json');
  const code = await run(process.execPath, [
    program,
    'run',
    study,
    '--out',
    results,
    '--format',
    'csv,geojson,svg,html',
  ]);
  if (code === 0) say(`Rankings, map pictures and a report lie in ${relative(process.cwd(), results) || '.'}/`);
  return code;
}

/** Opens the window and stays until it is closed. */
function openWindow(runtime) {
  const args = [root, '--open-sample', ...process.argv.slice(2)];
  // The superuser cannot start Chromium's sandbox; everybody else gets it.
  if (isRoot) args.push('--no-sandbox');
  if (isRoot) say('Started as root: the window runs without its sandbox. Start as an ordinary user to have it.');
  const child = spawn(runtime.executable, args, { cwd: root, stdio: 'inherit' });
  return new Promise((done) => {
    child.on('error', (error) => {
      say(`Electron did not start: ${error.message}`);
      done(1);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

async function start() {
  if (!(await ensureDependencies())) return 1;
  if (!hasDisplay()) {
    say('There is no display here, so the sample is scored without a window.');
    return startHeadless();
  }
  const runtime = await ensureRuntime();
  if (runtime === null || !(await ensureSystemLibraries(runtime.executable, { withDisplay: false }))) {
    say('There is no Electron to open a window with, so the sample is scored without one.');
    return startHeadless();
  }
  return (await build()) ? openWindow(runtime) : 1;
}

process.exitCode = await start();

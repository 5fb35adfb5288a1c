/**
 * Builds everything: the sample municipality when it is missing or its generator changed, the application, and the
 * command line. Needs node_modules.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run, say } from './lib/run.mjs';

const generator = 'scripts/make-sample.ts';
const sample = join(root, 'resources/sample/sample.study.json');
const stamp = join(root, 'resources/sample/.generator');

const packageProgram = (path) => join(root, 'node_modules', path);
const node = (program, ...args) => run(process.execPath, [packageProgram(program), ...args]);

/** One hash over the generator and every file it is made of. */
function generatorHash() {
  const hash = createHash('sha256');
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path));
  };
  for (const part of [generator, 'src/shared/sample', 'src/shared/formats']) add(join(root, part));
  return hash.digest('hex');
}

/** Makes the sample when needed; returns false when that failed. */
export async function ensureSample() {
  if (!existsSync(join(root, generator))) {
    say(`${generator} is missing: the sample municipality cannot be made.`);
    return false;
  }
  const wanted = generatorHash();
  if (existsSync(sample) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  say('Making the sample municipality');
  mkdirSync(join(root, 'resources/sample'), { recursive: true });
  const made = (await node('tsx/dist/cli.mjs', generator)) === 0 && existsSync(sample);
  if (made) writeFileSync(stamp, wanted);
  return made;
}

/** The application's three bundles. */
const buildApplication = async () =>
  (await node('electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn')) === 0;

/** GDAL's files as they came, each apart from the bundles so that it can be replaced; resources/gdal tells of them. */
function copyGdal() {
  const source = packageProgram('gdal3.js');
  const target = join(root, 'out/gdal');
  mkdirSync(target, { recursive: true });
  for (const file of [
    'build/package/gdal3WebAssembly.js',
    'dist/package/gdal3WebAssembly.wasm',
    'dist/package/gdal3WebAssembly.data',
    'LICENSE',
  ])
    copyFileSync(join(source, file), join(target, basename(file)));
  copyFileSync(join(root, 'resources/gdal/README.md'), join(target, 'README.md'));
  // The repository's scripts are ES modules; this one is not.
  writeFileSync(join(target, 'package.json'), '{ "type": "commonjs" }\n');
}

/** The command line and its worker, and GDAL's files for it and for the window. */
export async function buildCommandLine() {
  copyGdal();
  return (await node('vite/bin/vite.js', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn')) === 0;
}

/** Builds all of it; stops at the first part that fails. */
export async function build() {
  return (await ensureSample()) && (await buildCommandLine()) && (await buildApplication());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!(await build())) process.exitCode = 1;
}

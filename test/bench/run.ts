import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Agreement, compareRankings } from './compare.ts';
import { type BenchRun, type Engine, type Found, geopandasEngine, ourEngine, postgisEngine } from './engines.ts';
import { spatialiteEngine } from './peers/spatialite.ts';
import { runProgram } from './process.ts';
import { type Ranking, readRanking } from './ranking-file.ts';
import { type Spread, secondsText, spreadOf } from './statistics.ts';

/**
 * Runs the reference job with our command line and with the peers on the same files, and prints medians, ratios and
 * whether every plot agrees: `npm run bench -- [--size S,M,L,XL] [--repeat 3] [--only tomtevalg,GeoPandas,PostGIS,SpatiaLite]
 * [--data FOLDER] [--program FILE]`. Sets are made when they are missing.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'S,M' },
    repeat: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    data: { type: 'string', default: join(root, 'out/bench') },
    program: { type: 'string', default: join(root, 'out/cli/tomtevalg.cjs') },
  },
});
const sizes = values.size.split(',');
const repeats = Number(values.repeat);
if (!(repeats >= 1) || sizes.some((size) => !['S', 'M', 'L', 'XL'].includes(size))) {
  console.error('usage: npm run bench -- [--size S,M,L,XL] [--repeat N] [--only NAME,...] [--data FOLDER]');
  process.exit(2);
}

interface Measured {
  readonly engine: Engine;
  readonly runs: readonly BenchRun[];
}

const engines = await findEngines();
try {
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${new Date().toISOString()}`,
  );
  for (const { name, about } of engines) console.log(`- ${name}: ${about}`);
  for (const size of sizes) await benchSize(size);
} finally {
  for (const engine of engines) await engine.close();
}

async function findEngines(): Promise<readonly Engine[]> {
  const script = join(root, 'test/bench/peers/geopandas.py');
  const wanted = values.only.split(',').filter((name) => name !== '');
  const chosen = (family: string) => wanted.length === 0 || wanted.some((part) => part.startsWith(family));
  const found: Found[] = [];
  if (chosen('tomtevalg')) found.push(ourEngine(values.program, 0), ourEngine(values.program, 2));
  if (chosen('GeoPandas')) found.push(await geopandasEngine(script, 1), await geopandasEngine(script, 2));
  if (chosen('PostGIS')) found.push(await postgisEngine());
  if (chosen('SpatiaLite')) found.push(await spatialiteEngine());
  for (const one of found) if ('missing' in one) console.log(`skipped: ${one.name} (${one.missing})`);
  // "GeoPandas one thread" leaves its two threads out, for the largest set.
  const named = (name: string) => wanted.length === 0 || wanted.some((part) => name.replace(',', '').startsWith(part));
  return found.filter((one): one is Engine => 'run' in one && named(one.name));
}

async function benchSize(size: string): Promise<void> {
  const folder = join(values.data, size);
  await makeSet(size, folder);
  console.log(`\n## ${size}`);
  console.log(`raw read of all files: ${secondsText(spreadOf(Array.from({ length: 3 }, () => rawRead(folder))))} s`);
  const runs = new Map<Engine, BenchRun[]>(engines.map((engine) => [engine, []]));
  // Engines take turns, so that a machine that slows down slows them all.
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const engine of engines) {
      const out = join(values.data, `${size}-out`, engine.name.replace(/\W+/g, '-'));
      mkdirSync(out, { recursive: true });
      runs.get(engine)?.push(await engine.run(folder, out));
    }
  }
  const measured = [...runs].map(([engine, list]): Measured => ({ engine, runs: list }));
  printTimes(measured);
  printAgreement(measured);
  writeFileSync(
    join(values.data, `${size}-results.json`),
    `${JSON.stringify(
      measured.map(({ engine, runs: list }) => ({ name: engine.name, about: engine.about, runs: list })),
      null,
      1,
    )}\n`,
  );
}

async function makeSet(size: string, folder: string): Promise<void> {
  if (existsSync(join(folder, 'bench.study.json'))) return;
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const made = await runProgram([process.execPath, tsx, join(root, 'scripts/make-bench-sets.ts'), size, folder]);
  if (made.code !== 0) throw new Error(`the bench set ${size} was not made: ${made.stderr}`);
}

/** Seconds to read every file of a set into memory: the floor under any reader. */
function rawRead(folder: string): number {
  const started = performance.now();
  for (const file of readdirSync(folder, { withFileTypes: true }))
    if (file.isFile()) readFileSync(join(folder, file.name));
  return (performance.now() - started) / 1000;
}

function printTimes(measured: readonly Measured[]): void {
  const spread = (runs: readonly BenchRun[], of: (run: BenchRun) => number): Spread => spreadOf(runs.map(of));
  const first = measured.find(({ engine }) => engine.name.startsWith('tomtevalg'));
  console.log(
    '\n| engine | read s | compute s | whole s | cpu s | peak MB | compute, ours = 1 | whole, ours = 1 | cpu, ours = 1 |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const { engine, runs } of measured) {
    const compute = spread(runs, (run) => run.compute);
    const whole = spread(runs, (run) => run.whole);
    const cpu = runs.every((run) => run.cpu !== null) ? spread(runs, (run) => run.cpu ?? Number.NaN) : null;
    const peaks = runs.flatMap(({ peakBytes }) => (peakBytes === null ? [] : [peakBytes / 1e6]));
    const ratio = (mine: Spread, of: (run: BenchRun) => number) =>
      first ? (mine.median / spread(first.runs, of).median).toFixed(2) : '-';
    const cells = [
      engine.name,
      secondsText(spread(runs, (run) => run.read)),
      secondsText(compute),
      secondsText(whole),
      cpu ? secondsText(cpu) : '-',
      peaks.length > 0 ? spreadOf(peaks).median.toFixed(0) : '-',
      ratio(compute, (run) => run.compute),
      ratio(whole, (run) => run.whole),
      cpu ? ratio(cpu, (run) => run.cpu ?? Number.NaN) : '-',
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function printAgreement(measured: readonly Measured[]): void {
  const [first, ...others] = measured;
  if (!first) return;
  const ours: Ranking = readRanking(first.runs[0].csv);
  for (const { engine, runs } of others) {
    const sameBytes = engine.name.startsWith('tomtevalg') && sameFile(first.runs[0].csv, runs[0].csv);
    console.log(
      `\n${first.engine.name} and ${engine.name}: ${sameBytes ? 'the same bytes' : agreementText(compareRankings(ours, readRanking(runs[0].csv)))}`,
    );
  }
}

function sameFile(a: string, b: string): boolean {
  return readFileSync(a).equals(readFileSync(b));
}

function agreementText({ criteria, sameTop, plots }: Agreement): string {
  const lines = criteria.map(({ criterion, apart, largest, worst }) => {
    const where = apart > 0 ? `, e.g. plot ${worst}` : '';
    return `  - ${criterion}: ${apart} of ${plots} plots apart${where}; largest difference ${largest.toPrecision(2)}`;
  });
  return [`top 100 ${sameTop ? 'the same' : 'NOT the same'}`, ...lines].join('\n');
}

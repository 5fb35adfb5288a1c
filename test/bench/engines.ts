import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchJob, readJob } from './job.ts';
import { startPostgis } from './peers/postgis-cluster.ts';
import { runProgram } from './process.ts';

/** One run of the reference job. Seconds; compute is preparing, measuring and scoring. */
export interface BenchRun {
  readonly read: number;
  readonly compute: number;
  /** From the start of the program to the last line of the ranking. */
  readonly whole: number;
  /** Processor seconds of the whole program, which other work on the machine hardly changes; null where it runs elsewhere. */
  readonly cpu: number | null;
  /** null where it cannot be told. */
  readonly peakBytes: number | null;
  /** The ranking it wrote. */
  readonly csv: string;
}

/** A program that can do the reference job. */
export interface Engine {
  readonly name: string;
  /** Versions and settings, for the reader of the table. */
  readonly about: string;
  run(folder: string, out: string): Promise<BenchRun>;
  close(): Promise<void>;
}

/** An engine, or why it is not there. */
export type Found = Engine | { readonly name: string; readonly missing: string };

const nothing = async () => {};

/** Our command line; `workers` 0 does everything in one thread. */
export function ourEngine(program: string, workers: number): Found {
  const name = `tomtevalg, ${workers === 0 ? 'one thread' : `${workers} workers`}`;
  if (!existsSync(program)) return { name, missing: `${program} is not there: npm run build` };
  const run = async (folder: string, out: string): Promise<BenchRun> => {
    const study = join(folder, 'bench.study.json');
    const words = ['run', study, '--out', out, '--format', 'csv', '--timings', '--workers', String(workers)];
    const done = await runProgram([process.execPath, program, ...words], { into: join(out, 'table.txt') });
    if (done.code !== 0) throw new Error(`${name} ended with ${done.code}: ${done.stderr}`);
    const timing = (key: string) => {
      const found = new RegExp(`^${key} (\\d+)`, 'm').exec(done.stderr);
      if (!found) throw new Error(`${name} printed no ${key}`);
      return Number(found[1]);
    };
    return {
      read: timing('read_ms') / 1000,
      compute: (timing('measure_ms') + timing('score_ms')) / 1000,
      whole: done.seconds,
      cpu: done.cpuSeconds,
      peakBytes: timing('peak_rss_bytes'),
      csv: join(out, 'reference.csv'),
    };
  };
  return { name, about: `Node ${process.versions.node}`, run, close: nothing };
}

interface GeopandasReport {
  readonly versions: Readonly<Record<string, string>>;
  readonly seconds: Readonly<Record<'read' | 'prepare' | 'measure' | 'score' | 'write', number>>;
  readonly peakBytes: number;
}

/**
 * GeoPandas >= 1, started by the command in TOMTEVALG_GEOPANDAS (python3 when not set), e.g. a Python in a folder of
 * another distribution. The command must see this repository and the bench sets under the same paths.
 */
export async function geopandasEngine(script: string, threads: number): Promise<Found> {
  const name = `GeoPandas, ${threads === 1 ? 'one thread' : `${threads} threads`}`;
  const python = (process.env.TOMTEVALG_GEOPANDAS ?? 'python3').split(/\s+/).filter((word) => word !== '');
  const versions =
    'import geopandas, shapely; print(geopandas.__version__, shapely.__version__, shapely.geos_version_string)';
  const probe = await runProgram([...python, '-c', versions]);
  if (probe.code !== 0) return { name, missing: `no GeoPandas: set TOMTEVALG_GEOPANDAS (docs/performance.md)` };
  const [geopandas, shapely, geos] = probe.stdout.trim().split(' ');
  if (Number.parseInt(geopandas, 10) < 1 || Number.parseInt(shapely, 10) < 2) {
    return { name, missing: `GeoPandas ${geopandas} with Shapely ${shapely} is too old to count` };
  }
  const run = async (folder: string, out: string): Promise<BenchRun> => {
    const job = join(out, 'job.json');
    const csv = join(out, 'geopandas.csv');
    writeFileSync(job, JSON.stringify(readJob(folder)));
    const done = await runProgram([...python, script, job, csv, String(threads)]);
    if (done.code !== 0) throw new Error(`${name} ended with ${done.code}: ${done.stderr}`);
    const { seconds, peakBytes } = JSON.parse(done.stdout) as GeopandasReport;
    const compute = seconds.prepare + seconds.measure + seconds.score;
    return { read: seconds.read, compute, whole: done.seconds, cpu: done.cpuSeconds, peakBytes, csv };
  };
  return { name, about: `GeoPandas ${geopandas}, Shapely ${shapely}, GEOS ${geos}`, run, close: nothing };
}

/** PostGIS in a cluster of its own, started for the bench and removed after it; serial. */
export async function postgisEngine(): Promise<Found> {
  const name = 'PostGIS, serial';
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = process.env.TOMTEVALG_POSTGRES_BIN ?? (versions.length > 0 ? join(base, versions[0], 'bin') : '');
  if (!existsSync(join(bin, 'initdb'))) return { name, missing: 'no PostgreSQL server programs' };
  const cluster = await startPostgis(bin);
  if ('missing' in cluster) return { name, missing: cluster.missing };
  const run = async (folder: string, out: string): Promise<BenchRun> => {
    const job: BenchJob = readJob(folder);
    const started = performance.now();
    const read = await cluster.load(job);
    const compute = await cluster.compute(job);
    const csv = join(out, 'postgis.csv');
    await cluster.write(csv);
    return { read, compute, whole: (performance.now() - started) / 1000, cpu: null, peakBytes: null, csv };
  };
  return { name, about: cluster.about, run, close: cluster.stop };
}

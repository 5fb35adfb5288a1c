import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchJob } from '../job.ts';
import { type Finished, runProgram } from '../process.ts';
import { postgisOutput, postgisSteps, postgresSettings, tableOf } from './postgis.ts';

/** A running private cluster. Each step gives its seconds. */
export interface PostgisCluster {
  readonly about: string;
  /** Loads the files of a job with shp2pgsql, into an empty database. */
  load(job: BenchJob): Promise<number>;
  compute(job: BenchJob): Promise<number>;
  write(path: string): Promise<void>;
  stop(): Promise<void>;
}

/** The server refuses to run as root; then it runs as the account the distribution made for it. */
const account = 'postgres';

function accountIds(): { readonly uid: number; readonly gid: number } | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, account], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Makes and starts a cluster that listens on a socket in a temporary folder only. */
export async function startPostgis(bin: string): Promise<PostgisCluster | { readonly missing: string }> {
  const root = process.getuid?.() === 0;
  const ids = root ? accountIds() : null;
  if (root && !ids) return { missing: `running as root and there is no account ${account}` };
  const home = mkdtempSync(join(tmpdir(), 'tomtevalg-postgis-'));
  if (ids) chownSync(home, ids.uid, ids.gid);
  const as = root ? ['runuser', '-u', account, '--'] : [];
  const data = join(home, 'data');
  const remove = () => rmSync(home, { recursive: true, force: true });
  const settings = Object.entries(postgresSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = ['-k', home, '-c', 'listen_addresses=', ...settings].join(' ');
  const made = await runProgram(
    [...as, join(bin, 'initdb'), '-D', data, '-A', 'trust', '-U', account, '--locale=C', '-E', 'UTF8'],
    { cwd: home },
  );
  const log = join(home, 'log');
  const up =
    made.code === 0 &&
    (await runProgram([...as, join(bin, 'pg_ctl'), '-D', data, '-w', '-l', log, '-o', server, 'start'], { cwd: home }));
  if (up === false || up.code !== 0) {
    remove();
    return { missing: `the cluster did not start: ${made.stderr}${up ? up.stderr : ''}`.trim() };
  }
  const stop = async () => {
    await runProgram([...as, join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop'], { cwd: home });
    remove();
  };
  const psql = (database: string, input: string, into?: string) =>
    runProgram(
      ['psql', '-h', home, '-U', account, '-d', database, '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-f', '-'],
      { input, ...(into ? { into } : {}) },
    );
  const version = await psql('postgres', 'CREATE EXTENSION postgis; SELECT postgis_full_version();');
  if (version.code !== 0) {
    await stop();
    return { missing: `no PostGIS in this PostgreSQL: ${version.stderr.trim()}` };
  }
  const facts = /POSTGIS="(\S+).*GEOS="([^"]+)"/.exec(version.stdout);
  const shown = Object.entries(postgresSettings).map(([name, value]) => `${name}=${value}`);
  const about = `PostGIS ${facts?.[1]}, GEOS ${facts?.[2]}; ${shown.join(' ')} max_parallel_workers_per_gather=0`;
  return { about, stop, ...steps(home, psql) };
}

type Psql = (database: string, input: string, into?: string) => Promise<Finished>;

function steps(home: string, psql: Psql): Pick<PostgisCluster, 'load' | 'compute' | 'write'> {
  const check = (finished: Finished): Finished => {
    if (finished.code !== 0) throw new Error(`PostGIS: ${finished.stderr}`);
    return finished;
  };
  return {
    async load(job) {
      check(await psql('postgres', 'DROP DATABASE IF EXISTS bench;'));
      check(await psql('postgres', 'CREATE DATABASE bench;'));
      check(await psql('bench', 'CREATE EXTENSION postgis;'));
      const layers = [
        job.plots,
        job.substations,
        job.roads,
        ...job.stations,
        ...job.constraints,
        job.zoning,
        job.population,
      ];
      const started = performance.now();
      for (const { file } of layers) {
        const path = join(job.folder, file);
        if (!existsSync(path)) throw new Error(`${path} is not there`);
        const load = `shp2pgsql -D -s 25833 -g geom '${path}' ${tableOf(file)} | psql -h '${home}' -U ${account} -d bench -X -q -v ON_ERROR_STOP=1`;
        check(await runProgram(['sh', '-c', load]));
      }
      return (performance.now() - started) / 1000;
    },
    async compute(job) {
      const started = performance.now();
      const serial = 'SET max_parallel_workers_per_gather = 0; SET max_parallel_maintenance_workers = 0;';
      for (const { sql } of postgisSteps(job)) check(await psql('bench', `${serial}\n${sql}`));
      return (performance.now() - started) / 1000;
    },
    async write(path) {
      check(await psql('bench', postgisOutput, path));
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRun, Found } from '../engines.ts';
import { type BenchJob, readJob } from '../job.ts';
import { runProgram } from '../process.ts';
import { scoreColumns, tableOf } from './postgis.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const name = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** What make_valid gives, its polygons only. */
const polygons = (geometry: string): string =>
  `CASE WHEN ST_IsValid(${geometry}) THEN ${geometry} ELSE CollectionExtract(ST_MakeValid(${geometry}), 3) END`;

/** Metres around a plot in which the nearest line is sought first; then everywhere. */
const searched = [500, 4000];

/** SpatiaLite's own command line on a file without a journal; skipped where it is not installed. */
export async function spatialiteEngine(): Promise<Found> {
  const title = 'SpatiaLite';
  const probe = await runProgram(['spatialite', '-batch', '-silent', ':memory:'], {
    input: 'SELECT spatialite_version(), geos_version();\n',
  });
  if (probe.code !== 0) return { name: title, missing: 'no spatialite command' };
  const [version, geos] = probe.stdout.trim().split('|');
  return { name: title, about: `SpatiaLite ${version}, GEOS ${geos}, journal off`, run, close: async () => {} };
}

async function run(folder: string, out: string): Promise<BenchRun> {
  const job = readJob(folder);
  const csv = join(out, 'spatialite.csv');
  const home = mkdtempSync(join(tmpdir(), 'tomtevalg-spatialite-'));
  const file = join(home, 'bench.db');
  let cpu = 0;
  const step = async (sql: string, into?: string): Promise<number> => {
    const settings = 'PRAGMA journal_mode = OFF;\nPRAGMA synchronous = OFF;\nPRAGMA cache_size = -1000000;\n';
    const done = await runProgram(['spatialite', '-batch', '-bail', '-silent', '-csv', '-header', file], {
      input: `.output /dev/null\n${settings}.output stdout\n${sql}`,
      ...(into ? { into } : {}),
    });
    if (done.code !== 0 || /error/i.test(done.stderr)) throw new Error(`SpatiaLite: ${done.stderr}`);
    cpu += done.cpuSeconds ?? 0;
    return done.seconds;
  };
  try {
    const started = performance.now();
    const read = await step(load(job));
    const compute = await step(`${prepare(job)}${measure(job)}${score(job)}`);
    await step('SELECT * FROM ranked ORDER BY rank, plot;\n', csv);
    return { read, compute, whole: (performance.now() - started) / 1000, cpu, peakBytes: null, csv };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function load(job: BenchJob): string {
  const layers = [
    job.plots,
    job.substations,
    job.roads,
    ...job.stations,
    ...job.constraints,
    job.zoning,
    job.population,
  ];
  return layers
    .map(({ file }) => `.loadshp '${join(job.folder, file.replace(/\.shp$/, ''))}' ${tableOf(file)} UTF-8 25833 geom\n`)
    .join('');
}

/** A table with an R-tree of its own beside it. */
const indexed = (table: string): string => `
  CREATE VIRTUAL TABLE ${table}_box USING rtree(id, minx, maxx, miny, maxy);
  INSERT INTO ${table}_box SELECT rowid, MbrMinX(geom), MbrMaxX(geom), MbrMinY(geom), MbrMaxY(geom) FROM ${table};`;

function prepare(job: BenchJob): string {
  const all = (files: readonly { readonly file: string }[], columns: string) =>
    files.map(({ file }) => `SELECT ${columns} FROM ${tableOf(file)}`).join(' UNION ALL ');
  const main = job.roads.main.map(text).join(', ');
  return `
  CREATE TABLE plots AS SELECT CAST(${name(job.plots.id)} AS TEXT) AS plot, ${polygons('geom')} AS geom
    FROM ${tableOf(job.plots.file)};
  CREATE TABLE strong AS SELECT geom FROM ${tableOf(job.substations.file)}
    WHERE ${name(job.substations.freeMw)} >= ${job.minimumMw};
  CREATE TABLE mainroads AS SELECT geom FROM ${tableOf(job.roads.file)} WHERE ${name(job.roads.class)} IN (${main});
  CREATE TABLE stops AS ${all(job.stations, 'geom')};
  CREATE TABLE limits AS SELECT ${polygons('geom')} AS geom FROM (${all(job.constraints, 'geom')});
  CREATE TABLE zones AS SELECT CAST(${name(job.zoning.code)} AS TEXT) AS code, ${polygons('geom')} AS geom
    FROM ${tableOf(job.zoning.file)};
  CREATE TABLE people AS SELECT ${name(job.population.count)} AS heads, ST_Centroid(geom) AS geom
    FROM ${tableOf(job.population.file)};
  ${['mainroads', 'limits', 'zones', 'people'].map(indexed).join('')}
`;
}

/** Rows of a table whose boxes lie within some metres of the geometry `g`. */
const around = (table: string, g: string, metres: number): string =>
  `SELECT id FROM ${table}_box WHERE maxx >= MbrMinX(${g}) - ${metres} AND minx <= MbrMaxX(${g}) + ${metres}
    AND maxy >= MbrMinY(${g}) - ${metres} AND miny <= MbrMaxY(${g}) + ${metres}`;

function measure(job: BenchJob): string {
  const any = (table: string) => `(SELECT min(ST_Distance(p.geom, n.geom)) FROM ${table} n)`;
  const within = searched.map(
    (metres) => `(SELECT min(d) FROM (SELECT ST_Distance(p.geom, n.geom) AS d FROM mainroads n
      WHERE n.rowid IN (${around('mainroads', 'p.geom', metres)})) WHERE d <= ${metres})`,
  );
  const piece = (other: string) => `CollectionExtract(ST_Intersection(p.geom, ${other}.geom), 3)`;
  const near = (table: string) => `${table[0]}.rowid IN (${around(table, 'p.geom', 0)})`;
  return `
  CREATE TABLE measured AS SELECT p.plot AS plot, ST_Area(p.geom) AS area,
    ${any('strong')} AS substation,
    COALESCE(${within.join(', ')}, ${any('mainroads')}) AS "main-road",
    ${any('stops')} AS "station-or-port",
    COALESCE((SELECT ST_Area(ST_Union(piece)) FROM (SELECT ${piece('l')} AS piece FROM limits l
      WHERE ${near('limits')} AND ST_Intersects(p.geom, l.geom)) WHERE piece IS NOT NULL), 0) AS covered,
    (SELECT code FROM (SELECT code, ST_Area(ST_Union(piece)) AS shared FROM (SELECT z.code AS code, ${piece('z')} AS piece
      FROM zones z WHERE ${near('zones')} AND ST_Intersects(p.geom, z.geom)) WHERE piece IS NOT NULL GROUP BY code)
      WHERE shared > 0 ORDER BY shared DESC, code LIMIT 1) AS zoning,
    COALESCE((SELECT sum(w.heads) FROM people w WHERE w.rowid IN (${around('people', 'ST_Centroid(p.geom)', job.within)})
      AND ST_Distance(w.geom, ST_Centroid(p.geom)) <= ${job.within}), 0) AS population
    FROM plots p;
`;
}

function score(job: BenchJob): string {
  const { columns, score: sum } = scoreColumns(job, (value) => `CAST(${value} AS REAL)`);
  return `
  CREATE TABLE ranked AS SELECT plot, ${columns}, score, rank() OVER (ORDER BY round(score, 9) DESC) AS rank
    FROM (SELECT *, 100 * (${sum}) AS score FROM measured);
`;
}

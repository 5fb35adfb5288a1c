import type { BenchJob } from '../job.ts';

/** Settings of the private cluster, printed with the results. Durability is off: only speed is asked for here. */
export const postgresSettings: Readonly<Record<string, string>> = {
  shared_buffers: '1GB',
  work_mem: '256MB',
  maintenance_work_mem: '512MB',
  effective_cache_size: '4GB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/** One timed step of SQL. */
export interface SqlStep {
  readonly name: 'prepare' | 'measure' | 'score';
  readonly sql: string;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const name = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** What make_valid gives, its polygons only. */
const polygons = (geometry: string): string =>
  `CASE WHEN ST_IsValid(${geometry}) THEN ${geometry} ELSE ST_CollectionExtract(ST_MakeValid(${geometry}), 3) END`;

/** Vertices a piece of a subdivided polygon has at most: 32, 64 and 1024 were slower. */
const pieceVertices = 256;

/** Table of a layer as shp2pgsql loads it. */
export const tableOf = (file: string): string => `raw_${file.replace(/\.shp$/, '')}`;

/**
 * The reference job as an expert writes it: repaired once, big polygons subdivided, GiST and ANALYZE, nearest by index,
 * unions only where there is more than one piece.
 */
export function postgisSteps(job: BenchJob): readonly SqlStep[] {
  return [
    { name: 'prepare', sql: prepare(job) },
    { name: 'measure', sql: measure(job) },
    { name: 'score', sql: score(job) },
  ];
}

function prepare(job: BenchJob): string {
  const all = (files: readonly { readonly file: string }[], columns: string) =>
    files.map(({ file }) => `SELECT ${columns} FROM ${tableOf(file)}`).join(' UNION ALL ');
  const main = job.roads.main.map(text).join(', ');
  return `
    CREATE UNLOGGED TABLE plots AS
      SELECT plot, geom, ST_Centroid(geom) AS centre FROM (
        SELECT ${name(job.plots.id)}::text AS plot, ${polygons('geom')} AS geom FROM ${tableOf(job.plots.file)}) mended;
    CREATE UNLOGGED TABLE strong AS
      SELECT geom FROM ${tableOf(job.substations.file)} WHERE ${name(job.substations.freeMw)} >= ${job.minimumMw};
    CREATE UNLOGGED TABLE mainroads AS
      SELECT (ST_Dump(geom)).geom FROM ${tableOf(job.roads.file)} WHERE ${name(job.roads.class)} IN (${main});
    CREATE UNLOGGED TABLE stops AS ${all(job.stations, 'geom')};
    CREATE UNLOGGED TABLE limits AS
      SELECT ST_Subdivide(${polygons('geom')}, ${pieceVertices}) AS geom FROM (${all(job.constraints, 'geom')}) every;
    CREATE UNLOGGED TABLE zones AS
      SELECT ${name(job.zoning.code)}::text AS code, ST_Subdivide(${polygons('geom')}, ${pieceVertices}) AS geom
      FROM ${tableOf(job.zoning.file)};
    CREATE UNLOGGED TABLE people AS
      SELECT ${name(job.population.count)}::float8 AS heads, ST_Centroid(geom) AS geom FROM ${tableOf(job.population.file)};
    ${['plots', 'strong', 'mainroads', 'stops', 'limits', 'zones', 'people']
      .map((table) => `CREATE INDEX ON ${table} USING gist (geom); ANALYZE ${table};`)
      .join('\n    ')}`;
}

function measure(job: BenchJob): string {
  const nearest = (table: string) =>
    `(SELECT ST_Distance(p.geom, n.geom) FROM ${table} n ORDER BY p.geom <-> n.geom LIMIT 1)`;
  const piece = (other: string) =>
    `CASE WHEN ST_CoveredBy(p.geom, ${other}.geom) THEN p.geom ELSE ST_Intersection(p.geom, ${other}.geom) END`;
  // Pieces of one polygon do not overlap, but those of two may: a union is needed where there is more than one.
  const area = (pieces: string) =>
    `CASE WHEN count(*) = 1 THEN ST_Area((array_agg(${pieces}))[1]) ELSE ST_Area(ST_Union(${pieces})) END`;
  return `
    CREATE UNLOGGED TABLE measured AS
    SELECT p.plot, ST_Area(p.geom) AS area,
      ${nearest('strong')} AS substation,
      ${nearest('mainroads')} AS "main-road",
      ${nearest('stops')} AS "station-or-port",
      (SELECT COALESCE(${area('piece')}, 0) FROM (
        SELECT ${piece('c')} AS piece FROM limits c WHERE ST_Intersects(p.geom, c.geom)) pieces) AS covered,
      (SELECT code FROM (
        SELECT z.code, ${area(piece('z'))} AS shared FROM zones z WHERE ST_Intersects(p.geom, z.geom)
        GROUP BY z.code) byCode WHERE shared > 0 ORDER BY shared DESC, code LIMIT 1) AS zoning,
      (SELECT COALESCE(sum(w.heads), 0) FROM people w
        WHERE ST_DWithin(w.geom, p.centre, ${job.within})) AS population
    FROM plots p;`;
}

function score(job: BenchJob): string {
  const { columns, score: sum } = scoreColumns(job, (value) => `${value}::float8`);
  return `
    CREATE UNLOGGED TABLE ranked AS
    SELECT plot, ${columns}, score, rank() OVER (ORDER BY round(score::numeric, 9) DESC) AS rank
    FROM (SELECT *, 100 * (${sum}) AS score FROM measured) scored;`;
}

/** The criteria's values as columns, and their weighted sum, 0 to 1, in SQL; `real` makes a double of an expression. */
export function scoreColumns(
  job: BenchJob,
  real: (expression: string) => string,
): { readonly columns: string; readonly score: string } {
  const value = (id: string) =>
    id === 'constraints' ? 'covered / area' : id === 'buildable' ? 'area - covered' : name(id);
  const total = job.criteria.reduce((sum, { weight }) => sum + weight, 0);
  const terms = job.criteria.map(({ id, weight, points, classes }) => {
    const utility = points
      ? piecewise(value(id), points, real)
      : `CASE ${name(id)} ${Object.entries(classes ?? {})
          .map(([code, worth]) => `WHEN ${text(code)} THEN ${worth}`)
          .join(' ')} ELSE 0 END`;
    return `${real(String(weight / total))} * (${utility})`;
  });
  return { columns: job.criteria.map(({ id }) => `${value(id)} AS ${name(id)}`).join(', '), score: terms.join(' + ') };
}

function piecewise(
  x: string,
  points: readonly (readonly [number, number])[],
  real: (expression: string) => string,
): string {
  const last = points[points.length - 1];
  const steps = points.slice(1).map(([x1, y1], k) => {
    const [x0, y0] = points[k];
    return `WHEN ${x} < ${x1} THEN ${y0} + ${real(`(${x} - ${x0})`)} * ${real(String((y1 - y0) / (x1 - x0)))}`;
  });
  return `CASE WHEN ${x} <= ${points[0][0]} THEN ${points[0][1]} ${steps.join(' ')} ELSE ${last[1]} END`;
}

/** Writes the ranking to the client's standard output. */
export const postgisOutput = `COPY (SELECT * FROM ranked ORDER BY rank, plot COLLATE "C") TO STDOUT WITH (FORMAT csv, HEADER)`;

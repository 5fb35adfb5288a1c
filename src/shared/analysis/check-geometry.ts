import { derivedId } from '../dataset/hash.ts';
import type { Dataset } from '../dataset/types.ts';
import { IssueLog } from '../formats/issue-log.ts';
import { featureCount, type Geometry, type Polygons } from '../geometry/types.ts';
import { type Mended, withMended, withoutRows } from '../geometry/validity/mend.ts';
import { type Findings, type GeometryProblem, geometryProblems, invalidBits } from '../geometry/validity/problems.ts';
import type { Compute } from '../jobs/compute.ts';
import type { Issue, Severity } from '../lib/issue.ts';
import type { GeometryMode } from '../project/study-types.ts';

/** Rows a worker checks at a time, and rows it mends: some tenths of a second of work. */
const checkedPerJob = 50_000;
const mendedPerJob = 500;

/** Whether places are told in metres or in degrees. */
export type PlaceKind = 'projected' | 'geographic';

/** Checks all rows, shared out among the workers; the findings are the same for any number of them. */
export async function checkGeometry(
  compute: Compute,
  geometry: Geometry,
  signal: AbortSignal | undefined,
): Promise<readonly Findings[]> {
  const count = featureCount(geometry);
  const shares: Promise<Findings>[] = [];
  for (let from = 0; from < count; from += checkedPerJob) {
    const to = Math.min(count, from + checkedPerJob);
    shares.push(compute.run('checkRows', { geometry, from, to }, { signal }));
  }
  return Promise.all(shares);
}

/**
 * What is wrong with the polygons of a layer as it was read, for people who look at a file. Points and lines have nothing
 * that reading would not have told already.
 */
export async function geometryIssues(
  compute: Compute,
  { geometry, crs }: Dataset,
  signal: AbortSignal | undefined,
): Promise<readonly Issue[]> {
  if (geometry.kind !== 'polygons') return [];
  const findings = await checkGeometry(compute, geometry, signal);
  const log = new IssueLog();
  const invalid = invalidRows(findings);
  if (invalid.length > 0) {
    log.add('warning', 'geometry-invalid', { count: invalid.length, total: featureCount(geometry) });
  }
  logFindings(log, findings, crs.kind === 'geographic' ? 'geographic' : 'projected', () => ({ code: '', details: {} }));
  return log.list();
}

/**
 * Mends a layer's polygons or leaves the invalid ones out, as its study says, and tells of each what, where and what was
 * done. Rows stay: what is left out has a null geometry. Nothing is checked where the geometry is kept, since measures are
 * the same then.
 */
export async function mendDataset(
  compute: Compute,
  dataset: Dataset,
  mode: GeometryMode,
  signal: AbortSignal | undefined,
): Promise<{ readonly dataset: Dataset; readonly issues: readonly Issue[] }> {
  const { geometry } = dataset;
  if (mode === 'keep' || geometry.kind !== 'polygons') return { dataset, issues: [] };
  const findings = await checkGeometry(compute, geometry, signal);
  const rows = invalidRows(findings);
  const log = new IssueLog();
  if (mode === 'drop') {
    logFindings(log, findings, 'projected', () => ({ code: '-dropped', details: {} }));
    const changed = rows.length === 0 ? dataset : changedDataset(dataset, mode, withoutRows(geometry, rows));
    return { dataset: changed, issues: log.list() };
  }
  const parts = await mendShares(compute, geometry, rows, signal);
  const changeOf = new Map(parts.flatMap((part) => Array.from(part.rows, (row, i) => [row, doneBy(part, i)] as const)));
  logFindings(log, findings, 'projected', (row) => changeOf.get(row) as Done);
  const changed = rows.length === 0 ? dataset : changedDataset(dataset, mode, withMended(geometry, parts));
  return { dataset: changed, issues: log.list() };
}

function changedDataset(dataset: Dataset, mode: GeometryMode, geometry: Polygons): Dataset {
  return { ...dataset, id: derivedId(dataset.id, `geometry ${mode}`), geometry };
}

async function mendShares(
  compute: Compute,
  polygons: Polygons,
  rows: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly Mended[]> {
  const shares: Promise<Mended>[] = [];
  for (let from = 0; from < rows.length; from += mendedPerJob) {
    const share = Uint32Array.from(rows.slice(from, from + mendedPerJob));
    shares.push(compute.run('mendPolygons', { polygons, rows: share }, { signal }));
  }
  return Promise.all(shares);
}

function invalidRows(findings: readonly Findings[]): readonly number[] {
  const rows: number[] = [];
  for (const { from, flags } of findings) {
    for (let i = 0; i < flags.length; i++) if ((flags[i] & invalidBits) !== 0) rows.push(from + i);
  }
  return rows;
}

/** What was done about a row: the end of the issue's code, and facts. */
interface Done {
  readonly code: '' | '-repaired' | '-dropped' | '-kept';
  readonly details: Readonly<Record<string, number>>;
}

function doneBy({ change, failed }: Mended, i: number): Done {
  if (failed[i] === 1) return { code: '-kept', details: {} };
  return { code: '-repaired', details: { percent: Number((100 * change[i]).toPrecision(2)) } };
}

/** One issue a row and problem; what was done stands with the first of a row's problems that makes it invalid. */
function logFindings(log: IssueLog, findings: readonly Findings[], kind: PlaceKind, done: (row: number) => Done): void {
  for (const { rows, problems, places } of findings) {
    let told = -1;
    for (let i = 0; i < rows.length; i++) {
      const problem = geometryProblems[problems[i]];
      const [x, y] = [places[2 * i], places[2 * i + 1]];
      const isInvalid = (invalidBits & (1 << problems[i])) !== 0;
      const { code, details } = isInvalid && rows[i] !== told ? done(rows[i]) : { code: '', details: {} };
      if (isInvalid) told = rows[i];
      log.add(
        severityOf(problem),
        `geometry-${problem}${code}`,
        { x, y, place: placeText(x, y, kind), ...details },
        rows[i] + 1,
      );
    }
  }
}

function severityOf(problem: GeometryProblem): Severity {
  return problem === 'duplicate' || problem === 'winding' ? 'info' : 'warning';
}

/** A place as surveyors write it, whole metres or about as much in degrees: the same in every language. */
function placeText(x: number, y: number, kind: PlaceKind): string {
  if (kind === 'geographic') return `${y.toFixed(5)}° N ${x.toFixed(5)}° E`;
  return `E ${grouped(x)} N ${grouped(y)}`;
}

const grouped = (value: number): string => value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, '\u202f');

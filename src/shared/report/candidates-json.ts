import type { Assembly } from '../candidates/assemble.ts';
import { candidateFields } from '../candidates/candidate-dataset.ts';
import type { CandidateSummary, Share } from '../candidates/summary.ts';
import { findColumn, valueAt } from '../dataset/columns.ts';
import { printNumber } from './numbers.ts';
import type { ReportPlots } from './types.ts';

const text = JSON.stringify;

/** What `candidates --json` prints. */
export interface CandidatesReport {
  readonly study: string;
  readonly engine: string;
  readonly plots: ReportPlots & { readonly count: number };
  /** Null where the plots were read. */
  readonly summary: CandidateSummary | null;
  /** Null where the study does not ask for assemblies. */
  readonly assemblies: readonly Assembly[] | null;
}

/** `candidates --json` (docs/command-line.md) in pieces; numbers with 12 significant digits. */
export function* candidatesJson(
  { study, engine, plots, summary, assemblies }: CandidatesReport,
  timings: (() => readonly (readonly [name: string, value: number])[]) | null,
): Generator<string> {
  yield `{"study":${text(study)},"engine":${text(engine)},"account":${summary ? accountJson(summary) : 'null'}`;
  yield `,"figures":${summary ? figuresJson(summary) : 'null'},"candidates":`;
  if (summary) {
    yield '[';
    for (let row = 0; row < plots.count; row++) yield `${row > 0 ? ',' : ''}\n${candidateJson(plots, row)}`;
    yield '\n]';
  } else yield 'null';
  yield `,"assemblies":`;
  if (assemblies) {
    yield '[';
    for (const [at, one] of assemblies.entries()) yield `${at > 0 ? ',' : ''}\n${assemblyJson(one, plots)}`;
    yield '\n]';
  } else yield 'null';
  if (timings) {
    const pairs = timings().map(([name, value]) => `${text(name)}:${printNumber(value)}`);
    yield `,"timings":{${pairs.join(',')}}`;
  }
  yield '}\n';
}

function accountJson({ zones, shared, taken, small, narrow, tangled, candidates }: CandidateSummary): string {
  const share = ({ count, area }: Share) => `{"count":${count},"area_m2":${printNumber(area)}}`;
  const layers = taken.map(({ name, area }) => `{"layers":${text(name)},"area_m2":${printNumber(area)}}`);
  return `{"zones":${share(zones)},"shared":{"area_m2":${printNumber(shared)}},"taken":[${layers.join(',')}],"small":${share(small)},"narrow":${share(narrow)},"tangled":${share(tangled)},"candidates":${share(candidates)}}`;
}

function figuresJson({ figures }: CandidateSummary): string {
  const list = figures.map(
    ({ what, layers, ofClass, value, source, grade }) =>
      `{"what":${text(what)},"layers":${text(layers)},"class":${text(ofClass)},"value":${printNumber(value)},"source":${text(source)},"grade":${text(grade)}}`,
  );
  return `[${list.join(',')}]`;
}

function candidateJson({ dataset, id }: ReportPlots, row: number): string {
  const cell = (name: string) => {
    const column = findColumn(dataset, name);
    const value = column ? valueAt(column, row) : null;
    return typeof value === 'number' ? printNumber(value) : text(value);
  };
  const { code, area, width, zone, cutBy } = candidateFields;
  return `{"id":${text(id(row))},"code":${cell(code)},"area_m2":${cell(area)},"width_m":${cell(width)},"zone":${cell(zone)},"cutBy":${cell(cutBy)}}`;
}

function assemblyJson(one: Assembly, { id }: ReportPlots): string {
  const { area, owners, withoutOwner, compactness } = one;
  const plots = one.rows.map((row) => text(id(row))).join(',');
  return `{"id":${text(one.id)},"plots":[${plots}],"area_m2":${printNumber(area)},"owners":${owners ?? 'null'},"withoutOwner":${owners === null ? 'null' : withoutOwner},"compactness":${printNumber(compactness)}}`;
}

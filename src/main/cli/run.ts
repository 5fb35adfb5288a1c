import { existsSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import type { Stage } from '../../shared/analysis/progress.ts';
import { runStudy, type ScoredStudy } from '../../shared/analysis/run-study.ts';
import type { FindFiles } from '../../shared/analysis/types.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import { featureCount, type Geometry } from '../../shared/geometry/types.ts';
import { vertexStart } from '../../shared/geometry/vertices.ts';
import { type Issue, problem } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import { parseStudy } from '../../shared/project/study-schema.ts';
import type { Study } from '../../shared/project/study-types.ts';
import { inChunks } from '../../shared/report/chunks.ts';
import { measureNotes } from '../../shared/report/notes.ts';
import { runJson } from '../../shared/report/run-json.ts';
import type { RunArguments } from './arguments.ts';
import { filesBeside } from './files.ts';
import { print, readTextFile } from './output.ts';
import type { ProjectStudy } from './project/project-study.ts';
import { writeRun } from './run-files.ts';
import { rankingTable } from './table.ts';
import { CommandError } from './usage.ts';
import { engine } from './version.ts';
import { nodeCompute } from './workers.ts';

/** Below this many bytes of input, starting workers costs more than they give (measured: 0.1 s to start two). */
const worthWorkers = 24 * 1024 * 1024;

/** Measures, scores and ranks a study; prints the result and writes the files asked for. */
export async function run(call: RunArguments, signal: AbortSignal): Promise<void> {
  const clock = stopwatch();
  const { study, given, findFiles, readText, weights } = await readInput(call);
  const compute = nodeCompute(call.workers ?? (await workersFor(study, given, findFiles)));
  const host = { findFiles, readText, weights, onStage: clock.stage };
  const options = { signal, onProgress: progressLine(), given };
  const scored = await runStudy(compute, study, call.profiles, host, options).finally(() => compute.close());
  if (!scored.ok) throw new CommandError(1, tell(scored.reason, call.language));
  warn(scored.value, call.language);
  if (call.out !== null) await writeRun(call.out, call.formats, scored.value, call.language);
  await printResult(call, scored.value, clock);
}

async function printResult(call: RunArguments, scored: ScoredStudy, clock: Stopwatch): Promise<void> {
  const { plots, study } = scored.loaded;
  if (call.json) {
    const head = { study: study.name, engine };
    const pieces = runJson(head, scored.profiles, plots, call.language, call.timings ? clock.timings : null);
    await print(inChunks(pieces));
    return;
  }
  await print(rankingTable(scored, call.language));
  if (call.timings) {
    for (const [name, value] of clock.timings()) process.stderr.write(`${name} ${Math.round(value)}\n`);
  }
}

/** The study with where its data come from: files beside it, or the project file that holds them. */
async function readInput(call: RunArguments): Promise<ProjectStudy> {
  if (extname(call.study).toLowerCase() === '.gpkg' && existsSync(call.study)) {
    const { readProjectStudy } = await import('./project/project-study.ts');
    return readProjectStudy(call.study, call.language);
  }
  return {
    study: readStudy(call),
    given: [],
    findFiles: filesBeside(call.study),
    readText: async (file) => readTextFile(resolve(dirname(call.study), file)),
    weights: [],
  };
}

function readStudy({ study, language }: RunArguments): Study {
  if (existsSync(study) && statSync(study).isDirectory())
    throw new CommandError(1, `${study} is a folder. Give the path of the *.study.json file in it.`);
  const text = readTextFile(study);
  if (text === null)
    throw new CommandError(1, `${study}: there is no such file. Give the path of a *.study.json file.`);
  const parsed = parseStudy(text);
  if (!parsed.ok) throw new CommandError(1, `${study}:\n${tell(parsed.reason, language)}`);
  if (parsed.value.profiles.length === 0)
    throw new CommandError(1, `${study}: ${describeIssue(problem('study-no-profiles'), language)}`);
  return parsed.value;
}

const vertexCount = (geometry: Geometry): number => vertexStart(geometry, featureCount(geometry));

function tell(issues: readonly Issue[], language: Language): string {
  return issues.map((issue) => describeIssue(issue, language)).join('\n');
}

/** Says on stderr what a reader of the numbers must know. */
function warn({ loaded, profiles }: ScoredStudy, language: Language): void {
  for (const issue of [...loaded.issues, ...measureNotes(profiles)])
    process.stderr.write(`${describeIssue(issue, language)}\n`);
  for (const layer of loaded.layers) {
    const told = [...layer.read.issues, ...layer.issues].filter(({ severity }) => severity !== 'info');
    for (const issue of told) process.stderr.write(`${layer.definition.id}: ${describeIssue(issue, language)}\n`);
  }
}

async function workersFor(study: Study, given: ProjectStudy['given'], findFiles: FindFiles): Promise<number> {
  const inFile = new Set(given.map(({ definition }) => definition.id));
  const files = await Promise.all(study.layers.filter(({ id }) => !inFile.has(id)).map(({ file }) => findFiles(file)));
  const vertices = given.reduce((sum, { read: { dataset } }) => sum + vertexCount(dataset.geometry), 0);
  const bytes = files.flat().reduce((sum, { size }) => sum + size, 0) + 16 * vertices;
  return bytes < worthWorkers ? 0 : 2;
}

interface Stopwatch {
  readonly stage: (name: 'read' | 'measure' | 'score') => void;
  readonly timings: () => readonly (readonly [string, number])[];
}

function stopwatch(): Stopwatch {
  const start = performance.now();
  let last = start;
  const stages: (readonly [string, number])[] = [];
  return {
    stage: (name) => {
      const now = performance.now();
      stages.push([`${name}_ms`, now - last]);
      last = now;
    },
    timings: () => [
      ...stages,
      ['total_ms', performance.now() - start],
      ['peak_rss_bytes', process.resourceUsage().maxRSS * 1024],
    ],
  };
}

/** One line on stderr that is written over, only where a person watches. */
function progressLine(): ((stage: Stage, done: number, total: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (stage, done, total) =>
    process.stderr.write(`\r\u001b[K${stage} ${done}/${total}${done === total ? '\r\u001b[K' : ''}`);
}

import { existsSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import type { Stage } from '../../shared/analysis/progress.ts';
import type { FindFiles, LoadedStudy } from '../../shared/analysis/types.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import { featureCount, type Geometry } from '../../shared/geometry/types.ts';
import { vertexStart } from '../../shared/geometry/vertices.ts';
import type { Issue } from '../../shared/lib/issue.ts';
import type { Language } from '../../shared/lib/language.ts';
import { parseStudy } from '../../shared/project/study-schema.ts';
import type { Study } from '../../shared/project/study-types.ts';
import { filesBeside } from './files.ts';
import { readTextFile } from './output.ts';
import type { ProjectStudy } from './project/project-study.ts';
import { CommandError } from './usage.ts';

/** Below this many bytes of input, starting workers costs more than they give (measured: 0.1 s to start two). */
const worthWorkers = 24 * 1024 * 1024;

/** What a command that takes a study or a project is called with. */
export interface StudyCall {
  readonly study: string;
  readonly language: Language;
}

/** The study with where its data come from: files beside it, or the project file that holds them. */
export async function readStudyInput(call: StudyCall): Promise<ProjectStudy> {
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
    corrections: { observations: [], profiles: [] },
  };
}

function readStudy({ study, language }: StudyCall): Study {
  if (existsSync(study) && statSync(study).isDirectory())
    throw new CommandError(1, `${study} is a folder. Give the path of the *.study.json file in it.`);
  const text = readTextFile(study);
  if (text === null)
    throw new CommandError(1, `${study}: there is no such file. Give the path of a *.study.json file.`);
  const parsed = parseStudy(text);
  if (!parsed.ok) throw new CommandError(1, `${study}:\n${tell(parsed.reason, language)}`);
  return parsed.value;
}

/** Issues as lines. */
export function tell(issues: readonly Issue[], language: Language): string {
  return issues.map((issue) => describeIssue(issue, language)).join('\n');
}

/** Says on stderr what a reader of the numbers must know, `notes` after what the study itself has to say. */
export function warnLoaded(loaded: LoadedStudy, language: Language, notes: readonly Issue[] = []): void {
  for (const issue of [...loaded.issues, ...notes]) process.stderr.write(`${describeIssue(issue, language)}\n`);
  for (const layer of loaded.layers) {
    const told = [...layer.read.issues, ...layer.issues].filter(({ severity }) => severity !== 'info');
    for (const issue of told) process.stderr.write(`${layer.definition.id}: ${describeIssue(issue, language)}\n`);
  }
}

/** How many workers are worth starting for the data of a study. */
export async function workersFor(study: Study, given: ProjectStudy['given'], findFiles: FindFiles): Promise<number> {
  const inFile = new Set(given.map(({ definition }) => definition.id));
  const outside = study.layers.filter(({ id, from }) => !inFile.has(id) && from === null);
  const files = await Promise.all(outside.map(({ file }) => findFiles(file)));
  const vertices = given.reduce((sum, { read: { dataset } }) => sum + vertexCount(dataset.geometry), 0);
  const bytes = files.flat().reduce((sum, { size }) => sum + size, 0) + 16 * vertices;
  return bytes < worthWorkers ? 0 : 2;
}

const vertexCount = (geometry: Geometry): number => vertexStart(geometry, featureCount(geometry));

/** One line on stderr that is written over, only where a person watches. */
export function progressLine(): ((stage: Stage, done: number, total: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (stage, done, total) =>
    process.stderr.write(`\r\u001b[K${stage} ${done}/${total}${done === total ? '\r\u001b[K' : ''}`);
}

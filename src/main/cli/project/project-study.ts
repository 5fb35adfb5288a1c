import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadStudyLayer } from '../../../shared/analysis/load-study.ts';
import type { FindFiles } from '../../../shared/analysis/types.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import type { ReadLayer } from '../../../shared/formats/types.ts';
import { type Issue, problem } from '../../../shared/lib/issue.ts';
import type { Language } from '../../../shared/lib/language.ts';
import { type DocumentLayer, parseStudyDocument, type StudyDocument } from '../../../shared/project/study-document.ts';
import type { Study } from '../../../shared/project/study-types.ts';
import { readLayer, type StoredDataset, storedDatasets } from '../../store/geopackage/read-layer.ts';
import { reading } from '../../store/problems.ts';
import { readProject } from '../../store/read-project.ts';
import type { Connection } from '../../store/sqlite/connection.ts';
import { readAttachment, readDocument } from '../../store/working/documents.ts';
import { locate } from '../files.ts';
import { CommandError } from '../usage.ts';
import { commandLineStore } from './store.ts';

/** A project's study with its data, ready for `runStudy`. */
export interface ProjectStudy {
  readonly study: Study;
  readonly given: readonly ReadStudyLayer[];
  readonly findFiles: FindFiles;
  readonly readText: (file: string) => Promise<string | null>;
  /** Weights that a person set in the window. */
  readonly weights: StudyDocument['weights'];
}

/** Reads a project file: its study, every layer, and grids of heights into a folder that goes with the process. */
export async function readProjectStudy(path: string, language: Language): Promise<ProjectStudy> {
  const refuse = (...issues: readonly Issue[]): CommandError =>
    new CommandError(1, `${path}:\n${issues.map((one) => describeIssue(one, language)).join('\n')}`);
  const opened = await readProject(await commandLineStore(), path);
  if (!opened.ok) throw refuse(opened.reason);
  const { connection } = opened.value;
  try {
    const read = reading(path, () => readDocument(connection));
    if (!read.ok) throw refuse(read.reason);
    const document = parseStudyDocument(read.value?.json ?? '');
    if (!document.ok) throw refuse(problem('project-without-study'), ...document.reason);
    const given = reading(path, () => givenLayers(connection, document.value));
    if (!given.ok) throw refuse(given.reason);
    const grids = reading(path, () => unpackGrids(connection, document.value));
    if (!grids.ok) throw refuse(grids.reason);
    const texts = new Map(document.value.files);
    return {
      study: document.value.study,
      given: given.value,
      findFiles: async (file) => locate(grids.value.get(file) ?? ''),
      readText: async (file) => texts.get(file) ?? null,
      weights: document.value.weights,
    };
  } finally {
    opened.value.close();
  }
}

function givenLayers(connection: Connection, document: StudyDocument): ReadStudyLayer[] {
  const stored = new Map(storedDatasets(connection).map((dataset) => [dataset.id, dataset]));
  const before = new Map<string, ReadLayer>();
  return document.layers.flatMap((layer) => {
    const definition = document.study.layers.find(({ id }) => id === layer.id);
    const dataset = layer.data.kind === 'dataset' ? stored.get(layer.data.id) : undefined;
    if (definition === undefined || dataset === undefined) return [];
    const read = before.get(dataset.id) ?? asRead(connection, layer, dataset);
    before.set(dataset.id, read);
    return [{ definition, read }];
  });
}

function asRead(connection: Connection, { source }: DocumentLayer, stored: StoredDataset): ReadLayer {
  const { dataset, issues } = readLayer(connection, stored);
  return {
    name: source.name,
    format: source.format,
    dataset,
    encoding: { name: source.encoding, source: 'format' },
    issues: [...source.issues, ...issues],
  };
}

/** Writes the grids of heights where the jobs that read them find them; file as the study names it -> path. */
function unpackGrids(connection: Connection, document: StudyDocument): ReadonlyMap<string, string> {
  const grids = document.layers.filter(({ data }) => data.kind === 'attachment');
  if (grids.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-grids-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return new Map(
    grids.flatMap(({ id, data }) => {
      const definition = document.study.layers.find((layer) => layer.id === id);
      const attachment = readAttachment(connection, data.id);
      if (definition === undefined || attachment === null) return [];
      const path = join(folder, `${data.id}.tif`);
      writeFileSync(path, attachment.content);
      return [[definition.file, path] as const];
    }),
  );
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadStudyLayer } from '../../../shared/analysis/load-study.ts';
import type { FindFiles } from '../../../shared/analysis/types.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import type { ReadLayer } from '../../../shared/formats/types.ts';
import { type Issue, problem } from '../../../shared/lib/issue.ts';
import type { Language } from '../../../shared/lib/language.ts';
import type { CorrectedDocument } from '../../../shared/project/corrected-measures.ts';
import { issueOfSource, studyOfDocument, weightsOfDocument } from '../../../shared/project/document-study.ts';
import { parseDocument } from '../../../shared/project/document-text.ts';
import type { LayerSource, ProjectDocument } from '../../../shared/project/document-types.ts';
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
  readonly weights: readonly (readonly [profile: string, weights: readonly (readonly [string, number])[]])[];
  /** Values that people corrected. */
  readonly corrections: CorrectedDocument;
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
    const parsed = parseDocument(read.value?.json ?? '');
    if (!parsed.ok) throw refuse(problem('project-without-study'), ...parsed.reason);
    const document = parsed.value.history.present.root;
    const study = studyOfDocument(document);
    const given = reading(path, () => givenLayers(connection, document, study));
    if (!given.ok) throw refuse(given.reason);
    const grids = reading(path, () => unpackGrids(connection, document));
    if (!grids.ok) throw refuse(grids.reason);
    const texts = new Map(document.scenarios.map(({ id, text }) => [id, text]));
    return {
      study,
      given: given.value,
      findFiles: async (file) => locate(grids.value.get(file) ?? ''),
      readText: async (file) => texts.get(file) ?? null,
      weights: [...weightsOfDocument(document)].map(([profile, given]) => [profile, [...given]]),
      corrections: document,
    };
  } finally {
    opened.value.close();
  }
}

function givenLayers(connection: Connection, document: ProjectDocument, study: Study): ReadStudyLayer[] {
  const stored = new Map<string, StoredDataset>(storedDatasets(connection).map((dataset) => [dataset.id, dataset]));
  const before = new Map<string, ReadLayer>();
  return document.layers.flatMap(({ id, source }) => {
    const definition = study.layers.find((layer) => layer.id === id);
    const dataset = source.data?.kind === 'dataset' ? stored.get(source.data.id) : undefined;
    if (definition === undefined || dataset === undefined) return [];
    const read = before.get(dataset.id) ?? asRead(connection, source, dataset);
    before.set(dataset.id, read);
    return [{ definition, read }];
  });
}

function asRead(connection: Connection, source: LayerSource, stored: StoredDataset): ReadLayer {
  const { dataset, issues } = readLayer(connection, stored);
  return {
    name: source.title,
    format: source.format,
    dataset,
    encoding: { name: source.encoding, source: 'format' },
    issues: [...source.issues.map(issueOfSource), ...issues],
  };
}

/** Writes the grids of heights where the jobs that read them find them; file as the study names it -> path. */
function unpackGrids(connection: Connection, { layers }: ProjectDocument): ReadonlyMap<string, string> {
  const grids = layers.flatMap(({ source: { data, file } }) =>
    data?.kind === 'attachment' ? [{ id: data.id, file }] : [],
  );
  if (grids.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), 'tomtevalg-grids-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return new Map(
    grids.flatMap(({ id, file }) => {
      const attachment = readAttachment(connection, id);
      if (attachment === null) return [];
      const path = join(folder, `${id}.tif`);
      writeFileSync(path, attachment.content);
      return [[file, path] as const];
    }),
  );
}

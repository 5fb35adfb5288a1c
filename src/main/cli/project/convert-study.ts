import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type ReadStudyLayer, readStudyLayers } from '../../../shared/analysis/load-study.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { featureCount } from '../../../shared/geometry/types.ts';
import type { Issue, Problem } from '../../../shared/lib/issue.ts';
import type { Outcome } from '../../../shared/lib/outcome.ts';
import { documentOfStudy, sourceIssue } from '../../../shared/project/document-study.ts';
import { writeDocument } from '../../../shared/project/document-text.ts';
import type { LayerSource, ProjectDocument } from '../../../shared/project/document-types.ts';
import { startHistory } from '../../../shared/project/history.ts';
import { parseProfileText } from '../../../shared/project/profile-schema.ts';
import { parseStudy } from '../../../shared/project/study-schema.ts';
import type { Study } from '../../../shared/project/study-types.ts';
import { builtinProfile } from '../../../shared/scoring/builtin/index.ts';
import type { Profile } from '../../../shared/scoring/types.ts';
import type { OpenProject } from '../../store/open-project.ts';
import { newProject } from '../../store/projects.ts';
import type { ConvertArguments } from '../arguments.ts';
import { filesBeside } from '../files.ts';
import { print } from '../output.ts';
import { CommandError } from '../usage.ts';
import { nodeCompute } from '../workers.ts';
import { commandLineStore } from './store.ts';

/** The largest grid of heights that a project takes; SQLite holds no larger value. */
const largestGrid = 900 * 1024 * 1024;

/** Makes a project file of a study: its data, its profiles, nothing left outside. */
export async function convertStudy(call: ConvertArguments, path: string, text: string, signal: AbortSignal) {
  const say = (issue: Issue): string => describeIssue(issue, call.language);
  const parsed = parseStudy(text);
  if (!parsed.ok) throw new CommandError(1, `${path}:\n${parsed.reason.map(say).join('\n')}`);
  const study = parsed.value;
  const compute = nodeCompute(0);
  const read = await readStudyLayers(compute, study, filesBeside(path), { signal });
  if (!read.ok) throw new CommandError(1, read.reason.map(say).join('\n'));
  const project = must(newProject(await commandLineStore(), study.name, '{}'), call);
  const stop = (): void => project.abandon();
  process.once('exit', stop);
  try {
    const sources = new Map<string, LayerSource>();
    for (const layer of read.value) sources.set(layer.definition.id, await putLayer(project, layer, path, call));
    for (const [id, source] of await terrainLayers(project, study, path, call)) sources.set(id, source);
    const json = writeDocument(startHistory(documentOf(study, path, sources, call)));
    const label = `tomtevalg convert ${basename(path)}`;
    must(project.putDocument({ name: study.name, json, label, at: new Date().toISOString() }), call);
    must(await project.saveAs(call.out), call);
    await printMade(call, read.value);
  } finally {
    process.off('exit', stop);
    await project.close(true);
  }
}

function must<T>(outcome: Outcome<T, Problem>, call: ConvertArguments): T {
  if (!outcome.ok) throw new CommandError(1, describeIssue(outcome.reason, call.language));
  return outcome.value;
}

/** The document of the study: profiles from files stand in it as they are. */
function documentOf(
  study: Study,
  path: string,
  sources: ReadonlyMap<string, LayerSource>,
  call: ConvertArguments,
): ProjectDocument {
  const profiles = study.profiles.map((named) => {
    if (named.kind === 'inline') return named.profile;
    if (named.kind === 'builtin') return builtinProfile(named.id) as Profile;
    const parsed = parseProfileText(readBeside(path, named.file));
    if (parsed.ok) return parsed.value;
    const faults = parsed.reason.map((issue) => describeIssue(issue, call.language));
    throw new CommandError(1, `${named.file}:\n${faults.join('\n')}`);
  });
  const texts = new Map(study.scenarios.map((file) => [file, readBeside(path, file)]));
  return documentOfStudy(study, {
    sources,
    profiles,
    texts,
    views: null,
    weights: new Map(),
    use: profiles[0]?.id ?? null,
  });
}

async function putLayer(
  project: OpenProject,
  { definition, read }: ReadStudyLayer,
  path: string,
  call: ConvertArguments,
): Promise<LayerSource> {
  must(await project.putDataset(read.dataset, definition.id), call);
  const [file] = await filesBeside(path)(definition.file);
  return {
    file: definition.file,
    layer: definition.layer,
    title: read.name,
    format: read.format,
    encoding: read.encoding.name,
    sha256: file === undefined ? null : await fileHash(file.address),
    data: { kind: 'dataset', id: read.dataset.id },
    issues: read.issues.map(sourceIssue),
  };
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Grids of heights go in as they are, as attachments named by their content. */
async function terrainLayers(
  project: OpenProject,
  study: Study,
  path: string,
  call: ConvertArguments,
): Promise<(readonly [string, LayerSource])[]> {
  const layers: (readonly [string, LayerSource])[] = [];
  for (const definition of study.layers.filter(({ role }) => role === 'terrain')) {
    const [file] = await filesBeside(path)(definition.file);
    if (file === undefined) throw new CommandError(1, `${definition.file}: there is no such file.`);
    if (file.size > largestGrid)
      throw new CommandError(
        1,
        `${definition.file} is ${file.size} bytes long; a project takes ${largestGrid} at most.`,
      );
    const content = readFileSync(file.address);
    const id = createHash('sha256').update(content).digest('hex');
    const mediaType = /\.zip$/i.test(file.name) ? 'application/zip' : 'image/tiff';
    must(project.putAttachment({ id, name: file.name, mediaType, content }), call);
    const known = { title: file.name, format: 'geotiff', encoding: '', sha256: id, issues: [] };
    const data = { kind: 'attachment', id } as const;
    layers.push([definition.id, { file: definition.file, layer: definition.layer, data, ...known }]);
  }
  return layers;
}

/** The text of a profile or scenario that lies in a file of its own. */
function readBeside(path: string, file: string): string {
  try {
    return readFileSync(resolve(dirname(path), file), 'utf8');
  } catch {
    throw new CommandError(1, `${file}: named by the study, but it could not be read.`);
  }
}

async function printMade(call: ConvertArguments, layers: readonly ReadStudyLayer[]): Promise<void> {
  const made = layers.map(({ definition, read }) => ({
    id: definition.id,
    features: featureCount(read.dataset.geometry),
  }));
  if (call.json) return print([`${JSON.stringify({ project: call.out, layers: made }, null, 2)}\n`]);
  return print([`${call.out}\n`, ...made.map(({ id, features }) => `  ${id}: ${features} features\n`)]);
}

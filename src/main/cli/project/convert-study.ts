import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type ReadStudyLayer, readStudyLayers } from '../../../shared/analysis/load-study.ts';
import { describeIssue } from '../../../shared/explain/issue-words.ts';
import { featureCount } from '../../../shared/geometry/types.ts';
import type { Issue, Problem } from '../../../shared/lib/issue.ts';
import type { Outcome } from '../../../shared/lib/outcome.ts';
import { type DocumentLayer, writeStudyDocument } from '../../../shared/project/study-document.ts';
import { parseStudy } from '../../../shared/project/study-schema.ts';
import type { Study } from '../../../shared/project/study-types.ts';
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
    const layers: DocumentLayer[] = [];
    for (const layer of read.value) layers.push(await putLayer(project, layer, call));
    for (const layer of await terrainLayers(project, study, path, call)) layers.push(layer);
    const json = writeStudyDocument({ studyText: text, layers, files: textsOf(study, path), weights: [] });
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

async function putLayer(project: OpenProject, layer: ReadStudyLayer, call: ConvertArguments): Promise<DocumentLayer> {
  const { definition, read } = layer;
  must(await project.putDataset(read.dataset, definition.id), call);
  return {
    id: definition.id,
    data: { kind: 'dataset', id: read.dataset.id },
    source: { name: read.name, format: read.format, encoding: read.encoding.name, issues: read.issues },
  };
}

/** Grids of heights go in as they are, as attachments named by their content. */
async function terrainLayers(
  project: OpenProject,
  study: Study,
  path: string,
  call: ConvertArguments,
): Promise<DocumentLayer[]> {
  const layers: DocumentLayer[] = [];
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
    must(project.putAttachment({ id, name: file.name, mediaType: 'image/tiff', content }), call);
    const source = { name: file.name, format: 'geotiff', encoding: '', issues: [] };
    layers.push({ id: definition.id, data: { kind: 'attachment', id }, source });
  }
  return layers;
}

/** Profiles and scenarios that lie in files of their own. */
function textsOf(study: Study, path: string): (readonly [string, string])[] {
  const profiles = study.profiles.flatMap((profile) => (profile.kind === 'file' ? [profile.file] : []));
  return [...new Set([...profiles, ...study.scenarios])].map((file) => {
    try {
      return [file, readFileSync(resolve(dirname(path), file), 'utf8')] as const;
    } catch {
      throw new CommandError(1, `${file}: named by the study, but it could not be read.`);
    }
  });
}

async function printMade(call: ConvertArguments, layers: readonly ReadStudyLayer[]): Promise<void> {
  const made = layers.map(({ definition, read }) => ({
    id: definition.id,
    features: featureCount(read.dataset.geometry),
  }));
  if (call.json) return print([`${JSON.stringify({ project: call.out, layers: made }, null, 2)}\n`]);
  return print([`${call.out}\n`, ...made.map(({ id, features }) => `  ${id}: ${features} features\n`)]);
}

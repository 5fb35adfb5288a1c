import { existsSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { projectDataset } from '../../shared/analysis/project-layer.ts';
import { crsByCode } from '../../shared/crs/crs-table.ts';
import type { Crs } from '../../shared/crs/types.ts';
import { describeIssue } from '../../shared/explain/issue-words.ts';
import { withoutLostVertices } from '../../shared/formats/lost-vertices.ts';
import type { OutputLayer } from '../../shared/formats/output.ts';
import type { ReadLayer } from '../../shared/formats/types.ts';
import { holdsSeveral, type LayerFormat, layerFormats, writeLayers } from '../../shared/formats/write-layers.ts';
import { featureCount } from '../../shared/geometry/types.ts';
import type { Compute } from '../../shared/jobs/compute.ts';
import { type Issue, issue } from '../../shared/lib/issue.ts';
import type { ConvertArguments } from './arguments.ts';
import { locate } from './files.ts';
import { print, readTextFile, writeTogether } from './output.ts';
import { CommandError } from './usage.ts';
import { nodeCompute } from './workers.ts';

const otherPlace = 'Choose another place for it.';

/** Layer formats, and GeoPackage, which SQLite writes. */
const outFormats = [...layerFormats, 'gpkg'] as const;
type OutFormat = LayerFormat | 'gpkg';

/** Reads layers and writes them in the format that the extension of OUT names. */
export async function convert(call: ConvertArguments, signal: AbortSignal): Promise<void> {
  const study = studyToProject(call);
  if (study !== null) {
    const { convertStudy } = await import('./project/convert-study.ts');
    await convertStudy(call, study.path, study.text, signal);
    return;
  }
  const format = formatOf(call.out);
  const target = targetOf(call);
  refuseSameFile(call);
  const compute = nodeCompute(0);
  const read = await readAll(compute, call, signal);
  const chosen = oneOrSeveral(read, format, call);
  const layers: OutputLayer[] = [];
  for (const { name, dataset, issues } of chosen) {
    tell(issues, call, name);
    const moved = await inTarget(compute, { name, dataset }, target, call, signal);
    layers.push(moved);
  }
  const name = basename(call.out, extname(call.out));
  if (format === 'gpkg') {
    const { writeGeoPackage } = await import('./geopackage.ts');
    tell(await writeGeoPackage(call.out, layers, otherPlace), call, basename(call.out));
    await printWritten(call, [call.out], layers);
    return;
  }
  const output = writeLayers(format, name, distinct(layers));
  if (!output.ok) throw new CommandError(1, `${call.out}: ${describeIssue(output.reason, call.language)}`);
  tell(output.value.issues, call, basename(call.out));
  const folder = dirname(call.out);
  const single = output.value.files.length === 1;
  const files = output.value.files.map((file) => ({
    path: single ? call.out : join(folder, file.name),
    chunks: file.pieces(),
  }));
  await writeTogether(files, otherPlace);
  if (format === 'shp') removeStale(folder, name, new Set(output.value.files.map((file) => file.name)));
  await printWritten(
    call,
    files.map(({ path }) => path),
    layers,
  );
}

/** The study that is to become a project: one input that is a study, and an OUT ending in .gpkg; null otherwise. */
function studyToProject({ files, out }: ConvertArguments): { readonly path: string; readonly text: string } | null {
  const [path] = files;
  if (files.length !== 1 || extname(out).toLowerCase() !== '.gpkg' || !/\.json$/i.test(path)) return null;
  const text = readTextFile(path);
  return text?.includes('tomtevalg-study/') ? { path, text } : null;
}

function formatOf(out: string): OutFormat {
  const extension = extname(out).slice(1).toLowerCase();
  const format = outFormats.find((known) => known === (extension === 'json' ? 'geojson' : extension));
  if (format) return format;
  const list = outFormats.map((known) => `.${known}`).join(', ');
  throw new CommandError(2, `${out}: convert writes ${list}; the extension says which.`);
}

function targetOf({ crs: code }: ConvertArguments): Crs | null {
  if (code === undefined) return null;
  const crs = crsByCode(code, 'user');
  if (!crs) throw new CommandError(2, `--crs ${code}: there is no such code in the table. Give one like EPSG:25833.`);
  return crs;
}

function refuseSameFile({ files, out }: ConvertArguments): void {
  if (files.some((file) => resolve(file) === resolve(out)))
    throw new CommandError(2, `${out} is read and written at once. Give OUT another name.`);
}

async function readAll(compute: Compute, call: ConvertArguments, signal: AbortSignal): Promise<readonly ReadLayer[]> {
  const layers: ReadLayer[] = [];
  for (const path of call.files) {
    const files = locate(path);
    if (files.length === 0) throw new CommandError(1, `${path}: there is no such file, or an empty folder.`);
    const options = { encoding: call.encoding, crs: call.fromCrs, layer: call.layer };
    const outcome = await compute.run('readLayers', { files, options }, { signal });
    if (!outcome.ok) throw new CommandError(1, `${path}: ${describeIssue(outcome.reason, call.language)}`);
    layers.push(...outcome.value);
  }
  return layers;
}

function oneOrSeveral(
  layers: readonly ReadLayer[],
  format: OutFormat,
  { out }: ConvertArguments,
): readonly ReadLayer[] {
  if (layers.length === 1 || format === 'gpkg' || holdsSeveral(format)) return layers;
  const names = layers.map(({ name }) => `"${name}"`).join(', ');
  throw new CommandError(
    1,
    `${basename(out)} holds one layer, and ${layers.length} were read: ${names}. Choose one with --layer.`,
  );
}

/** The layer in the CRS asked for, with finite vertices. */
async function inTarget(
  compute: Compute,
  layer: OutputLayer,
  target: Crs | null,
  call: ConvertArguments,
  signal: AbortSignal,
): Promise<OutputLayer> {
  const { dataset } = layer;
  if (target === null || dataset.geometry.kind === 'none') return layer;
  const crs = target.code ?? target.name;
  if (dataset.crs.kind === 'unknown') {
    tell([issue('warning', 'crs-taken-as-given', { crs })], call, layer.name);
    return { ...layer, dataset: { ...dataset, crs: target } };
  }
  if (formatOf(call.out) === 'geojson' && target.code !== 'EPSG:4326')
    throw new CommandError(
      2,
      'GeoJSON is always WGS 84 (RFC 7946). Leave --crs out, or write another format; --from-crs says what the files are in.',
    );
  const projected = await projectDataset(compute, dataset, target, signal);
  if (!projected.ok) throw new CommandError(1, `${layer.name}: ${describeIssue(projected.reason, call.language)}`);
  const { dataset: whole, vertices, features } = withoutLostVertices(projected.value.dataset);
  if (vertices > 0) tell([issue('error', 'vertices-left-out', { count: vertices, crs, features })], call, layer.name);
  return { ...layer, dataset: whole };
}

/** Layers whose names differ without regard to letter case: the later ones are numbered. */
function distinct(layers: readonly OutputLayer[]): readonly OutputLayer[] {
  const taken = new Set<string>();
  return layers.map((layer) => {
    const base = layer.name.replaceAll(/[/\\:]+/g, '_');
    let name = base;
    for (let again = 2; taken.has(name.toLowerCase()); again++) name = `${base}_${again}`;
    taken.add(name.toLowerCase());
    return { ...layer, name };
  });
}

/** Sidecars of a shapefile that stood there before would say wrong things about the new one. */
function removeStale(folder: string, name: string, written: ReadonlySet<string>): void {
  for (const extension of ['prj', 'qpj', 'cpg', 'cst', 'sbn', 'sbx', 'qix']) {
    const path = join(folder, `${name}.${extension}`);
    if (!written.has(basename(path)) && existsSync(path)) rmSync(path, { force: true });
  }
}

/** Says on stderr what was lost, assumed or mended. */
function tell(issues: readonly Issue[], { language }: ConvertArguments, layer: string): void {
  for (const one of issues.filter(({ severity }) => severity !== 'info'))
    process.stderr.write(`${layer}: ${describeIssue(one, language)}\n`);
}

const geometryTypes = { points: 'point', lines: 'line', polygons: 'polygon', none: 'none' } as const;

async function printWritten(
  { json }: ConvertArguments,
  files: readonly string[],
  layers: readonly OutputLayer[],
): Promise<void> {
  const written = layers.map(({ name, dataset: { geometry, crs, columns } }) => ({
    name,
    geometryType: geometryTypes[geometry.kind],
    featureCount: featureCount(geometry),
    crs: { code: crs.code, name: crs.name },
    fields: columns.length,
  }));
  if (json) {
    await print([`${JSON.stringify({ files, layers: written }, null, 1)}\n`]);
    return;
  }
  await print([
    ...files.map((file) => `${file}\n`),
    ...written.map(
      ({ name, geometryType, featureCount: count, fields, crs }) =>
        `  ${name}: ${count} features, ${geometryType}, ${fields} fields, ${crs.code ?? (crs.name || '-')}\n`,
    ),
  ]);
}

import type { ByteSource } from '../lib/byte-source.ts';
import { type Issue, type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { ReadProgress } from './byte-window.ts';
import { readColumns } from './columns/read-columns.ts';
import { readCsv } from './csv/read-csv.ts';
import { readTable } from './dbf/read-table.ts';
import { withDistinctNames } from './distinct-names.ts';
import { readFlatGeobuf } from './flatgeobuf/read-flatgeobuf.ts';
import { readByGdal } from './gdal/read-gdal.ts';
import { readGeoJson } from './geojson/read-geojson.ts';
import { readGeoPackage } from './geopackage/read-geopackage.ts';
import { readGpx } from './gpx/read-gpx.ts';
import { type FileGroup, type GroupKind, groupFiles, isLayer } from './group-files.ts';
import { readKml } from './kml/read-kml.ts';
import { readShapefile } from './shapefile/read-shapefile.ts';
import { StopReading } from './stop-reading.ts';
import type { Reader, ReadLayer, ReadOptions, ReadOutcome } from './types.ts';
import { openZip, ZipMember } from './zip/open-zip.ts';

/** A layer to be read: its files by extension, and the name it will have. */
interface Candidate {
  readonly name: string;
  readonly group: FileGroup;
  readonly files: readonly ByteSource[];
}

/** Kinds of files whose layers may be called otherwise than the file. */
const holdsSeveral: ReadonlySet<GroupKind> = new Set([
  'geojson',
  'flatgeobuf',
  'geopackage',
  'kml',
  'gpx',
  'csv',
  'gml',
  'filegdb',
  'mapinfo',
  'dxf',
]);

/**
 * Reads files that a person gave together: one file, a shapefile with its sidecars, several layers, or a zip of them.
 * One layer that cannot be read does not cost the others: its problem then stands among the issues of the first layer
 * that was read, with the layer's name in `details.layer`. A problem is the outcome only when nothing was read.
 */
export const readFiles: Reader = async (files, options, context): Promise<ReadOutcome> => {
  const progress: ReadProgress = { context, done: 0, total: files.reduce((sum, file) => sum + file.size, 0) };
  try {
    return await readAll(files, options, progress);
  } catch (error) {
    if (error instanceof StopReading) return failure(error.problem);
    throw error;
  }
};

async function readAll(
  files: readonly ByteSource[],
  options: ReadOptions,
  progress: ReadProgress,
): Promise<ReadOutcome> {
  const found = await findLayers(files, progress);
  if (!found.ok) return found;
  const { issues, problems } = found.value;
  const wanted = chooseLayers(found.value.candidates, options.layer);
  const layers: ReadLayer[] = [];
  for (const candidate of wanted) {
    const read = await readOrRefuse(candidate, options, progress);
    if (read.ok) layers.push(...read.value);
    else problems.push(withLayer(read.reason, candidate.name));
  }
  const named = options.layer === undefined ? layers : chosenByName(layers, options.layer);
  if (named.length > 0) return success(withIssues(named, [...issues, ...problems]));
  if (problems.length > 0) return failure(problems[0]);
  if (options.layer === undefined) return failure(problem('nothing-to-read', { files: nameList(files) }));
  const names = (layers.length > 0 ? layers : found.value.candidates).map(({ name }) => name);
  return failure(problem('layer-not-found', { layer: options.layer, layers: names.slice(0, 20).join(', ') }));
}

interface Found {
  readonly candidates: readonly Candidate[];
  readonly issues: readonly Issue[];
  readonly problems: Problem[];
}

/** The layers in the files; a zip among them is opened (one level deep). */
async function findLayers(files: readonly ByteSource[], progress: ReadProgress): Promise<Outcome<Found, Problem>> {
  const candidates: Candidate[] = [];
  const issues: Issue[] = [];
  const problems: Problem[] = [];
  for (const group of groupFiles(files.map((file) => file.name))) {
    if (isLayer(group)) candidates.push({ name: group.name, group, files });
    else if (group.kind !== 'zip') problems.push(refusal(group, files));
    else {
      const opened = await openZip(files[group.main], progress);
      if (!opened.ok) problems.push(opened.reason);
      else {
        const inner = groupFiles(opened.value.files.map((file) => file.name));
        const layers = inner.filter(isLayer);
        // A .kmz holds one document that nobody named: doc.kml.
        const isWhole = layers.length === 1 && group.byExtension.has('kmz');
        for (const one of layers)
          candidates.push({ name: isWhole ? group.name : one.name, group: one, files: opened.value.files });
        issues.push(...opened.value.issues);
        if (layers.length === 0) problems.push(emptyZip(files[group.main], inner, opened.value.issues));
      }
    }
  }
  return success({ candidates: withDistinctNames(candidates), issues, problems });
}

/** Why a group that is no layer is refused. */
function refusal(group: FileGroup, files: readonly ByteSource[]): Problem {
  const file = files[group.main].name;
  if (group.kind === 'sidecar') return problem('shp-missing', { file });
  const dot = file.lastIndexOf('.');
  return problem('format-unsupported', { file, extension: dot < 0 ? '' : file.slice(dot).toLowerCase() });
}

function emptyZip(zip: ByteSource, inner: readonly FileGroup[], issues: readonly Issue[]): Problem {
  const refused = issues.find((one) => one.severity === 'error');
  if (refused) return problem(refused.code, refused.details);
  if (inner.some((group) => group.kind === 'zip')) return problem('zip-nested', { file: zip.name });
  if (inner.some((group) => group.kind === 'sidecar')) return problem('shp-missing', { file: zip.name });
  return problem('zip-without-layers', { file: zip.name });
}

function chooseLayers(candidates: readonly Candidate[], layer: string | undefined): readonly Candidate[] {
  if (layer === undefined) return candidates;
  const wanted = candidates.filter((candidate) => sameName(candidate.name, layer));
  // A file of several layers or kinds of geometry gives layers whose names are known only after reading.
  return wanted.length > 0 ? wanted : candidates.filter((candidate) => holdsSeveral.has(candidate.group.kind));
}

function chosenByName(layers: readonly ReadLayer[], layer: string): readonly ReadLayer[] {
  return layers.filter(
    (read) => sameName(read.name, layer) || read.name.toLowerCase().startsWith(`${layer.toLowerCase()}-`),
  );
}

const sameName = (a: string, b: string): boolean => a.normalize().toLowerCase() === b.normalize().toLowerCase();

/** Bytes that cannot be had (a damaged member of a zip) cost their layer; only cancelling ends everything. */
async function readOrRefuse(
  candidate: Candidate,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  try {
    return await readLayer(candidate, options, progress);
  } catch (error) {
    if (error instanceof StopReading && error.problem.code !== 'read-cancelled') return failure(error.problem);
    throw error;
  } finally {
    for (const position of candidate.group.files) {
      const file = candidate.files[position];
      if (file instanceof ZipMember) file.release();
    }
  }
}

async function readLayer(
  candidate: Candidate,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  const { group, files, name } = candidate;
  const part = (extension: string): ByteSource | undefined => {
    const position = group.byExtension.get(extension);
    return position === undefined ? undefined : files[position];
  };
  const main = files[group.main];
  switch (group.kind) {
    case 'shapefile': {
      const parts = {
        shp: main,
        shx: part('shx'),
        dbf: part('dbf'),
        // QGIS wrote its own definition beside or in place of the .prj.
        prj: part('prj') ?? part('qpj'),
        cpg: part('cpg') ?? part('cst'),
      };
      return asList(await readShapefile(name, parts, options, progress));
    }
    case 'columns':
      return asList(await readColumns(main));
    case 'dbf':
      return asList(await readTable(name, main, part('cpg') ?? part('cst'), options, progress));
    case 'geojson':
      return readGeoJson(name, main, options, progress);
    case 'flatgeobuf':
      return readFlatGeobuf(name, main, options, progress);
    case 'geopackage':
      return readGeoPackage(main, options, progress);
    case 'kml':
      return readKml(name, main, options, progress);
    case 'gpx':
      return readGpx(name, main, options, progress);
    case 'csv':
      return readCsv(name, main, options, progress);
    case 'gml':
    case 'filegdb':
    case 'mapinfo':
    case 'dxf': {
      const input = { name, format: group.kind, main, files: group.files.map((position) => files[position]) };
      return readByGdal(input, options, progress);
    }
    default:
      throw new Error(`not a layer: ${group.kind}`);
  }
}

function asList(read: Outcome<ReadLayer, Problem>): Outcome<readonly ReadLayer[], Problem> {
  return read.ok ? success([read.value]) : read;
}

function withLayer(reason: Problem, layer: string): Problem {
  return { ...reason, details: { ...reason.details, layer } };
}

function withIssues(layers: readonly ReadLayer[], issues: readonly Issue[]): readonly ReadLayer[] {
  if (issues.length === 0) return layers;
  return layers.map((layer, index) => (index === 0 ? { ...layer, issues: [...issues, ...layer.issues] } : layer));
}

function nameList(files: readonly ByteSource[]): string {
  return files
    .slice(0, 5)
    .map((file) => file.name)
    .join(', ');
}

import { hashDataset } from '../../dataset/hash.ts';
import type { Column } from '../../dataset/types.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import { readWholeText, refuseText } from '../read-text.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { type CellValue, columnOf } from '../value-column.ts';
import { JsonGeometry, type LayerKind, layerKind } from './json-geometry.ts';

/** Fields x rows that are kept: hostile files name a new field in every feature. */
const largestTable = 60_000_000;

interface Part {
  readonly type: unknown;
  readonly coordinates: unknown;
}

interface JsonFeature {
  /** Position in the file, from 1. */
  readonly number: number;
  readonly parts: readonly Part[];
  readonly kind: LayerKind | null;
  readonly properties: object | null;
}

/**
 * Reads GeoJSON (RFC 7946, and the `crs` member of its 2008 forerunner). Features of several geometry kinds become
 * one layer a kind, named `name-points`, `name-lines`, `name-polygons`.
 */
export async function readGeoJson(
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  const refused = refuseText(source);
  if (refused) return failure(refused);
  const shared = new IssueLog();
  const text = await readWholeText(source, options.encoding, shared, progress);
  const parsed = parse(text.text, source.name);
  if (!parsed.ok) return parsed;
  const features = featuresOf(parsed.value, shared);
  if (features === null) return failure(problem('geojson-not-geojson', { file: source.name }));
  const crs = layerCrs(options.crs, crsName(parsed.value), 'file', shared);
  const kinds = kindsOf(features);
  if (kinds.length > 1) shared.add('info', 'geojson-mixed', { kinds: kinds.join(', ') });
  const layers = (kinds.length > 0 ? kinds : [null]).map((kind, index) => {
    const log = new IssueLog();
    for (const one of shared.list()) log.take(one);
    // Features without geometry go with the first kind.
    const own = features.filter((feature) => feature.kind === kind || (feature.kind === null && index === 0));
    const dataset = { crs, ...datasetOf(own, kind, log) };
    return {
      name: kinds.length > 1 ? `${name}-${kind}` : name,
      format: 'geojson',
      dataset: { id: hashDataset(dataset.geometry, dataset.columns), ...dataset },
      encoding: text.encoding,
      issues: log.list(),
    };
  });
  return success(layers);
}

function parse(text: string, file: string): Outcome<object, Problem> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return success(value);
    return failure(problem('geojson-not-geojson', { file }));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : '';
    return failure(problem('geojson-invalid-json', { file, reason }));
  }
}

const member = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function featuresOf(root: object, log: IssueLog): readonly JsonFeature[] | null {
  const type = member(root, 'type');
  const list = member(root, 'features');
  if (type === 'FeatureCollection' && Array.isArray(list)) {
    return list.map((feature: unknown, index) => featureOf(feature, index + 1, log));
  }
  if (type === 'Feature') return [featureOf(root, 1, log)];
  if (type === 'GeometryCollection' || layerKind(type)) {
    return [featureOf({ geometry: root, properties: null }, 1, log)];
  }
  return null;
}

function featureOf(feature: unknown, number: number, log: IssueLog): JsonFeature {
  const geometry = isObject(feature) ? member(feature, 'geometry') : undefined;
  const properties = isObject(feature) ? member(feature, 'properties') : null;
  const all: Part[] = [];
  if (isObject(geometry)) collectParts(geometry, all, 0);
  const kinds = new Set(all.map((part) => layerKind(part.type)));
  const kind = (['polygons', 'lines', 'points'] as const).find((one) => kinds.has(one)) ?? null;
  if (kind === null && geometry !== null) log.add('error', 'geometry-lost', {}, number);
  else if (kinds.size > 1) log.add('warning', 'geojson-collection', { kept: kind ?? '' }, number);
  const parts = all.filter((part) => layerKind(part.type) === kind);
  return { number, parts, kind, properties: isObject(properties) ? properties : null };
}

/** Takes collections apart, a few levels deep. */
function collectParts(geometry: object, parts: Part[], depth: number): void {
  const inner = member(geometry, 'geometries');
  if (member(geometry, 'type') === 'GeometryCollection' && Array.isArray(inner) && depth < 8) {
    for (const one of inner) if (isObject(one)) collectParts(one, parts, depth + 1);
    return;
  }
  parts.push({ type: member(geometry, 'type'), coordinates: member(geometry, 'coordinates') });
}

function kindsOf(features: readonly JsonFeature[]): readonly LayerKind[] {
  const count = (kind: LayerKind) => features.filter((feature) => feature.kind === kind).length;
  const kinds = (['points', 'lines', 'polygons'] as const).filter((kind) => count(kind) > 0);
  return [...kinds].sort((a, b) => count(b) - count(a));
}

function datasetOf(features: readonly JsonFeature[], kind: LayerKind | null, log: IssueLog) {
  const columns = columnsOf(features, log);
  if (kind === null) return { geometry: { kind: 'none', count: features.length } as const, columns };
  const geometry = new JsonGeometry(kind);
  for (const feature of features) {
    const taken = geometry.add(feature.parts);
    if (taken === 'lost') log.add('error', 'geometry-lost', {}, feature.number);
    else if (taken === 'mended') log.add('warning', 'geometry-mended', {}, feature.number);
  }
  if (geometry.hasHeights) log.add('info', 'heights-dropped');
  if (features.length === 0) log.add('info', 'layer-empty');
  return { geometry: geometry.finish(), columns };
}

function columnsOf(features: readonly JsonFeature[], log: IssueLog): Column[] {
  const values = new Map<string, CellValue[]>();
  const mostFields = Math.max(1, Math.floor(largestTable / Math.max(1, features.length)));
  let left = 0;
  features.forEach((feature, row) => {
    if (!feature.properties) return;
    for (const key of Object.keys(feature.properties)) {
      let column = values.get(key);
      if (!column) {
        if (values.size >= Math.min(mostFields, 5000)) {
          left++;
          continue;
        }
        column = [];
        values.set(key, column);
      }
      while (column.length < row) column.push(null);
      column[row] = cellOf(member(feature.properties, key));
    }
  });
  if (left > 0) log.add('error', 'too-many-fields', { kept: values.size, values: left });
  return [...values].map(([key, column]) => columnOf(key, column, features.length));
}

/** Lists and objects as JSON text. */
function cellOf(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}

/** RFC 7946: longitude and latitude on WGS 84, unless the file still carries a `crs` member. */
function crsName(root: object): string {
  const crs = member(root, 'crs');
  const properties = isObject(crs) ? member(crs, 'properties') : undefined;
  const name = isObject(properties) ? member(properties, 'name') : undefined;
  if (typeof name !== 'string' || /CRS:?84$/i.test(name)) return 'EPSG:4326';
  return name;
}

import { type ByteSource, memorySource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { type ReadProgress, readBytes } from '../byte-window.ts';
import { layersOfKinds } from '../gathering/layers-of-kinds.ts';
import { ShapesByKind } from '../gathering/shapes-by-kind.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import { readWholeText, refuseText } from '../read-text.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { BrokenJson, JsonBytes } from './json-bytes.ts';
import { isObject, JsonShapes, layerKind, member } from './json-geometry.ts';
import { NamedValues } from './named-values.ts';
import { PieceDecoder } from './piece-decoder.ts';
import { type RootMembers, readRoots } from './read-roots.ts';

/**
 * Reads GeoJSON (RFC 7946, and the `crs` member of its 2008 forerunner) and objects of it one a line, feature by feature, so that a
 * file of any size takes the memory of its columns. Features of several geometry kinds become one layer a kind, named
 * `name-points`, `name-lines`, `name-polygons`.
 */
export async function readGeoJson(
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  if (source.size === 0) return failure(problem('file-empty', { file: source.name }));
  const log = new IssueLog();
  const decoder = new PieceDecoder(options.encoding, log);
  const bytes = await asciiCompatible(source, decoder, options, progress);
  if (!bytes.ok) return bytes;
  const gathered = new Gathered(source.size, log);
  try {
    const isObjects = await readRoots(new JsonBytes(bytes.value, progress), {
      decode: (piece) => decoder.decode(piece),
      feature: (value) => gathered.feature(value),
      root: (members) => gathered.root(members),
    });
    if (!isObjects || !gathered.isGeoJson) return failure(problem('geojson-not-geojson', { file: source.name }));
  } catch (error) {
    if (!(error instanceof BrokenJson)) throw error;
    return failure(problem('geojson-invalid-json', { file: source.name, byte: error.byte, reason: error.message }));
  }
  return success(
    layersOfKinds({
      name,
      format: 'geojson',
      crs: layerCrs(options.crs, gathered.crs, 'file', log),
      ...gathered.finish(),
      kind: null,
      encoding: decoder.finish(),
      log,
    }),
  );
}

/** The file itself, or what a file in UTF-16 says as UTF-8; such a file is read whole. */
async function asciiCompatible(
  source: ByteSource,
  decoder: PieceDecoder,
  { encoding }: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<ByteSource, Problem>> {
  const [first, second] = await readBytes(source, 0, 2, progress);
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || decoder.isWide;
  if (!isWide) return success(source);
  const refused = refuseText(source);
  if (refused) return failure(refused);
  const { text } = await readWholeText(source, encoding, new IssueLog(), progress);
  decoder.wasWide();
  return success(memorySource(source.name, new TextEncoder().encode(text)));
}

/** Features as they come, in columns. */
class Gathered {
  private readonly shapes = new ShapesByKind();
  private readonly geometries = new JsonShapes(this.shapes);
  private readonly values: NamedValues;
  /** Whether every object at the top was of GeoJSON. */
  isGeoJson = true;
  /** RFC 7946: longitude and latitude on WGS 84, unless the file still carries a `crs` member. */
  crs = 'EPSG:4326';

  constructor(
    size: number,
    private readonly log: IssueLog,
  ) {
    this.values = new NamedValues(size);
  }

  root(members: RootMembers): void {
    const type = members.get('type');
    this.crs = crsName(members.get('crs')) ?? this.crs;
    if (type === 'Feature') this.add(members.get('geometry'), members.get('properties'));
    else if (type === 'GeometryCollection' || layerKind(type)) this.add(Object.fromEntries(members), null);
    else if (type !== 'FeatureCollection' || !members.has('features')) this.isGeoJson = false;
  }

  feature(value: unknown): void {
    this.add(
      isObject(value) ? member(value, 'geometry') : undefined,
      isObject(value) ? member(value, 'properties') : null,
    );
  }

  finish() {
    if (this.geometries.hasHeights) this.log.add('info', 'heights-dropped');
    return { shapes: this.shapes, columns: this.values.finish(this.shapes.count, this.log) };
  }

  private add(geometry: unknown, properties: unknown): void {
    const row = this.shapes.count;
    this.geometries.add(geometry);
    if (isObject(properties))
      for (const key of Object.keys(properties)) this.values.set(row, key, member(properties, key));
    this.shapes.endFeature(row + 1, this.log);
    this.values.endRow(row + 1);
  }
}

function crsName(crs: unknown): string | null {
  const properties = isObject(crs) ? member(crs, 'properties') : undefined;
  const name = isObject(properties) ? member(properties, 'name') : undefined;
  return typeof name !== 'string' || /CRS:?84$/i.test(name) ? null : name;
}

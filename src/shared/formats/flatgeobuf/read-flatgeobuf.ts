import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { ByteWindow, type ReadProgress } from '../byte-window.ts';
import { mostFields, TableGatherer } from '../gathering/column-gatherer.ts';
import { layersOfKinds } from '../gathering/layers-of-kinds.ts';
import { ShapesByKind } from '../gathering/shapes-by-kind.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import type { ReadLayer, ReadOptions } from '../types.ts';
import { DamagedBuffer, FlatTable } from './flat-table.ts';
import { type Header, indexBytes, kindOf, readHeader } from './header.ts';
import { GeometryReader } from './read-geometry.ts';
import { fieldsOf, readProperties } from './read-properties.ts';

/** A header longer than this is not one; GDAL refuses more than 10 MB too. */
const longestHeader = 10 * 1024 * 1024;
/** A feature longer than this is damage. */
const longestFeature = 512 * 1024 * 1024;

/**
 * Reads FlatGeobuf 3 from front to back; the index is passed over. The order is that of the file. Heights, measures and
 * times are left out. Features of several kinds of geometry become one layer a kind. Source: flatgeobuf.org, header.fbs
 * and feature.fbs.
 */
export async function readFlatGeobuf(
  name: string,
  source: ByteSource,
  options: ReadOptions,
  progress: ReadProgress,
): Promise<Outcome<readonly ReadLayer[], Problem>> {
  if (source.size === 0) return failure(problem('file-empty', { file: source.name }));
  const log = new IssueLog();
  const window = new ByteWindow(source, progress);
  await window.load(0, 12);
  if (!startsAsFlatGeobuf(window)) return failure(problem('fgb-not-flatgeobuf', { file: source.name }));
  const opened = await openHeader(window);
  if (opened === null) return failure(problem('fgb-header-damaged', { file: source.name }));
  const { header, end } = opened;
  if (header.hasHeights) log.add('info', 'heights-dropped');
  if (header.hasMeasures) log.add('info', 'measures-dropped');
  const shapes = new ShapesByKind();
  const table = new TableGatherer(fieldsOf(header.columns.slice(0, mostFields), log), header.columns.length);
  await readFeatures(window, end, header, shapes, table, log);
  return success(
    layersOfKinds({
      name,
      format: 'flatgeobuf',
      crs: layerCrs(options.crs, header.crs, 'file', log),
      shapes,
      kind: kindOf(header.geometryType) ?? null,
      columns: table.finish(log),
      encoding: { name: 'UTF-8', source: 'format' },
      log,
    }),
  );
}

/** "fgb", the version, "fgb" again and a number of corrections. */
function startsAsFlatGeobuf({ bytes }: ByteWindow): boolean {
  return [0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62].every((byte, at) => bytes[at] === byte);
}

/** The header, and where the features begin. */
async function openHeader(window: ByteWindow): Promise<{ header: Header; end: number } | null> {
  const { size } = window.source;
  if (size < 12) return null;
  const length = window.view.getUint32(8, true);
  if (length < 8 || length > longestHeader || length > size - 12) return null;
  await window.load(12, length);
  const header = unlessDamaged(() => readHeader(viewOf(window, 12, length)));
  if (header === null || header.nodeSize === 1) return null;
  const end = 12 + length + indexBytes(header.features, header.nodeSize);
  return end <= size ? { header, end } : null;
}

const viewOf = (window: ByteWindow, at: number, length: number): DataView =>
  new DataView(window.bytes.buffer, window.bytes.byteOffset + at - window.start, length);

/** What a reading gives, or null where the bytes led out of their buffer. */
function unlessDamaged<Read>(read: () => Read): Read | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedBuffer || error instanceof RangeError) return null;
    throw error;
  }
}

async function readFeatures(
  window: ByteWindow,
  from: number,
  header: Header,
  shapes: ShapesByKind,
  table: TableGatherer,
  log: IssueLog,
): Promise<void> {
  const { size } = window.source;
  const geometries = new GeometryReader(shapes);
  const expected = header.features || Number.POSITIVE_INFINITY;
  let at = from;
  while (at < size && shapes.count < expected) {
    if (!window.has(at, 4)) await window.load(at, 4);
    const length = at + 4 <= size ? window.view.getUint32(at - window.start, true) : 0;
    if (length < 4 || length > longestFeature || length > size - at - 4) break;
    if (!window.has(at + 4, length)) await window.load(at + 4, length);
    readFeature(viewOf(window, at + 4, length), header, shapes, table, geometries, log);
    at += 4 + length;
  }
  const { count } = shapes;
  if (Number.isFinite(expected) ? count < expected : at < size)
    log.add('error', 'fgb-truncated', { file: window.source.name, read: count, expected: header.features }, count + 1);
  else if (at < size) log.add('warning', 'fgb-more-features', { file: window.source.name, read: count });
}

/** One feature: its geometry and its values stand and fall each for itself. */
function readFeature(
  view: DataView,
  { columns, geometryType }: Header,
  shapes: ShapesByKind,
  table: TableGatherer,
  geometries: GeometryReader,
  log: IssueLog,
): void {
  const row = shapes.count;
  const root = unlessDamaged(() => FlatTable.root(view));
  const placed = unlessDamaged(() => {
    const geometry = root?.table(0);
    if (geometry) geometries.read(geometry, geometryType);
    return true;
  });
  if (root === null || placed === null) {
    shapes.cancel();
    shapes.refuse();
  }
  const valued = unlessDamaged(() => {
    if (root?.table(2)) log.add('warning', 'fgb-own-columns', {}, row + 1);
    else if (root !== null) readProperties(root.bytes(1), columns, table.fields, row);
    return true;
  });
  if (root === null || valued === null) log.add('error', 'fgb-feature-damaged', {}, row + 1);
  shapes.endFeature(row + 1, log);
  table.endRow();
}

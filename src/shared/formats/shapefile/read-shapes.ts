import type { Geometry } from '../../geometry/types.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ByteWindow, ReadProgress } from '../byte-window.ts';
import type { IssueLog } from '../issue-log.ts';
import type { GeometrySink } from './geometry-sink.ts';
import { LineSink } from './line-sink.ts';
import { PointSink } from './point-sink.ts';
import { PolygonSink } from './polygon-sink.ts';
import { RecordScan, type ShapeExpectation } from './record-scan.ts';
import { indexFits, readShapeIndex, type ShapeIndex } from './shape-index.ts';
import {
  carriesHeights,
  carriesMeasures,
  fileHeaderSize,
  recordHeaderSize,
  type ShapeFamily,
  shapeFamily,
} from './shape-types.ts';

/** File code of every .shp and .shx, big-endian (specification page 3). */
const fileCode = 9994;

/** Shapes as columns, and how many records they came from (deleted ones included). */
export interface Shapes {
  readonly geometry: Geometry;
  readonly records: number;
}

/**
 * Reads a .shp from front to back; the .shx only rules where records were rewritten elsewhere in the file.
 * Memory is bounded by the file's real size. Damage to a record costs that record's geometry, not the file.
 */
export async function readShapes(
  window: ByteWindow,
  shx: ByteSource | undefined,
  expectation: ShapeExpectation,
  log: IssueLog,
  progress: ReadProgress,
): Promise<Outcome<Shapes, Problem>> {
  const shp = window.source;
  await window.load(0, fileHeaderSize);
  const family = await findFamily(shp, window, log);
  if (!family.ok) return family;
  const index = await readShapeIndex(shx, shp.size, progress);
  const sink = sinkFor(family.value.family, shp.size, log);
  const scan = new RecordScan(window, sink, family.value.family, index, expectation, log);
  if (index.state === 'ordered' && (await indexFits(index, window))) {
    log.add('info', 'shx-reordered', { file: shx?.name ?? '' });
    await scan.runByIndex();
  } else {
    await scan.run();
    tellAboutIndex(shx, index, scan.record, log);
  }
  scan.fillMissing();
  tellAboutType(family.value.type, log);
  return success({ geometry: scan.finish(), records: scan.record });
}

/** The shape family of the file: from the header, or from the first record where the header is damaged. */
async function findFamily(
  shp: ByteSource,
  window: ByteWindow,
  log: IssueLog,
): Promise<Outcome<{ family: ShapeFamily; type: number }, Problem>> {
  if (shp.size === 0) return failure(problem('file-empty', { file: shp.name }));
  if (window.bytes.length < fileHeaderSize) return failure(problem('shp-not-a-shapefile', { file: shp.name }));
  const { view } = window;
  const codeIsRight = view.getInt32(0) === fileCode;
  const headerType = view.getInt32(32, true);
  const recordType = await firstRecordType(shp, window);
  if (!codeIsRight && recordType === null) return failure(problem('shp-not-a-shapefile', { file: shp.name }));
  const declared = shapeFamily(headerType);
  let type = headerType;
  if (declared === undefined || (declared === 'null' && recordType !== null)) type = recordType ?? 0;
  if (!codeIsRight || declared === undefined) log.add('warning', 'shp-header-damaged', { file: shp.name });
  const family = shapeFamily(type) ?? 'null';
  if (family === 'multipatch') return failure(problem('shp-multipatch', { file: shp.name }));
  const declaredBytes = view.getInt32(24) * 2;
  if (declaredBytes !== shp.size && family !== 'null') {
    log.add('info', 'shp-header-length', { file: shp.name, declared: declaredBytes, actual: shp.size });
  }
  return success({ family, type });
}

/** Type of the first record that is not null, looking at a few records whose headers make sense; null when none does. */
async function firstRecordType(shp: ByteSource, window: ByteWindow): Promise<number | null> {
  let offset = fileHeaderSize;
  while (offset + recordHeaderSize + 4 <= shp.size) {
    await window.load(offset, recordHeaderSize + 4);
    const at = offset - window.start;
    const length = window.view.getInt32(at + 4) * 2;
    const type = window.view.getInt32(at + 8, true);
    if (length < 4 || shapeFamily(type) === undefined) return null;
    if (type !== 0) return type;
    offset += recordHeaderSize + length;
  }
  return null;
}

function sinkFor(family: ShapeFamily, fileSize: number, log: IssueLog): GeometrySink {
  switch (family) {
    case 'point':
      return new PointSink(fileSize, false, log);
    case 'multipoint':
      return new PointSink(fileSize, true, log);
    case 'line':
      return new LineSink(fileSize, log);
    case 'polygon':
      return new PolygonSink(fileSize, log);
    default:
      return new NullSink();
  }
}

/** A file of null shapes only: rows without geometry. */
class NullSink implements GeometrySink {
  private count = 0;
  add(): void {
    this.count++;
  }
  addNull(): void {
    this.count++;
  }
  finish(): Geometry {
    return { kind: 'none', count: this.count };
  }
}

function tellAboutIndex(shx: ByteSource | undefined, index: ShapeIndex, records: number, log: IssueLog): void {
  if (index.state === 'missing') log.add('info', 'shx-missing');
  else if (index.state !== 'sequential' || index.count !== records) {
    log.add('warning', 'shx-damaged', { file: shx?.name ?? '', entries: index.count, records });
  }
}

function tellAboutType(type: number, log: IssueLog): void {
  if (carriesHeights(type)) log.add('info', 'heights-dropped');
  if (carriesMeasures(type)) log.add('info', 'measures-dropped');
}

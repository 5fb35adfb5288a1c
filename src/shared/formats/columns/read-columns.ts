import { type Crs, unknownCrs } from '../../crs/types.ts';
import type { Column } from '../../dataset/types.ts';
import type { Geometry } from '../../geometry/types.ts';
import { sharedFloat64, sharedUint8, sharedUint32 } from '../../lib/buffers.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { asId } from '../../lib/id.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { ReadAhead } from '../../lib/read-ahead.ts';
import type { ReadLayer } from '../types.ts';
import { type ColumnsHead, headAt, longestHead, mark, padded } from './layout.ts';

/** Arrays are taken one after the other, each checked against what the file can hold. */
class ArrayReader {
  readonly #source: ByteSource;
  readonly #ahead: ReadAhead;
  readonly #lengths: readonly number[];
  #at: number;
  #next = 0;

  constructor(source: ByteSource, lengths: readonly number[], at: number) {
    this.#source = source;
    this.#ahead = new ReadAhead(source, at);
    this.#lengths = lengths;
    this.#at = at;
  }

  doubles = (): Promise<Float64Array> => this.#fill(8, sharedFloat64);
  bytes = (): Promise<Uint8Array> => this.#fill(1, sharedUint8);

  /** Starts of something: from 0, never falling, to `end`. */
  async starts(count: number | null): Promise<Uint32Array> {
    const starts = await this.#fill(4, sharedUint32);
    const isWhole = starts.length > 0 && starts[0] === 0 && (count === null || starts.length === count + 1);
    if (!isWhole) throw new DamagedColumns();
    for (let at = 1; at < starts.length; at++) if (starts[at] < starts[at - 1]) throw new DamagedColumns();
    return starts;
  }

  async #fill<T extends Float64Array | Uint32Array | Uint8Array>(width: number, make: (length: number) => T) {
    const length = this.#lengths[this.#next++];
    const isCount = Number.isSafeInteger(length) && length >= 0;
    if (!isCount || this.#at + length * width > this.#source.size) throw new DamagedColumns();
    const array = make(length);
    const bytes = new Uint8Array(array.buffer);
    const isWhole = (await this.#ahead.fill(bytes)) && (await this.#ahead.skip(padding(bytes.length)));
    if (!isWhole) throw new DamagedColumns();
    this.#at += bytes.length + padding(bytes.length);
    return array;
  }
}

const padding = (length: number): number => padded(length) - length;

class DamagedColumns extends Error {
  override readonly name = 'DamagedColumns';
}

/** Reads a layer as it was laid out by `writeColumns`. Problem: `columns-damaged`. */
export async function readColumns(source: ByteSource): Promise<Outcome<ReadLayer, Problem>> {
  try {
    const { head, end } = await readHead(source);
    const arrays = new ArrayReader(source, head.lengths, end);
    const geometry = await readGeometry(head.geometry, arrays);
    const columns: Column[] = [];
    for (const { type, name } of head.columns) columns.push(await readColumn(type, name, head.geometry.count, arrays));
    const { name, format, encoding, issues } = head;
    const dataset = { id: asId<'dataset'>(head.id), crs: restored(head.crs), geometry, columns };
    return success({ name, format, encoding, issues, dataset });
  } catch (error) {
    if (!(error instanceof DamagedColumns || error instanceof SyntaxError)) throw error;
    return failure(problem('columns-damaged', { file: source.name }));
  }
}

async function readHead(source: ByteSource): Promise<{ readonly head: ColumnsHead; readonly end: number }> {
  const first = await source.read(0, headAt);
  if (first.length < headAt || new TextDecoder().decode(first.subarray(0, 8)) !== mark) throw new DamagedColumns();
  const length = new DataView(first.buffer, first.byteOffset).getUint32(8, true);
  if (length > longestHead || headAt + length > source.size) throw new DamagedColumns();
  const text = new TextDecoder().decode(await source.read(headAt, headAt + length));
  const head = JSON.parse(text) as ColumnsHead;
  if (!isWholeHead(head)) throw new DamagedColumns();
  return { head, end: padded(headAt + length) };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isWholeHead(head: unknown): boolean {
  if (!isRecord(head)) return false;
  const { name, format, encoding, issues, id, crs, geometry, columns, lengths } = head;
  const areTexts = [name, format, id].every((text) => typeof text === 'string');
  const areRecords = isRecord(encoding) && isRecord(crs) && isRecord(geometry);
  const areLists = Array.isArray(issues) && issues.every(isRecord) && Array.isArray(lengths) && Array.isArray(columns);
  const isColumn = (column: unknown): boolean => isRecord(column) && typeof column.name === 'string';
  return (
    areTexts &&
    areRecords &&
    areLists &&
    columns.every(isColumn) &&
    Number.isSafeInteger(geometry.count) &&
    Number(geometry.count) >= 0
  );
}

/** JSON has no not-a-number. */
function restored(crs: Crs): Crs {
  if (crs.kind === 'unknown') return unknownCrs;
  return { ...crs, metresPerUnit: crs.metresPerUnit ?? Number.NaN };
}

async function readGeometry({ kind, count }: ColumnsHead['geometry'], arrays: ArrayReader): Promise<Geometry> {
  if (kind === 'none') return { kind, count };
  const xy = await arrays.doubles();
  const featureStart = await arrays.starts(count);
  const last = (starts: Uint32Array): number => starts[starts.length - 1];
  const vertices = (starts: Uint32Array): void => {
    if (2 * last(starts) !== xy.length) throw new DamagedColumns();
  };
  switch (kind) {
    case 'points':
      vertices(featureStart);
      return { kind, xy, featureStart };
    case 'lines': {
      const pathStart = await arrays.starts(last(featureStart));
      vertices(pathStart);
      return { kind, xy, featureStart, pathStart };
    }
    case 'polygons': {
      const partStart = await arrays.starts(last(featureStart));
      const ringStart = await arrays.starts(last(partStart));
      vertices(ringStart);
      return { kind, xy, featureStart, partStart, ringStart };
    }
    default:
      throw new DamagedColumns();
  }
}

async function readColumn(type: Column['type'], name: string, count: number, arrays: ArrayReader): Promise<Column> {
  switch (type) {
    case 'text': {
      const start = await arrays.starts(count);
      const bytes = await arrays.bytes();
      if (start[count] !== bytes.length) throw new DamagedColumns();
      return { type, name, bytes, start };
    }
    case 'boolean':
      return { type, name, values: sized(await arrays.bytes(), count) };
    case 'number':
    case 'date':
      return { type, name, values: sized(await arrays.doubles(), count) };
    default:
      throw new DamagedColumns();
  }
}

function sized<T extends { readonly length: number }>(values: T, count: number): T {
  if (values.length !== count) throw new DamagedColumns();
  return values;
}

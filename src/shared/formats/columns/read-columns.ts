import { type Crs, unknownCrs } from '../../crs/types.ts';
import type { Column } from '../../dataset/types.ts';
import type { Geometry } from '../../geometry/types.ts';
import { sharedUint8 } from '../../lib/buffers.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { asId } from '../../lib/id.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { ReadAhead } from '../../lib/read-ahead.ts';
import type { ReadLayer } from '../types.ts';
import { type ColumnsHead, headAt, longestHead, mark, padded } from './layout.ts';

/** Where bytes lie: `length` of them from `offset` on. */
interface Stretch {
  readonly buffer: ArrayBufferLike;
  readonly offset: number;
}

/** Gives the bytes that come next and passes over the padding after them; null where the file ends before. */
type TakeBytes = (length: number) => Promise<Stretch | null>;

/** Bytes of a file from some place on, read in large pieces into shared memory of their own. */
function streamed(source: ByteSource, at: number): TakeBytes {
  const ahead = new ReadAhead(source, at);
  return async (length) => {
    const bytes = sharedUint8(length);
    const isWhole = (await ahead.fill(bytes)) && (await ahead.skip(padding(length)));
    return isWhole ? { buffer: bytes.buffer, offset: 0 } : null;
  };
}

/** Bytes that lie in memory already, from some place on, where they are. */
function inMemory(buffer: ArrayBufferLike, at: number): TakeBytes {
  let next = at;
  return async (length) => {
    const offset = next;
    next += padded(length);
    return { buffer, offset };
  };
}

/** Arrays are taken one after the other, each checked against what the file can hold. */
class ArrayReader {
  readonly #take: TakeBytes;
  readonly #size: number;
  readonly #lengths: readonly number[];
  #at: number;
  #next = 0;

  /** @param size bytes of the whole file @param at where the first array begins */
  constructor(take: TakeBytes, size: number, lengths: readonly number[], at: number) {
    this.#take = take;
    this.#size = size;
    this.#lengths = lengths;
    this.#at = at;
  }

  doubles = (): Promise<Float64Array> => this.#array(Float64Array);
  bytes = (): Promise<Uint8Array> => this.#array(Uint8Array);

  /** Starts of something: from 0, never falling, to `end`. */
  async starts(count: number | null): Promise<Uint32Array> {
    const starts = await this.#array(Uint32Array);
    const isWhole = starts.length > 0 && starts[0] === 0 && (count === null || starts.length === count + 1);
    if (!isWhole) throw new DamagedColumns();
    for (let at = 1; at < starts.length; at++) if (starts[at] < starts[at - 1]) throw new DamagedColumns();
    return starts;
  }

  async #array<T>(kind: ArrayKind<T>): Promise<T> {
    const length = this.#lengths[this.#next++];
    const isCount = Number.isSafeInteger(length) && length >= 0;
    const bytes = length * kind.BYTES_PER_ELEMENT;
    if (!isCount || this.#at + bytes > this.#size) throw new DamagedColumns();
    this.#at += padded(bytes);
    const stretch = await this.#take(bytes);
    if (stretch === null) throw new DamagedColumns();
    return new kind(stretch.buffer, stretch.offset, length);
  }
}

interface ArrayKind<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): T;
}

const padding = (length: number): number => padded(length) - length;

class DamagedColumns extends Error {
  override readonly name = 'DamagedColumns';
}

/** Reads a layer as it was laid out by `writeColumns`, from memory where the host has it there. Problem: `columns-damaged`. */
export async function readColumns(source: ByteSource): Promise<Outcome<ReadLayer, Problem>> {
  const whole = (await source.shared?.()) ?? null;
  // What is kept beside the file may be damaged: the file itself says then what it holds.
  const kept = whole && (await readColumnsIn(whole));
  if (kept) return success(kept);
  const layer = await readOrNull(
    async (start, end) => source.read(start, end),
    source.size,
    (at) => streamed(source, at),
  );
  return layer ? success(layer) : failure(problem('columns-damaged', { file: source.name }));
}

/** Reads a layer out of its bytes in memory, whose arrays stay where they are; null where they are damaged. */
export function readColumnsIn(whole: SharedArrayBuffer): Promise<ReadLayer | null> {
  // No decoder of texts reads shared memory: the head is copied.
  const read = async (start: number, end: number) => new Uint8Array(whole).slice(start, end);
  return readOrNull(read, whole.byteLength, (at) => inMemory(whole, at));
}

type Read = (start: number, end: number) => Promise<Uint8Array>;

/** The layer; null where the bytes are damaged. */
async function readOrNull(read: Read, size: number, takeFrom: (at: number) => TakeBytes): Promise<ReadLayer | null> {
  try {
    const { head, end } = await readHead(read, size);
    const arrays = new ArrayReader(takeFrom(end), size, head.lengths, end);
    const geometry = await readGeometry(head.geometry, arrays);
    const columns: Column[] = [];
    for (const { type, name } of head.columns) columns.push(await readColumn(type, name, head.geometry.count, arrays));
    const { name, format, encoding, issues } = head;
    const dataset = { id: asId<'dataset'>(head.id), crs: restored(head.crs), geometry, columns };
    return { name, format, encoding, issues, dataset };
  } catch (error) {
    if (error instanceof DamagedColumns || error instanceof SyntaxError) return null;
    throw error;
  }
}

async function readHead(read: Read, size: number): Promise<{ readonly head: ColumnsHead; readonly end: number }> {
  const first = await read(0, headAt);
  if (first.length < headAt || new TextDecoder().decode(first.subarray(0, 8)) !== mark) throw new DamagedColumns();
  const length = new DataView(first.buffer, first.byteOffset).getUint32(8, true);
  if (length > longestHead || headAt + length > size) throw new DamagedColumns();
  const text = new TextDecoder().decode(await read(headAt, headAt + length));
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

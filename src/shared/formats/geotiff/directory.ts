import type { ByteSource } from '../../lib/byte-source.ts';
import { problem } from '../../lib/issue.ts';
import { type ReadProgress, readBytes } from '../byte-window.ts';
import { StopReading } from '../stop-reading.ts';

/** Bytes of one value of each TIFF type; BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, ... LONG8, SLONG8, IFD8. */
const typeSizes: ReadonlyMap<number, number> = new Map([
  ...([1, 2, 6, 7] as const).map((type) => [type, 1] as const),
  ...([3, 8] as const).map((type) => [type, 2] as const),
  ...([4, 9, 11, 13] as const).map((type) => [type, 4] as const),
  ...([5, 10, 12, 16, 17, 18] as const).map((type) => [type, 8] as const),
]);
/** More entries than any directory has. */
const mostEntries = 4096;

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where the values stand in the file. */
  readonly at: number;
}

/** The first directory of a TIFF or BigTIFF file (TIFF 6.0; BigTIFF of Adobe and libtiff). */
export interface TiffDirectory {
  readonly source: ByteSource;
  readonly littleEndian: boolean;
  has(tag: number): boolean;
  /** The numbers of a tag; empty where it is absent. */
  numbers(tag: number): Promise<readonly number[] | Float64Array>;
  /** The text of a tag up to its first NUL; null where it is absent. */
  text(tag: number): Promise<string | null>;
}

/**
 * Reads the header and the list of tags; values are fetched when asked for and never believed to be larger than the file.
 * Stops with `tiff-not` or `tiff-truncated`.
 */
export async function readTiffDirectory(source: ByteSource, progress: ReadProgress): Promise<TiffDirectory> {
  const head = await readBytes(source, 0, 16, progress);
  const mark = head.length < 8 ? '' : String.fromCharCode(head[0], head[1]);
  const littleEndian = mark === 'II';
  if (!littleEndian && mark !== 'MM') throw new StopReading(problem('tiff-not', { file: source.name }));
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const version = view.getUint16(2, littleEndian);
  const big = version === 43;
  if (version !== 42 && !(big && head.length === 16 && view.getUint16(4, littleEndian) === 8)) {
    throw new StopReading(problem('tiff-not', { file: source.name }));
  }
  const start = big ? whole(view, 8, littleEndian) : view.getUint32(4, littleEndian);
  const entries = await readEntries(source, start, big, littleEndian, progress);
  const bytesOf = async (entry: Entry): Promise<DataView> => {
    const length = entry.count * (typeSizes.get(entry.type) ?? 1);
    return exactly(source, entry.at, length, progress);
  };
  return {
    source,
    littleEndian,
    has: (tag) => entries.has(tag),
    numbers: async (tag) => {
      const entry = entries.get(tag);
      return entry ? numbersOf(await bytesOf(entry), entry, littleEndian) : [];
    },
    text: async (tag) => {
      const entry = entries.get(tag);
      if (entry?.type !== 2) return null;
      const bytes = await bytesOf(entry);
      let text = '';
      for (let i = 0; i < bytes.byteLength && bytes.getUint8(i) !== 0; i++)
        text += String.fromCharCode(bytes.getUint8(i));
      return text;
    },
  };
}

/** Exactly these bytes of the file; stops with `tiff-truncated` where it is shorter. */
export async function exactly(
  source: ByteSource,
  start: number,
  length: number,
  progress: ReadProgress,
): Promise<DataView<ArrayBuffer>> {
  const cut = () =>
    new StopReading(problem('tiff-truncated', { file: source.name, bytes: source.size, needed: start + length }));
  if (!(start >= 0 && length >= 0 && start + length <= source.size)) throw cut();
  const bytes = await readBytes(source, start, start + length, progress);
  if (bytes.length < length) throw cut();
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

async function readEntries(
  source: ByteSource,
  start: number,
  big: boolean,
  littleEndian: boolean,
  progress: ReadProgress,
): Promise<ReadonlyMap<number, Entry>> {
  const headLength = big ? 8 : 2;
  const head = await exactly(source, start, headLength, progress);
  const count = big ? whole(head, 0, littleEndian) : head.getUint16(0, littleEndian);
  if (!(count >= 1 && count <= mostEntries)) throw new StopReading(problem('tiff-not', { file: source.name }));
  const size = big ? 20 : 12;
  const table = await exactly(source, start + headLength, count * size, progress);
  const entries = new Map<number, Entry>();
  for (let i = 0; i < count; i++) {
    const at = i * size;
    const type = table.getUint16(at + 2, littleEndian);
    const values = big ? whole(table, at + 4, littleEndian) : table.getUint32(at + 4, littleEndian);
    const length = values * (typeSizes.get(type) ?? 0);
    const field = at + (big ? 12 : 8);
    const inside = length <= (big ? 8 : 4);
    const offset = big ? whole(table, field, littleEndian) : table.getUint32(field, littleEndian);
    if (length === 0) continue;
    entries.set(table.getUint16(at, littleEndian), {
      type,
      count: values,
      at: inside ? start + headLength + field : offset,
    });
  }
  return entries;
}

function whole(view: DataView, at: number, littleEndian: boolean): number {
  return Number(view.getBigUint64(at, littleEndian));
}

function numbersOf(view: DataView, { type, count }: Entry, littleEndian: boolean): Float64Array {
  const size = typeSizes.get(type) ?? 1;
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = numberAt(view, i * size, type, littleEndian);
  return out;
}

function numberAt(view: DataView, at: number, type: number, littleEndian: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, littleEndian);
    case 4:
    case 13:
      return view.getUint32(at, littleEndian);
    case 5:
      return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, littleEndian);
    case 9:
      return view.getInt32(at, littleEndian);
    case 10:
      return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
    case 11:
      return view.getFloat32(at, littleEndian);
    case 12:
      return view.getFloat64(at, littleEndian);
    case 16:
    case 18:
      return Number(view.getBigUint64(at, littleEndian));
    case 17:
      return Number(view.getBigInt64(at, littleEndian));
    default:
      return view.getUint8(at);
  }
}

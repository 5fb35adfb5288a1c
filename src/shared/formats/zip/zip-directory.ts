import type { ByteSource } from '../../lib/byte-source.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import { type ReadProgress, readBytes } from '../byte-window.ts';
import { encodingByName } from '../encoding/encodings.ts';
import { examineUtf8 } from '../encoding/utf8.ts';
import { zipLimits } from './zip-limits.ts';

/** A member as the central directory describes it (APPNOTE.TXT 4.3.12). Nothing here is to be trusted yet. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Offset of the local header. */
  readonly offset: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const endSize = 22;
const longestComment = 65_535;
const unknown32 = 0xffffffff;

interface Directory {
  readonly offset: number;
  readonly size: number;
  /** Bytes before the archive proper (a self-extracting stub), added to every offset. */
  readonly shift: number;
}

/** Reads the list of contents from the end of the archive, zip64 included. */
export async function readZipDirectory(
  source: ByteSource,
  progress: ReadProgress,
): Promise<Outcome<readonly ZipEntry[], Problem>> {
  const place = await findDirectory(source, progress);
  if (!place.ok) return place;
  const { offset, size, shift } = place.value;
  if (size > zipLimits.directoryBytes) return failure(problem('zip-too-many-entries', { file: source.name }));
  const bytes = await readBytes(source, offset, offset + size, progress);
  const entries: ZipEntry[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 46 <= bytes.length && view.getUint32(at, true) === entrySignature; ) {
    const next =
      at + 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > bytes.length) return failure(problem('zip-damaged', { file: source.name }));
    if (entries.length >= zipLimits.entries) return failure(problem('zip-too-many-entries', { file: source.name }));
    entries.push(parseEntry(bytes, view, at, shift));
    at = next;
  }
  if (entries.length === 0 && size > 0) return failure(problem('zip-damaged', { file: source.name }));
  return success(entries);
}

async function findDirectory(source: ByteSource, progress: ReadProgress): Promise<Outcome<Directory, Problem>> {
  const start = Math.max(0, source.size - endSize - longestComment - 20);
  const tail = await readBytes(source, start, source.size, progress);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - endSize; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (at + endSize + view.getUint16(at + 20, true) > tail.length) continue;
    const directory = await directoryAt(source, view, at, start, progress);
    if (directory && directory.offset >= 0 && directory.offset + directory.size <= source.size)
      return success(directory);
  }
  return failure(await whyNoDirectory(source, progress));
}

async function whyNoDirectory(source: ByteSource, progress: ReadProgress): Promise<Problem> {
  const head = await readBytes(source, 0, 4, progress);
  const zip = head[0] === 0x50 && head[1] === 0x4b;
  return problem(source.size === 0 ? 'file-empty' : zip ? 'zip-truncated' : 'zip-not-a-zip', { file: source.name });
}

async function directoryAt(
  source: ByteSource,
  view: DataView,
  at: number,
  start: number,
  progress: ReadProgress,
): Promise<Directory | null> {
  const size = view.getUint32(at + 12, true);
  const offset = view.getUint32(at + 16, true);
  const large = size === unknown32 || offset === unknown32 || view.getUint16(at + 10, true) === 0xffff;
  if (large && at >= 20 && view.getUint32(at - 20, true) === locator64Signature) {
    const end64 = getUint64(view, at - 20 + 8);
    const bytes = await readBytes(source, end64, end64 + 56, progress);
    const record = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 56 || record.getUint32(0, true) !== end64Signature) return null;
    return { size: getUint64(record, 40), offset: getUint64(record, 48), shift: 0 };
  }
  // What lies before the archive shows as a directory that ends too early.
  const shift = start + at - size - offset;
  return { size, offset: offset + shift, shift };
}

/** 64-bit numbers as doubles; beyond 2^53 they are far over any file's size anyway. */
function getUint64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}

function parseEntry(bytes: Uint8Array<ArrayBuffer>, view: DataView, at: number, shift: number): ZipEntry {
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const flags = view.getUint16(at + 8, true);
  const sizes = {
    size: view.getUint32(at + 24, true),
    packedSize: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  };
  readZip64(view, nameEnd, extraEnd, sizes);
  return {
    name: decodeName(bytes.subarray(at + 46, nameEnd), (flags & 0x800) !== 0),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & 1) !== 0,
    crc: view.getUint32(at + 16, true),
    ...sizes,
    offset: sizes.offset + shift,
  };
}

/** The zip64 extra field holds, in this order, those of size, packed size and offset that did not fit in 32 bits. */
function readZip64(
  view: DataView,
  from: number,
  end: number,
  sizes: { size: number; packedSize: number; offset: number },
): void {
  for (let at = from; at + 4 <= end; ) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      let next = at + 4;
      for (const key of ['size', 'packedSize', 'offset'] as const) {
        if (sizes[key] !== unknown32 || next + 8 > Math.min(fieldEnd, end)) continue;
        sizes[key] = getUint64(view, next);
        next += 8;
      }
    }
    at = fieldEnd;
  }
}

/** Names are UTF-8 where flagged or valid; else the DOS page of western Europe, as Windows writes them. */
function decodeName(bytes: Uint8Array<ArrayBuffer>, flagged: boolean): string {
  const valid = examineUtf8(bytes, 0, bytes.length).kind;
  if (flagged || valid === 'valid' || valid === 'ascii') return new TextDecoder().decode(bytes);
  return encodingByName('CP850')!.decode(bytes);
}

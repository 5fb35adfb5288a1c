import type { ByteSource } from '../../lib/byte-source.ts';
import { type ByteWindow, type ReadProgress, readBytes } from '../byte-window.ts';
import { fileHeaderSize, recordHeaderSize } from './shape-types.ts';

/**
 * What the .shx says. `sequential`: it agrees with reading the .shp from front to back. `ordered`: its records lie
 * elsewhere or in another order, inside the file and without overlap; `offsets` then rules. `damaged`: not usable.
 */
export interface ShapeIndex {
  readonly state: 'missing' | 'damaged' | 'sequential' | 'ordered';
  /** Entries by the file's real size. */
  readonly count: number;
  /** Byte offset of each record's header in the .shp; empty when missing. */
  readonly offsets: Float64Array;
}

const missing: ShapeIndex = { state: 'missing', count: 0, offsets: new Float64Array(0) };

/** Reads the .shx (8 bytes a record after a header of 100) and judges it against the real size of the .shp. */
export async function readShapeIndex(
  source: ByteSource | undefined,
  shpSize: number,
  progress: ReadProgress,
): Promise<ShapeIndex> {
  if (!source) return missing;
  // A .shp of this size holds at most one record in 12 bytes; more index than that is not read.
  const useful = Math.min(source.size, fileHeaderSize + Math.floor(shpSize / 12) * 8);
  if (useful < fileHeaderSize) return { ...missing, state: 'damaged' };
  return judgeIndex(await readBytes(source, 0, useful, progress), shpSize);
}

function judgeIndex(bytes: Uint8Array<ArrayBuffer>, shpSize: number): ShapeIndex {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor((bytes.length - fileHeaderSize) / 8);
  const offsets = new Float64Array(count);
  const lengths = new Float64Array(count);
  let expected = fileHeaderSize;
  let sequential = true;
  let damaged = false;
  for (let record = 0; record < count; record++) {
    const at = fileHeaderSize + record * 8;
    const offset = view.getUint32(at) * 2;
    offsets[record] = offset;
    lengths[record] = view.getUint32(at + 4) * 2;
    if (offset !== expected) sequential = false;
    expected = offset + recordHeaderSize + lengths[record];
    if (offset < fileHeaderSize || expected > shpSize) damaged = true;
  }
  if (sequential) return { state: 'sequential', count, offsets };
  if (damaged || overlap(offsets, lengths)) return { state: 'damaged', count, offsets };
  return { state: 'ordered', count, offsets };
}

/** True when records share bytes: reading them all could then give far more than the file holds. */
function overlap(offsets: Float64Array, lengths: Float64Array): boolean {
  const order = Array.from(offsets.keys()).sort((a, b) => offsets[a] - offsets[b]);
  for (let at = 1; at < order.length; at++) {
    const before = order[at - 1];
    if (offsets[before] + recordHeaderSize + lengths[before] > offsets[order[at]]) return true;
  }
  return false;
}

/** Checks, front to back, that a record header with a possible length lies at every offset of an `ordered` index. */
export async function indexFits(index: ShapeIndex, window: ByteWindow): Promise<boolean> {
  const sorted = Float64Array.from(index.offsets).sort();
  for (let at = 0; at < sorted.length; at++) {
    await window.load(sorted[at], recordHeaderSize + 4);
    const from = sorted[at] - window.start;
    const end = sorted[at] + recordHeaderSize + window.view.getInt32(from + 4) * 2;
    if (end < sorted[at] + recordHeaderSize + 4 || end > (sorted[at + 1] ?? window.source.size)) return false;
  }
  return true;
}

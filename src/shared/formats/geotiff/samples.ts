import type { SampleType } from './layout.ts';

/** Reads cell `index` of a row that begins at byte `at`. */
export type SampleReader = (view: DataView, at: number, index: number) => number;

/** How a cell's number is read from unpacked bytes. */
export function sampleReader({ kind, bytes }: SampleType, littleEndian: boolean): SampleReader {
  if (kind === 'float') {
    if (bytes === 8) return (view, at, index) => view.getFloat64(at + 8 * index, littleEndian);
    return (view, at, index) => view.getFloat32(at + 4 * index, littleEndian);
  }
  const signed = kind === 'signed';
  if (bytes === 1) return (view, at, index) => (signed ? view.getInt8(at + index) : view.getUint8(at + index));
  if (bytes === 2) {
    return (view, at, index) =>
      signed ? view.getInt16(at + 2 * index, littleEndian) : view.getUint16(at + 2 * index, littleEndian);
  }
  return (view, at, index) =>
    signed ? view.getInt32(at + 4 * index, littleEndian) : view.getUint32(at + 4 * index, littleEndian);
}

/** Undoes predictor 2: each number was written as the difference from its left neighbour (TIFF 6.0, section 14). */
export function undoDifferences(
  row: Uint8Array,
  width: number,
  bytes: SampleType['bytes'],
  littleEndian: boolean,
): void {
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  for (let cell = 1; cell < width; cell++) {
    const at = cell * bytes;
    if (bytes === 1) row[at] += row[at - 1];
    else if (bytes === 2) {
      view.setUint16(at, view.getUint16(at, littleEndian) + view.getUint16(at - 2, littleEndian), littleEndian);
    } else if (bytes === 4) {
      view.setUint32(at, view.getUint32(at, littleEndian) + view.getUint32(at - 4, littleEndian), littleEndian);
    } else {
      const sum = view.getBigUint64(at, littleEndian) + view.getBigUint64(at - 8, littleEndian);
      view.setBigUint64(at, BigInt.asUintN(64, sum), littleEndian);
    }
  }
}

/**
 * Undoes predictor 3: the bytes of a row were sorted by significance, highest first, and differenced byte by byte
 * (Adobe Photoshop TIFF Technical Note 3). The row comes out in the byte order of the file.
 */
export function undoFloatingPoint(row: Uint8Array, width: number, bytes: number, littleEndian: boolean): void {
  for (let at = 1; at < row.length; at++) row[at] += row[at - 1];
  const sorted = row.slice();
  for (let cell = 0; cell < width; cell++) {
    for (let byte = 0; byte < bytes; byte++) {
      const place = littleEndian ? bytes - 1 - byte : byte;
      row[cell * bytes + place] = sorted[byte * width + cell];
    }
  }
}

import { expect, it } from 'vitest';
import { textAt } from '../../dataset/columns.ts';
import { featureCount } from '../../geometry/types.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { blockSize } from '../byte-window.ts';
import { readFiles } from '../read-files.ts';

/** More than a buffer of 2 GB holds, in records of 60 kB; made as they are read, for a file of that size nobody stores. */
const records = 38_400;
const rowBytes = 60_000;
const recordBytes = 60_000;
const fieldWidth = 254;

/** A file whose bytes are `put` into blanks when asked for; remembers the longest piece anybody wanted. */
function madeFile(name: string, size: number, put: (view: DataView, start: number, end: number) => void) {
  const asked = { most: 0 };
  const read = async (start: number, end: number) => {
    const stop = Math.min(end, size);
    asked.most = Math.max(asked.most, stop - start);
    const bytes = new Uint8Array(stop - start).fill(0x20);
    put(new DataView(bytes.buffer), start, stop);
    return bytes;
  };
  const source: ByteSource = { name, size, read };
  return { source, asked };
}

/** Writes at places of the file as far as they lie in the block in hand. */
function writer(view: DataView, start: number) {
  const byte = (at: number, value: number) => {
    if (at >= start && at < start + view.byteLength) view.setUint8(at - start, value);
  };
  const int32 = (at: number, value: number, little: boolean) => {
    for (let i = 0; i < 4; i++) byte(at + (little ? i : 3 - i), (value >>> (8 * i)) & 255);
  };
  const double = (at: number, value: number) => {
    new Uint8Array(Float64Array.of(value).buffer).forEach((part, i) => {
      byte(at + i, part);
    });
  };
  return { byte, int32, double };
}

/** Squares, one a record, each padded to its record's length; square n begins at x = n. */
function shapes() {
  const step = 8 + recordBytes;
  const size = 100 + records * step;
  return madeFile('large.shp', size, (view, start, end) => {
    const { int32, double } = writer(view, start);
    int32(0, 9994, false);
    int32(24, size / 2, false);
    int32(28, 1000, true);
    int32(32, 5, true);
    const first = Math.max(0, Math.floor((start - 100) / step) - 1);
    for (let record = first; record < records && 100 + record * step < end; record++) {
      const at = 100 + record * step;
      int32(at, record + 1, false);
      int32(at + 4, recordBytes / 2, false);
      int32(at + 8, 5, true);
      int32(at + 44, 1, true);
      int32(at + 48, 5, true);
      int32(at + 52, 0, true);
      [0, 0, 0, 1, 1, 1, 1, 0, 0, 0].forEach((value, i) => {
        double(at + 56 + 8 * i, i % 2 === 0 ? value + record : value);
      });
    }
  });
}

/** One text field with the row's number behind yes-or-no fields that are blank. */
function table() {
  const fields = Math.floor((rowBytes - 1) / fieldWidth);
  const dataStart = 32 + 32 * fields + 1;
  const rowSize = 1 + fields * fieldWidth;
  return madeFile('large.dbf', dataStart + records * rowSize, (view, start, end) => {
    const { byte, int32 } = writer(view, start);
    if (start < dataStart) {
      for (let at = 0; at < dataStart; at++) byte(at, 0);
      byte(0, 3);
      int32(4, records, true);
      int32(8, dataStart | (rowSize << 16), true);
      for (let field = 0; field < fields; field++) {
        const name = field === fields - 1 ? 'number' : `f${field}`;
        for (let i = 0; i < name.length; i++) byte(32 + 32 * field + i, name.charCodeAt(i));
        byte(32 + 32 * field + 11, (field === fields - 1 ? 'C' : 'L').charCodeAt(0));
        byte(32 + 32 * field + 16, fieldWidth);
      }
      byte(dataStart - 1, 0x0d);
    }
    const first = Math.max(0, Math.floor((start - dataStart) / rowSize) - 1);
    for (let row = first; row < records && dataStart + row * rowSize < end; row++) {
      const at = dataStart + row * rowSize + rowSize - fieldWidth;
      const text = `row ${row + 1}`;
      for (let i = 0; i < text.length; i++) byte(at + i, text.charCodeAt(i));
    }
  });
}

it('reads shapes and rows beyond 2 GB in blocks', { timeout: 120_000 }, async () => {
  const [shp, dbf] = [shapes(), table()];
  expect(shp.source.size).toBeGreaterThan(2 ** 31);
  expect(dbf.source.size).toBeGreaterThan(2 ** 31);
  const context = { progress: () => {}, cancelled: () => false };
  const read = await readFiles([shp.source, dbf.source], {}, context);
  if (!read.ok) throw new Error(read.reason.code);
  const [{ dataset, issues }] = read.value;
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { geometry } = dataset;
  if (geometry.kind !== 'polygons') throw new Error(geometry.kind);
  expect(featureCount(geometry)).toBe(records);
  expect(geometry.xy.length).toBe(records * 8);
  for (const row of [0, 1, 35_000, 35_791, 35_792, records - 1]) {
    expect([...geometry.xy.subarray(8 * row, 8 * row + 8)].filter((_, i) => i % 2 === 0).sort()).toEqual(
      [row, row, row + 1, row + 1].sort(),
    );
    const column = dataset.columns.find(({ name }) => name === 'number');
    expect(column?.type === 'text' && textAt(column, row)).toBe(`row ${row + 1}`);
  }
  expect(Math.max(shp.asked.most, dbf.asked.most)).toBeLessThanOrEqual(blockSize);
});

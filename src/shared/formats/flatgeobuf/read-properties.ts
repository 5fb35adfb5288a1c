import { ColumnGatherer, type FieldType } from '../gathering/column-gatherer.ts';
import type { IssueLog } from '../issue-log.ts';
import { DamagedBuffer } from './flat-table.ts';
import type { DeclaredColumn } from './header.ts';

/** Takes one value that begins at a place; its bytes are as many as the type says. */
type Take = (field: ColumnGatherer, row: number, view: DataView, at: number) => void;

interface Fixed {
  readonly size: number;
  readonly type: FieldType;
  readonly take: Take;
}

const number = (size: number, read: (view: DataView, at: number) => number): Fixed => ({
  size,
  type: 'number',
  take: (field, row, view, at) => field.number(row, read(view, at)),
});

/** Types of a fixed size by their codes in header.fbs: Byte, UByte, Bool, Short, UShort, Int, UInt, Long, ULong, Float, Double. */
const fixed: readonly Fixed[] = [
  number(1, (view, at) => view.getInt8(at)),
  number(1, (view, at) => view.getUint8(at)),
  { size: 1, type: 'boolean', take: (field, row, view, at) => field.flag(row, view.getUint8(at) !== 0) },
  number(2, (view, at) => view.getInt16(at, true)),
  number(2, (view, at) => view.getUint16(at, true)),
  number(4, (view, at) => view.getInt32(at, true)),
  number(4, (view, at) => view.getUint32(at, true)),
  { size: 8, type: 'number', take: (field, row, view, at) => field.integer(row, view.getBigInt64(at, true)) },
  { size: 8, type: 'number', take: (field, row, view, at) => field.integer(row, view.getBigUint64(at, true)) },
  number(4, (view, at) => view.getFloat32(at, true)),
  number(8, (view, at) => view.getFloat64(at, true)),
];
const text = 11;
const moment = 13;
const binary = 14;

/** Gatherers for the fields of the header, one each, also for those whose values are not kept. */
export function fieldsOf(columns: readonly DeclaredColumn[], log: IssueLog): readonly ColumnGatherer[] {
  return columns.map(({ name, type }) => {
    if (type >= binary) log.add('warning', 'field-type-not-read', { field: name });
    return new ColumnGatherer(name, fixed[type]?.type ?? (type === moment ? 'moment' : 'text'));
  });
}

/**
 * Takes the values of a feature: each behind the number of its column. `fields` may be shorter than `columns`; values of
 * fields beyond it are passed over. Throws `DamagedBuffer` or `RangeError`.
 */
export function readProperties(
  bytes: Uint8Array,
  columns: readonly DeclaredColumn[],
  fields: readonly ColumnGatherer[],
  row: number,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const column = view.getUint16(at, true);
    at += 2;
    const declared = columns[column];
    if (declared === undefined) throw new DamagedBuffer(`a value of column ${column}`);
    const field = fields[column];
    const plain = fixed[declared.type];
    if (plain !== undefined) {
      if (at + plain.size > bytes.length) throw new DamagedBuffer('a value that is cut');
      if (field !== undefined) plain.take(field, row, view, at);
      at += plain.size;
      continue;
    }
    const length = view.getUint32(at, true);
    at += 4;
    if (length > bytes.length - at) throw new DamagedBuffer(`a text of ${length} bytes`);
    if (field !== undefined && declared.type >= text && declared.type < binary)
      field.bytes(row, bytes.subarray(at, at + length));
    at += length;
  }
}

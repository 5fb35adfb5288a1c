import { DamagedDatabase } from './database.ts';

/** What a value of a record is: a class of storage, and where its bytes lie. */
export type StorageClass = 'null' | 'integer' | 'float' | 'text' | 'blob';

const sizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/** A variable-length integer of one to nine bytes; numbers beyond 2^53 are rounded. */
export function readVarint(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) throw new DamagedDatabase('a number that is cut');
    if (index === 8) return { value: value * 256 + byte, end: at + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return { value, end: at + 9 };
}

/** One record: its values by position, read in place. `read` makes it show the next one. */
export class SqliteRecord {
  private readonly types: number[] = [];
  private readonly starts: number[] = [];
  private bytes: Uint8Array = new Uint8Array(0);
  private view: DataView = new DataView(new ArrayBuffer(0));

  /** Values in the record; a table may have got more columns since it was written. */
  get length(): number {
    return this.types.length;
  }

  /** Shows a record. Throws `DamagedDatabase` where its head promises more than is there. */
  read(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.types.length = 0;
    this.starts.length = 0;
    const head = readVarint(bytes, 0);
    if (head.value > bytes.length) throw new DamagedDatabase('a head longer than its record');
    let body = head.value;
    for (let at = head.end; at < head.value; ) {
      const { value: type, end } = readVarint(bytes, at);
      at = end;
      this.types.push(type);
      this.starts.push(body);
      body += sizeOf(type);
    }
    if (body > bytes.length) throw new DamagedDatabase('a record that is cut');
  }

  class(column: number): StorageClass {
    const type = this.types[column];
    if (type === undefined || type === 0 || type === 10 || type === 11) return 'null';
    if (type === 7) return 'float';
    if (type < 10) return 'integer';
    return type % 2 === 0 ? 'blob' : 'text';
  }

  /** An integer or float as a double; beyond 2^53 see `bigAt`. */
  numberAt(column: number): number {
    const { view } = this;
    const at = this.starts[column];
    switch (this.types[column]) {
      case 1:
        return view.getInt8(at);
      case 2:
        return view.getInt16(at);
      case 3:
        return view.getInt8(at) * 65_536 + view.getUint16(at + 1);
      case 4:
        return view.getInt32(at);
      case 5:
        return view.getInt16(at) * 4_294_967_296 + view.getUint32(at + 2);
      case 6:
        return Number(view.getBigInt64(at));
      case 7:
        return view.getFloat64(at);
      case 9:
        return 1;
      default:
        return 0;
    }
  }

  /** An integer exactly. */
  bigAt(column: number): bigint {
    return this.types[column] === 6 ? this.view.getBigInt64(this.starts[column]) : BigInt(this.numberAt(column));
  }

  /** Bytes of a text, in the encoding of the database, or of a blob. */
  bytesAt(column: number): Uint8Array {
    const start = this.starts[column];
    return this.bytes.subarray(start, start + sizeOf(this.types[column]));
  }
}

const sizeOf = (type: number): number => (type < 12 ? (sizes[type] ?? 0) : Math.floor((type - 12) / 2));

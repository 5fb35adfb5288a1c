import { type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { IssueLog } from '../issue-log.ts';

/** A field of the table: where its bytes lie in a row (byte 0 is the deletion flag). */
export interface DbfField {
  readonly name: Uint8Array<ArrayBuffer>;
  /** The type letter, e.g. 'C', 'N', 'D'. */
  readonly type: string;
  readonly offset: number;
  readonly width: number;
  readonly decimals: number;
}

/** The layout of a table after checking what its header says against the file's real size. */
export interface DbfHeader {
  readonly version: number;
  readonly languageByte: number;
  readonly fields: readonly DbfField[];
  /** Offset of the first row, bytes a row, and rows that lie (whole) in the file. */
  readonly dataStart: number;
  readonly rowSize: number;
  readonly rows: number;
  /** Rows the header claims. */
  readonly declaredRows: number;
  /** Rows the file has room for. */
  readonly availableRows: number;
}

/** Enough of the file for any header: lengths in it are 16 bits. */
export const headerBytes = 65_536 + 512;

const fieldTerminator = 0x0d;
const liveFlag = 0x20;
const deletedFlag = 0x2a;

/** dBase II: 8 bytes of header, 16 a field, data at 521 (Nantucket/dBase II file format notes). */
const dbase2Version = 0x02;
const dbase2DataStart = 521;
/** dBase 7 tables have fields of 48 bytes after 68. */
const dbase7Version = 0x04;
/** Visual FoxPro keeps 263 bytes between the fields and the rows. */
const foxProBacklink = 263;

/**
 * Works out the layout of a dbf from its first bytes and its real size. A header that contradicts the file is mended
 * (with an issue) where the rows show what is right.
 */
export function parseDbfHeader(
  bytes: Uint8Array<ArrayBuffer>,
  file: { readonly name: string; readonly size: number },
  log: IssueLog,
): Outcome<DbfHeader, Problem> {
  if (file.size === 0) return failure(problem('file-empty', { file: file.name }));
  if (bytes.length < 32) return failure(problem('dbf-not-a-table', { file: file.name }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const old = bytes[0] === dbase2Version;
  const parsed = old ? parseDbase2Fields(bytes) : parseFields(bytes, bytes[0] & 7);
  const declared = {
    rows: old ? view.getUint16(1, true) : view.getUint32(4, true),
    dataStart: old ? dbase2DataStart : view.getUint16(8, true),
    rowSize: old ? view.getUint16(6, true) : view.getUint16(10, true),
  };
  if (!looksLikeTable(bytes, parsed)) return failure(problem('dbf-not-a-table', { file: file.name }));
  const layout = settleLayout(bytes, file.size, parsed, declared);
  if (layout.mended) log.add('warning', 'dbf-header-mended', { file: file.name });
  const fields = settleWidths(parsed.fields, layout.rowSize);
  const availableRows = layout.rowSize > 0 ? Math.floor((file.size - layout.dataStart) / layout.rowSize) : 0;
  return success({
    version: bytes[0],
    languageByte: old ? 0 : bytes[29],
    fields,
    dataStart: layout.dataStart,
    rowSize: layout.rowSize,
    declaredRows: declared.rows,
    availableRows: Math.max(0, availableRows),
    rows: Math.max(0, Math.min(declared.rows, availableRows)),
  });
}

interface ParsedFields {
  readonly fields: readonly DbfField[];
  /** Offset of the byte that ends the list. */
  readonly end: number;
  readonly terminated: boolean;
}

function parseFields(bytes: Uint8Array<ArrayBuffer>, version: number): ParsedFields {
  const seven = version === dbase7Version;
  const step = seven ? 48 : 32;
  const nameLength = seven ? 32 : 11;
  const fields: DbfField[] = [];
  let at = seven ? 68 : 32;
  let offset = 1;
  while (at + step <= bytes.length && bytes[at] !== fieldTerminator && isTypeByte(bytes[at + nameLength])) {
    const type = String.fromCharCode(bytes[at + nameLength]);
    const width = bytes[at + (seven ? 33 : 16)];
    fields.push({
      name: nameBytes(bytes, at, nameLength),
      type,
      offset,
      width,
      decimals: bytes[at + (seven ? 34 : 17)],
    });
    offset += width;
    at += step;
  }
  return { fields, end: at, terminated: bytes[at] === fieldTerminator };
}

function parseDbase2Fields(bytes: Uint8Array<ArrayBuffer>): ParsedFields {
  const fields: DbfField[] = [];
  let offset = 1;
  let at = 8;
  for (; fields.length < 32 && at + 16 <= bytes.length && bytes[at] !== fieldTerminator; at += 16) {
    if (!isTypeByte(bytes[at + 11])) break;
    const width = bytes[at + 12];
    const type = String.fromCharCode(bytes[at + 11]);
    fields.push({ name: nameBytes(bytes, at, 11), type, offset, width, decimals: bytes[at + 15] });
    offset += width;
  }
  return { fields, end: at, terminated: bytes[at] === fieldTerminator || fields.length === 32 };
}

function isTypeByte(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || byte === 0x40 || byte === 0x2b || byte === 0x30;
}

function nameBytes(bytes: Uint8Array<ArrayBuffer>, at: number, length: number): Uint8Array<ArrayBuffer> {
  let end = at;
  while (end < at + length && bytes[end] !== 0) end++;
  while (end > at && bytes[end - 1] === 0x20) end--;
  return bytes.slice(at, end);
}

/** Version bytes seen in the wild (dBase II-7, FoxBase, FoxPro, with or without memo and SQL), or a well-formed list of fields. */
function looksLikeTable(bytes: Uint8Array, parsed: ParsedFields): boolean {
  const known = [
    0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7b, 0x83, 0x87, 0x8b, 0x8c, 0xcb, 0xe5, 0xf5, 0xfb,
  ];
  if (known.includes(bytes[0])) return parsed.terminated || parsed.fields.length > 0 || bytes.length <= 33;
  return parsed.terminated && (parsed.fields.length > 0 || parsed.end === 32);
}

interface Layout {
  readonly dataStart: number;
  readonly rowSize: number;
}

/** The layout whose rows begin with deletion flags: as declared where possible, else as the fields imply. */
function settleLayout(
  bytes: Uint8Array,
  size: number,
  parsed: ParsedFields,
  declared: Layout & { readonly rows: number },
): Layout & { readonly mended: boolean } {
  const last = parsed.fields.at(-1);
  const implied = last ? last.offset + last.width : 1;
  const starts = [declared.dataStart, parsed.end + 1, parsed.end + 2, parsed.end + 1 + foxProBacklink, parsed.end];
  const least = parsed.terminated ? parsed.end : 33;
  for (const dataStart of starts) {
    // A row size that leaves no room for the declared rows is the likelier liar.
    const roomy = declared.rowSize * declared.rows <= size - dataStart;
    for (const rowSize of roomy ? [declared.rowSize, implied] : [implied, declared.rowSize]) {
      if (dataStart < least || dataStart > size || rowSize < 1) continue;
      if (!flagsFit(bytes, size, dataStart, rowSize, declared.rows)) continue;
      return { dataStart, rowSize, mended: dataStart !== declared.dataStart || rowSize !== declared.rowSize };
    }
  }
  const dataStart = declared.dataStart >= 32 && declared.dataStart <= size ? declared.dataStart : parsed.end + 1;
  return { dataStart, rowSize: implied, mended: true };
}

/** True when the first rows (up to 50) begin with a deletion flag; NUL is written by some programs for a live row. */
function flagsFit(bytes: Uint8Array, size: number, dataStart: number, rowSize: number, rows: number): boolean {
  const available = Math.floor((size - dataStart) / rowSize);
  const count = Math.min(50, available, Math.max(1, rows));
  for (let row = 0, at = dataStart; row < count && at < bytes.length; row++, at += rowSize) {
    const flag = bytes[at];
    if (flag !== liveFlag && flag !== deletedFlag && flag !== 0) return available > 0 && row > 0 && flag === 0x1a;
  }
  return true;
}

/** Long text fields keep the high byte of their width where the decimals are (Clipper, FoxPro), if the row has room for it. */
function settleWidths(fields: readonly DbfField[], rowSize: number): readonly DbfField[] {
  const long = (field: DbfField) => field.type === 'C' && field.decimals > 0;
  const total = 1 + fields.reduce((sum, field) => sum + field.width, 0);
  const extra = fields.reduce((sum, field) => sum + (long(field) ? field.decimals * 256 : 0), 0);
  const wide = extra > 0 && total + extra === rowSize;
  let offset = 1;
  return fields.map((field) => {
    const width = wide && long(field) ? field.width + field.decimals * 256 : field.width;
    const placed = { ...field, offset, width: Math.max(0, Math.min(width, rowSize - offset)) };
    offset += width;
    return placed;
  });
}

/** Flags of a row. */
export const isDeletedFlag = (flag: number): boolean => flag === deletedFlag;

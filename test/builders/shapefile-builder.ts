/**
 * Builds shapefiles byte by byte, so that a test can damage any of them. Independent of the product's own writer.
 * Layout: ESRI Shapefile Technical Description (1998); dbf: dBase III.
 */

export type Ring = readonly (readonly [number, number])[];

/** One record of the .shp. `raw` bytes stand for a content of their own. */
export type BuiltShape =
  | { readonly kind: 'null' }
  | { readonly kind: 'point'; readonly at: readonly [number, number] }
  | { readonly kind: 'multipoint'; readonly points: Ring }
  | { readonly kind: 'line' | 'polygon'; readonly parts: readonly Ring[] }
  | { readonly kind: 'raw'; readonly bytes: Uint8Array };

/** Plain, with heights and measures, or with measures only. */
export type Flavour = 'xy' | 'z' | 'm';

const plainTypes = { point: 1, line: 3, polygon: 5, multipoint: 8 } as const;

export function shapeType(kind: keyof typeof plainTypes, flavour: Flavour): number {
  return plainTypes[kind] + (flavour === 'z' ? 10 : flavour === 'm' ? 20 : 0);
}

/** Little-endian numbers appended one after another. */
class Bytes {
  private readonly list: number[] = [];

  int(value: number, littleEndian = true): this {
    const view = new DataView(new ArrayBuffer(4));
    view.setInt32(0, value, littleEndian);
    return this.raw(new Uint8Array(view.buffer));
  }

  double(...values: readonly number[]): this {
    for (const value of values) {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value, true);
      this.raw(new Uint8Array(view.buffer));
    }
    return this;
  }

  raw(bytes: ArrayLike<number>): this {
    for (let at = 0; at < bytes.length; at++) this.list.push(bytes[at]);
    return this;
  }

  get length(): number {
    return this.list.length;
  }

  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.list);
  }
}

function shapeContent(shape: BuiltShape, flavour: Flavour): Uint8Array<ArrayBuffer> {
  const out = new Bytes();
  if (shape.kind === 'raw') return out.raw(shape.bytes).done();
  if (shape.kind === 'null') return out.int(0).done();
  out.int(shapeType(shape.kind, flavour));
  if (shape.kind === 'point') {
    out.double(...shape.at);
    if (flavour === 'z') out.double(7, 0);
    if (flavour === 'm') out.double(7);
    return out.done();
  }
  const parts = shape.kind === 'multipoint' ? [shape.points] : shape.parts;
  const points = parts.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  out.double(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  if (shape.kind !== 'multipoint') out.int(parts.length);
  out.int(points.length);
  let start = 0;
  if (shape.kind !== 'multipoint') {
    for (const part of parts) {
      out.int(start);
      start += part.length;
    }
  }
  for (const [x, y] of points) out.double(x, y);
  for (let extra = flavour === 'z' ? 2 : flavour === 'm' ? 1 : 0; extra > 0; extra--) {
    out.double(0, 9, ...points.map(() => 7));
  }
  return out.done();
}

function mainHeader(type: number, length: number): Uint8Array<ArrayBuffer> {
  const out = new Bytes().int(9994, false);
  for (let unused = 0; unused < 5; unused++) out.int(0, false);
  return out
    .int(length / 2, false)
    .int(1000)
    .int(type)
    .double(0, 0, 0, 0, 0, 0, 0, 0)
    .done();
}

/** The .shp and .shx of these shapes. */
export function buildShp(
  kind: keyof typeof plainTypes,
  shapes: readonly BuiltShape[],
  flavour: Flavour = 'xy',
): { shp: Uint8Array<ArrayBuffer>; shx: Uint8Array<ArrayBuffer> } {
  const body = new Bytes();
  const index = new Bytes();
  shapes.forEach((shape, record) => {
    const content = shapeContent(shape, flavour);
    index.int((100 + body.length) / 2, false).int(content.length / 2, false);
    body
      .int(record + 1, false)
      .int(content.length / 2, false)
      .raw(content);
  });
  const type = shapeType(kind, flavour);
  return {
    shp: new Bytes()
      .raw(mainHeader(type, 100 + body.length))
      .raw(body.done())
      .done(),
    shx: new Bytes()
      .raw(mainHeader(type, 100 + index.length))
      .raw(index.done())
      .done(),
  };
}

export interface BuiltField {
  readonly name: string | Uint8Array;
  readonly type: string;
  readonly width: number;
  readonly decimals?: number;
}

/** A row: a cell a field, as text (Latin-1) or as bytes; `deleted` rows begin with an asterisk. */
export interface BuiltRow {
  readonly cells: readonly (string | Uint8Array)[];
  readonly deleted?: boolean;
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A dbf. Header fields can be overridden to lie. */
export function buildDbf(
  fields: readonly BuiltField[],
  rows: readonly BuiltRow[],
  lie: { rows?: number; headerLength?: number; rowLength?: number; languageByte?: number; version?: number } = {},
): Uint8Array<ArrayBuffer> {
  const rowLength = 1 + fields.reduce((sum, field) => sum + field.width, 0);
  const header = new Uint8Array(32 + fields.length * 32 + 1);
  const view = new DataView(header.buffer);
  header[0] = lie.version ?? 3;
  view.setUint32(4, lie.rows ?? rows.length, true);
  view.setUint16(8, lie.headerLength ?? header.length, true);
  view.setUint16(10, lie.rowLength ?? rowLength, true);
  header[29] = lie.languageByte ?? 0;
  fields.forEach((field, index) => {
    const at = 32 + index * 32;
    header.set((typeof field.name === 'string' ? latin1(field.name) : field.name).subarray(0, 11), at);
    header[at + 11] = field.type.charCodeAt(0);
    header[at + 16] = field.width;
    header[at + 17] = field.decimals ?? 0;
  });
  header[header.length - 1] = 0x0d;
  const out = new Bytes().raw(header);
  for (const row of rows) {
    out.raw([row.deleted ? 0x2a : 0x20]);
    fields.forEach((field, index) => {
      const cell = row.cells[index];
      const bytes = typeof cell === 'string' ? latin1(cell) : cell;
      const padded = new Uint8Array(field.width).fill(0x20);
      const number = field.type === 'N' || field.type === 'F';
      padded.set(bytes.subarray(0, field.width), number ? Math.max(0, field.width - bytes.length) : 0);
      out.raw(padded);
    });
  }
  return out.raw([0x1a]).done();
}

/** A closed square, clockwise as the format wants outer rings; `turned` the other way round. */
export function square(x: number, y: number, size: number, turned = false): Ring {
  const ring: [number, number][] = [
    [x, y],
    [x, y + size],
    [x + size, y + size],
    [x + size, y],
    [x, y],
  ];
  return turned ? ring.reverse() : ring;
}

/** The bytes with some of them replaced. */
export function damaged(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  copy.set(values, at);
  return copy;
}

export function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

export function littleEndian(value: number): number[] {
  return bigEndian(value).reverse();
}

import { zlibSync } from 'fflate';

/** A grid to be written as a TIFF in one of the many ways there are. */
export interface TiffSpec {
  readonly width: number;
  readonly height: number;
  readonly values: readonly number[];
  readonly littleEndian?: boolean;
  readonly big?: boolean;
  readonly sample?: 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'f32' | 'f64';
  readonly compression?: 'none' | 'deflate' | 'packbits' | 'lzw';
  readonly predictor?: 1 | 2 | 3;
  /** Sides of a tile; strips of `rowsPerStrip` without. */
  readonly tile?: number;
  readonly rowsPerStrip?: number;
  readonly nodata?: string;
  readonly geoKeys?: readonly number[];
  readonly pixelScale?: readonly number[];
  readonly tiepoint?: readonly number[];
  readonly transformation?: readonly number[];
  readonly metadata?: string;
  /** Blocks that are left out of the file. */
  readonly sparse?: readonly number[];
  /** Replaces or adds tags: number, type, values. */
  readonly extra?: readonly (readonly [tag: number, type: 2 | 3 | 4 | 12, values: readonly number[]])[];
}

const samples = {
  u8: { bytes: 1, format: 1 },
  u16: { bytes: 2, format: 1 },
  u32: { bytes: 4, format: 1 },
  i16: { bytes: 2, format: 2 },
  i32: { bytes: 4, format: 2 },
  f32: { bytes: 4, format: 3 },
  f64: { bytes: 8, format: 3 },
} as const;
/** Projected, EPSG:25833, pixel is area. */
export const utm33Keys = [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 25833];

/** Bytes of a TIFF written by the book, with nothing of the product's own reader or writer. */
export function buildTiff(spec: TiffSpec): Uint8Array<ArrayBuffer> {
  const little = spec.littleEndian ?? true;
  const blocks = blocksOf(spec, little).map((raw) => pack(raw, spec.compression ?? 'none'));
  const head = spec.big ? 16 : 8;
  const sparse = new Set(spec.sparse);
  const offsets: number[] = [];
  const lengths: number[] = [];
  let end = head;
  blocks.forEach((block, number) => {
    offsets.push(sparse.has(number) ? 0 : end);
    lengths.push(sparse.has(number) ? 0 : block.length);
    if (!sparse.has(number)) end += block.length + (block.length % 2);
  });
  const tags = tagsOf(spec, offsets, lengths);
  const directory = directoryOf(tags, end, little, spec.big ?? false);
  const bytes = new Uint8Array(end + directory.length);
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  view.setUint16(2, spec.big ? 43 : 42, little);
  if (spec.big) {
    view.setUint16(4, 8, little);
    view.setBigUint64(8, BigInt(end), little);
  } else view.setUint32(4, end, little);
  blocks.forEach((block, number) => {
    if (!sparse.has(number)) bytes.set(block, offsets[number]);
  });
  bytes.set(directory, end);
  return bytes;
}

function blocksOf(spec: TiffSpec, little: boolean): Uint8Array[] {
  const { width, height, tile, values } = spec;
  const { bytes } = samples[spec.sample ?? 'f32'];
  const wide = tile ?? width;
  const tall = tile ?? spec.rowsPerStrip ?? height;
  const blocks: Uint8Array[] = [];
  for (let top = 0; top < height; top += tall) {
    for (let left = 0; left < width; left += wide) {
      const rows = tile ?? Math.min(tall, height - top);
      const raw = new DataView(new ArrayBuffer(wide * rows * bytes));
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < wide; column++) {
          const inside = left + column < width && top + row < height;
          const value = inside ? values[(top + row) * width + left + column] : 0;
          put(raw, (row * wide + column) * bytes, spec.sample ?? 'f32', value, little);
        }
      }
      const block = new Uint8Array(raw.buffer);
      for (let row = 0; row < rows; row++) {
        predict(block.subarray(row * wide * bytes, (row + 1) * wide * bytes), wide, bytes, spec.predictor ?? 1, little);
      }
      blocks.push(block);
    }
  }
  return blocks;
}

function put(view: DataView, at: number, sample: keyof typeof samples, value: number, little: boolean): void {
  if (sample === 'u8') view.setUint8(at, value);
  else if (sample === 'u16') view.setUint16(at, value, little);
  else if (sample === 'i16') view.setInt16(at, value, little);
  else if (sample === 'u32') view.setUint32(at, value, little);
  else if (sample === 'i32') view.setInt32(at, value, little);
  else if (sample === 'f32') view.setFloat32(at, value, little);
  else view.setFloat64(at, value, little);
}

function predict(row: Uint8Array, width: number, bytes: number, predictor: 1 | 2 | 3, little: boolean): void {
  if (predictor === 1) return;
  const before = row.slice();
  if (predictor === 3) {
    for (let cell = 0; cell < width; cell++) {
      for (let byte = 0; byte < bytes; byte++)
        row[byte * width + cell] = before[cell * bytes + (little ? bytes - 1 - byte : byte)];
    }
    for (let at = row.length - 1; at > 0; at--) row[at] -= row[at - 1];
    return;
  }
  const number = (cell: number) => {
    let value = 0n;
    for (let byte = 0; byte < bytes; byte++)
      value = value * 256n + BigInt(before[cell * bytes + (little ? bytes - 1 - byte : byte)]);
    return value;
  };
  for (let cell = width - 1; cell > 0; cell--) {
    let difference = BigInt.asUintN(8 * bytes, number(cell) - number(cell - 1));
    for (let byte = 0; byte < bytes; byte++) {
      row[cell * bytes + (little ? byte : bytes - 1 - byte)] = Number(difference & 255n);
      difference >>= 8n;
    }
  }
}

function pack(raw: Uint8Array, compression: NonNullable<TiffSpec['compression']>): Uint8Array {
  if (compression === 'deflate') return zlibSync(raw);
  if (compression === 'packbits') return packBits(raw);
  return compression === 'lzw' ? packLzw(raw) : raw;
}

function packBits(raw: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < raw.length; ) {
    let run = 1;
    while (run < 128 && raw[at + run] === raw[at]) run++;
    if (run > 2) out.push(257 - run, raw[at]);
    else {
      run = Math.min(raw.length - at, 5);
      out.push(run - 1, ...raw.subarray(at, at + run), 128);
    }
    at += run;
  }
  return Uint8Array.from(out);
}

/** LZW by strings in a map, after the pseudocode of TIFF 6.0. */
function packLzw(raw: Uint8Array): Uint8Array {
  const out: number[] = [];
  let bits = 0;
  let held = 0;
  let table = new Map<string, number>();
  let next = 258;
  const width = () => (next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12);
  const write = (code: number) => {
    bits = bits * 2 ** width() + code;
    held += width();
    while (held >= 8) {
      held -= 8;
      out.push(Math.floor(bits / 2 ** held) & 255);
      bits %= 2 ** held;
    }
  };
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : (table.get(text) as number));
  write(256);
  let seen = '';
  for (const byte of raw) {
    const longer = seen + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) seen = longer;
    else {
      write(codeOf(seen));
      table.set(longer, next++);
      if (next === 4095) {
        write(256);
        table = new Map();
        next = 258;
      }
      seen = String.fromCharCode(byte);
    }
  }
  if (seen !== '') {
    write(codeOf(seen));
    next++;
  }
  write(257);
  out.push(Math.floor(bits * 2 ** (8 - held)) & 255);
  return Uint8Array.from(out);
}

type Tag = readonly [tag: number, type: 2 | 3 | 4 | 12, values: readonly number[]];

function tagsOf(spec: TiffSpec, offsets: readonly number[], lengths: readonly number[]): Tag[] {
  const { bytes, format } = samples[spec.sample ?? 'f32'];
  const compression = { none: 1, lzw: 5, deflate: 8, packbits: 32773 }[spec.compression ?? 'none'];
  const text = (value: string) => [...[...value].map((letter) => letter.charCodeAt(0)), 0];
  const blocks: Tag[] = spec.tile
    ? [
        [322, 3, [spec.tile]],
        [323, 3, [spec.tile]],
        [324, 4, offsets],
        [325, 4, lengths],
      ]
    : [
        [273, 4, offsets],
        [278, 4, [spec.rowsPerStrip ?? spec.height]],
        [279, 4, lengths],
      ];
  const place: Tag[] = spec.transformation
    ? [[34264, 12, spec.transformation]]
    : [
        [33550, 12, spec.pixelScale ?? [10, 10, 0]],
        [33922, 12, spec.tiepoint ?? [0, 0, 0, 450_000, 7_350_000, 0]],
      ];
  const tags: Tag[] = [
    [256, 4, [spec.width]],
    [257, 4, [spec.height]],
    [258, 3, [8 * bytes]],
    [259, 3, [compression]],
    [277, 3, [1]],
    [317, 3, [spec.predictor ?? 1]],
    [339, 3, [format]],
    ...blocks,
    ...place,
    [34735, 3, spec.geoKeys ?? utm33Keys],
    ...(spec.metadata === undefined ? [] : [[42112, 2, text(spec.metadata)] as Tag]),
    ...(spec.nodata === undefined ? [] : [[42113, 2, text(spec.nodata)] as Tag]),
  ];
  const replaced = new Map([...tags, ...(spec.extra ?? [])].map((tag) => [tag[0], tag]));
  return [...replaced.values()].filter(([, , values]) => values.length > 0).sort((a, b) => a[0] - b[0]);
}

const sizes = { 2: 1, 3: 2, 4: 4, 12: 8 } as const;

function directoryOf(tags: readonly Tag[], at: number, little: boolean, big: boolean): Uint8Array {
  const [head, entry, inline] = big ? [8, 20, 8] : [2, 12, 4];
  const table = head + entry * tags.length + inline;
  const extra = tags
    .map(([, type, values]) => sizes[type] * values.length)
    .map((size) => (size <= inline ? 0 : size + (size % 2)));
  const bytes = new Uint8Array(table + extra.reduce((sum, size) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  const address = (place: number, value: number) =>
    big ? view.setBigUint64(place, BigInt(value), little) : view.setUint32(place, value, little);
  if (big) view.setBigUint64(0, BigInt(tags.length), little);
  else view.setUint16(0, tags.length, little);
  let next = table;
  tags.forEach(([tag, type, values], index) => {
    const place = head + entry * index;
    view.setUint16(place, tag, little);
    view.setUint16(place + 2, type, little);
    address(place + 4, values.length);
    const field = place + (big ? 12 : 8);
    if (extra[index] > 0) address(field, at + next);
    const start = extra[index] > 0 ? next : field;
    values.forEach((value, number) => {
      const to = start + sizes[type] * number;
      if (type === 2) view.setUint8(to, value);
      else if (type === 3) view.setUint16(to, value, little);
      else if (type === 4) view.setUint32(to, value, little);
      else view.setFloat64(to, value, little);
    });
    next += extra[index];
  });
  return bytes;
}

import { zlibSync } from 'fflate';

/** A raster to be written: rows from the north, values in row order. */
export interface GeoTiffInput {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** Outer corner of the upper left pixel, and the pixel's side, in units of the CRS. */
  readonly west: number;
  readonly north: number;
  readonly pixelSize: number;
  /** EPSG code of a projected CRS. */
  readonly epsg: number;
  readonly nodata: number;
}

const rowsPerStrip = 64;

type Tag = readonly [tag: number, type: 2 | 3 | 4 | 12, values: readonly number[]];
const sizes = { 2: 1, 3: 2, 4: 4, 12: 8 } as const;

/**
 * A single-band float32 GeoTIFF (TIFF 6.0, GeoTIFF 1.1), little-endian, deflated in strips of 64 rows without
 * predictor, with pixel-is-area, EPSG code and GDAL's nodata tag. The same input gives the same bytes.
 */
export function writeGeoTiff(input: GeoTiffInput): Uint8Array<ArrayBuffer> {
  const strips = deflatedStrips(input);
  const header = 8;
  const offsets: number[] = [];
  let end = header;
  for (const strip of strips) {
    offsets.push(end);
    end += strip.length + (strip.length % 2);
  }
  const tags = tagsOf(
    input,
    offsets,
    strips.map((strip) => strip.length),
  );
  const directory = directoryBytes(tags, end);
  const bytes = new Uint8Array(end + directory.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, end, true);
  strips.forEach((strip, index) => {
    bytes.set(strip, offsets[index]);
  });
  bytes.set(directory, end);
  return bytes;
}

function deflatedStrips({ width, height, values }: GeoTiffInput): Uint8Array[] {
  const strips: Uint8Array[] = [];
  for (let row = 0; row < height; row += rowsPerStrip) {
    const part = values.subarray(row * width, Math.min(height, row + rowsPerStrip) * width);
    const raw = new DataView(new ArrayBuffer(4 * part.length));
    part.forEach((value, index) => {
      raw.setFloat32(4 * index, value, true);
    });
    strips.push(zlibSync(new Uint8Array(raw.buffer), { level: 6 }));
  }
  return strips;
}

function tagsOf(input: GeoTiffInput, offsets: readonly number[], lengths: readonly number[]): Tag[] {
  const nodata = [...String(input.nodata)].map((character) => character.charCodeAt(0));
  return [
    [256, 4, [input.width]],
    [257, 4, [input.height]],
    [258, 3, [32]],
    [259, 3, [8]],
    [262, 3, [1]],
    [273, 4, offsets],
    [277, 3, [1]],
    [278, 4, [rowsPerStrip]],
    [279, 4, lengths],
    [339, 3, [3]],
    [33550, 12, [input.pixelSize, input.pixelSize, 0]],
    [33922, 12, [0, 0, 0, input.west, input.north, 0]],
    // GeoKeys: projected model, pixel is area, EPSG code, metres.
    [34735, 3, [1, 1, 0, 4, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, input.epsg, 3076, 0, 1, 9001]],
    [42113, 2, [...nodata, 0]],
  ];
}

function directoryBytes(tags: readonly Tag[], at: number): Uint8Array<ArrayBuffer> {
  const table = 2 + 12 * tags.length + 4;
  const extra = tags.reduce((sum, [, type, values]) => sum + overflow(type, values.length), 0);
  const bytes = new Uint8Array(table + extra);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tags.length, true);
  let next = table;
  tags.forEach(([tag, type, values], index) => {
    const entry = 2 + 12 * index;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, values.length, true);
    const own = overflow(type, values.length);
    if (own > 0) view.setUint32(entry + 8, at + next, true);
    writeValues(view, own > 0 ? next : entry + 8, type, values);
    next += own;
  });
  return bytes;
}

/** Bytes a tag needs outside its entry, kept even. */
function overflow(type: Tag[1], count: number): number {
  const length = sizes[type] * count;
  return length <= 4 ? 0 : length + (length % 2);
}

function writeValues(view: DataView, at: number, type: Tag[1], values: readonly number[]): void {
  values.forEach((value, index) => {
    const place = at + sizes[type] * index;
    if (type === 2) view.setUint8(place, value);
    else if (type === 3) view.setUint16(place, value, true);
    else if (type === 4) view.setUint32(place, value, true);
    else view.setFloat64(place, value, true);
  });
}

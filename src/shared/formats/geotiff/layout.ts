import { type Affine, inverseOf } from '../../dataset/raster.ts';
import { type Problem, problem } from '../../lib/issue.ts';
import { metresPerFoot, metresPerUsSurveyFoot } from '../../lib/units.ts';
import { StopReading } from '../stop-reading.ts';
import type { TiffDirectory } from './directory.ts';

/** How the numbers of a cell are written. */
export interface SampleType {
  readonly kind: 'unsigned' | 'signed' | 'float';
  readonly bytes: 1 | 2 | 4 | 8;
}

export type Compression = 'none' | 'lzw' | 'deflate' | 'packbits';

/** What the tags say, checked: enough to read any window. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  /** Blocks are strips (as wide as the grid) or tiles; block (column, row) has number row * blockColumns + column. */
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly blockColumns: number;
  readonly tiled: boolean;
  /** Byte offset and length of each block; both 0 for a block that was left out (sparse). */
  readonly offsets: readonly number[] | Float64Array;
  readonly lengths: readonly number[] | Float64Array;
  readonly sample: SampleType;
  readonly compression: Compression;
  /** 1 none, 2 horizontal differences, 3 floating point. */
  readonly predictor: 1 | 2 | 3;
  readonly nodata: number | null;
  readonly transform: Affine;
  /** "EPSG:25833"; null where the file does not say, or has a system of its own. */
  readonly crs: string | null;
  /** Heights are value * scale + offset, in metres. */
  readonly scale: number;
  readonly offset: number;
}

const tags = {
  ...{ width: 256, height: 257, bits: 258, compression: 259, stripOffsets: 273, samples: 277, rowsPerStrip: 278 },
  ...{ stripLengths: 279, predictor: 317, tileWidth: 322, tileHeight: 323, tileOffsets: 324, tileLengths: 325 },
  ...{ sampleFormat: 339, pixelScale: 33550, tiepoint: 33922, transformation: 34264, geoKeys: 34735 },
  ...{ metadata: 42112, nodata: 42113 },
} as const;
const keys = { rasterType: 1025, geographic: 2048, projected: 3072, verticalUnits: 4099 } as const;

const compressions: ReadonlyMap<number, Compression> = new Map([
  [1, 'none'],
  [5, 'lzw'],
  [8, 'deflate'],
  [32946, 'deflate'],
  [32773, 'packbits'],
]);
/** EPSG codes of the units heights may be in. */
const verticalUnits: ReadonlyMap<number, number> = new Map([
  [9001, 1],
  [9002, metresPerFoot],
  [9003, metresPerUsSurveyFoot],
]);
/** No block is unpacked that would take more bytes than this. */
const largestBlock = 2 ** 28;

/** Reads what the tags mean. Stops with a problem that says what is not supported, missing or wrong. */
export async function readTiffLayout(directory: TiffDirectory): Promise<TiffLayout> {
  const file = directory.source.name;
  const stop = (code: string, details: Problem['details'] = {}) => new StopReading(problem(code, { file, ...details }));
  const one = async (tag: number, otherwise: number) => (await directory.numbers(tag))[0] ?? otherwise;
  const width = await one(tags.width, 0);
  const height = await one(tags.height, 0);
  if (!(width >= 1 && height >= 1)) throw stop('tiff-not');
  const samples = await one(tags.samples, 1);
  if (samples !== 1) throw stop('tiff-bands', { bands: samples });
  const sample = sampleType(await one(tags.sampleFormat, 1), await one(tags.bits, 1));
  if (!sample) throw stop('tiff-samples', { format: await one(tags.sampleFormat, 1), bits: await one(tags.bits, 1) });
  const compression = compressions.get(await one(tags.compression, 1));
  if (!compression) throw stop('tiff-compression', { compression: await one(tags.compression, 1) });
  const predictor = compression === 'none' || compression === 'packbits' ? 1 : await one(tags.predictor, 1);
  if (predictor !== 1 && predictor !== 2 && !(predictor === 3 && sample.kind === 'float')) {
    throw stop('tiff-compression', { compression: `predictor ${predictor}` });
  }
  const blocks = await readBlocks(directory, width, height);
  if (blocks.blockWidth * blocks.blockHeight * sample.bytes > largestBlock && compression !== 'none') {
    throw stop('tiff-compression', { compression: `${blocks.blockWidth} x ${blocks.blockHeight}` });
  }
  const geo = await readGeoKeys(directory);
  const vertical = geo.get(keys.verticalUnits);
  const metres = vertical === undefined ? 1 : verticalUnits.get(vertical);
  if (metres === undefined) throw stop('tiff-height-unit', { unit: vertical ?? 0 });
  const transform = await readTransform(directory, geo.get(keys.rasterType) === 2);
  if (!transform || !inverseOf(transform)) throw stop('tiff-no-place');
  const scaling = readScaling((await directory.text(tags.metadata)) ?? '');
  return {
    ...{ width, height, ...blocks, sample, compression, predictor: predictor as 1 | 2 | 3, transform },
    nodata: readNodata(await directory.text(tags.nodata)),
    crs: crsOf(geo),
    scale: scaling.scale * metres,
    offset: scaling.offset * metres,
  };
}

function sampleType(format: number, bits: number): SampleType | null {
  const kind = format === 1 ? 'unsigned' : format === 2 ? 'signed' : format === 3 ? 'float' : null;
  const bytes = bits / 8;
  if (kind === null || (bytes !== 1 && bytes !== 2 && bytes !== 4 && bytes !== 8)) return null;
  if (kind === 'float' ? bytes < 4 : bytes === 8) return null;
  return { kind, bytes };
}

async function readBlocks(directory: TiffDirectory, width: number, height: number) {
  const file = directory.source.name;
  const tiled = directory.has(tags.tileWidth);
  const one = async (tag: number, otherwise: number) => (await directory.numbers(tag))[0] ?? otherwise;
  const blockWidth = tiled ? await one(tags.tileWidth, 0) : width;
  const blockHeight = tiled ? await one(tags.tileHeight, 0) : Math.min(height, await one(tags.rowsPerStrip, height));
  if (!(blockWidth >= 1 && blockHeight >= 1)) throw new StopReading(problem('tiff-not', { file }));
  const blockColumns = Math.ceil(width / blockWidth);
  const count = blockColumns * Math.ceil(height / blockHeight);
  const offsets = await directory.numbers(tiled ? tags.tileOffsets : tags.stripOffsets);
  const lengths = await directory.numbers(tiled ? tags.tileLengths : tags.stripLengths);
  if (offsets.length < count || lengths.length < count) {
    throw new StopReading(
      problem('tiff-blocks-missing', { file, found: Math.min(offsets.length, lengths.length), count }),
    );
  }
  return { blockWidth, blockHeight, blockColumns, tiled, offsets, lengths };
}

/** GeoTIFF 1.1, keys whose value is a number in the directory itself. */
async function readGeoKeys(directory: TiffDirectory): Promise<ReadonlyMap<number, number>> {
  const list = await directory.numbers(tags.geoKeys);
  const found = new Map<number, number>();
  for (let at = 4; at + 3 < list.length && at < 4 + 4 * list[3]; at += 4) {
    if (list[at + 1] === 0) found.set(list[at], list[at + 3]);
  }
  return found;
}

function crsOf(geo: ReadonlyMap<number, number>): string | null {
  const projected = geo.get(keys.projected);
  const code = projected ?? geo.get(keys.geographic);
  // 32767 is a system of the file's own: only a person can say which it is.
  return code === undefined || code < 1024 || code >= 32767 ? null : `EPSG:${code}`;
}

async function readTransform(directory: TiffDirectory, pixelIsPoint: boolean): Promise<Affine | null> {
  const matrix = await directory.numbers(tags.transformation);
  const scale = await directory.numbers(tags.pixelScale);
  const tie = await directory.numbers(tags.tiepoint);
  let transform: Affine;
  if (matrix.length >= 16) transform = [matrix[0], matrix[1], matrix[3], matrix[4], matrix[5], matrix[7]];
  else if (scale.length >= 2 && tie.length >= 6) {
    transform = [scale[0], 0, tie[3] - tie[0] * scale[0], 0, -scale[1], tie[4] + tie[1] * scale[1]];
  } else return null;
  if (!transform.every(Number.isFinite)) return null;
  if (!pixelIsPoint) return transform;
  const [a, b, c, d, e, f] = transform;
  return [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2];
}

function readNodata(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = text.trim().toLowerCase() === 'nan' ? Number.NaN : Number(text);
  return Number.isNaN(value) && !/nan/i.test(text) ? null : value;
}

/** Scale and offset as GDAL writes them among its metadata. */
function readScaling(xml: string): { readonly scale: number; readonly offset: number } {
  const value = (role: string, otherwise: number) => {
    const found = Number(new RegExp(`<Item[^>]*role="${role}"[^>]*>([^<]*)</Item>`, 'i').exec(xml)?.[1] ?? Number.NaN);
    return Number.isFinite(found) ? found : otherwise;
  };
  return { scale: value('scale', 1), offset: value('offset', 0) };
}

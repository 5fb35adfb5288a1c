import { createTransform } from '../../crs/transform.ts';
import type { Crs } from '../../crs/types.ts';
import { hashDataset } from '../../dataset/hash.ts';
import { type Affine, inverseOf, type Raster, windowTransform } from '../../dataset/raster.ts';
import type { Extent } from '../../geometry/types.ts';
import { sharedFloat32 } from '../../lib/buffers.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { type Issue, type Problem, problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import { StopReading } from '../stop-reading.ts';
import type { ReadContext } from '../types.ts';
import { exactly, readTiffDirectory, type TiffDirectory } from './directory.ts';
import { readTiffLayout, type TiffLayout } from './layout.ts';
import { sampleReader, undoDifferences, undoFloatingPoint } from './samples.ts';
import { unpack } from './unpack.ts';

/** What to read of a grid. */
export interface RasterOptions {
  /** CRS definition or code that beats what the file says. */
  readonly crs?: string | undefined;
  /** Only the cells around this box are read; without it all of them. */
  readonly within?: { readonly extent: Extent; readonly crs: Crs } | undefined;
}

/** A grid as read, and everything noticed about it. */
export interface ReadRaster {
  readonly raster: Raster;
  /** Size of the whole grid in the file. */
  readonly fullWidth: number;
  readonly fullHeight: number;
  readonly issues: readonly Issue[];
}

/** More cells than this (1 GB) are not held at once. */
const mostCells = 2 ** 28;
/** Cells read around the box: slopes need a cell's neighbours, and a small plot the cells beside it. */
const margin = 3;
/** Points along each side of the box: its sides are curves in another CRS. */
const sideSteps = 16;

/** Columns [west, east) and rows [north, south) of the grid. */
interface Window {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/**
 * Reads one band of numbers from a GeoTIFF (TIFF 6.0, BigTIFF, GeoTIFF 1.1) in any of: strips or tiles; none, LZW, Deflate
 * or PackBits; predictors 1, 2, 3; integers of 8 to 32 bits, floats of 32 and 64; either byte order. Only the blocks in the
 * window are fetched, so the size of the file does not matter. Cells equal to the nodata value, and blocks left out, are NaN.
 */
export async function readGeoTiff(
  source: ByteSource,
  options: RasterOptions,
  context: ReadContext,
): Promise<Outcome<ReadRaster, Problem>> {
  const progress: ReadProgress = { context, done: 0, total: source.size };
  try {
    return await readOrStop(source, options, progress);
  } catch (error) {
    if (error instanceof StopReading) return failure(error.problem);
    throw error;
  }
}

async function readOrStop(
  source: ByteSource,
  options: RasterOptions,
  progress: ReadProgress,
): Promise<Outcome<ReadRaster, Problem>> {
  const log = new IssueLog();
  const directory = await readTiffDirectory(source, progress);
  const layout = await readTiffLayout(directory);
  const crs = layerCrs(options.crs, layout.crs, 'file', log);
  if (options.within && crs.kind === 'unknown') {
    return failure(problem('layer-crs-unknown', { layer: source.name, file: source.name }));
  }
  const window = windowOf(layout, crs, options);
  if (!window.ok) return window;
  const { west, north, east, south } = window.value;
  const cells = (east - west) * (south - north);
  if (cells > mostCells) return failure(problem('raster-too-large', { file: source.name, cells, most: mostCells }));
  if (cells === 0) log.add('warning', 'raster-outside-plots', { file: source.name });
  const values = await readWindow(directory, layout, window.value, progress);
  const transform = windowTransform(layout.transform, west, north);
  const raster: Raster = {
    id: idOf(transform, east - west, values),
    crs,
    transform,
    width: east - west,
    height: south - north,
    values,
    nodata: layout.nodata,
  };
  return success({ raster, fullWidth: layout.width, fullHeight: layout.height, issues: log.list() });
}

function idOf(transform: Affine, width: number, values: Float32Array): Raster['id'] {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return hashDataset({ kind: 'none', count: 0 }, [
    { type: 'number', name: 'grid', values: Float64Array.from([...transform, width]) },
    { type: 'boolean', name: 'cells', values: bytes },
  ]);
}

function windowOf(layout: TiffLayout, crs: Crs, { within }: RasterOptions): Outcome<Window, Problem> {
  const whole = { west: 0, north: 0, east: layout.width, south: layout.height };
  if (!within) return success(whole);
  const transform = createTransform(within.crs, crs);
  if (!transform.ok) return transform;
  const toCell = inverseOf(layout.transform) as Affine;
  const [minX, minY, maxX, maxY] = within.extent;
  const at = new Float64Array(2);
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i <= sideSteps; i++) {
    for (let j = 0; j <= sideSteps; j++) {
      transform.value.apply(minX + ((maxX - minX) * i) / sideSteps, minY + ((maxY - minY) * j) / sideSteps, at, 0);
      const column = toCell[0] * at[0] + toCell[1] * at[1] + toCell[2];
      const row = toCell[3] * at[0] + toCell[4] * at[1] + toCell[5];
      if (Number.isNaN(column + row)) continue;
      [west, east] = [Math.min(west, column), Math.max(east, column)];
      [north, south] = [Math.min(north, row), Math.max(south, row)];
    }
  }
  // Between the points of a side a curve may bulge by a small share of the box.
  const spareColumns = margin + (east - west) / 200;
  const spareRows = margin + (south - north) / 200;
  const clip = (value: number, most: number) => Math.min(most, Math.max(0, Number.isNaN(value) ? 0 : value));
  const window = {
    west: clip(Math.floor(west - spareColumns), layout.width),
    east: clip(Math.ceil(east + spareColumns), layout.width),
    north: clip(Math.floor(north - spareRows), layout.height),
    south: clip(Math.ceil(south + spareRows), layout.height),
  };
  const empty = window.east <= window.west || window.south <= window.north;
  return success(empty ? { west: 0, north: 0, east: 0, south: 0 } : window);
}

/** The cells of a window, row by row; missing ones are NaN. */
export async function readWindow(
  directory: TiffDirectory,
  layout: TiffLayout,
  window: Window,
  progress: ReadProgress,
): Promise<Float32Array> {
  const width = window.east - window.west;
  const values = sharedFloat32(width * (window.south - window.north)).fill(Number.NaN);
  if (values.length === 0) return values;
  const { blockWidth, blockHeight, blockColumns } = layout;
  const lastColumn = Math.floor((window.east - 1) / blockWidth);
  const lastRow = Math.floor((window.south - 1) / blockHeight);
  const rows = lastRow - Math.floor(window.north / blockHeight) + 1;
  let done = 0;
  for (let blockRow = Math.floor(window.north / blockHeight); blockRow <= lastRow; blockRow++) {
    for (let column = Math.floor(window.west / blockWidth); column <= lastColumn; column++) {
      const block = { column, row: blockRow, number: blockRow * blockColumns + column };
      await readBlock(directory, layout, window, block, values, progress);
    }
    progress.context.progress(++done, rows);
  }
  return values;
}

interface Block {
  readonly column: number;
  readonly row: number;
  readonly number: number;
}

/** Copies the cells of one block that lie in the window. */
async function readBlock(
  directory: TiffDirectory,
  layout: TiffLayout,
  window: Window,
  block: Block,
  values: Float32Array,
  progress: ReadProgress,
): Promise<void> {
  const { source, littleEndian } = directory;
  const { blockWidth, blockHeight, sample, tiled, height } = layout;
  const top = block.row * blockHeight;
  const held = tiled ? blockHeight : Math.min(blockHeight, height - top);
  const firstRow = Math.max(0, window.north - top);
  const endRow = Math.min(held, window.south - top);
  const rowBytes = blockWidth * sample.bytes;
  const bytes = await unpackedRows(directory, layout, block.number, held, firstRow, endRow, progress);
  if (bytes === 'sparse') return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = sampleReader(sample, littleEndian);
  const nodata =
    layout.nodata === null
      ? Number.NaN
      : sample.bytes === 4 && sample.kind === 'float'
        ? Math.fround(layout.nodata)
        : layout.nodata;
  const left = block.column * blockWidth;
  const from = Math.max(0, window.west - left);
  const to = Math.min(blockWidth, window.east - left, layout.width - left);
  const width = window.east - window.west;
  for (let row = firstRow; row < endRow; row++) {
    const line = bytes.subarray((row - firstRow) * rowBytes, (row - firstRow + 1) * rowBytes);
    if (layout.predictor === 2) undoDifferences(line, blockWidth, sample.bytes, littleEndian);
    else if (layout.predictor === 3) undoFloatingPoint(line, blockWidth, sample.bytes, littleEndian);
    const out = (top + row - window.north) * width + left - window.west;
    for (let cell = from; cell < to; cell++) {
      const value = read(view, (row - firstRow) * rowBytes, cell);
      if (value !== nodata && value - value === 0) values[out + cell] = value * layout.scale + layout.offset;
    }
  }
  if (progress.context.cancelled()) throw new StopReading(problem('read-cancelled', { file: source.name }));
}

/** Rows [firstRow, endRow) of a block as they were before packing. */
async function unpackedRows(
  { source }: TiffDirectory,
  layout: TiffLayout,
  number: number,
  held: number,
  firstRow: number,
  endRow: number,
  progress: ReadProgress,
): Promise<Uint8Array | 'sparse'> {
  const offset = layout.offsets[number];
  const length = layout.lengths[number];
  if (length === 0 && offset === 0) return 'sparse';
  const rowBytes = layout.blockWidth * layout.sample.bytes;
  if (layout.compression === 'none') {
    if (length < endRow * rowBytes) throw damaged(source, number);
    const view = await exactly(source, offset + firstRow * rowBytes, (endRow - firstRow) * rowBytes, progress);
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  }
  const view = await exactly(source, offset, length, progress);
  const packed = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const rows = unpack(packed, layout.compression, held * rowBytes);
  if (rows === null) throw damaged(source, number);
  return rows.subarray(firstRow * rowBytes, endRow * rowBytes);
}

function damaged(source: ByteSource, number: number): StopReading {
  return new StopReading(problem('tiff-damaged', { file: source.name, block: number + 1 }));
}

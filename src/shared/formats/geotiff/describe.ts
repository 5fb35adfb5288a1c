import type { Crs } from '../../crs/types.ts';
import type { Extent } from '../../geometry/types.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import type { Issue, Problem } from '../../lib/issue.ts';
import { failure, type Outcome, success } from '../../lib/outcome.ts';
import type { ReadProgress } from '../byte-window.ts';
import { IssueLog } from '../issue-log.ts';
import { layerCrs } from '../layer-crs.ts';
import { StopReading } from '../stop-reading.ts';
import type { ReadContext } from '../types.ts';
import { readTiffDirectory } from './directory.ts';
import { readTiffLayout, type TiffLayout } from './layout.ts';
import { readWindow } from './read.ts';

/** What a grid of heights is, without its cells. */
export interface RasterFacts {
  readonly width: number;
  readonly height: number;
  readonly crs: Crs;
  /** Sides of a cell in units of the CRS. */
  readonly cell: readonly [width: number, height: number];
  readonly extent: Extent;
  /** What the file writes for missing; null where it says nothing. */
  readonly nodata: number | null;
  /** Lowest and highest height in metres; null where all that was looked at is missing. */
  readonly range: readonly [lowest: number, highest: number] | null;
  /** Cells that were looked at for the range, and how many of them are missing. */
  readonly looked: number;
  readonly missing: number;
  readonly issues: readonly Issue[];
}

/** Of larger grids so many cells (256 MB) are looked at, in bands spread evenly from north to south. */
const mostLooked = 2 ** 26;

/** Tells size, cells, place and range of a GeoTIFF. What `readGeoTiff` refuses is refused here. */
export async function describeGeoTiff(
  source: ByteSource,
  crs: string | undefined,
  context: ReadContext,
): Promise<Outcome<RasterFacts, Problem>> {
  const progress: ReadProgress = { context, done: 0, total: source.size };
  try {
    const log = new IssueLog();
    const directory = await readTiffDirectory(source, progress);
    const layout = await readTiffLayout(directory);
    const { width, height, blockHeight, transform, nodata } = layout;
    const [a, b, , d, e] = transform;
    const range = new RangeOfCells();
    const bands = Math.ceil(height / blockHeight);
    const step = Math.max(1, Math.ceil((width * height) / mostLooked));
    for (let band = 0; band < bands; band += step) {
      const [north, south] = [band * blockHeight, Math.min(height, (band + 1) * blockHeight)];
      range.add(await readWindow(directory, layout, { west: 0, east: width, north, south }, progress));
    }
    return success({
      width,
      height,
      crs: layerCrs(crs, layout.crs, 'file', log),
      cell: [Math.hypot(a, d), Math.hypot(b, e)],
      extent: extentOf(layout),
      nodata,
      range: range.lowest <= range.highest ? [range.lowest, range.highest] : null,
      looked: range.looked,
      missing: range.missing,
      issues: log.list(),
    });
  } catch (error) {
    if (error instanceof StopReading) return failure(error.problem);
    throw error;
  }
}

class RangeOfCells {
  lowest = Number.POSITIVE_INFINITY;
  highest = Number.NEGATIVE_INFINITY;
  looked = 0;
  missing = 0;

  add(values: Float32Array): void {
    this.looked += values.length;
    for (const value of values) {
      if (Number.isNaN(value)) this.missing++;
      else {
        if (value < this.lowest) this.lowest = value;
        if (value > this.highest) this.highest = value;
      }
    }
  }
}

function extentOf({ width, height, transform: [a, b, c, d, e, f] }: TiffLayout): Extent {
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ];
  const x = corners.map(([column, row]) => a * column + b * row + c);
  const y = corners.map(([column, row]) => d * column + e * row + f);
  return [Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)];
}

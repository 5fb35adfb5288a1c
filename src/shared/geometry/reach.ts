import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';

/**
 * Weighted points in square cells with sums: plain typed arrays in shared memory. Cell c lies in column c % columns and
 * row floor(c / columns), counted from minX, minY.
 */
export interface ReachIndex {
  readonly minX: number;
  readonly minY: number;
  /** Side of a cell in units of the CRS. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Cell c owns points cellStart[c] .. cellStart[c+1]-1. */
  readonly cellStart: Uint32Array;
  readonly xy: Float64Array;
  readonly weights: Float64Array;
  /** Sum of the weights in each cell. */
  readonly sums: Float64Array;
  /** Sum of each run of `runLength` cells of a row, the first beginning with the row; `runs` of them a row. */
  readonly runs: number;
  readonly runSums: Float64Array;
}

/** Cells in a run: a reach of 35 km is 560 cells wide, and 35 runs with what is left at its ends. */
const runLength = 16;

/** 125 m: eight cells to a kilometre, so that most of a usual reach is whole cells and the rim is thin. */
export const defaultCell = 125;

/**
 * @param xy x, y of the points; those that are not finite are left out. Areas and lines count at their centroid, so
 *   population polygons are given as centroids: a square of a population grid is in reach when its centre is.
 * @param weights one per point (null: each counts 1); NaN (missing) counts as nothing.
 * @param cell wanted side of a cell in units of the CRS; made larger where that would give more cells than a few per point.
 */
export function buildReachIndex(
  xy: Float64Array,
  weights: Float64Array | null,
  cell: number = defaultCell,
): ReachIndex {
  const grid = layGrid(xy, weights, cell);
  const cellStart = sharedUint32(grid.columns * grid.rows + 1);
  const count = xy.length / 2;
  for (let point = 0; point < count; point++) {
    const at = cellOf(grid, xy, weights, point);
    if (at >= 0) cellStart[at + 1]++;
  }
  for (let at = 0; at + 1 < cellStart.length; at++) cellStart[at + 1] += cellStart[at];
  const used = cellStart[cellStart.length - 1];
  const runs = Math.ceil(grid.columns / runLength);
  const index: ReachIndex = {
    ...grid,
    runs,
    runSums: sharedFloat64(runs * grid.rows),
    cellStart,
    xy: sharedFloat64(2 * used),
    weights: sharedFloat64(used),
    sums: sharedFloat64(cellStart.length - 1),
  };
  const next = Uint32Array.from(cellStart);
  for (let point = 0; point < count; point++) {
    const at = cellOf(grid, xy, weights, point);
    if (at < 0) continue;
    const slot = next[at]++;
    index.xy[2 * slot] = xy[2 * point];
    index.xy[2 * slot + 1] = xy[2 * point + 1];
    index.weights[slot] = weights ? weights[point] : 1;
    index.sums[at] += index.weights[slot];
  }
  sumRuns(index);
  return index;
}

function sumRuns({ rows, columns, sums, runs, runSums }: ReachIndex): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      runSums[row * runs + Math.floor(column / runLength)] += sums[row * columns + column];
  }
}

type Grid = Pick<ReachIndex, 'minX' | 'minY' | 'cell' | 'columns' | 'rows'>;

function counts(xy: Float64Array, weights: Float64Array | null, point: number): boolean {
  const x = xy[2 * point];
  const y = xy[2 * point + 1];
  return x - x === 0 && y - y === 0 && !(weights && Number.isNaN(weights[point]));
}

function layGrid(xy: Float64Array, weights: Float64Array | null, wanted: number): Grid {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let point = 0; 2 * point < xy.length; point++) {
    if (!counts(xy, weights, point)) continue;
    minX = Math.min(minX, xy[2 * point]);
    minY = Math.min(minY, xy[2 * point + 1]);
    maxX = Math.max(maxX, xy[2 * point]);
    maxY = Math.max(maxY, xy[2 * point + 1]);
  }
  if (minX > maxX) return { minX: 0, minY: 0, cell: wanted, columns: 0, rows: 0 };
  const most = 2 * xy.length + 65_536;
  for (let cell = wanted; ; cell *= 2) {
    const columns = Math.floor((maxX - minX) / cell) + 1;
    const rows = Math.floor((maxY - minY) / cell) + 1;
    if (columns * rows <= most) return { minX, minY, cell, columns, rows };
  }
}

function cellOf(grid: Grid, xy: Float64Array, weights: Float64Array | null, point: number): number {
  if (!counts(xy, weights, point)) return -1;
  const column = Math.min(grid.columns - 1, Math.floor((xy[2 * point] - grid.minX) / grid.cell));
  const row = Math.min(grid.rows - 1, Math.floor((xy[2 * point + 1] - grid.minY) / grid.cell));
  return row * grid.columns + column;
}

/**
 * out[n] = sum of the weights of the points at most `within` (units of the CRS) from x, y = centroids[2n], centroids[2n+1]
 * for n in [from, to); exact, a point at the very radius counts. 0 where nothing is in reach, NaN where the centroid is NaN.
 */
export function measureReach(
  centroids: Float64Array,
  within: number,
  index: ReachIndex,
  from: number,
  to: number,
  out: Float64Array,
): void {
  for (let n = from; n < to; n++) {
    const x = centroids[2 * n];
    const y = centroids[2 * n + 1];
    out[n] = x - x === 0 && y - y === 0 ? sumAround(index, x, y, within) : Number.NaN;
  }
}

function sumAround(index: ReachIndex, x: number, y: number, within: number): number {
  const { minX, minY, cell, columns, rows, cellStart } = index;
  // Wider and narrower than the radius by more than rounding: between the two every point is tested by itself.
  const outer = within * (1 + 1e-9);
  const inner = within * (1 - 1e-9);
  const firstRow = Math.max(0, Math.floor((y - outer - minY) / cell) - 1);
  const lastRow = Math.min(rows - 1, Math.floor((y + outer - minY) / cell) + 1);
  let sum = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    const low = minY + row * cell - y;
    const high = low + cell;
    const near = low > 0 ? low : high < 0 ? -high : 0;
    const far = Math.max(-low, high);
    const reach = Math.sqrt(Math.max(0, outer * outer - near * near)) + cell * 1e-6;
    const first = Math.max(0, Math.floor((x - reach - minX) / cell));
    const last = Math.min(columns - 1, Math.floor((x + reach - minX) / cell));
    if (first > last) continue;
    const sure = far < inner ? Math.sqrt(inner * inner - far * far) - cell * 1e-6 : -1;
    const whole = sure > 0 ? Math.max(first, Math.ceil((x - sure - minX) / cell)) : last + 1;
    const wholeEnd = sure > 0 ? Math.min(last, Math.floor((x + sure - minX) / cell) - 1) : last;
    const base = row * columns;
    if (whole > wholeEnd) {
      sum += sumTested(index, cellStart[base + first], cellStart[base + last + 1], x, y, within);
      continue;
    }
    sum += sumTested(index, cellStart[base + first], cellStart[base + whole], x, y, within);
    sum += sumWhole(index, row, whole, wholeEnd);
    sum += sumTested(index, cellStart[base + wholeEnd + 1], cellStart[base + last + 1], x, y, within);
  }
  return sum;
}

/** Sum of the whole cells first .. last of a row. Sums are added, never taken off, so that nothing is 0 and stays 0. */
function sumWhole({ columns, sums, runs, runSums }: ReachIndex, row: number, first: number, last: number): number {
  const base = row * columns;
  const firstRun = Math.ceil(first / runLength);
  const endRun = Math.floor((last + 1) / runLength);
  let sum = 0;
  if (firstRun >= endRun) {
    for (let column = first; column <= last; column++) sum += sums[base + column];
    return sum;
  }
  for (let column = first; column < firstRun * runLength; column++) sum += sums[base + column];
  for (let run = firstRun; run < endRun; run++) sum += runSums[row * runs + run];
  for (let column = endRun * runLength; column <= last; column++) sum += sums[base + column];
  return sum;
}

function sumTested(index: ReachIndex, start: number, end: number, x: number, y: number, within: number): number {
  const { xy, weights } = index;
  const limit = within * within;
  let sum = 0;
  for (let point = start; point < end; point++) {
    const dx = xy[2 * point] - x;
    const dy = xy[2 * point + 1] - y;
    if (dx * dx + dy * dy <= limit) sum += weights[point];
  }
  return sum;
}

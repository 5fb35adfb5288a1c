import { createTransform, type PointTransform } from '../crs/transform.ts';
import type { Crs } from '../crs/types.ts';
import { createGroundScale, type GroundScale } from '../dataset/ground-scale.ts';
import { type Affine, inverseOf, type Raster } from '../dataset/raster.ts';
import type { Polygons } from '../geometry/types.ts';
import { isFiniteVertex, vertexStart } from '../geometry/vertices.ts';

/** Heights on which plots are looked at, one plot after another: its rings in cells of the grid, and slopes of cells. */
export class TerrainView {
  /** minX, minY, maxX, maxY of the plot loaded, in columns and rows; NaN where none of it has a place in the grid's CRS. */
  readonly box = new Float64Array(4);
  private readonly toCell: Affine;
  private readonly transform: PointTransform;
  private readonly groundScale: GroundScale;
  private readonly metres = new Float64Array(2);
  private scaleX = Number.NaN;
  private scaleY = Number.NaN;
  /** The loaded plot's rings as column, row pairs and where each ends. */
  private cells = new Float64Array(128);
  private ringEnds: number[] = [];
  private crossings: number[] = [];

  /** Throws where the two CRS cannot be brought together: a grid is only bound when they can. */
  constructor(
    readonly raster: Raster,
    plotsCrs: Crs,
  ) {
    const transform = createTransform(plotsCrs, raster.crs);
    const groundScale = createGroundScale(raster.crs);
    const toCell = inverseOf(raster.transform);
    if (!transform.ok || !groundScale.ok || !toCell) throw new Error('terrain: the grid has no place among the plots');
    this.transform = transform.value;
    this.groundScale = groundScale.value;
    this.toCell = toCell;
  }

  /** Turns to a plot; false when no vertex of it has a place in the grid's CRS. */
  load(plots: Polygons, row: number): boolean {
    const { xy, featureStart, partStart, ringStart } = plots;
    const vertices = vertexStart(plots, row + 1) - vertexStart(plots, row);
    if (2 * vertices > this.cells.length) this.cells = new Float64Array(4 * vertices);
    this.ringEnds.length = 0;
    const { box, cells, toCell } = this;
    box.set([Infinity, Infinity, -Infinity, -Infinity]);
    let at = 0;
    const lastRing = partStart[featureStart[row + 1]];
    for (let ring = partStart[featureStart[row]]; ring < lastRing; ring++) {
      for (let vertex = ringStart[ring]; vertex < ringStart[ring + 1]; vertex++) {
        this.transform.apply(xy[2 * vertex], xy[2 * vertex + 1], cells, at);
        const x = cells[at];
        const y = cells[at + 1];
        if (!isFiniteVertex(x, y)) continue;
        const column = round(toCell[0] * x + toCell[1] * y + toCell[2]);
        const line = round(toCell[3] * x + toCell[4] * y + toCell[5]);
        cells[at++] = column;
        cells[at++] = line;
        if (column < box[0]) box[0] = column;
        if (line < box[1]) box[1] = line;
        if (column > box[2]) box[2] = column;
        if (line > box[3]) box[3] = line;
      }
      this.ringEnds.push(at);
    }
    return box[0] <= box[2];
  }

  /** Calls back with every cell whose centre lies inside the plot (even-odd), also those beyond the grid. */
  cellsInside(visit: (column: number, row: number) => void): void {
    const { box, crossings } = this;
    const last = Math.ceil(box[3] - 0.5);
    for (let row = Math.ceil(box[1] - 0.5); row < last; row++) {
      this.crossRow(row + 0.5);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const end = Math.ceil(crossings[pair + 1] - 0.5);
        for (let column = Math.ceil(crossings[pair] - 0.5); column < end; column++) visit(column, row);
      }
    }
  }

  /** Calls back with the cells under the plot's corners and under the centre of its box, each once. */
  cellsTouched(visit: (column: number, row: number) => void): void {
    const { box, cells } = this;
    const seen: [number, number][] = [];
    const see = (x: number, y: number) => {
      const [column, row] = [Math.floor(x), Math.floor(y)];
      if (seen.some(([a, b]) => a === column && b === row)) return;
      seen.push([column, row]);
      visit(column, row);
    };
    see((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
    const end = this.ringEnds.at(-1) ?? 0;
    for (let at = 0; at < end; at += 2) see(cells[at], cells[at + 1]);
  }

  /**
   * Slope of a cell in percent, by Horn's weighted differences of its eight neighbours (B. K. P. Horn, Proc. IEEE 69,
   * 1981); NaN where the cell or a neighbour has no height.
   */
  slope(column: number, row: number): number {
    const { width, height, values, transform } = this.raster;
    if (column < 1 || row < 1 || column >= width - 1 || row >= height - 1) return Number.NaN;
    const at = row * width + column;
    const up = at - width;
    const down = at + width;
    const right = values[up + 1] + 2 * values[at + 1] + values[down + 1];
    const left = values[up - 1] + 2 * values[at - 1] + values[down - 1];
    const below = values[down - 1] + 2 * values[down] + values[down + 1];
    const above = values[up - 1] + 2 * values[up] + values[up + 1];
    const perColumn = (right - left + 0 * values[at]) / 8;
    const perRow = (below - above) / 8;
    const [ia, ib, , id, ie] = this.toCell;
    const [a, b, c, d, e, f] = transform;
    this.scaleAt(a * (column + 0.5) + b * (row + 0.5) + c, d * (column + 0.5) + e * (row + 0.5) + f);
    const x = (perColumn * ia + perRow * id) / this.metres[0];
    const y = (perColumn * ib + perRow * ie) / this.metres[1];
    return 100 * Math.sqrt(x * x + y * y);
  }

  /** The scale of a row of cells is worked out once. */
  private scaleAt(x: number, y: number): void {
    if (y === this.scaleY && (this.raster.transform[1] === 0 || x === this.scaleX)) return;
    this.scaleX = x;
    this.scaleY = y;
    this.groundScale(x, y, this.metres);
  }

  /** Sorted columns at which the rings cross this height. */
  private crossRow(y: number): void {
    const { cells, crossings, ringEnds } = this;
    crossings.length = 0;
    let start = 0;
    for (const end of ringEnds) {
      let ax = cells[end - 2];
      let ay = cells[end - 1];
      for (let at = start; at < end; at += 2) {
        const bx = cells[at];
        const by = cells[at + 1];
        if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
        ax = bx;
        ay = by;
      }
      start = end;
    }
    crossings.sort((one, other) => one - other);
  }
}

/** Runtimes differ in the last bits of sines: rounded to a ten-millionth of a cell, the same cells are inside everywhere. */
const round = (cell: number): number => Math.round(cell * 1e7) / 1e7;

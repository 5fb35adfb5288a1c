import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import { isFiniteVertex, vertexStart } from '../vertices.ts';
import type { OverlayPlan } from './plan.ts';
import type { OverlayPart } from './types.ts';

/** Most edges of a run: short enough that a box around it says much, long enough that boxes are few. */
export const mostRunEdges = 16;

/**
 * Cuts features [from, to) of the plan into tiles.
 *
 * Each ring is walked once through the tiles. Where it steps over a tile's left border, the feature flips there at that
 * height; where it steps over a bottom border, the feature flips at the bottom left corner of all tiles to the right in
 * that row. Whether a step is taken depends on the vertices' tiles alone, so rounding of the crossing points cannot
 * make the bookkeeping contradict itself, and rings need not be simple.
 */
export function cutFeatures(plan: OverlayPlan, from: number, to: number): OverlayPart {
  const cutter = new Cutter(plan, from, to);
  for (let feature = from; feature < to; feature++) cutter.cut(feature);
  return cutter.part();
}

class Cutter {
  private readonly plan: OverlayPlan;
  private readonly columns: number;
  private readonly rows: number;
  private readonly size: number;
  private feature = 0;
  // Where the walk stands.
  private x = 0;
  private y = 0;
  private column = 0;
  private row = 0;
  private pathStart = 0;
  /** False outside the grid, where nothing needs keeping. */
  private pathOpen = false;
  // Corner flips of the feature in hand, over the tiles of its box.
  private corners = new Uint8Array(1024);
  private left = 0;
  private bottom = 0;
  private wide = 0;
  private tall = 0;
  // What was cut so far.
  private xy: Float64Array<ArrayBuffer>;
  private vertices = 0;
  private runs = 0;
  private runTile = new Uint32Array(1 << 10);
  private runFirst = new Uint32Array(1 << 10);
  private runLast = new Uint32Array(1 << 10);
  private runFeature = new Uint32Array(1 << 10);
  private runBox = new Float64Array(1 << 12);
  private flips = 0;
  private flipTile = new Uint32Array(1 << 10);
  private flipFeature = new Uint32Array(1 << 10);
  private flipY = new Float64Array(1 << 10);

  constructor(plan: OverlayPlan, from: number, to: number) {
    this.plan = plan;
    // Room for the vertices and for crossings at about every tenth of them; growing costs a second copy of everything.
    this.xy = new Float64Array(Math.ceil(2.2 * vertexCount(plan, from, to)) + 64);
    this.columns = plan.grid.columns;
    this.rows = plan.grid.rows;
    this.size = plan.grid.size;
  }

  part(): OverlayPart {
    return {
      xy: sharedCopy64(this.xy, 2 * this.vertices),
      runTile: sharedCopy32(this.runTile, this.runs),
      runFirst: sharedCopy32(this.runFirst, this.runs),
      runLast: sharedCopy32(this.runLast, this.runs),
      runFeature: sharedCopy32(this.runFeature, this.runs),
      runBox: sharedCopy64(this.runBox, 4 * this.runs),
      flipTile: sharedCopy32(this.flipTile, this.flips),
      flipFeature: sharedCopy32(this.flipFeature, this.flips),
      flipY: sharedCopy64(this.flipY, this.flips),
    };
  }

  cut(feature: number): void {
    const { layers, featureLayer, featureRow } = this.plan;
    if (!this.enter(feature)) return;
    const polygons = layers[featureLayer[feature]];
    const row = featureRow[feature];
    const lastRing = polygons.partStart[polygons.featureStart[row + 1]];
    for (let ring = polygons.partStart[polygons.featureStart[row]]; ring < lastRing; ring++) {
      this.cutRing(polygons.xy, polygons.ringStart[ring], polygons.ringStart[ring + 1]);
    }
    this.emitCorners();
  }

  /** Clears the corner flips over the feature's box; false when the feature cannot matter to any tile. */
  private enter(feature: number): boolean {
    const { featureBox, grid } = this.plan;
    const column = (x: number) => this.clampColumn(Math.floor((x - grid.originX) / this.size));
    const row = (y: number) => this.clampRow(Math.floor((y - grid.originY) / this.size));
    const left = featureBox[4 * feature];
    if (Number.isNaN(left)) return false;
    const right = column(featureBox[4 * feature + 2]);
    const top = row(featureBox[4 * feature + 3]);
    this.feature = feature;
    this.left = Math.max(0, column(left));
    this.bottom = Math.max(0, row(featureBox[4 * feature + 1]));
    this.wide = Math.min(this.columns - 1, right) - this.left + 1;
    this.tall = Math.min(this.rows - 1, top) - this.bottom + 1;
    if (this.wide <= 0 || this.tall <= 0) return false;
    const tiles = this.wide * this.tall;
    if (tiles > this.corners.length) this.corners = new Uint8Array(2 * tiles);
    else this.corners.fill(0, 0, tiles);
    return true;
  }

  private clampColumn(column: number): number {
    return column < 0 ? -1 : Math.min(column, this.columns);
  }

  private clampRow(row: number): number {
    return row < 0 ? -1 : Math.min(row, this.rows);
  }

  private cutRing(xy: Float64Array, start: number, end: number): void {
    const { originX, originY } = this.plan.grid;
    let first = start;
    while (first < end && !isFiniteVertex(xy[2 * first], xy[2 * first + 1])) first++;
    if (end - first < 3) return;
    const { size } = this;
    this.x = xy[2 * first] - originX;
    this.y = xy[2 * first + 1] - originY;
    this.column = this.clampColumn(Math.floor(this.x / size));
    this.row = this.clampRow(Math.floor(this.y / size));
    this.beginPath();
    this.push(this.x, this.y);
    for (let vertex = first + 1; vertex < end; vertex++) {
      const x = xy[2 * vertex] - originX;
      const y = xy[2 * vertex + 1] - originY;
      if (isFiniteVertex(x, y)) this.lineTo(x, y);
    }
    this.lineTo(xy[2 * first] - originX, xy[2 * first + 1] - originY);
    this.endPath();
  }

  private lineTo(x: number, y: number): void {
    const column = this.clampColumn(Math.floor(x / this.size));
    const row = this.clampRow(Math.floor(y / this.size));
    if (column !== this.column || row !== this.row) this.walk(x, y, column, row);
    this.push(x, y);
    this.x = x;
    this.y = y;
  }

  /** Steps from tile to tile along the straight line to (x, y), cutting at each border. */
  private walk(x: number, y: number, column: number, row: number): void {
    const { size } = this;
    const perX = 1 / (x - this.x);
    const perY = 1 / (y - this.y);
    while (this.column !== column || this.row !== row) {
      const right = column > this.column;
      const up = row > this.row;
      const borderX = (right ? this.column + 1 : this.column) * size;
      const borderY = (up ? this.row + 1 : this.row) * size;
      const atX = column === this.column ? Infinity : (borderX - this.x) * perX;
      const atY = row === this.row ? Infinity : (borderY - this.y) * perY;
      if (atX <= atY) {
        const crossY = this.insideRow(this.y + atX * (y - this.y));
        this.push(borderX, crossY);
        this.endPath();
        this.column += right ? 1 : -1;
        this.flipBorder(right ? this.column : this.column + 1, crossY);
        this.beginPath();
        this.push(borderX, crossY);
      } else {
        const crossX = this.insideColumn(this.x + atY * (x - this.x));
        this.push(crossX, borderY);
        this.endPath();
        this.row += up ? 1 : -1;
        this.flipCorner(up ? this.row : this.row + 1);
        this.beginPath();
        this.push(crossX, borderY);
      }
    }
  }

  private insideRow(y: number): number {
    if (this.row < 0 || this.row >= this.rows) return y;
    return Math.min(Math.max(y, this.row * this.size), (this.row + 1) * this.size);
  }

  private insideColumn(x: number): number {
    if (this.column < 0 || this.column >= this.columns) return x;
    return Math.min(Math.max(x, this.column * this.size), (this.column + 1) * this.size);
  }

  /** The ring steps over the left border of a tile in the present row. */
  private flipBorder(column: number, y: number): void {
    if (this.row < 0 || this.row >= this.rows || column >= this.columns) return;
    this.addFlip(this.row * this.columns + column, y);
  }

  /** The ring steps over the bottom border of the row, in the present column: the corners to the right of it flip. */
  private flipCorner(row: number): void {
    const column = this.column + 1 - this.left;
    const index = row - this.bottom;
    if (column < this.wide && index >= 0 && index < this.tall)
      this.corners[index * this.wide + Math.max(0, column)] ^= 1;
  }

  private emitCorners(): void {
    const { wide, tall, corners } = this;
    for (let row = 0; row < tall; row++) {
      let inside = 0;
      for (let column = 0; column < wide; column++) {
        inside ^= corners[row * wide + column];
        if (inside) {
          this.addFlip((this.bottom + row) * this.columns + this.left + column, (this.bottom + row) * this.size);
        }
      }
    }
  }

  private addFlip(tile: number, y: number): void {
    if (this.flips === this.flipTile.length) {
      this.flipTile = grown32(this.flipTile);
      this.flipFeature = grown32(this.flipFeature);
      this.flipY = grown64(this.flipY);
    }
    this.flipTile[this.flips] = tile;
    this.flipFeature[this.flips] = this.feature;
    this.flipY[this.flips++] = y;
  }

  private beginPath(): void {
    this.pathStart = this.vertices;
    this.pathOpen = this.column >= 0 && this.column < this.columns && this.row >= 0 && this.row < this.rows;
  }

  private push(x: number, y: number): void {
    if (!this.pathOpen) return;
    const { vertices, xy } = this;
    if (vertices > this.pathStart && xy[2 * vertices - 2] === x && xy[2 * vertices - 1] === y) return;
    if (2 * vertices + 2 > xy.length) this.xy = grown64(xy);
    this.xy[2 * vertices] = x;
    this.xy[2 * vertices + 1] = y;
    this.vertices = vertices + 1;
  }

  /** Closes the path in hand as runs; a path of one point leaves nothing behind. */
  private endPath(): void {
    const last = this.vertices - 1;
    if (last <= this.pathStart) {
      this.vertices = this.pathStart;
      return;
    }
    for (let first = this.pathStart; first < last; first += mostRunEdges)
      this.addRun(first, Math.min(last, first + mostRunEdges));
  }

  private addRun(first: number, last: number): void {
    const { xy, runs } = this;
    let minX = xy[2 * first];
    let maxX = minX;
    let minY = xy[2 * first + 1];
    let maxY = minY;
    for (let i = 2 * first + 2; i <= 2 * last; i += 2) {
      if (xy[i] < minX) minX = xy[i];
      else if (xy[i] > maxX) maxX = xy[i];
      if (xy[i + 1] < minY) minY = xy[i + 1];
      else if (xy[i + 1] > maxY) maxY = xy[i + 1];
    }
    if (runs === this.runTile.length) this.growRuns();
    this.runTile[runs] = this.row * this.columns + this.column;
    this.runFirst[runs] = first;
    this.runLast[runs] = last;
    this.runFeature[runs] = this.feature;
    this.runBox[4 * runs] = minX;
    this.runBox[4 * runs + 1] = minY;
    this.runBox[4 * runs + 2] = maxX;
    this.runBox[4 * runs + 3] = maxY;
    this.runs = runs + 1;
  }

  private growRuns(): void {
    this.runTile = grown32(this.runTile);
    this.runFirst = grown32(this.runFirst);
    this.runLast = grown32(this.runLast);
    this.runFeature = grown32(this.runFeature);
    this.runBox = grown64(this.runBox);
  }
}

function vertexCount({ layers, featureLayer, featureRow }: OverlayPlan, from: number, to: number): number {
  let count = 0;
  for (let feature = from; feature < to; feature++) {
    const polygons = layers[featureLayer[feature]];
    count += vertexStart(polygons, featureRow[feature] + 1) - vertexStart(polygons, featureRow[feature]);
  }
  return count;
}

function grown64(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const out = new Float64Array(2 * array.length);
  out.set(array);
  return out;
}

function grown32(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const out = new Uint32Array(2 * array.length);
  out.set(array);
  return out;
}

function sharedCopy64(array: Float64Array, length: number): Float64Array {
  const out = sharedFloat64(length);
  out.set(array.subarray(0, length));
  return out;
}

function sharedCopy32(array: Uint32Array, length: number): Uint32Array {
  const out = sharedUint32(length);
  out.set(array.subarray(0, length));
  return out;
}

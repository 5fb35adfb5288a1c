import { featureCount, type Polygons } from '../../../shared/geometry/types.ts';
import { isFiniteVertex } from '../../../shared/geometry/vertices.ts';

/** Which plot lies where: a sample holds the plot's row and one, 0 where none is, and `borderBit` at its border. */
export interface RowPicture {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint32Array;
}

/** Samples a world unit, and the place of the upper left corner of the first sample. */
export interface SampleGrid {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export const borderBit = 0x8000_0000;

/**
 * Draws which plot lies where, the even-odd inside of each; of plots that overlap the later one is seen. A sample belongs to
 * a plot that holds its centre. `boxes`: per plot min x, min y, max x, max y.
 */
export function drawRows(plots: Polygons, boxes: Float64Array, grid: SampleGrid, picture: RowPicture): void {
  const { width, height, samples } = picture;
  samples.fill(0);
  const lines = new ScanLines(width, height, grid);
  for (let row = 0; row < featureCount(plots); row++) {
    if (!lines.begin(boxes, row)) continue;
    for (
      let ring = plots.partStart[plots.featureStart[row]];
      ring < plots.partStart[plots.featureStart[row + 1]];
      ring++
    )
      lines.addRing(plots.xy, plots.ringStart[ring], plots.ringStart[ring + 1]);
    lines.fill(samples, row + 1);
  }
}

/** Marks samples that have another plot, or none, within so many samples to the right or below. */
export function markBorders({ width, height, samples }: RowPicture, thickness: number): void {
  for (let y = 0; y < height; y++) {
    const down = Math.min(thickness, height - 1 - y);
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const across = Math.min(thickness, width - 1 - x);
      // Samples to the right and below are not marked yet.
      const own = samples[at];
      let apart = false;
      for (let k = 1; k <= across && !apart; k++) apart = samples[at + k] !== own;
      for (let k = 1; k <= down && !apart; k++) apart = samples[at + k * width] !== own;
      if (apart) samples[at] = own + borderBit;
    }
  }
}

/** Crossings of one plot's edges with lines of sample centres, sorted along each line. */
class ScanLines {
  private readonly head: Int32Array;
  private crossing = new Float64Array(256);
  private next = new Int32Array(256);
  private used = 0;
  private first = 0;
  private last = -1;

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly grid: SampleGrid,
  ) {
    this.head = new Int32Array(height);
  }

  /** Prepares for a plot; false where it holds no sample's centre. */
  begin(boxes: Float64Array, row: number): boolean {
    const { scale, left, top } = this.grid;
    const firstColumn = Math.ceil((boxes[4 * row] - left) * scale - 0.5);
    const lastColumn = Math.floor((boxes[4 * row + 2] - left) * scale - 0.5);
    // Written so that boxes of plots without a place, which are NaN, are passed over.
    if (!(firstColumn <= lastColumn && lastColumn >= 0 && firstColumn < this.width)) return false;
    this.first = Math.max(0, Math.ceil((boxes[4 * row + 1] - top) * scale - 0.5));
    this.last = Math.min(this.height - 1, Math.floor((boxes[4 * row + 3] - top) * scale - 0.5));
    if (this.first > this.last) return false;
    this.used = 0;
    for (let y = this.first; y <= this.last; y++) this.head[y] = -1;
    return true;
  }

  /** Adds the closed ring through vertices [start, end). */
  addRing(xy: Float64Array, start: number, end: number): void {
    const { scale, left, top } = this.grid;
    let before = end - 1;
    while (before >= start && !isFiniteVertex(xy[2 * before], xy[2 * before + 1])) before--;
    if (before < start) return;
    let ax = (xy[2 * before] - left) * scale;
    let ay = (xy[2 * before + 1] - top) * scale;
    for (let at = 2 * start; at < 2 * end; at += 2) {
      const bx = (xy[at] - left) * scale;
      const by = (xy[at + 1] - top) * scale;
      if (!isFiniteVertex(bx, by)) continue;
      this.addEdge(ax, ay, bx, by);
      ax = bx;
      ay = by;
    }
  }

  private addEdge(ax: number, ay: number, bx: number, by: number): void {
    const from = Math.max(this.first, Math.ceil(Math.min(ay, by) - 0.5));
    const to = Math.min(this.last, Math.ceil(Math.max(ay, by) - 0.5) - 1);
    if (from > to) return;
    const slope = (bx - ax) / (by - ay);
    for (let y = from; y <= to; y++) this.insert(y, ax + (y + 0.5 - ay) * slope);
  }

  private insert(y: number, x: number): void {
    if (this.used === this.crossing.length) this.grow();
    const added = this.used++;
    const { crossing, next, head } = this;
    crossing[added] = x;
    let before = -1;
    let at = head[y];
    while (at >= 0 && crossing[at] < x) {
      before = at;
      at = next[at];
    }
    next[added] = at;
    if (before < 0) head[y] = added;
    else next[before] = added;
  }

  private grow(): void {
    const { crossing, next } = this;
    this.crossing = new Float64Array(2 * crossing.length);
    this.crossing.set(crossing);
    this.next = new Int32Array(2 * next.length);
    this.next.set(next);
  }

  /** Writes the value where the plot is. */
  fill(samples: Uint32Array, value: number): void {
    const { crossing, next, head, width } = this;
    for (let y = this.first; y <= this.last; y++) {
      for (let at = head[y]; at >= 0; at = next[next[at]]) {
        const end = next[at];
        if (end < 0) break;
        const from = Math.max(0, Math.ceil(crossing[at] - 0.5));
        const to = Math.min(width, Math.ceil(crossing[end] - 0.5));
        for (let x = from; x < to; x++) samples[y * width + x] = value;
      }
    }
  }
}

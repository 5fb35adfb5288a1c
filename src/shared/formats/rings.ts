/** Ring helpers for readers: rings are vertices [first, end) of a flat x, y array and close implicitly. */

/** Signed area in square units of the coordinates, counter-clockwise positive (shoelace, taken from the first vertex). */
export function signedArea(xy: Float64Array, first: number, end: number): number {
  const x0 = xy[2 * first];
  const y0 = xy[2 * first + 1];
  let sum = 0;
  let px = 0;
  let py = 0;
  for (let at = 2 * first + 2; at < 2 * end; at += 2) {
    const dx = xy[at] - x0;
    const dy = xy[at + 1] - y0;
    sum += px * dy - dx * py;
    px = dx;
    py = dy;
  }
  return sum / 2;
}

/** Turns the order of the vertices around, in place. */
export function reverseRing(xy: Float64Array, first: number, end: number): void {
  for (let low = 2 * first, high = 2 * end - 2; low < high; low += 2, high -= 2) {
    const x = xy[low];
    const y = xy[low + 1];
    xy[low] = xy[high];
    xy[low + 1] = xy[high + 1];
    xy[high] = x;
    xy[high + 1] = y;
  }
}

/** Where a point lies. */
export const inside = 1;
export const onBoundary = 0;
export const outside = -1;

/**
 * Answers "inside, on or outside" for many points against one ring. Edges are sorted into horizontal bands once,
 * so that a question looks at a few edges only; crossing parity, exact comparisons on the stored doubles.
 */
export class RingLocator {
  private readonly xy: Float64Array;
  private readonly first: number;
  private readonly end: number;
  private readonly minY: number;
  private readonly bandsPerUnit: number;
  private readonly bandStart: Uint32Array;
  private readonly bandEdges: Uint32Array;
  /** Edges looked at so far: the measure of work. */
  work = 0;

  constructor(xy: Float64Array, first: number, end: number, minY: number, maxY: number) {
    this.xy = xy;
    this.first = first;
    this.end = end;
    this.minY = minY;
    const count = end - first;
    let bands = Math.max(1, count >> 3);
    let starts = this.countBands(bands, bands / (maxY - minY));
    while (starts === null) {
      bands = Math.max(1, bands >> 2);
      starts = this.countBands(bands, bands / (maxY - minY));
    }
    const bandsPerUnit = bands / (maxY - minY);
    this.bandsPerUnit = bandsPerUnit;
    this.bandStart = starts;
    this.bandEdges = new Uint32Array(starts[bands]);
    this.fillBands(bands);
    this.work = count;
  }

  /** Inside, on the boundary or outside. */
  locate(x: number, y: number): number {
    const bands = this.bandStart.length - 1;
    const band = clampBand((y - this.minY) * this.bandsPerUnit, bands);
    const { xy, bandEdges } = this;
    let within = false;
    this.work += this.bandStart[band + 1] - this.bandStart[band];
    for (let at = this.bandStart[band]; at < this.bandStart[band + 1]; at++) {
      const from = bandEdges[at];
      const to = from + 1 === this.end ? this.first : from + 1;
      const ax = xy[2 * from];
      const ay = xy[2 * from + 1];
      const bx = xy[2 * to];
      const by = xy[2 * to + 1];
      if ((ay > y && by > y) || (ay < y && by < y)) continue;
      const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
      if (side === 0 && Math.min(ax, bx) <= x && x <= Math.max(ax, bx)) return onBoundary;
      if (ay > y !== by > y && side > 0 === by > ay) within = !within;
    }
    return within ? inside : outside;
  }

  /** Where each band's edges begin; null when long edges would fill too many bands. */
  private countBands(bands: number, bandsPerUnit: number): Uint32Array | null {
    const starts = new Uint32Array(bands + 1);
    let entries = 0;
    for (let edge = this.first; edge < this.end; edge++) {
      const [low, high] = this.bandsOf(edge, bands, bandsPerUnit);
      entries += high - low + 1;
      if (bands > 1 && entries > 8 * (this.end - this.first)) return null;
      for (let band = low; band <= high; band++) starts[band + 1]++;
    }
    for (let band = 0; band < bands; band++) starts[band + 1] += starts[band];
    return starts;
  }

  private fillBands(bands: number): void {
    const next = this.bandStart.slice(0, bands);
    for (let edge = this.first; edge < this.end; edge++) {
      const [low, high] = this.bandsOf(edge, bands, this.bandsPerUnit);
      for (let band = low; band <= high; band++) this.bandEdges[next[band]++] = edge;
    }
  }

  private bandsOf(edge: number, bands: number, bandsPerUnit: number): [number, number] {
    const to = edge + 1 === this.end ? this.first : edge + 1;
    const a = clampBand((this.xy[2 * edge + 1] - this.minY) * bandsPerUnit, bands);
    const b = clampBand((this.xy[2 * to + 1] - this.minY) * bandsPerUnit, bands);
    return a < b ? [a, b] : [b, a];
  }
}

function clampBand(position: number, bands: number): number {
  const band = Math.floor(position);
  return band > 0 ? Math.min(band, bands - 1) : 0;
}

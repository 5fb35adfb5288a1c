/** Edges kept one after another: ax, ay, bx, by. */
export const edgeSize = 4;

/**
 * How far a point lies from the nearest of the edges, by some metric: positive inside (even-odd), negative outside.
 * It must be a distance, so that it changes by no more than the distance moved.
 */
export type Clearance = (edges: Float64Array, count: number, x: number, y: number) => number;

/** What a search looks for, in the units of the clearance. */
export interface PoleQuestion {
  /** minX, minY, maxX, maxY around the edges. */
  readonly box: Float64Array;
  /** How far a corner of a square lies from its centre, when half its side is 1: √2 for Euclid, 1 for Chebyshev. */
  readonly corner: number;
  /** The answer is at most this much too small. */
  readonly precision: number;
  /** Only a clearance above this is of interest; the search ends when there can be none. */
  readonly floor: number;
  /** The search ends when this much clearance is found. */
  readonly enough: number;
}

/** Squares looked at before a search gives up improving: far more than a plot needs, a bound for the worst input. */
const mostSquares = 200_000;
/** A long thin box begins with squares of at least this share of its length. */
const leastFirstSquare = 1 / 64;

/**
 * The point deepest inside a polygon ("pole of inaccessibility"), by best-first search through squares that are halved
 * while they may hold a better point (the quadtree search of V. Agafonkin's polylabel, 2016, after Garcia-Castellanos and
 * Lombardo 2007). Reused from plot to plot; allocates only to grow.
 */
export class PoleSearch {
  /** The best point of the last search and its clearance; clearance is the floor where no point has more. */
  x = Number.NaN;
  y = Number.NaN;
  clearance = 0;
  /** No point of the polygon has a larger clearance than this. */
  bound = 0;

  private size = 0;
  private squares = new Float64Array(4 * 256);

  constructor(private readonly measure: Clearance) {}

  search(edges: Float64Array, count: number, question: PoleQuestion): void {
    const { box, corner, precision, floor, enough } = question;
    this.size = 0;
    this.x = Number.NaN;
    this.y = Number.NaN;
    this.clearance = floor;
    this.bound = floor;
    this.offerFirst(edges, count, question);
    let looked = 0;
    while (this.size > 0 && this.clearance < enough) {
      const bound = this.squares[0];
      if (bound - this.clearance <= precision || looked++ > mostSquares) {
        this.bound = Math.max(this.clearance, bound);
        return;
      }
      const half = this.squares[3] / 2;
      const x = this.squares[1];
      const y = this.squares[2];
      this.removeTop();
      for (let quarter = 0; quarter < 4; quarter++) {
        const childX = x + ((quarter & 1) === 0 ? -half : half);
        const childY = y + ((quarter & 2) === 0 ? -half : half);
        if (childX - half > box[2] || childY - half > box[3]) continue;
        this.offer(edges, count, childX, childY, half, half * corner, precision);
      }
    }
    this.bound = this.size > 0 ? Math.max(this.clearance, this.squares[0]) : this.clearance + precision;
  }

  /** Tries one point without a square around it; the answer is its clearance. */
  tryPoint(edges: Float64Array, count: number, x: number, y: number): number {
    const clearance = this.measure(edges, count, x, y);
    if (clearance > this.clearance) {
      this.clearance = clearance;
      this.x = x;
      this.y = y;
    }
    return clearance;
  }

  private offerFirst(edges: Float64Array, count: number, { box, corner, precision }: PoleQuestion): void {
    const width = box[2] - box[0];
    const height = box[3] - box[1];
    const longest = Math.max(width, height);
    if (!(longest > 0)) return;
    const side = Math.max(Math.min(width, height), longest * leastFirstSquare);
    this.tryPoint(edges, count, box[0] + width / 2, box[1] + height / 2);
    for (let x = box[0] + side / 2; x - side / 2 < box[2]; x += side) {
      for (let y = box[1] + side / 2; y - side / 2 < box[3]; y += side) {
        this.offer(edges, count, x, y, side / 2, (side / 2) * corner, precision);
      }
    }
  }

  private offer(
    edges: Float64Array,
    count: number,
    x: number,
    y: number,
    half: number,
    reach: number,
    precision: number,
  ): void {
    const bound = this.tryPoint(edges, count, x, y) + reach;
    if (bound - this.clearance > precision) this.add(bound, x, y, half);
  }

  /** A binary heap with the largest bound on top: bound, x, y, half per square. */
  private add(bound: number, x: number, y: number, half: number): void {
    if (4 * this.size + 4 > this.squares.length) {
      const larger = new Float64Array(2 * this.squares.length);
      larger.set(this.squares);
      this.squares = larger;
    }
    const { squares } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (squares[4 * parent] >= bound) break;
      squares.copyWithin(4 * at, 4 * parent, 4 * parent + 4);
      at = parent;
    }
    squares[4 * at] = bound;
    squares[4 * at + 1] = x;
    squares[4 * at + 2] = y;
    squares[4 * at + 3] = half;
  }

  private removeTop(): void {
    const { squares } = this;
    const last = 4 * --this.size;
    const bound = squares[last];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && squares[4 * child + 4] > squares[4 * child]) child++;
      if (squares[4 * child] <= bound) break;
      squares.copyWithin(4 * at, 4 * child, 4 * child + 4);
      at = child;
    }
    squares.copyWithin(4 * at, last, last + 4);
  }
}

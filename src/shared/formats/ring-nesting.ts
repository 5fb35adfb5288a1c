import Flatbush from 'flatbush';
import { inside, onBoundary, outside, RingLocator } from './rings.ts';

/** Above this many rings in a feature boxes are found through an index instead of one by one. */
const ringsForIndex = 500;
/** Edges and boxes looked at for one feature before nesting is given up (about half a second). */
export const nestingWorkLimit = 100_000_000;

/** The rings of one feature: ring r is vertices [start[r], start[r + 1]) of xy; area is signed, counter-clockwise positive. */
export interface RingSet {
  readonly xy: Float64Array;
  readonly start: ArrayLike<number>;
  readonly count: number;
  readonly area: ArrayLike<number>;
}

/** Where the rings of one feature lie in each other, judged by position and never by winding. */
export class RingNesting {
  private readonly rings: RingSet;
  private readonly boxes: Float64Array;
  private readonly locators: (RingLocator | undefined)[] = [];
  private readonly index: Flatbush | null;
  private work = 0;

  constructor(rings: RingSet) {
    this.rings = rings;
    this.boxes = ringBoxes(rings);
    this.index = rings.count > ringsForIndex ? this.buildIndex() : null;
  }

  /**
   * For every ring the smallest ring around it: parent[r], or -1 when nothing is around it.
   * Null when the work limit is reached (only made-up files do that).
   */
  parents(): Int32Array | null {
    const { count, area } = this.rings;
    const parent = new Int32Array(count).fill(-1);
    const byArea = Array.from({ length: count }, (_, ring) => ring).sort(
      (a, b) => Math.abs(area[b]) - Math.abs(area[a]) || a - b,
    );
    const place = new Int32Array(count);
    byArea.forEach((ring, at) => {
      place[ring] = at;
    });
    for (let at = 1; at < count; at++) {
      const ring = byArea[at];
      for (const candidate of this.candidates(ring, at, byArea, place)) {
        if (this.boxInside(ring, candidate) && this.liesIn(ring, candidate)) {
          parent[ring] = candidate;
          break;
        }
        if (this.work > nestingWorkLimit) return null;
      }
    }
    return parent;
  }

  /** True when every vertex of `inner` lies in or on `outer`; also true once the work limit is reached. */
  fullyInside(inner: number, outer: number): boolean {
    const { xy, start } = this.rings;
    const locator = this.locatorOf(outer);
    const before = locator.work;
    let within = true;
    for (let vertex = start[inner]; vertex < start[inner + 1] && within; vertex++) {
      if (this.work + locator.work - before > nestingWorkLimit) break;
      within = locator.locate(xy[2 * vertex], xy[2 * vertex + 1]) !== outside;
    }
    this.work += locator.work - before;
    return within;
  }

  /** Larger rings that may be around this one, smallest first. */
  private *candidates(ring: number, at: number, byArea: readonly number[], place: Int32Array): Generator<number> {
    if (this.index === null) {
      for (let before = at - 1; before >= 0; before--) yield byArea[before];
      return;
    }
    const box = 4 * ring;
    const found = this.index.search(this.boxes[box], this.boxes[box + 1], this.boxes[box], this.boxes[box + 1]);
    this.work += found.length;
    const larger = found.filter((other) => place[other] < at).sort((a, b) => place[b] - place[a]);
    yield* larger;
  }

  private boxInside(inner: number, outer: number): boolean {
    this.work++;
    const { boxes } = this;
    const i = 4 * inner;
    const o = 4 * outer;
    return (
      boxes[i] >= boxes[o] &&
      boxes[i + 1] >= boxes[o + 1] &&
      boxes[i + 2] <= boxes[o + 2] &&
      boxes[i + 3] <= boxes[o + 3]
    );
  }

  /** The first vertex or edge middle that is off the boundary decides; a ring wholly on the boundary is not inside. */
  private liesIn(inner: number, outer: number): boolean {
    const { xy, start } = this.rings;
    const locator = this.locatorOf(outer);
    const before = locator.work;
    let place = onBoundary;
    for (let vertex = start[inner]; vertex < start[inner + 1] && place === onBoundary; vertex++) {
      const next = vertex + 1 === start[inner + 1] ? start[inner] : vertex + 1;
      place = locator.locate(xy[2 * vertex], xy[2 * vertex + 1]);
      if (place === onBoundary) {
        place = locator.locate((xy[2 * vertex] + xy[2 * next]) / 2, (xy[2 * vertex + 1] + xy[2 * next + 1]) / 2);
      }
    }
    this.work += locator.work - before;
    return place === inside;
  }

  private locatorOf(ring: number): RingLocator {
    const existing = this.locators[ring];
    if (existing) return existing;
    const { xy, start } = this.rings;
    const made = new RingLocator(xy, start[ring], start[ring + 1], this.boxes[4 * ring + 1], this.boxes[4 * ring + 3]);
    this.work += made.work;
    this.locators[ring] = made;
    return made;
  }

  private buildIndex(): Flatbush {
    const index = new Flatbush(this.rings.count);
    for (let ring = 0; ring < this.rings.count; ring++) {
      const box = 4 * ring;
      index.add(this.boxes[box], this.boxes[box + 1], this.boxes[box + 2], this.boxes[box + 3]);
    }
    index.finish();
    return index;
  }
}

/** minX, minY, maxX, maxY of every ring. */
function ringBoxes(rings: RingSet): Float64Array {
  const boxes = new Float64Array(rings.count * 4);
  for (let ring = 0; ring < rings.count; ring++) {
    let minX = Number.POSITIVE_INFINITY;
    let minY = Number.POSITIVE_INFINITY;
    let maxX = Number.NEGATIVE_INFINITY;
    let maxY = Number.NEGATIVE_INFINITY;
    for (let vertex = rings.start[ring]; vertex < rings.start[ring + 1]; vertex++) {
      const x = rings.xy[2 * vertex];
      const y = rings.xy[2 * vertex + 1];
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    boxes.set([minX, minY, maxX, maxY], ring * 4);
  }
  return boxes;
}

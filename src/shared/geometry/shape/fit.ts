import { type FlatRing, flatArea, ringsBox } from './clip-ring.ts';
import { EdgeList, insideEdges } from './edges.ts';
import { edgeSize, PoleSearch } from './pole.ts';

/** Where a rectangle stands: its centre, and the way its length points in degrees from the x axis, counter-clockwise, 0..180. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

/** Places are searched for to this share of the rectangle's half sides, and then moved to the middle of their room. */
const finest = 1e-3;
/** While an interval of directions is wide, it need not be known better than this. */
const coarsest = 0.03;
/** Directions looked at before the answer is no, those that may hold most first: fewer where there are many edges. */
const mostDirections = 400;
const mostEdgeLooks = 100_000;
/** Directions of the longest edges are tried first: what fits tightly mostly lies along one. */
const mostEdgeDirections = 16;

/** An interval of directions that may still hold a place: its middle and half width in radians, and the most room there. */
interface Interval {
  readonly middle: number;
  readonly half: number;
  readonly room: number;
}

/**
 * A place for a rectangle inside an area at any angle, or null. Rings are even-odd, in units in which `tolerance` is the
 * least that matters: the rectangle may stand over the border by half of it, so that one that fits exactly does fit.
 *
 * For one direction, stretching the plane makes the rectangle a square, and its room is the largest square around a
 * point: the deepest point by the Chebyshev distance, found by halving squares. A rectangle that fits at a direction fits,
 * made smaller by cos d + r sin d (r the ratio of its sides), at all directions within d; so an interval of directions
 * whose middle has too little room for that holds no place and is done with. What is left is halved. A yes is checked at
 * the end. A no is certain for rectangles larger by the share that the last intervals leave open: mostly far below 1 %.
 */
export function placeRectangle(
  rings: readonly FlatRing[],
  width: number,
  length: number,
  tolerance: number,
): Placement | null {
  const fit = new RectangleFit(rings, width - tolerance, length - tolerance);
  if (
    rings.length === 0 ||
    Math.abs(rings.reduce((sum, ring) => sum + flatArea(ring), 0)) < (width - tolerance) * (length - tolerance)
  )
    return null;
  for (const direction of fit.edgeDirections())
    if (fit.room(direction, 1 - 2 * finest, finest) >= 1) return fit.placement();
  const open: Interval[] = [];
  const look = (middle: number, half: number): boolean => {
    const shrink = 1 / (Math.cos(half) + fit.ratio * Math.sin(half));
    const precision = Math.min(coarsest, Math.max(finest, (1 - shrink) / 10));
    const room = fit.room(middle, shrink - precision, precision);
    if (room >= 1) return true;
    if (room + precision > shrink) open.push({ middle, half, room });
    return false;
  };
  const firstHalf = Math.PI / 16;
  for (let first = 0; first < 8; first++) if (look((2 * first + 1) * firstHalf, firstHalf)) return fit.placement();
  const most = Math.min(mostDirections, Math.max(64, mostEdgeLooks / fit.edgeCount));
  for (let looked = 8; open.length > 0 && looked < most; looked += 2) {
    let best = 0;
    for (let i = 1; i < open.length; i++) if (promise(open[i], fit.ratio) > promise(open[best], fit.ratio)) best = i;
    const [{ middle, half }] = open.splice(best, 1);
    if (look(middle - half / 2, half / 2) || look(middle + half / 2, half / 2)) return fit.placement();
  }
  return null;
}

/** The most room any direction of the interval can have. */
const promise = ({ half, room }: Interval, ratio: number): number => room * (Math.cos(half) + ratio * Math.sin(half));

/** Whether a rectangle lies inside even-odd rings: its centre does, and no edge reaches into it. */
export function holdsRectangle(
  rings: readonly FlatRing[],
  { x, y, angle }: Placement,
  width: number,
  length: number,
): boolean {
  const list = edgesOf(rings, x, y);
  if (!insideEdges(list.edges, list.count, 0, 0)) return false;
  const cos = Math.cos((angle * Math.PI) / 180);
  const sin = Math.sin((angle * Math.PI) / 180);
  for (let i = 0; i < edgeSize * list.count; i += edgeSize) {
    const [ax, ay, bx, by] = list.edges.subarray(i, i + edgeSize);
    const u = ax * cos + ay * sin;
    const v = ay * cos - ax * sin;
    if (entersBox(u, v, bx * cos + by * sin - u, by * cos - bx * sin - v, length / 2, width / 2)) return false;
  }
  return true;
}

/** Whether a segment has a stretch strictly inside the box [-a, a] x [-b, b] (Y.-D. Liang and B. Barsky, 1984). */
function entersBox(u: number, v: number, du: number, dv: number, a: number, b: number): boolean {
  let from = 0;
  let to = 1;
  for (const [start, step, half] of [
    [u, du, a],
    [v, dv, b],
  ]) {
    if (step === 0) {
      if (Math.abs(start) >= half) return false;
      continue;
    }
    const one = (-half - start) / step;
    const other = (half - start) / step;
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from < to;
}

function edgesOf(rings: readonly FlatRing[], originX: number, originY: number): EdgeList {
  const list = new EdgeList();
  list.clear();
  for (const ring of rings) list.takeRing(Float64Array.from(ring), 0, ring.length / 2, originX, originY);
  return list;
}

/** The room for one rectangle at one direction after another. */
class RectangleFit {
  /** Longer side over shorter. */
  readonly ratio: number;
  private readonly originX: number;
  private readonly originY: number;
  private readonly edges: EdgeList;
  /** The edges turned and stretched so that the rectangle is the square [-1, 1] x [-1, 1]. */
  private readonly turned = new EdgeList();
  private readonly search = new PoleSearch(chebyshevClearance);
  private direction = 0;
  private u = 0;
  private v = 0;

  constructor(
    private readonly rings: readonly FlatRing[],
    private readonly width: number,
    private readonly length: number,
  ) {
    this.ratio = Math.max(width / length, length / width);
    const [minX, minY, maxX, maxY] = ringsBox(rings);
    this.originX = rings.length > 0 ? (minX + maxX) / 2 : 0;
    this.originY = rings.length > 0 ? (minY + maxY) / 2 : 0;
    this.edges = edgesOf(rings, this.originX, this.originY);
  }

  get edgeCount(): number {
    return this.edges.count;
  }

  /** Directions along and across the longest edges, each once. */
  edgeDirections(): readonly number[] {
    const { edges, count } = this.edges;
    const found = Array.from({ length: count }, (_, edge) => {
      const [ax, ay, bx, by] = edges.subarray(edgeSize * edge, edgeSize * edge + edgeSize);
      return { size: Math.hypot(bx - ax, by - ay), direction: Math.atan2(by - ay, bx - ax) };
    }).sort((a, b) => b.size - a.size);
    const quarter = Math.PI / 2;
    const kept: number[] = [];
    for (const { direction } of found) {
      const own = ((direction % quarter) + quarter) % quarter;
      const known = kept.some((one) => Math.abs(one - own) < 1e-7 || Math.abs(Math.abs(one - own) - quarter) < 1e-7);
      if (!known) kept.push(own);
      if (kept.length === mostEdgeDirections) break;
    }
    return kept.flatMap((one) => [one, one + quarter]);
  }

  /**
   * The largest factor by which the rectangle could be scaled and still fit at this direction, to the precision; the
   * floor where it is less. 1 or more only where the rectangle was seen to fit.
   */
  room(direction: number, floor: number, precision: number): number {
    const { search, turned } = this;
    this.turn(direction);
    search.search(turned.edges, turned.count, { box: turned.box, corner: 1, precision, floor, enough: 1 });
    if (Number.isNaN(search.x)) return floor;
    this.direction = direction;
    this.u = search.x;
    this.v = search.y;
    if (search.clearance < 1) this.moveToMiddle();
    const room = Math.max(search.clearance, chebyshevClearance(turned.edges, turned.count, this.u, this.v));
    if (room < 1) return room;
    // Rounding: what the squares say is checked against the rectangle itself.
    return holdsRectangle(this.rings, this.placement(), this.width * (1 - 1e-9), this.length * (1 - 1e-9))
      ? room
      : 1 - finest;
  }

  placement(): Placement {
    const a = (this.u * this.length) / 2;
    const b = (this.v * this.width) / 2;
    const cos = Math.cos(this.direction);
    const sin = Math.sin(this.direction);
    const degrees = (this.direction * 180) / Math.PI;
    return {
      x: this.originX + a * cos - b * sin,
      y: this.originY + a * sin + b * cos,
      angle: degrees - 180 * Math.floor(degrees / 180),
    };
  }

  private turn(direction: number): void {
    const { edges, turned, width, length } = this;
    const cos = Math.cos(direction);
    const sin = Math.sin(direction);
    turned.clear();
    turned.reserve(edges.count);
    for (let i = 0; i < edgeSize * edges.count; i += edgeSize) {
      const [ax, ay, bx, by] = [edges.edges[i], edges.edges[i + 1], edges.edges[i + 2], edges.edges[i + 3]];
      turned.add(
        (2 * (ax * cos + ay * sin)) / length,
        (2 * (ay * cos - ax * sin)) / width,
        (2 * (bx * cos + by * sin)) / length,
        (2 * (by * cos - bx * sin)) / width,
      );
    }
  }

  /** Moves the square to the middle of its room, along one axis and then the other: a tight place is hit exactly. */
  private moveToMiddle(): void {
    for (let round = 0; round < 3; round++) {
      this.u += this.shift(this.u, this.v, false);
      this.v += this.shift(this.u, this.v, true);
    }
  }

  /** How far to the middle between the nearest edges on both sides of the band that the square sweeps. */
  private shift(u: number, v: number, upright: boolean): number {
    const { edges, count } = this.turned;
    const band = 1 - 1e-9;
    let low = -Infinity;
    let high = Infinity;
    for (let i = 0; i < edgeSize * count; i += edgeSize) {
      const a = upright ? edges[i + 1] - v : edges[i] - u;
      const b = upright ? edges[i] - u : edges[i + 1] - v;
      const da = (upright ? edges[i + 3] - v : edges[i + 2] - u) - a;
      const db = (upright ? edges[i + 2] - u : edges[i + 3] - v) - b;
      let from = 0;
      let to = 1;
      if (db === 0) {
        if (Math.abs(b) >= band) continue;
      } else {
        from = Math.max(0, Math.min((-band - b) / db, (band - b) / db));
        to = Math.min(1, Math.max((-band - b) / db, (band - b) / db));
        if (from >= to) continue;
      }
      const one = a + from * da;
      const other = a + to * da;
      if (Math.max(one, other) <= 0) low = Math.max(low, one, other);
      else if (Math.min(one, other) >= 0) high = Math.min(high, one, other);
      else return 0;
    }
    return Number.isFinite(low) && Number.isFinite(high) ? (low + high) / 2 : 0;
  }
}

/** Chebyshev distance to the nearest edge; negative outside. */
function chebyshevClearance(edges: Float64Array, count: number, x: number, y: number): number {
  let nearest = Infinity;
  for (let i = 0; i < edgeSize * count; i += edgeSize) {
    const a = edges[i] - x;
    const b = edges[i + 1] - y;
    const c = edges[i + 2] - x;
    const d = edges[i + 3] - y;
    const gapX = a > 0 && c > 0 ? Math.min(a, c) : a < 0 && c < 0 ? -Math.max(a, c) : 0;
    const gapY = b > 0 && d > 0 ? Math.min(b, d) : b < 0 && d < 0 ? -Math.max(b, d) : 0;
    if (gapX >= nearest || gapY >= nearest) continue;
    const distance = segmentDistance(a, b, c - a, d - b);
    if (distance < nearest) nearest = distance;
  }
  return insideEdges(edges, count, x, y) ? nearest : -nearest;
}

/** Least of max(|a + t da|, |b + t db|) for t in 0..1: at an end, where the two are equal, or where one is 0. */
function segmentDistance(a: number, b: number, da: number, db: number): number {
  let least = Math.min(Math.max(Math.abs(a), Math.abs(b)), Math.max(Math.abs(a + da), Math.abs(b + db)));
  least = Math.min(least, at((b - a) / (da - db), a, b, da, db));
  least = Math.min(least, at(-(a + b) / (da + db), a, b, da, db));
  least = Math.min(least, at(-a / da, a, b, da, db));
  return Math.min(least, at(-b / db, a, b, da, db));
}

function at(t: number, a: number, b: number, da: number, db: number): number {
  return t > 0 && t < 1 ? Math.max(Math.abs(a + t * da), Math.abs(b + t * db)) : Infinity;
}

import { branching } from '../geometry/box-tree.ts';
import { boxGap } from '../geometry/nearest.ts';
import type { RoadGraph } from './roads.ts';

/** What is brought to the road: edges ax, ay, bx, by of its outline, and its inside where it has one. */
export interface SnapShape {
  /** minX, minY, maxX, maxY. */
  readonly box: Float64Array;
  readonly edges: Float64Array;
  readonly count: number;
  takeEdges(): void;
  holds(x: number, y: number): boolean;
}

/** Scratch of one segment against a shape: least squared distance, where on the segment, and the part that touches. */
const least = 0;
const leastAt = 1;
const low = 2;
const high = 3;

/**
 * Finds where a shape meets the road: the stretch of every edge that touches it or runs through it, else the nearest
 * point of the nearest edge, and of the others that are as near. One shape after the other, without allocating.
 */
export class RoadSnapper {
  /** Distance from the shape to the road, units of the CRS; 0 where a road touches it. */
  gap = Infinity;
  /** Edges met: edge[n] from offset low[n] to offset high[n], for n below `count`. */
  count = 0;
  readonly edge: number[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];
  private readonly near: number[] = [];
  private readonly slot: Uint32Array;
  private readonly stack: Uint32Array;
  private readonly stackLevel: Uint8Array;
  private readonly stackGap: Float64Array;
  private readonly segment = new Float64Array(4);
  private reach = 0;
  private lastLeaf = 0;

  constructor(private readonly graph: RoadGraph) {
    this.slot = new Uint32Array(graph.length.length);
    const size = branching * graph.tree.levelStart.length + 1;
    this.stack = new Uint32Array(size);
    this.stackLevel = new Uint8Array(size);
    this.stackGap = new Float64Array(size);
  }

  /** Whether the shape has a road within `limit` (units of the CRS). */
  snap(shape: SnapShape, limit: number): boolean {
    const { tolerance } = this.graph;
    this.count = 0;
    this.gap = Infinity;
    this.reach = limit + tolerance;
    shape.takeEdges();
    this.search(shape);
    const found = this.gap <= limit;
    this.keepNearest(found ? (this.gap <= tolerance ? tolerance : this.gap + tolerance) : -1);
    if (this.gap <= tolerance) this.gap = 0;
    return found;
  }

  /** Drops the edges met that turned out to be farther than others. */
  private keepNearest(limit: number): void {
    let kept = 0;
    for (let n = 0; n < this.count; n++) {
      this.slot[this.edge[n]] = 0;
      if (this.near[n] > limit) continue;
      this.edge[kept] = this.edge[n];
      this.low[kept] = this.low[n];
      this.high[kept] = this.high[n];
      this.near[kept++] = this.near[n];
    }
    this.count = kept;
  }

  private search(shape: SnapShape): void {
    const { tree } = this.graph;
    const { stack, stackLevel, stackGap } = this;
    if (tree.items.length === 0) return;
    // The last shape's piece is often this one's too, and gives a near bound to begin with.
    const seed = this.lastLeaf;
    this.visit(shape, seed);
    const top = tree.levelStart.length - 2;
    stack[0] = tree.levelStart[top];
    stackLevel[0] = top;
    stackGap[0] = 0;
    let depth = 1;
    while (depth > 0) {
      depth--;
      if (stackGap[depth] > this.reach * this.reach) continue;
      const level = stackLevel[depth];
      if (level === 0) {
        if (stack[depth] !== seed) this.visit(shape, stack[depth]);
      } else depth = this.expand(shape, stack[depth], level, depth);
    }
  }

  /** Puts the children near enough on the stack, the nearest on top. */
  private expand(shape: SnapShape, node: number, level: number, depth: number): number {
    const { levelStart, boxes } = this.graph.tree;
    const { stack, stackLevel, stackGap } = this;
    const minX = shape.box[0];
    const minY = shape.box[1];
    const maxX = shape.box[2];
    const maxY = shape.box[3];
    const first = levelStart[level - 1] + (node - levelStart[level]) * branching;
    const last = Math.min(first + branching, levelStart[level]);
    let top = depth;
    for (let child = first; child < last; child++) {
      const b = 4 * child;
      const gap = boxGap(boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3], minX, minY, maxX, maxY);
      if (gap > this.reach * this.reach) continue;
      let at = top++;
      while (at > depth && stackGap[at - 1] < gap) {
        stack[at] = stack[at - 1];
        stackGap[at] = stackGap[at - 1];
        at--;
      }
      stack[at] = child;
      stackGap[at] = gap;
      stackLevel[top - 1] = level - 1;
    }
    return top;
  }

  private visit(shape: SnapShape, leaf: number): void {
    const { graph, segment } = this;
    const { xy, along } = graph;
    const edge = graph.pieceEdge[leaf];
    for (let vertex = graph.pieceStart[leaf]; vertex < graph.pieceEnd[leaf]; vertex++) {
      const i = 2 * vertex;
      relate(shape, xy[i], xy[i + 1], xy[i + 2], xy[i + 3], this.reach, graph.tolerance, segment);
      const gap = Math.sqrt(segment[least]);
      if (!(gap <= this.reach)) continue;
      const length = along[vertex + 1] - along[vertex];
      const touches = gap <= graph.tolerance;
      const from = along[vertex] + length * (touches ? segment[low] : segment[leastAt]);
      const to = along[vertex] + length * (touches ? segment[high] : segment[leastAt]);
      this.offer(edge, from, to, gap, touches);
      if (gap < this.gap) {
        this.gap = gap;
        this.lastLeaf = leaf;
        this.reach = Math.min(this.reach, gap + graph.tolerance);
      }
    }
  }

  /** Stretches of one edge that touch are one stretch; of points that do not, the nearest counts. */
  private offer(edge: number, from: number, to: number, gap: number, touches: boolean): void {
    let n = this.slot[edge] - 1;
    if (n < 0) {
      n = this.count++;
      this.slot[edge] = n + 1;
      this.edge[n] = edge;
      this.near[n] = Infinity;
    }
    const touched = this.near[n] <= this.graph.tolerance;
    if (touches && touched) {
      this.low[n] = Math.min(this.low[n], from);
      this.high[n] = Math.max(this.high[n], to);
      this.near[n] = Math.min(this.near[n], gap);
    } else if (gap < this.near[n] || (gap === this.near[n] && from < this.low[n])) {
      this.low[n] = from;
      this.high[n] = to;
      this.near[n] = gap;
    }
  }
}

/** Writes to `out` how a segment p-q lies to a shape; Infinity where it is farther than `reach`. */
function relate(
  shape: SnapShape,
  px: number,
  py: number,
  qx: number,
  qy: number,
  reach: number,
  tolerance: number,
  out: Float64Array,
): void {
  const { box, edges, count } = shape;
  out[least] = Infinity;
  out[leastAt] = 0;
  out[low] = 1;
  out[high] = 0;
  const minX = Math.min(px, qx);
  const maxX = Math.max(px, qx);
  const minY = Math.min(py, qy);
  const maxY = Math.max(py, qy);
  const beyond = reach * reach;
  if (boxGap(minX, minY, maxX, maxY, box[0], box[1], box[2], box[3]) > beyond) return;
  const touch = tolerance * tolerance;
  if (shape.holds(px, py)) note(out, 0, 0, touch);
  if (shape.holds(qx, qy)) note(out, 0, 1, touch);
  for (let e = 0; e < 4 * count; e += 4) {
    const ax = edges[e];
    const ay = edges[e + 1];
    const bx = edges[e + 2];
    const by = edges[e + 3];
    const gapX = Math.max(Math.min(ax, bx) - maxX, minX - Math.max(ax, bx));
    const gapY = Math.max(Math.min(ay, by) - maxY, minY - Math.max(ay, by));
    if (gapX > reach || gapY > reach) continue;
    note(out, pointGap(px, py, ax, ay, bx, by), 0, touch);
    note(out, pointGap(qx, qy, ax, ay, bx, by), 1, touch);
    notePoint(out, ax, ay, px, py, qx, qy, touch);
    notePoint(out, bx, by, px, py, qx, qy, touch);
    const at = crossing(px, py, qx, qy, ax, ay, bx, by);
    if (at >= 0) note(out, 0, at, touch);
  }
}

function note(out: Float64Array, squared: number, at: number, touch: number): void {
  if (squared < out[least] || (squared === out[least] && at < out[leastAt])) {
    out[least] = squared;
    out[leastAt] = at;
  }
  if (squared > touch) return;
  if (at < out[low]) out[low] = at;
  if (at > out[high]) out[high] = at;
}

/** Notes the point of p-q nearest to x, y. */
function notePoint(
  out: Float64Array,
  x: number,
  y: number,
  px: number,
  py: number,
  qx: number,
  qy: number,
  touch: number,
): void {
  const dx = qx - px;
  const dy = qy - py;
  const length = dx * dx + dy * dy;
  const raw = length > 0 ? ((x - px) * dx + (y - py) * dy) / length : 0;
  const at = Math.max(0, Math.min(1, raw));
  note(out, (px + at * dx - x) ** 2 + (py + at * dy - y) ** 2, at, touch);
}

function pointGap(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const raw = length > 0 ? ((x - ax) * dx + (y - ay) * dy) / length : 0;
  const at = Math.max(0, Math.min(1, raw));
  return (ax + at * dx - x) ** 2 + (ay + at * dy - y) ** 2;
}

/** Where on p-q it crosses a-b, 0..1; -1 where it does not. */
function crossing(
  px: number,
  py: number,
  qx: number,
  qy: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = qx - px;
  const dy = qy - py;
  const ex = bx - ax;
  const ey = by - ay;
  const turn = dx * ey - dy * ex;
  if (turn === 0) return -1;
  const at = ((ax - px) * ey - (ay - py) * ex) / turn;
  const along = ((ax - px) * dy - (ay - py) * dx) / turn;
  return at >= 0 && at <= 1 && along >= 0 && along <= 1 ? at : -1;
}

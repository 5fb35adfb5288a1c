import type { FlatRing } from '../shape/clip-ring.ts';
import { EdgeTree, edgeSize } from './edge-tree.ts';
import { crossInside, passesCell, roundedCrossing } from './exact.ts';
import { NumberList } from './growing.ts';

/** Comparisons spent on one question before giving up: about a second. Only hostile input comes there. */
const patience = 2e8;
const mostCrossings = 4e6;

/**
 * Edges that meet nowhere but in their ends, on a lattice of whole numbers. Vertices are sorted by x, then y; an edge goes
 * from its lower to its higher vertex, and edges are sorted by lower, then higher vertex, each there once.
 */
export interface NodedEdges {
  /** x, y of every vertex. */
  readonly points: Float64Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  /** Per operand and edge: how often its rings pass from low to high, less how often from high to low. */
  readonly turns: readonly [Int32Array, Int32Array];
}

/** Collects the edges of the rings of two operands and takes them apart where they meet. Reused from question to question. */
export class EdgeNoder {
  private readonly edges = new NumberList(4 * 256);
  /** Operand of each edge (0 or 1), and the edge that begins where it ends. */
  private readonly owner = new NumberList();
  private readonly following = new NumberList();
  private readonly tree = new EdgeTree();
  /** Where edges begin, then where they cross. */
  private readonly points = new NumberList(2 * 512);
  /** Edge and point of every cell an edge is led through, besides its ends. */
  private readonly passings = new NumberList();
  private readonly crossing = new Float64Array(2);

  clear(): void {
    this.edges.length = 0;
    this.owner.length = 0;
    this.following.length = 0;
    this.points.length = 0;
    this.passings.length = 0;
  }

  /** Adds the edges of a ring of lattice points; vertices repeated in a row count once. */
  addRing(ring: FlatRing, owner: 0 | 1): void {
    const { edges, following } = this;
    const first = this.owner.length;
    edges.reserve(2 * ring.length);
    let ax = ring[ring.length - 2];
    let ay = ring[ring.length - 1];
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i];
      const by = ring[i + 1];
      if (ax === bx && ay === by) continue;
      edges.push(ax);
      edges.push(ay);
      edges.push(bx);
      edges.push(by);
      this.owner.push(owner);
      following.push(this.owner.length);
      ax = bx;
      ay = by;
    }
    if (this.owner.length > first) following.values[this.owner.length - 1] = first;
  }

  /**
   * Snap rounding (J. Hobby 1999): every edge is led through the centre of each lattice cell it passes that holds an end
   * or a crossing of edges. No edge moves by more than 0.71 of a step, none passes over a vertex, and afterwards none
   * cross. Null when there are too many crossings to be worth it.
   */
  node(): NodedEdges | null {
    const { tree, edges, owner, points } = this;
    tree.build(edges.values, owner.length);
    if (!this.compareEdges() || !this.passCrossings()) return null;
    const { sorted, rank } = sortedPoints(points.view());
    return merged(sorted, this.pieces(sorted, rank));
  }

  /** Finds the crossings, and the cells of edges' beginnings that others pass. */
  private compareEdges(): boolean {
    const { edges, points, crossing, tree, owner } = this;
    const { values } = edges;
    points.reserve(edges.length);
    for (let i = 0; i < edges.length; i += edgeSize) {
      points.push(values[i]);
      points.push(values[i + 1]);
    }
    const most = 2 * (owner.length + mostCrossings);
    tree.pairs((a, b) => {
      const i = edgeSize * a;
      const j = edgeSize * b;
      if (crossInside(values, i, j)) {
        roundedCrossing(values, i, j, crossing);
        points.push(crossing[0]);
        points.push(crossing[1]);
      }
      this.pass(a, b, values[j], values[j + 1]);
      this.pass(b, a, values[i], values[i + 1]);
      return points.length < most && tree.work < patience;
    });
    return points.length < most && tree.work < patience;
  }

  private passCrossings(): boolean {
    const { points, passings, tree, owner } = this;
    for (let point = owner.length; 2 * point < points.length; point++) {
      const x = points.values[2 * point];
      const y = points.values[2 * point + 1];
      tree.at(x, y, (edge) => this.pass(edge, point, x, y));
      if (passings.length > 4 * mostCrossings) return false;
    }
    return true;
  }

  /** Notes that an edge passes the cell of a point inside its box, unless it begins or ends there. */
  private pass(edge: number, point: number, x: number, y: number): void {
    const { values } = this.edges;
    const i = edgeSize * edge;
    if (values[i] === x && values[i + 1] === y) return;
    if (values[i + 2] === x && values[i + 3] === y) return;
    if (!passesCell(values, i, x, y)) return;
    this.passings.push(edge);
    this.passings.push(point);
  }

  /** Low and high vertex, operand and direction of every piece of every edge, packed in one number each. */
  private pieces(points: Float64Array, rank: Uint32Array): Float64Array {
    const { edges, owner, following, passings } = this;
    const pointCount = points.length / 2;
    const byEdge = sortedPassings(passings.view(), rank, pointCount);
    const pieces = new Float64Array(owner.length + byEdge.length);
    let length = 0;
    const add = (from: number, to: number, edge: number) => {
      const key = from < to ? from * pointCount + to : to * pointCount + from;
      pieces[length++] = key * 4 + owner.values[edge] * 2 + (from < to ? 0 : 1);
    };
    const through: number[] = [];
    let next = 0;
    for (let edge = 0; edge < owner.length; edge++) {
      const end = (edge + 1) * pointCount;
      let from = rank[edge];
      through.length = 0;
      for (; next < byEdge.length && byEdge[next] < end; next++) {
        const point = byEdge[next] - edge * pointCount;
        // Several edges may begin in a point.
        if (through.length === 0 || through[through.length - 1] !== point) through.push(point);
      }
      if (through.length > 1) alongEdge(through, points, edges.values, edgeSize * edge);
      for (const point of through) {
        add(from, point, edge);
        from = point;
      }
      add(from, rank[following.values[edge]], edge);
    }
    return pieces.subarray(0, length).sort();
  }
}

/** Edge * points + point of every passing, sorted. */
function sortedPassings(passings: Float64Array, rank: Uint32Array, pointCount: number): Float64Array {
  const packed = new Float64Array(passings.length / 2);
  for (let i = 0; i < packed.length; i++) packed[i] = passings[2 * i] * pointCount + rank[passings[2 * i + 1]];
  return packed.sort();
}

/** Sorts points in the order an edge passes their cells: both coordinates only ever go one way. */
function alongEdge(through: number[], points: Float64Array, edges: Float64Array, i: number): void {
  const right = edges[i] < edges[i + 2] ? 1 : -1;
  const up = edges[i + 1] < edges[i + 3] ? 1 : -1;
  through.sort((p, q) => right * (points[2 * p] - points[2 * q]) || up * (points[2 * p + 1] - points[2 * q + 1]));
}

/** The points sorted by x, then y, each once, and the place of each given one among them. */
function sortedPoints(given: Float64Array): { readonly sorted: Float64Array; readonly rank: Uint32Array } {
  const count = given.length / 2;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  order.sort((p, q) => given[2 * p] - given[2 * q] || given[2 * p + 1] - given[2 * q + 1]);
  const sorted = new Float64Array(given.length);
  const rank = new Uint32Array(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    const x = given[2 * order[i]];
    const y = given[2 * order[i] + 1];
    if (length === 0 || sorted[length - 2] !== x || sorted[length - 1] !== y) {
      sorted[length++] = x;
      sorted[length++] = y;
    }
    rank[order[i]] = length / 2 - 1;
  }
  return { sorted: sorted.subarray(0, length), rank };
}

/** Equal pieces made one. */
function merged(points: Float64Array, pieces: Float64Array): NodedEdges {
  const pointCount = points.length / 2;
  const low = new Uint32Array(pieces.length);
  const high = new Uint32Array(pieces.length);
  const turns: [Int32Array, Int32Array] = [new Int32Array(pieces.length), new Int32Array(pieces.length)];
  let length = 0;
  let last = -1;
  for (const piece of pieces) {
    const key = Math.floor(piece / 4);
    if (key !== last) {
      low[length] = Math.floor(key / pointCount);
      high[length] = key % pointCount;
      last = key;
      length++;
    }
    const kind = piece - 4 * key;
    turns[kind >> 1][length - 1] += kind & 1 ? -1 : 1;
  }
  return {
    points,
    low: low.subarray(0, length),
    high: high.subarray(0, length),
    turns: [turns[0].subarray(0, length), turns[1].subarray(0, length)],
  };
}

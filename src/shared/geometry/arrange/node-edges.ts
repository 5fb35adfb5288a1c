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
  /** Operand of each edge: 0 or 1. */
  private readonly owner = new NumberList();
  private readonly tree = new EdgeTree();
  private readonly points = new NumberList(2 * 512);
  /** Edge and point of every cell an edge is led through, besides its ends. */
  private readonly passings = new NumberList();
  private readonly crossing = new Float64Array(2);

  clear(): void {
    this.edges.length = 0;
    this.owner.length = 0;
    this.points.length = 0;
    this.passings.length = 0;
  }

  /** Adds an edge between two lattice points; one without length is left out. */
  add(ax: number, ay: number, bx: number, by: number, owner: 0 | 1): void {
    if (ax === bx && ay === by) return;
    this.edges.reserve(edgeSize);
    this.edges.push(ax);
    this.edges.push(ay);
    this.edges.push(bx);
    this.edges.push(by);
    this.owner.push(owner);
  }

  /**
   * Snap rounding (J. Hobby 1999): every edge is led through the centre of each lattice cell it passes that holds an end
   * or a crossing of edges. No edge moves by more than 0.71 of a step, none passes over a vertex, and afterwards none
   * cross. Null when there are too many crossings to be worth it.
   */
  node(): NodedEdges | null {
    const { tree, edges, owner } = this;
    tree.build(edges.values, owner.length);
    if (!this.findPoints()) return null;
    const points = sortedPoints(this.points.view());
    if (!this.findPassings(points)) return null;
    return merged(points, this.pieces(points));
  }

  private findPoints(): boolean {
    const { edges, points, crossing, tree } = this;
    const { values } = edges;
    points.reserve(edges.length);
    for (let i = 0; i < edges.length; i++) points.push(values[i]);
    let crossings = 0;
    tree.pairs((a, b) => {
      if (crossInside(values, edgeSize * a, edgeSize * b)) {
        roundedCrossing(values, edgeSize * a, edgeSize * b, crossing);
        points.push(crossing[0]);
        points.push(crossing[1]);
        crossings++;
      }
      return crossings < mostCrossings && tree.work < patience;
    });
    return crossings < mostCrossings && tree.work < patience;
  }

  private findPassings(points: Float64Array): boolean {
    const { edges, passings, tree } = this;
    const { values } = edges;
    for (let point = 0; 2 * point < points.length; point++) {
      const x = points[2 * point];
      const y = points[2 * point + 1];
      tree.at(x, y, (edge) => {
        const i = edgeSize * edge;
        if (values[i] === x && values[i + 1] === y) return;
        if (values[i + 2] === x && values[i + 3] === y) return;
        if (!passesCell(values, i, x, y)) return;
        passings.push(edge);
        passings.push(point);
      });
      if (passings.length > 4 * mostCrossings) return false;
    }
    return true;
  }

  /** Low and high vertex, operand and direction of every piece of every edge, packed in one number each. */
  private pieces(points: Float64Array): Float64Array {
    const { edges, owner, passings } = this;
    const byEdge = sortedPassings(passings.view(), points.length / 2);
    const pieces = new Float64Array(owner.length + byEdge.length);
    const pointCount = points.length / 2;
    let length = 0;
    const through: number[] = [];
    let next = 0;
    const add = (from: number, to: number, edge: number) => {
      const key = from < to ? from * pointCount + to : to * pointCount + from;
      pieces[length++] = key * 4 + owner.values[edge] * 2 + (from < to ? 0 : 1);
    };
    for (let edge = 0; edge < owner.length; edge++) {
      const { values } = edges;
      const i = edgeSize * edge;
      const start = pointNumber(points, values[i], values[i + 1]);
      const end = pointNumber(points, values[i + 2], values[i + 3]);
      let from = start;
      through.length = 0;
      for (const end = (edge + 1) * pointCount; next < byEdge.length && byEdge[next] < end; next++) {
        through.push(byEdge[next] - edge * pointCount);
      }
      if (through.length > 1) alongEdge(through, points, values, i);
      for (const point of through) {
        add(from, point, edge);
        from = point;
      }
      add(from, end, edge);
    }
    return pieces.subarray(0, length).sort();
  }
}

/** Edge * points + point of every passing, sorted. */
function sortedPassings(passings: Float64Array, pointCount: number): Float64Array {
  const packed = new Float64Array(passings.length / 2);
  for (let i = 0; i < packed.length; i++) packed[i] = passings[2 * i] * pointCount + passings[2 * i + 1];
  return packed.sort();
}

/** Sorts points in the order an edge passes their cells: both coordinates only ever go one way. */
function alongEdge(through: number[], points: Float64Array, edges: Float64Array, i: number): void {
  const right = edges[i] < edges[i + 2] ? 1 : -1;
  const up = edges[i + 1] < edges[i + 3] ? 1 : -1;
  through.sort((p, q) => right * (points[2 * p] - points[2 * q]) || up * (points[2 * p + 1] - points[2 * q + 1]));
}

/** The points sorted by x, then y, each once. */
function sortedPoints(given: Float64Array): Float64Array {
  const count = given.length / 2;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  order.sort((p, q) => given[2 * p] - given[2 * q] || given[2 * p + 1] - given[2 * q + 1]);
  const sorted = new Float64Array(given.length);
  let length = 0;
  for (let i = 0; i < count; i++) {
    const x = given[2 * order[i]];
    const y = given[2 * order[i] + 1];
    if (length > 0 && sorted[length - 2] === x && sorted[length - 1] === y) continue;
    sorted[length++] = x;
    sorted[length++] = y;
  }
  return sorted.subarray(0, length);
}

function pointNumber(points: Float64Array, x: number, y: number): number {
  let low = 0;
  let high = points.length / 2 - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[2 * middle] < x || (points[2 * middle] === x && points[2 * middle + 1] < y)) low = middle + 1;
    else high = middle;
  }
  return low;
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

import { blockLength, edgeStride, type PlotEdges } from './plot-edges.ts';

/** Tests spent on one polygon before giving up: some tenths of a second. Only hostile files come there. */
const patience = 5e7;

/**
 * Whether every vertex of the ring [start, end) is seen from the point, in order, in one turn: then the ring is simple.
 * A quick yes for most plots, seen from their centroid; a no says nothing.
 */
export function turnsOnceAround(xy: Float64Array, start: number, end: number, x: number, y: number): boolean {
  let ax = xy[2 * end - 2] - x;
  let ay = xy[2 * end - 1] - y;
  let turn = 0;
  let rounds = 0;
  for (let i = 2 * start; i < 2 * end; i += 2) {
    const bx = xy[i] - x;
    const by = xy[i + 1] - y;
    const cross = ax * by - ay * bx;
    if (turn === 0) turn = Math.sign(cross);
    if (!(cross * turn > 0)) return false;
    if (ay <= 0 !== by <= 0 && by <= 0 === turn < 0) rounds++;
    ax = bx;
    ay = by;
  }
  return rounds === 1;
}

/**
 * Whether edges of a ring cross, overlap or touch other than by following each other, so that its even-odd area may
 * differ from its shoelace area. For a plot of one ring. Also true when there are too many edges side by side to tell.
 */
export function ringTouchesItself(ring: PlotEdges): boolean {
  let touches = false;
  const complete = scanTouches(ring, () => {
    touches = true;
    return false;
  });
  return touches || !complete;
}

/**
 * Area moments of a polygon by the even-odd rule, where its rings may cross, overlap or lie over each other:
 * out[0] = area, out[1] = integral of x, out[2] = integral of y, relative to the origin given. It is cut into bands at
 * the height of every vertex and crossing; in a band the edges from left to right begin and end the inside by turns.
 * False when the polygon has too many crossings to be worth it; `out` is not usable then.
 */
export function evenOddMoments(plot: PlotEdges, originX: number, originY: number, out: Float64Array): boolean {
  plot.takeEdges();
  const { edges, count } = plot;
  const heights: number[] = [];
  for (let edge = 0; edge < count; edge++) heights.push(edges[edgeStride * edge + 1]);
  const complete = scanTouches(plot, (a, b) => {
    const y = crossingHeight(edges, a, b);
    if (y - y === 0) heights.push(y);
    return true;
  });
  if (!complete) return false;
  const levels = Float64Array.from(heights).sort();
  const byFoot = sortedBy(count, (edge) => foot(edges, edge));
  const open: number[] = [];
  let next = 0;
  let work = 0;
  out.fill(0, 0, 3);
  for (let band = 0; band + 1 < levels.length; band++) {
    const low = levels[band];
    const high = levels[band + 1];
    if (!(high > low)) continue;
    keepIf(open, (edge) => head(edges, edge) > low);
    for (; next < count && foot(edges, byFoot[next]) <= low; next++) {
      if (head(edges, byFoot[next]) > low) open.push(byFoot[next]);
    }
    work += open.length;
    if (work > patience) return false;
    const middle = (low + high) / 2;
    open.sort((a, b) => xAt(edges, a, middle) - xAt(edges, b, middle));
    for (let k = 0; k < open.length; k++) {
      addStrip(edges, open[k], low, high, originX, originY, k % 2 === 0 ? -1 : 1, out);
    }
  }
  return true;
}

/** Adds what lies between the axis through the origin and the edge in a band: area and its first moments. */
function addStrip(
  edges: Float64Array,
  edge: number,
  low: number,
  high: number,
  originX: number,
  originY: number,
  sign: number,
  out: Float64Array,
): void {
  const x0 = xAt(edges, edge, low) - originX;
  const x1 = xAt(edges, edge, high) - originX;
  const y0 = low - originY;
  const y1 = high - originY;
  const height = sign * (high - low);
  out[0] += (height * (x0 + x1)) / 2;
  out[1] += (height * (x0 * x0 + x0 * x1 + x1 * x1)) / 6;
  out[2] += (height * (x0 * (2 * y0 + y1) + x1 * (y0 + 2 * y1))) / 6;
}

/** Up to this many blocks are tried in any order; more are sorted by height first. */
const fewBlocks = 16;
const asTheyAre: readonly number[] = Array.from({ length: fewBlocks }, (_, block) => block);

/** Calls `meet` with every pair of edges that cross or touch, until it answers false; false when there are too many to try. */
function scanTouches(plot: PlotEdges, meet: (a: number, b: number) => boolean): boolean {
  plot.boxBlocks();
  const { blockBoxes, blocks, edges, count } = plot;
  const order = blocks > fewBlocks ? sortedBy(blocks, (block) => blockBoxes[4 * block + 1]) : asTheyAre;
  let work = 0;
  for (let i = 0; i < blocks; i++) {
    const p = 4 * order[i];
    for (let j = i; j < blocks; j++) {
      const q = 4 * order[j];
      if (blockBoxes[q + 1] > blockBoxes[p + 3]) {
        if (blocks > fewBlocks) break;
        continue;
      }
      if (++work > patience) return false;
      if (blockBoxes[p + 1] > blockBoxes[q + 3]) continue;
      if (blockBoxes[p] > blockBoxes[q + 2] || blockBoxes[q] > blockBoxes[p + 2]) continue;
      work += blockLength * blockLength;
      const lastA = Math.min(count, (order[i] + 1) * blockLength);
      const lastB = Math.min(count, (order[j] + 1) * blockLength);
      for (let a = order[i] * blockLength; a < lastA; a++) {
        for (let b = i === j ? a + 1 : order[j] * blockLength; b < lastB; b++) {
          if (touch(edges, a, b) && !follow(edges, a, b, count) && !meet(a, b)) return true;
        }
      }
    }
  }
  return true;
}

/** Whether two edges have a point in common. Edges on one line count whether they reach each other or not: it only costs time. */
function touch(edges: Float64Array, a: number, b: number): boolean {
  const i = edgeStride * a;
  const j = edgeStride * b;
  const aBelow = edges[i + 1] < edges[i + 3];
  const bBelow = edges[j + 1] < edges[j + 3];
  if ((aBelow ? edges[i + 3] : edges[i + 1]) < (bBelow ? edges[j + 1] : edges[j + 3])) return false;
  if ((bBelow ? edges[j + 3] : edges[j + 1]) < (aBelow ? edges[i + 1] : edges[i + 3])) return false;
  return straddles(edges, i, j) && straddles(edges, j, i);
}

function straddles(edges: Float64Array, i: number, j: number): boolean {
  const x = edges[i];
  const y = edges[i + 1];
  const dx = edges[i + 2] - x;
  const dy = edges[i + 3] - y;
  const start = dx * (edges[j + 1] - y) - dy * (edges[j] - x);
  const end = dx * (edges[j + 3] - y) - dy * (edges[j + 2] - x);
  return !((start > 0 && end > 0) || (start < 0 && end < 0));
}

/** Whether one edge begins where the other ends because they are neighbours in their ring. */
function follow(edges: Float64Array, a: number, b: number, count: number): boolean {
  const [first, second] = a < b ? [a, b] : [b, a];
  const wraps = first === 0 && second === count - 1;
  if (second !== first + 1 && !wraps) return false;
  return (wraps && meets(edges, second, first)) || (second === first + 1 && meets(edges, first, second));
}

function meets(edges: Float64Array, first: number, second: number): boolean {
  const i = edgeStride * first;
  const j = edgeStride * second;
  return edges[i + 2] === edges[j] && edges[i + 3] === edges[j + 1];
}

/** Height at which the lines through two edges cross; not finite when they are parallel. */
function crossingHeight(edges: Float64Array, a: number, b: number): number {
  const i = edgeStride * a;
  const j = edgeStride * b;
  const ax = edges[i + 2] - edges[i];
  const ay = edges[i + 3] - edges[i + 1];
  const bx = edges[j + 2] - edges[j];
  const by = edges[j + 3] - edges[j + 1];
  const t = (bx * (edges[i + 1] - edges[j + 1]) - by * (edges[i] - edges[j])) / (ax * by - ay * bx);
  return edges[i + 1] + t * ay;
}

const foot = (edges: Float64Array, edge: number): number =>
  Math.min(edges[edgeStride * edge + 1], edges[edgeStride * edge + 3]);
const head = (edges: Float64Array, edge: number): number =>
  Math.max(edges[edgeStride * edge + 1], edges[edgeStride * edge + 3]);

function xAt(edges: Float64Array, edge: number, y: number): number {
  const i = edgeStride * edge;
  return edges[i] + ((y - edges[i + 1]) / (edges[i + 3] - edges[i + 1])) * (edges[i + 2] - edges[i]);
}

function keepIf(list: number[], keep: (item: number) => boolean): void {
  let kept = 0;
  for (const item of list) if (keep(item)) list[kept++] = item;
  list.length = kept;
}

function sortedBy(count: number, key: (item: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, item) => item).sort((a, b) => key(a) - key(b));
}

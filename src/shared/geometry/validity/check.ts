import { signedRingArea } from '../area.ts';
import { EdgeTree } from '../arrange/edge-tree.ts';
import type { Geometry, Lines, Points, Polygons } from '../types.ts';
import { isFiniteVertex } from '../vertices.ts';
import { meetingOf, passesThrough } from './meet.ts';
import { RingNester } from './nesting.ts';
import { FindingLog, type Findings, type GeometryProblem } from './problems.ts';
import { edgeSize, RingEdges } from './ring-edges.ts';
import { looksAround, RoundLook } from './round-look.ts';
import { RingTouches } from './touches.ts';

/** Comparisons spent on one polygon before giving up: some tenths of a second. Only hostile files come there. */
const patience = 5e7;

/** Checks rows [from, to) of any geometry; see `checkPolygons`. Points and lines can only be without place or length. */
export function checkGeometry(geometry: Geometry, from: number, to: number): Findings {
  if (geometry.kind === 'polygons') return checkPolygons(geometry, from, to);
  const log = new FindingLog(from, to);
  if (geometry.kind === 'none') return log.findings();
  for (let row = from; row < to; row++) {
    log.row = row;
    if (geometry.kind === 'points') checkPoints(geometry, row, log);
    else checkPaths(geometry, row, log);
  }
  return log.findings();
}

function checkPoints({ xy, featureStart }: Points, row: number, log: FindingLog): void {
  for (let point = featureStart[row]; point < featureStart[row + 1]; point++) {
    const [x, y] = [xy[2 * point], xy[2 * point + 1]];
    if (!isFiniteVertex(x, y)) log.report('not-finite', x, y);
  }
}

function checkPaths({ xy, featureStart, pathStart }: Lines, row: number, log: FindingLog): void {
  for (let path = featureStart[row]; path < featureStart[row + 1]; path++) {
    const first = 2 * pathStart[path];
    let hasLength = false;
    for (let i = first; i < 2 * pathStart[path + 1]; i += 2) {
      if (!isFiniteVertex(xy[i], xy[i + 1])) log.report('not-finite', xy[i], xy[i + 1]);
      if (xy[i] !== xy[first] || xy[i + 1] !== xy[first + 1]) hasLength = true;
    }
    if (!hasLength) log.report('zero-length', xy[first], xy[first + 1]);
  }
}

/**
 * Checks polygons [from, to) by where their edges meet (never by comparing areas) and gives what is wrong and where, by the
 * rules of OGC 06-103r4. Nothing is allocated for a polygon in order. Rows do not depend on each other, so they may be
 * shared out among workers in any way.
 */
export function checkPolygons(polygons: Polygons, from: number, to: number): Findings {
  const checker = new PolygonChecker(polygons, from, to);
  for (let row = from; row < to; row++) checker.check(row);
  return checker.findings();
}

/** With one of these, there is no saying which ring lies in which. */
const mixed: readonly GeometryProblem[] = ['self-crossing', 'overlap', 'ring-crossing', 'spike'];

class PolygonChecker {
  private readonly log: FindingLog;
  private readonly rings = new RingEdges();
  private readonly tree = new EdgeTree();
  private readonly nester = new RingNester(this.rings, this.tree);
  private readonly touches = new RingTouches();
  private readonly at = new Float64Array(2);
  private readonly look = new RoundLook();

  constructor(
    private readonly polygons: Polygons,
    from: number,
    to: number,
  ) {
    this.log = new FindingLog(from, to);
  }

  findings = (): Findings => this.log.findings();
  private readonly report = (problem: GeometryProblem, x: number, y: number) => this.log.report(problem, x, y);
  private readonly empty = (x: number, y: number): void => this.report('zero-area', x, y);
  private readonly repeated = (x: number, y: number): void => this.report('duplicate', x, y);

  check(row: number): void {
    const { polygons, look, rings, tree } = this;
    this.log.row = row;
    if (polygons.featureStart[row] === polygons.featureStart[row + 1]) return;
    const isInOrder = looksAround(polygons, row, look);
    if (look.hasOutlier) this.report('outlier', look.outlierX, look.outlierY);
    if (isInOrder) {
      if (look.turn < 0) this.report('winding', look.firstX, look.firstY);
      return;
    }
    this.checkVertices();
    rings.load(polygons, row, this.empty, this.repeated);
    this.checkSpikes();
    tree.build(rings.edges, rings.count);
    this.touches.clear();
    tree.pairs(this.meet);
    if (tree.work >= patience) this.report('unchecked', rings.edges[2], rings.edges[3]);
    else if (this.ringsAreApart() && rings.ringCount > 1) {
      this.checkNesting();
      const cut = this.touches.closingPlace(rings);
      if (cut) this.report('disconnected', cut[0], cut[1]);
    }
  }

  /** Coordinates that are no numbers, and which way rings turn. */
  private checkVertices(): void {
    const { xy, featureStart, partStart, ringStart } = this.polygons;
    for (let part = featureStart[this.log.row]; part < featureStart[this.log.row + 1]; part++) {
      for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
        const first = 2 * ringStart[ring];
        if (ringStart[ring + 1] - ringStart[ring] < 3) continue;
        const area = signedRingArea(xy, ringStart[ring], ringStart[ring + 1]);
        if (ring === partStart[part] ? area < 0 : area > 0) this.report('winding', xy[first], xy[first + 1]);
      }
      for (let vertex = ringStart[partStart[part]]; vertex < ringStart[partStart[part + 1]]; vertex++) {
        if (isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) continue;
        this.report('not-finite', xy[2 * vertex], xy[2 * vertex + 1]);
        break;
      }
    }
  }

  private checkSpikes(): void {
    const { rings, at } = this;
    const { edges, count } = rings;
    for (let edge = 0; edge < count; edge++) {
      const i = edgeSize * edge;
      const j = edgeSize * rings.next(edge);
      const ux = edges[i + 2] - edges[i];
      const uy = edges[i + 3] - edges[i + 1];
      if (ux * (edges[j + 2] - edges[j]) + uy * (edges[j + 3] - edges[j + 1]) >= 0) continue;
      if (meetingOf(edges, i, j, at) === 'overlap') this.report('spike', edges[i + 2], edges[i + 3]);
    }
  }

  private readonly meet = (a: number, b: number): boolean => {
    const { rings, at } = this;
    const { edges, ringOf } = rings;
    const sameRing = ringOf[a] === ringOf[b];
    if (sameRing && (rings.next(a) === b || rings.next(b) === a)) return true;
    const meeting = meetingOf(edges, edgeSize * a, edgeSize * b, at);
    if (meeting === 'cross') this.report(sameRing ? 'self-crossing' : 'ring-crossing', at[0], at[1]);
    else if (meeting === 'overlap') this.report('overlap', at[0], at[1]);
    else if (meeting === 'touch') this.touch(a, b, at[0], at[1]);
    return this.tree.work < patience;
  };

  private touch(a: number, b: number, x: number, y: number): void {
    const { rings } = this;
    const { edges, ringOf } = rings;
    const before = (edge: number) =>
      edgeSize * (edges[edgeSize * edge] === x && edges[edgeSize * edge + 1] === y ? rings.previous(edge) : edge);
    const after = (edge: number) =>
      edgeSize * (edges[edgeSize * edge + 2] === x && edges[edgeSize * edge + 3] === y ? rings.next(edge) : edge) + 2;
    const [a0, a1, b0, b1] = [before(a), after(a), before(b), after(b)];
    const crosses = passesThrough(
      ...([x, y, edges[a0], edges[a0 + 1], edges[a1], edges[a1 + 1]] as const),
      ...([edges[b0], edges[b0 + 1], edges[b1], edges[b1 + 1]] as const),
    );
    if (ringOf[a] === ringOf[b]) {
      if (crosses) this.report('self-crossing', x, y);
      // The foot of a spike touches itself anyway.
      else if (!this.log.has('spike')) this.report('self-touch', x, y);
    } else if (crosses) this.report('ring-crossing', x, y);
    else {
      this.touches.note(x, y, ringOf[a]);
      this.touches.note(x, y, ringOf[b]);
    }
  }

  private ringsAreApart(): boolean {
    return mixed.every((problem) => !this.log.has(problem));
  }

  private checkNesting(): void {
    const { rings, nester, tree } = this;
    const { partOf, isHole, first, edges } = rings;
    for (let ring = 0; ring < rings.ringCount && tree.work < patience; ring++) {
      // Where its first vertex lies.
      const i = edgeSize * first[ring] + 2;
      const around = nester.around(ring);
      if (isHole[ring]) {
        const own = around.filter((other) => partOf[other] === partOf[ring]);
        if (!own.some((other) => !isHole[other])) this.report('hole-outside', edges[i], edges[i + 1]);
        else if (own.length > 1) this.report('nested-holes', edges[i], edges[i + 1]);
      } else if (isInOtherPart(around, partOf)) this.report('nested-parts', edges[i], edges[i + 1]);
    }
    if (tree.work >= patience) this.report('unchecked', edges[2], edges[3]);
  }
}

/** Whether the rings around one lie about it so that it is inside of a part: in its outer ring, and in none of its holes. */
function isInOtherPart(around: readonly number[], partOf: readonly number[]): boolean {
  const depth = new Map<number, number>();
  for (const ring of around) depth.set(partOf[ring], (depth.get(partOf[ring]) ?? 0) + 1);
  return [...depth.values()].some((count) => count % 2 === 1);
}

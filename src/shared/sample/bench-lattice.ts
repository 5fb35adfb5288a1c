import { hash01 } from './noise.ts';

/** A crooked lattice: nodes about `side` metres apart, and edges with vertices of their own, the same for both neighbours. */
export interface BenchLattice {
  readonly columns: number;
  readonly rows: number;
  /** Pushes x, y of the edge's vertices from its lower or left node, without its end. */
  edge(column: number, row: number, up: boolean, into: number[]): void;
  /** Pushes the ring of a cell, counter-clockwise, without closing it. */
  cell(column: number, row: number, into: number[]): void;
}

/** How crooked: vertices inside an edge (least, and the share of edges with one more), and how far they stray, metres. */
export interface Crookedness {
  readonly inner: number;
  readonly more: number;
  readonly stray: number;
  /** How far nodes stray, as a share of the side. */
  readonly nodes: number;
}

const millimetres = (value: number): number => Math.round(value * 1000) / 1000;

/** A lattice from a seed; coordinates in metres from the lower left, whole millimetres. */
export function benchLattice(
  columns: number,
  rows: number,
  side: number,
  crooked: Crookedness,
  seed: number,
): BenchLattice {
  const nodeX = (i: number, j: number) => millimetres((i + crooked.nodes * (hash01(i, j, seed) - 0.5)) * side);
  const nodeY = (i: number, j: number) => millimetres((j + crooked.nodes * (hash01(i, j, seed + 1) - 0.5)) * side);
  const edge = (column: number, row: number, up: boolean, into: number[]): void => {
    const [x0, y0] = [nodeX(column, row), nodeY(column, row)];
    const [x1, y1] = up
      ? [nodeX(column, row + 1), nodeY(column, row + 1)]
      : [nodeX(column + 1, row), nodeY(column + 1, row)];
    const own = up ? 3 : 4;
    const inner = crooked.inner + (hash01(column, row, seed + own) < crooked.more ? 1 : 0);
    const length = Math.hypot(x1 - x0, y1 - y0);
    into.push(x0, y0);
    let swing = 0;
    for (let k = 1; k <= inner; k++) {
      const t = k / (inner + 1);
      // A walk that is pulled back to the straight line at both ends keeps edges from crossing at the nodes.
      swing = 0.75 * swing + (hash01(column * 131 + k, row, seed + own + 2) - 0.5) * 2 * crooked.stray;
      const off = swing * Math.min(1, 4 * t * (1 - t) * 1.4);
      into.push(millimetres(x0 + t * (x1 - x0) - (off * (y1 - y0)) / length));
      into.push(millimetres(y0 + t * (y1 - y0) + (off * (x1 - x0)) / length));
    }
  };
  const cell = (column: number, row: number, into: number[]): void => {
    edge(column, row, false, into);
    edge(column + 1, row, true, into);
    backwards(
      nodeX(column + 1, row + 1),
      nodeY(column + 1, row + 1),
      (part) => edge(column, row + 1, false, part),
      into,
    );
    backwards(nodeX(column, row + 1), nodeY(column, row + 1), (part) => edge(column, row, true, part), into);
  };
  return { columns, rows, edge, cell };
}

/** Pushes an edge from its end to, but not with, its beginning. */
function backwards(endX: number, endY: number, edge: (part: number[]) => void, into: number[]): void {
  const part: number[] = [];
  edge(part);
  into.push(endX, endY);
  for (let i = part.length - 2; i >= 2; i -= 2) into.push(part[i], part[i + 1]);
}

/** Puts four vertices about the first one in the wrong order, in place: the ring crosses itself. */
export function crossRing(xy: number[], start: number): void {
  const last = xy.length - 2;
  for (const [a, b] of [
    [start, last],
    [start + 2, last - 2],
  ]) {
    [xy[a], xy[b]] = [xy[b], xy[a]];
    [xy[a + 1], xy[b + 1]] = [xy[b + 1], xy[a + 1]];
  }
}

import { type PointTransform, transformColumns } from './transform.ts';

/**
 * How far from its place a vertex may be drawn, in Web Mercator world units: 4 mm at the equator, a twentieth of a pixel at the
 * largest zoom.
 */
const tolerance = 1e-10;
/** Cells a side of the grids that are tried. */
const sides = [32, 64, 128];
/** Fewer vertices are transformed one by one. */
const fewest = 20_000;

/** The transformation as a polynomial for each cell of a grid over the extent of some vertices. */
interface Grid {
  readonly side: number;
  readonly left: number;
  readonly bottom: number;
  /** Width and height of a cell. */
  readonly across: number;
  readonly up: number;
  /** Per cell, rows from the bottom: for x, then for y, the factors of 1, u, v, u v, u (u - 1) / 2 and v (v - 1) / 2. */
  readonly factors: Float64Array;
}
const factorCount = 6;

/**
 * Transforms vertices for drawing: by a polynomial for each cell of a grid, where one is fine enough to be off by no more than a few
 * millimetres; one by one elsewhere. Vertices without a result are NaN, NaN. See `toMercatorUnit`.
 */
export function transformForDrawing(xy: Float64Array, transform: PointTransform, out: Float64Array): void {
  const grid = xy.length >= 2 * fewest ? fittingGrid(xy, transform) : null;
  if (grid) evaluate(xy, grid, out);
  else transformColumns(xy, transform, 0, xy.length / 2, out);
}

function fittingGrid(xy: Float64Array, transform: PointTransform): Grid | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < xy.length; at += 2) {
    const x = xy[at];
    const y = xy[at + 1];
    if (x - x !== 0 || y - y !== 0) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  if (!(maxX > minX && maxY > minY)) return null;
  for (const side of sides) {
    if (2 * (side + 3) ** 2 > xy.length / 2) return null;
    const place = { side, left: minX, bottom: minY, across: (maxX - minX) / side, up: (maxY - minY) / side };
    const grid = { ...place, factors: factorsOf(place, transform) };
    if (isCloseEnough(grid, transform)) return grid;
  }
  return null;
}

/** From the nodes of the grid and one more around it: values at the corners, and second differences. */
function factorsOf({ side, left, bottom, across, up }: Omit<Grid, 'factors'>, transform: PointTransform): Float64Array {
  const width = side + 3;
  const nodes = new Float64Array(2 * width * width);
  for (let node = 0; node < width * width; node++) {
    const [column, row] = [(node % width) - 1, Math.floor(node / width) - 1];
    transform.apply(left + column * across, bottom + row * up, nodes, 2 * node);
  }
  const factors = new Float64Array(2 * factorCount * side * side);
  let at = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      for (let c = 0; c < 2; c++) {
        const node = (x: number, y: number) => nodes[2 * ((row + 1 + y) * width + column + 1 + x) + c];
        const corner = node(0, 0);
        factors[at++] = corner;
        factors[at++] = node(1, 0) - corner;
        factors[at++] = node(0, 1) - corner;
        factors[at++] = node(1, 1) - node(1, 0) - node(0, 1) + corner;
        factors[at++] = (node(-1, 0) - node(0, 0) - node(1, 0) + node(2, 0)) / 2;
        factors[at++] = (node(0, -1) - node(0, 0) - node(0, 1) + node(0, 2)) / 2;
      }
    }
  }
  return factors;
}

/** Looks at the middle of every cell and of two of its sides: a conformal map may be exact in one of them by chance. */
function isCloseEnough(grid: Grid, transform: PointTransform): boolean {
  const { side, left, bottom, across, up } = grid;
  const exact = new Float64Array(2);
  const drawn = new Float64Array(2);
  for (let cell = 0; cell < side * side; cell++) {
    const [column, row] = [cell % side, Math.floor(cell / side)];
    for (const [u, v] of probes) {
      const place = Float64Array.of(left + (column + u) * across, bottom + (row + v) * up);
      transform.apply(place[0], place[1], exact, 0);
      evaluate(place, grid, drawn);
      // Written so that a place without a result is none of a grid's.
      if (!(Math.abs(exact[0] - drawn[0]) <= tolerance && Math.abs(exact[1] - drawn[1]) <= tolerance)) return false;
    }
  }
  return true;
}
const probes = [
  [0.5, 0.5],
  [0.5, 0],
  [0, 0.5],
] as const;

function evaluate(xy: Float64Array, { side, left, bottom, across, up, factors }: Grid, out: Float64Array): void {
  for (let at = 0; at < xy.length; at += 2) {
    const x = (xy[at] - left) / across;
    const y = (xy[at + 1] - bottom) / up;
    if (x - x !== 0 || y - y !== 0) {
      out[at] = out[at + 1] = Number.NaN;
      continue;
    }
    const column = Math.min(side - 1, Math.floor(x));
    const row = Math.min(side - 1, Math.floor(y));
    const [u, v] = [x - column, y - row];
    const [bentAcross, bentUp] = [(u * (u - 1)) / 2, (v * (v - 1)) / 2];
    let k = 2 * factorCount * (row * side + column);
    for (let c = 0; c < 2; c++, k += factorCount) {
      out[at + c] =
        factors[k] +
        u * factors[k + 1] +
        v * (factors[k + 2] + u * factors[k + 3]) +
        bentAcross * factors[k + 4] +
        bentUp * factors[k + 5];
    }
  }
}

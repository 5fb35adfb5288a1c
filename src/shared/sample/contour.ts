import type { Grid } from './grid.ts';
import type { Ring, Shape } from './shapes.ts';
import { groupRings } from './shapes.ts';

/**
 * Where a grid is above zero, as polygons (marching squares, linear between nodes). What reaches the rim of the
 * grid is cut along it. Rings of fewer than `minimumVertices` are left out.
 */
export function contourShapes(grid: Grid, minimumVertices = 8): Shape[] {
  return groupRings(contourRings(grid).filter((ring) => ring.length >= 2 * minimumVertices));
}

/** Value at a node of the grid padded by one ring of nodes just outside. */
function paddedValue(grid: Grid, column: number, row: number): number {
  const { columns, rows, values } = grid;
  if (column < 0 || row < 0 || column >= columns || row >= rows) return -1e9;
  const value = values[row * columns + column];
  // A node exactly at zero would make edges of no length.
  return value === 0 ? -1e-6 : value;
}

/** Segments keep the inside on their left, so outer rings run counter-clockwise and holes clockwise. */
function contourRings(grid: Grid): Ring[] {
  const next = new Map<number, number>();
  const stride = grid.columns + 3;
  const inside = insideNodes(grid, stride);
  for (let row = -1; row < grid.rows; row++) {
    for (let column = -1; column < grid.columns; column++) {
      const at = (row + 1) * stride + column + 1;
      const code = inside[at] | (inside[at + 1] << 1) | (inside[at + stride + 1] << 2) | (inside[at + stride] << 3);
      if (code !== 0 && code !== 15) cellSegments(code, column, row, stride, next);
    }
  }
  const rings: Ring[] = [];
  for (const start of next.keys()) {
    if (!next.has(start)) continue;
    const ring: number[] = [];
    let edge = start;
    while (next.has(edge)) {
      const [x, y] = crossing(grid, edge, stride);
      ring.push(x, y);
      const following = next.get(edge)!;
      next.delete(edge);
      edge = following;
    }
    rings.push(ring);
  }
  return rings;
}

/** 1 where a node of the padded grid is above zero. */
function insideNodes(grid: Grid, stride: number): Uint8Array {
  const inside = new Uint8Array(stride * (grid.rows + 2));
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      if (grid.values[row * grid.columns + column] > 0) inside[(row + 1) * stride + column + 1] = 1;
    }
  }
  return inside;
}

/**
 * `inside` has one bit a corner: 0 lower left, 1 lower right, 2 upper right, 3 upper left; edge e runs from
 * corner e to e + 1.
 */
function cellSegments(inside: number, column: number, row: number, stride: number, next: Map<number, number>): void {
  const isInside = (corner: number) => ((inside >> (corner & 3)) & 1) === 1;
  // Walking the cell counter-clockwise, the line leaves where inside turns to outside and comes back where it turns in.
  for (let corner = 0; corner < 4; corner++) {
    if (!isInside(corner) || isInside(corner + 1)) continue;
    let back = corner;
    while (isInside(back) || !isInside(back + 1)) back = (back + 3) & 3;
    next.set(edgeKey(column, row, corner, stride), edgeKey(column, row, back, stride));
  }
}

/** A cell edge shared by two cells gets one key: node number x 2, plus 1 when it runs upwards. */
function edgeKey(column: number, row: number, edge: number, stride: number): number {
  const [dx, dy] = edge === 0 ? [0, 0] : edge === 1 ? [1, 0] : edge === 2 ? [0, 1] : [0, 0];
  return ((row + dy + 1) * stride + column + dx + 1) * 2 + (edge % 2);
}

function crossing(grid: Grid, key: number, stride: number): [number, number] {
  const node = key >> 1;
  const column = (node % stride) - 1;
  const row = Math.floor(node / stride) - 1;
  const up = key & 1;
  const a = paddedValue(grid, column, row);
  const b = paddedValue(grid, column + 1 - up, row + up);
  const t = Math.min(0.999, Math.max(0.001, a / (a - b)));
  const clampTo = (value: number, limit: number) => Math.min(limit, Math.max(0, value));
  const x = clampTo(column + (1 - up) * t, grid.columns - 1) * grid.cell;
  const y = clampTo(row + up * t, grid.rows - 1) * grid.cell;
  return [x, y];
}

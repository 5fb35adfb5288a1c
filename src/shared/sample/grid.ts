/** Numbers at the nodes of a square grid: node (column, row) lies at (column, row) x cell metres from the lower left. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
  readonly values: Float32Array;
}

/** A grid filled from a function of position. */
export function fillGrid(
  columns: number,
  rows: number,
  cell: number,
  fieldAt: (x: number, y: number, index: number) => number,
): Grid {
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column;
      values[index] = fieldAt(column * cell, row * cell, index);
    }
  }
  return { columns, rows, cell, values };
}

/** Bilinear value, held at the edges. */
export function sampleGrid(grid: Grid, x: number, y: number): number {
  const { columns, rows, cell, values } = grid;
  const gx = Math.min(columns - 1.001, Math.max(0, x / cell));
  const gy = Math.min(rows - 1.001, Math.max(0, y / cell));
  const column = Math.floor(gx);
  const row = Math.floor(gy);
  const u = gx - column;
  const v = gy - row;
  const at = row * columns + column;
  const low = values[at] * (1 - u) + values[at + 1] * u;
  const high = values[at + columns] * (1 - u) + values[at + columns + 1] * u;
  return low * (1 - v) + high * v;
}

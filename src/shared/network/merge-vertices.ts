/** Cells of the search for near vertices, in tolerances: wide, so that few vertices lie near a cell's border. */
const cellWidth = 16;

/**
 * The place of each vertex: vertices at the very same coordinates share one, and ends of paths (`isEnd` 1) share one with
 * whatever vertex lies at most `tolerance` away, also by way of others between them. Vertices within a path that are
 * merely near each other stay apart, so that a finely drawn curve does not shrink to a point. Places are numbered below
 * the number of vertices, with gaps. Which vertices share one does not depend on their order.
 */
export function mergeVertices(xy: Float64Array, isEnd: Uint8Array, tolerance: number): Uint32Array {
  const count = xy.length / 2;
  const parent = new Uint32Array(count);
  const cells = new CellTable(count, cellWidth * tolerance);
  const next = new Int32Array(count);
  const limit = tolerance * tolerance;
  const look = (vertex: number, bucket: number): boolean => {
    const x = xy[2 * vertex];
    const y = xy[2 * vertex + 1];
    for (let other = cells.head[bucket]; other >= 0; other = next[other]) {
      const squared = (xy[2 * other] - x) ** 2 + (xy[2 * other + 1] - y) ** 2;
      if (squared > limit || (squared > 0 && !isEnd[vertex] && !isEnd[other])) continue;
      join(parent, vertex, other);
      if (squared === 0) return true;
    }
    return false;
  };
  const place = (vertex: number): void => {
    parent[vertex] = vertex;
    const x = xy[2 * vertex];
    const y = xy[2 * vertex + 1];
    const own = cells.bucket(x, y, 0, 0);
    // A vertex at a place already known stands for nothing new.
    if (look(vertex, own)) return;
    const left = cells.borderNear(x, tolerance);
    const below = cells.borderNear(y, tolerance);
    if (left !== 0) look(vertex, cells.bucket(x, y, left, 0));
    if (below !== 0) look(vertex, cells.bucket(x, y, 0, below));
    if (left !== 0 && below !== 0) look(vertex, cells.bucket(x, y, left, below));
    next[vertex] = cells.head[own];
    cells.head[own] = vertex;
  };
  for (let vertex = 0; vertex < count; vertex++) if (isEnd[vertex]) place(vertex);
  for (let vertex = 0; vertex < count; vertex++) if (!isEnd[vertex]) place(vertex);
  for (let vertex = 0; vertex < count; vertex++) parent[vertex] = rootOf(parent, vertex);
  return parent;
}

/** Square cells in a hash table; cells that share a bucket cost time, not truth, since distances are compared. */
class CellTable {
  readonly head: Int32Array;
  private readonly mask: number;

  constructor(
    count: number,
    private readonly cell: number,
  ) {
    let size = 16;
    while (size < 2 * count) size *= 2;
    this.head = new Int32Array(size).fill(-1);
    this.mask = size - 1;
  }

  /** The bucket of the cell that holds x, y, or of its neighbour so many cells away. */
  bucket(x: number, y: number, dx: number, dy: number): number {
    const column = Math.floor(x / this.cell) + dx;
    const row = Math.floor(y / this.cell) + dy;
    const mixed = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }

  /** -1 or 1 where the neighbouring cell to that side is within the tolerance, 0 where none is. */
  borderNear(value: number, tolerance: number): number {
    const inside = value - Math.floor(value / this.cell) * this.cell;
    // Twice the tolerance leaves room for rounding in large coordinates.
    if (inside <= 2 * tolerance) return -1;
    return inside >= this.cell - 2 * tolerance ? 1 : 0;
  }
}

function rootOf(parent: Uint32Array, vertex: number): number {
  let at = vertex;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

function join(parent: Uint32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parent, a), rootOf(parent, b)];
  parent[Math.max(first, second)] = Math.min(first, second);
}

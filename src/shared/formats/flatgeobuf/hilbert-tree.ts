/** Children of a node, as the format's own writers choose. */
export const nodeSize = 16;
/** Bytes of a node: a box of four doubles and an offset of 64 bits. */
const nodeBytes = 40;
const side = 65_535;

/**
 * Rows in the order of the Hilbert curve through the middles of their boxes (four numbers a row, NaN without geometry),
 * rows without geometry last, equal ones in their own order.
 */
export function hilbertOrder(boxes: Float64Array): Uint32Array {
  const count = boxes.length / 4;
  const [minX, minY, maxX, maxY] = extentOf(boxes);
  const places = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const at = 4 * row;
    if (Number.isNaN(boxes[at])) places[row] = Infinity;
    else {
      const x = maxX > minX ? Math.floor((side * ((boxes[at] + boxes[at + 2]) / 2 - minX)) / (maxX - minX)) : 0;
      const y = maxY > minY ? Math.floor((side * ((boxes[at + 1] + boxes[at + 3]) / 2 - minY)) / (maxY - minY)) : 0;
      places[row] = hilbertPlace(x, y);
    }
  }
  const order = Uint32Array.from(places, (_, row) => row);
  return order.sort((a, b) => (places[a] === places[b] ? a - b : places[a] - places[b]));
}

/** minX, minY, maxX, maxY of all boxes; infinities the wrong way round where there are none. */
export function extentOf(boxes: Float64Array): [number, number, number, number] {
  const all: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < boxes.length; at += 4) {
    if (Number.isNaN(boxes[at])) continue;
    all[0] = Math.min(all[0], boxes[at]);
    all[1] = Math.min(all[1], boxes[at + 1]);
    all[2] = Math.max(all[2], boxes[at + 2]);
    all[3] = Math.max(all[3], boxes[at + 3]);
  }
  return all;
}

/** How far along a Hilbert curve of 65,536 x 65,536 cells a cell lies: quadrant by quadrant, turned as the curve turns. */
function hilbertPlace(column: number, row: number): number {
  let x = column;
  let y = row;
  let place = 0;
  for (let step = 32_768; step >= 1; step /= 2) {
    const right = (x & step) > 0 ? 1 : 0;
    const up = (y & step) > 0 ? 1 : 0;
    place += step * step * ((3 * right) ^ up);
    if (up === 0) {
      if (right === 1) {
        x = side - x;
        y = side - y;
      }
      [x, y] = [y, x];
    }
  }
  return place;
}

/** Nodes per level, the leaves first; one item has a root above it too. */
function levelsOf(count: number): number[] {
  const levels = [count];
  do levels.push(Math.ceil(levels[levels.length - 1] / nodeSize));
  while (levels[levels.length - 1] > 1);
  return levels;
}

/**
 * The packed R-tree before the features: levels from the root to the leaves, leaf n being the n-th feature of `order`,
 * which begins `offsets[n]` bytes into the features. A feature without geometry has a box that nothing meets.
 */
export function packedTree(boxes: Float64Array, order: Uint32Array, offsets: Float64Array): Uint8Array<ArrayBuffer> {
  const levels = levelsOf(order.length);
  const total = levels.reduce((sum, nodes) => sum + nodes, 0);
  const bytes = new Uint8Array(total * nodeBytes);
  const view = new DataView(bytes.buffer);
  let first = total - order.length;
  for (let at = 0; at < order.length; at++) {
    const from = 4 * order[at];
    const known = !Number.isNaN(boxes[from]);
    const node = (first + at) * nodeBytes;
    for (let edge = 0; edge < 4; edge++)
      view.setFloat64(node + 8 * edge, known ? boxes[from + edge] : edge < 2 ? Infinity : -Infinity, true);
    view.setBigUint64(node + 32, BigInt(offsets[at]), true);
  }
  for (let level = 1; level < levels.length; level++) {
    const parents = first - levels[level];
    for (let parent = 0; parent < levels[level]; parent++) {
      const child = first + parent * nodeSize;
      joinChildren(view, parents + parent, child, Math.min(child + nodeSize, first + levels[level - 1]));
    }
    first = parents;
  }
  return bytes;
}

/** Writes a node around its children [from, to); its offset is the number of the first of them. */
function joinChildren(view: DataView, parent: number, from: number, to: number): void {
  const at = parent * nodeBytes;
  for (let edge = 0; edge < 4; edge++) {
    let value = view.getFloat64(from * nodeBytes + 8 * edge, true);
    for (let child = from + 1; child < to; child++) {
      const own = view.getFloat64(child * nodeBytes + 8 * edge, true);
      value = edge < 2 ? Math.min(value, own) : Math.max(value, own);
    }
    view.setFloat64(at + 8 * edge, value, true);
  }
  view.setBigUint64(at + 32, BigInt(from), true);
}

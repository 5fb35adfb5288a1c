import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';

/**
 * A packed tree of boxes in flat columns: plain data that workers share. Nodes of one level lie together, the leaves
 * first; the children of the n-th node of a level are the nodes branching * n .. of the level below.
 */
export interface BoxTree {
  /** minX, minY, maxX, maxY of every node. */
  readonly boxes: Float64Array;
  /** Level l owns nodes levelStart[l] .. levelStart[l+1]-1; leaves are level 0, the root the only one of the last. */
  readonly levelStart: Uint32Array;
  /** The item in each leaf, as numbered by the caller. Leaves follow a Hilbert curve. */
  readonly items: Uint32Array;
}

/** Children of a node. Eight keeps a node's boxes in four cache lines. */
export const branching = 8;

/**
 * Builds a tree over `count` boxes (four numbers each); boxes with NaN are left out, so a tree may have fewer leaves than
 * boxes, or none. Time grows linearly: a radix sort along a Hilbert curve.
 */
export function buildBoxTree(boxes: Float64Array, count: number): BoxTree {
  const order = hilbertOrder(boxes, count);
  const levels = [0];
  let nodes = 0;
  for (let width = order.length; ; width = Math.ceil(width / branching)) {
    nodes += width;
    levels.push(nodes);
    if (width <= 1) break;
  }
  const levelStart = sharedUint32(levels.length);
  levelStart.set(levels);
  const packed = sharedFloat64(4 * nodes);
  const items = sharedUint32(order.length);
  items.set(order);
  for (let leaf = 0; leaf < items.length; leaf++) {
    for (let side = 0; side < 4; side++) packed[4 * leaf + side] = boxes[4 * items[leaf] + side];
  }
  for (let level = 1; level + 1 < levels.length; level++) joinLevel(packed, levels, level);
  return { boxes: packed, levelStart, items };
}

/** Items whose box meets a box (minX, minY, maxX, maxY), in rising order. */
export function itemsMeeting(
  { boxes, levelStart, items }: BoxTree,
  [minX, minY, maxX, maxY]: readonly number[],
): number[] {
  const found: number[] = [];
  const meets = (node: number) =>
    boxes[4 * node] <= maxX &&
    boxes[4 * node + 2] >= minX &&
    boxes[4 * node + 1] <= maxY &&
    boxes[4 * node + 3] >= minY;
  const visit = (node: number, level: number): void => {
    if (!meets(node)) return;
    if (level === 0) {
      found.push(items[node]);
      return;
    }
    const first = levelStart[level - 1] + (node - levelStart[level]) * branching;
    const last = Math.min(first + branching, levelStart[level]);
    for (let child = first; child < last; child++) visit(child, level - 1);
  };
  const top = levelStart.length - 2;
  if (items.length > 0) visit(levelStart[top], top);
  return found.sort((a, b) => a - b);
}

function joinLevel(boxes: Float64Array, levels: readonly number[], level: number): void {
  for (let node = levels[level]; node < levels[level + 1]; node++) {
    const first = levels[level - 1] + (node - levels[level]) * branching;
    const last = Math.min(first + branching, levels[level]);
    let minX = Infinity;
    let minY = Infinity;
    let maxX = -Infinity;
    let maxY = -Infinity;
    for (let child = 4 * first; child < 4 * last; child += 4) {
      if (boxes[child] < minX) minX = boxes[child];
      if (boxes[child + 1] < minY) minY = boxes[child + 1];
      if (boxes[child + 2] > maxX) maxX = boxes[child + 2];
      if (boxes[child + 3] > maxY) maxY = boxes[child + 3];
    }
    boxes[4 * node] = minX;
    boxes[4 * node + 1] = minY;
    boxes[4 * node + 2] = maxX;
    boxes[4 * node + 3] = maxY;
  }
}

/** Numbers of the boxes without NaN, along a Hilbert curve through their centres. */
function hilbertOrder(boxes: Float64Array, count: number): Uint32Array {
  let used = 0;
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  const order = new Uint32Array(count);
  for (let item = 0; item < count; item++) {
    const x = boxes[4 * item] + boxes[4 * item + 2];
    const y = boxes[4 * item + 1] + boxes[4 * item + 3];
    if (x - x !== 0 || y - y !== 0) continue;
    order[used++] = item;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  const keys = new Uint32Array(used);
  const scale = 65535 / Math.max(maxX - minX, maxY - minY, Number.MIN_VALUE);
  const finiteScale = scale - scale === 0 ? scale : 0;
  for (let i = 0; i < used; i++) {
    const item = 4 * order[i];
    const x = (boxes[item] + boxes[item + 2] - minX) * finiteScale;
    const y = (boxes[item + 1] + boxes[item + 3] - minY) * finiteScale;
    keys[i] = hilbert(x, y);
  }
  return sortByKey(order.subarray(0, used), keys);
}

/** Position along the Hilbert curve of order 16 through a grid of 65,536 by 65,536 cells (J. Skilling, AIP 707, 2004). */
function hilbert(cellX: number, cellY: number): number {
  let x = cellX & 0xffff;
  let y = cellY & 0xffff;
  let key = 0;
  for (let side = 0x8000; side > 0; side >>= 1) {
    const right = (x & side) !== 0 ? 1 : 0;
    const upper = (y & side) !== 0 ? 1 : 0;
    key = key * 4 + ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        x = 0xffff - x;
        y = 0xffff - y;
      }
      const swap = x;
      x = y;
      y = swap;
    }
  }
  return key;
}

/** Stable radix sort of items by 32-bit keys, 11 bits at a time. */
function sortByKey(unsorted: Uint32Array, keys: Uint32Array): Uint32Array {
  const count = unsorted.length;
  let fromItems = unsorted;
  let fromKeys = keys;
  let toItems: Uint32Array = new Uint32Array(count);
  let toKeys: Uint32Array = new Uint32Array(count);
  const start = new Uint32Array(2049);
  for (let shift = 0; shift < 33; shift += 11) {
    start.fill(0);
    for (let i = 0; i < count; i++) start[((fromKeys[i] >>> shift) & 2047) + 1]++;
    for (let digit = 0; digit < 2048; digit++) start[digit + 1] += start[digit];
    for (let i = 0; i < count; i++) {
      const target = start[(fromKeys[i] >>> shift) & 2047]++;
      toItems[target] = fromItems[i];
      toKeys[target] = fromKeys[i];
    }
    const items = fromItems;
    fromItems = toItems;
    toItems = items;
    const keysDone = fromKeys;
    fromKeys = toKeys;
    toKeys = keysDone;
  }
  return fromItems;
}

/**
 * A reusable walk over the leaves whose box holds a point, without allocating: `start` it, then call `next` until it
 * gives -1. Each call gives the position of a leaf; `tree.items` names its item. Leaves come in no promised order.
 */
export class PointWalk {
  private readonly stack = new Uint32Array(branching * 33);
  private readonly levels = new Uint8Array(branching * 33);
  private depth = 0;
  private x = 0;
  private y = 0;

  constructor(private readonly tree: BoxTree) {}

  start(x: number, y: number): void {
    this.x = x;
    this.y = y;
    const top = this.tree.levelStart.length - 2;
    this.depth = 0;
    if (this.tree.items.length > 0) this.offer(this.tree.levelStart[top], top);
  }

  next(): number {
    const { levelStart } = this.tree;
    while (this.depth > 0) {
      const node = this.stack[--this.depth];
      const level = this.levels[this.depth];
      if (level === 0) return node;
      const first = levelStart[level - 1] + (node - levelStart[level]) * branching;
      const last = Math.min(first + branching, levelStart[level]);
      for (let child = first; child < last; child++) this.offer(child, level - 1);
    }
    return -1;
  }

  private offer(node: number, level: number): void {
    const { boxes } = this.tree;
    if (this.x < boxes[4 * node] || this.x > boxes[4 * node + 2]) return;
    if (this.y < boxes[4 * node + 1] || this.y > boxes[4 * node + 3]) return;
    this.stack[this.depth] = node;
    this.levels[this.depth++] = level;
  }
}

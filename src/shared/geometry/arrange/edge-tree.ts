/** Children of a node, and edges below a leaf. */
const branching = 8;
/** Enough for 8^12 edges. */
const mostLevels = 12;
/** Numbers kept for an edge: ax, ay, bx, by. */
export const edgeSize = 4;

/**
 * Boxes around runs of 8 consecutive edges, around runs of 8 of those and so on. Edges that follow each other lie near
 * each other, so this finds edges near edges and points in almost linear time without sorting. Arrays grow and are reused.
 */
export class EdgeTree {
  private boxes = new Float64Array(64 * 4);
  /** Nodes of level l are levelStart[l] .. levelStart[l+1]-1; level 0 stands on the edges. */
  private readonly levelStart = new Float64Array(mostLevels + 1);
  private levels = 0;
  private edges: Float64Array = new Float64Array(0);
  private count = 0;
  /** Pairs of nodes, or nodes, still to be looked at: level, a, b. */
  private readonly stack = new Float64Array(3 * branching * branching * mostLevels);
  /** Boxes and edges compared since `build`. */
  work = 0;

  build(edges: Float64Array, count: number): void {
    this.edges = edges;
    this.count = count;
    this.work = 0;
    this.levels = 0;
    let nodes = Math.ceil(count / branching);
    const needed = 4 * Math.ceil(nodes * 1.2 + 16);
    if (this.boxes.length < needed) this.boxes = new Float64Array(2 * needed);
    let start = 0;
    for (let level = 0; nodes > 0; level++) {
      for (let node = 0; node < nodes; node++) this.box(level, start + node);
      start += nodes;
      this.levelStart[level + 1] = start;
      this.levels = level + 1;
      if (nodes === 1) break;
      nodes = Math.ceil(nodes / branching);
    }
  }

  /** The box around one node's edges or nodes. */
  private box(level: number, node: number): void {
    const { boxes, edges } = this;
    let minX = Infinity;
    let minY = Infinity;
    let maxX = -Infinity;
    let maxY = -Infinity;
    const first = this.firstBelow(level, node);
    const last = this.endBelow(level, node);
    // An edge is the box of its two ends, whichever way it goes.
    const from = level === 0 ? edges : boxes;
    for (let i = 4 * first; i < 4 * last; i += 4) {
      minX = Math.min(minX, from[i], from[i + 2]);
      minY = Math.min(minY, from[i + 1], from[i + 3]);
      maxX = Math.max(maxX, from[i], from[i + 2]);
      maxY = Math.max(maxY, from[i + 1], from[i + 3]);
    }
    boxes[4 * node] = minX;
    boxes[4 * node + 1] = minY;
    boxes[4 * node + 2] = maxX;
    boxes[4 * node + 3] = maxY;
  }

  private firstBelow(level: number, node: number): number {
    const below = level === 0 ? 0 : this.levelStart[level - 1];
    return below + branching * (node - this.levelStart[level]);
  }

  private endBelow(level: number, node: number): number {
    const end = level === 0 ? this.count : this.levelStart[level];
    return Math.min(end, this.firstBelow(level, node) + branching);
  }

  /** Calls back once for every two edges whose boxes meet, the lower number first; stops when it answers false. */
  pairs(meet: (a: number, b: number) => boolean): void {
    const { stack } = this;
    if (this.count === 0) return;
    const top = this.levels - 1;
    let depth = this.push(0, top, this.levelStart[top], this.levelStart[top]);
    while (depth > 0) {
      depth -= 3;
      const level = stack[depth];
      const a = stack[depth + 1];
      const b = stack[depth + 2];
      if (level > 0) depth = this.pushPairs(depth, level, a, b);
      else if (!this.edgePairs(a, b, meet)) return;
    }
  }

  private push(depth: number, level: number, a: number, b: number): number {
    const { stack } = this;
    stack[depth] = level;
    stack[depth + 1] = a;
    stack[depth + 2] = b;
    return depth + 3;
  }

  private pushPairs(from: number, level: number, a: number, b: number): number {
    let depth = from;
    const endA = this.endBelow(level, a);
    const endB = this.endBelow(level, b);
    const firstB = this.firstBelow(level, b);
    for (let i = this.firstBelow(level, a); i < endA; i++) {
      for (let j = a === b ? i : firstB; j < endB; j++) {
        this.work++;
        if (i === j || this.boxesMeet(i, j)) depth = this.push(depth, level - 1, i, j);
      }
    }
    return depth;
  }

  private boxesMeet(i: number, j: number): boolean {
    const { boxes } = this;
    return (
      boxes[4 * i] <= boxes[4 * j + 2] &&
      boxes[4 * j] <= boxes[4 * i + 2] &&
      boxes[4 * i + 1] <= boxes[4 * j + 3] &&
      boxes[4 * j + 1] <= boxes[4 * i + 3]
    );
  }

  private edgePairs(a: number, b: number, meet: (a: number, b: number) => boolean): boolean {
    const { edges, boxes } = this;
    const endA = this.endBelow(0, a);
    const endB = this.endBelow(0, b);
    const firstB = this.firstBelow(0, b);
    for (let i = this.firstBelow(0, a); i < endA; i++) {
      const p = 4 * i;
      const minX = Math.min(edges[p], edges[p + 2]);
      const maxX = Math.max(edges[p], edges[p + 2]);
      const minY = Math.min(edges[p + 1], edges[p + 3]);
      const maxY = Math.max(edges[p + 1], edges[p + 3]);
      if (a !== b) {
        const q = 4 * b;
        if (minX > boxes[q + 2] || maxX < boxes[q] || minY > boxes[q + 3] || maxY < boxes[q + 1]) continue;
      }
      this.work += branching;
      for (let j = a === b ? i + 1 : firstB; j < endB; j++) {
        const q = 4 * j;
        if (edges[q] > maxX && edges[q + 2] > maxX) continue;
        if (edges[q] < minX && edges[q + 2] < minX) continue;
        if (edges[q + 1] > maxY && edges[q + 3] > maxY) continue;
        if (edges[q + 1] < minY && edges[q + 3] < minY) continue;
        if (!meet(i, j)) return false;
      }
    }
    return true;
  }

  /** Calls back with every edge whose box holds the point, in no order. */
  at(x: number, y: number, found: (edge: number) => void): void {
    const { stack, boxes, edges } = this;
    if (this.count === 0) return;
    const top = this.levels - 1;
    let depth = this.push(0, top, this.levelStart[top], 0);
    while (depth > 0) {
      depth -= 3;
      const level = stack[depth];
      const node = stack[depth + 1];
      const q = 4 * node;
      if (boxes[q] > x || boxes[q + 2] < x || boxes[q + 1] > y || boxes[q + 3] < y) continue;
      const end = this.endBelow(level, node);
      for (let below = this.firstBelow(level, node); below < end; below++) {
        if (level > 0) depth = this.push(depth, level - 1, below, 0);
        else {
          const i = 4 * below;
          const across =
            edges[i] < edges[i + 2] ? edges[i] <= x && x <= edges[i + 2] : edges[i + 2] <= x && x <= edges[i];
          const up =
            edges[i + 1] < edges[i + 3]
              ? edges[i + 1] <= y && y <= edges[i + 3]
              : edges[i + 3] <= y && y <= edges[i + 1];
          if (across && up) found(below);
        }
      }
    }
  }

  /** Calls back with every edge that reaches the height y and begins or ends at x or left of it. */
  leftOf(x: number, y: number, found: (edge: number) => void): void {
    const { stack, boxes, edges } = this;
    if (this.count === 0) return;
    const top = this.levels - 1;
    let depth = this.push(0, top, this.levelStart[top], 0);
    while (depth > 0) {
      depth -= 3;
      const level = stack[depth];
      const node = stack[depth + 1];
      const q = 4 * node;
      this.work++;
      if (boxes[q] > x || boxes[q + 1] > y || boxes[q + 3] < y) continue;
      const end = this.endBelow(level, node);
      for (let below = this.firstBelow(level, node); below < end; below++) {
        if (level > 0) {
          depth = this.push(depth, level - 1, below, 0);
          continue;
        }
        const i = 4 * below;
        if (edges[i] > x && edges[i + 2] > x) continue;
        if (edges[i + 1] > y && edges[i + 3] > y) continue;
        if (edges[i + 1] >= y || edges[i + 3] >= y) found(below);
      }
    }
  }
}

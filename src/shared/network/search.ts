import type { Arcs } from './roads.ts';

/**
 * Least costs from seeded nodes over a graph (E. W. Dijkstra, Numerische Mathematik 1, 1959), with a binary heap in
 * flat arrays. One search after the other: what a search has touched is put back by the next `begin`. Costs do not
 * depend on the order of nodes or arcs.
 */
export class NetworkSearch {
  /** Cost of each node; Infinity where it was not reached. */
  readonly cost: Float64Array;
  /** Nodes in the order they were settled, the first `settledCount`. */
  readonly settled: Uint32Array;
  settledCount = 0;
  private readonly touched: Uint32Array;
  private touchedCount = 0;
  private keys = new Float64Array(1024);
  private nodes = new Uint32Array(1024);
  private size = 0;

  constructor(nodeCount: number) {
    this.cost = new Float64Array(nodeCount).fill(Infinity);
    this.settled = new Uint32Array(nodeCount);
    this.touched = new Uint32Array(nodeCount);
  }

  begin(): void {
    for (let n = 0; n < this.touchedCount; n++) this.cost[this.touched[n]] = Infinity;
    this.touchedCount = 0;
    this.settledCount = 0;
    this.size = 0;
  }

  /** Lets the search begin at a node with a cost; an infinite one is no beginning. */
  seed(node: number, cost: number): void {
    if (!(cost < this.cost[node])) return;
    if (this.cost[node] === Infinity) this.touched[this.touchedCount++] = node;
    this.cost[node] = cost;
    this.push(node, cost);
  }

  /** Settles every node of at most `limit`. */
  run(arcs: Arcs, limit = Infinity): void {
    const { cost, settled } = this;
    const { start, node: nodeAt, cost: costAt } = arcs;
    while (this.size > 0) {
      const key = this.keys[0];
      const node = this.nodes[0];
      this.pop();
      if (key > limit) return;
      if (key > cost[node]) continue;
      settled[this.settledCount++] = node;
      const end = start[node + 1];
      for (let arc = start[node]; arc < end; arc++) {
        const next = nodeAt[arc];
        const known = cost[next];
        const found = key + costAt[arc];
        if (!(found < known)) continue;
        if (known === Infinity) this.touched[this.touchedCount++] = next;
        cost[next] = found;
        this.push(next, found);
      }
    }
  }

  private push(node: number, key: number): void {
    if (this.size === this.keys.length) this.grow();
    const { keys, nodes } = this;
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (keys[above] <= key) break;
      keys[at] = keys[above];
      nodes[at] = nodes[above];
      at = above;
    }
    keys[at] = key;
    nodes[at] = node;
  }

  /** Takes the first out; the last sinks from the top. */
  private pop(): void {
    const { keys, nodes } = this;
    const size = --this.size;
    const key = keys[size];
    const node = nodes[size];
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && keys[child + 1] < keys[child]) child++;
      if (keys[child] >= key) break;
      keys[at] = keys[child];
      nodes[at] = nodes[child];
      at = child;
    }
    keys[at] = key;
    nodes[at] = node;
  }

  private grow(): void {
    const keys = new Float64Array(2 * this.size);
    keys.set(this.keys);
    this.keys = keys;
    const nodes = new Uint32Array(2 * this.size);
    nodes.set(this.nodes);
    this.nodes = nodes;
  }
}

import type { EdgeTree } from '../arrange/edge-tree.ts';
import { orientation } from './orientation.ts';
import { edgeSize, type RingEdges } from './ring-edges.ts';

/** Tells which rings of a polygon lie in which, where no two of them cross. */
export class RingNester {
  /** Crossings left of a point, per ring; and the rings that have any. */
  private readonly crossings: number[] = [];
  private readonly met: number[] = [];
  private isOnBorder = false;

  constructor(
    private readonly rings: RingEdges,
    private readonly tree: EdgeTree,
  ) {}

  /** Rings around a ring, in no order: a vertex or edge middle that lies on no other ring decides. */
  around(ring: number): readonly number[] {
    const { first, end, edges } = this.rings;
    for (const share of [0, 0.5]) {
      for (let edge = first[ring]; edge < end[ring]; edge++) {
        const i = edgeSize * edge;
        const x = edges[i] + share * (edges[i + 2] - edges[i]);
        const y = edges[i + 1] + share * (edges[i + 3] - edges[i + 1]);
        this.cast(ring, x, y);
        if (!this.isOnBorder) return this.met.filter((other) => this.crossings[other] % 2 === 1);
      }
    }
    return [];
  }

  /** Follows a ray to the left and counts the borders of the other rings on it. */
  private cast(ring: number, x: number, y: number): void {
    const { crossings, met, rings, tree } = this;
    const { edges, ringOf } = rings;
    for (const other of met) crossings[other] = 0;
    met.length = 0;
    this.isOnBorder = false;
    tree.leftOf(x, y, (edge) => {
      const other = ringOf[edge];
      if (other === ring) return;
      const i = edgeSize * edge;
      const up = edges[i + 1] < edges[i + 3];
      const side = orientation(edges[i], edges[i + 1], edges[i + 2], edges[i + 3], x, y);
      if (side === 0 && Math.max(edges[i], edges[i + 2]) >= x) this.isOnBorder = true;
      if (edges[i + 1] > y === edges[i + 3] > y || side === 0 || side < 0 !== up) return;
      const before = crossings[other] ?? 0;
      if (before === 0) met.push(other);
      crossings[other] = before + 1;
    });
  }
}

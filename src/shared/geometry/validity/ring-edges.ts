import { NumberList } from '../arrange/growing.ts';
import type { Polygons } from '../types.ts';
import { isFiniteVertex } from '../vertices.ts';

/** Numbers kept for an edge: ax, ay, bx, by. */
export const edgeSize = 4;

/** The edges of one polygon's rings, without vertices that are not finite or repeated. Reused from row to row. */
export class RingEdges {
  private readonly list = new NumberList(4 * 256);
  /** Ring number of every edge; number of the part of every ring, and its edges: [first, end). */
  ringOf = new Uint32Array(256);
  readonly partOf: number[] = [];
  readonly first: number[] = [];
  readonly end: number[] = [];
  readonly isHole: boolean[] = [];

  get edges(): Float64Array {
    return this.list.values;
  }

  get count(): number {
    return this.list.length / edgeSize;
  }

  get ringCount(): number {
    return this.first.length;
  }

  /** Calls back with rings that hold no area (fewer than three different vertices); they are left out. */
  load(
    { xy, featureStart, partStart, ringStart }: Polygons,
    row: number,
    empty: (x: number, y: number) => void,
    repeated: (x: number, y: number) => void,
  ): void {
    const { list, partOf, first, end, isHole } = this;
    list.length = 0;
    partOf.length = 0;
    first.length = 0;
    end.length = 0;
    isHole.length = 0;
    for (let part = featureStart[row]; part < featureStart[row + 1]; part++) {
      for (let ring = partStart[part]; ring < partStart[part + 1]; ring++) {
        const before = list.length / edgeSize;
        this.takeRing(xy, ringStart[ring], ringStart[ring + 1], repeated);
        const taken = list.length / edgeSize - before;
        if (taken < 3) {
          list.length = edgeSize * before;
          const vertex = firstFinite(xy, ringStart[ring], ringStart[ring + 1]);
          if (vertex >= 0) empty(xy[2 * vertex], xy[2 * vertex + 1]);
          continue;
        }
        partOf.push(part);
        isHole.push(ring > partStart[part]);
        first.push(before);
        end.push(before + taken);
      }
    }
    this.numberRings();
  }

  private takeRing(xy: Float64Array, start: number, stop: number, repeated: (x: number, y: number) => void): void {
    const { list } = this;
    let last = stop - 1;
    while (last >= start && !isFiniteVertex(xy[2 * last], xy[2 * last + 1])) last--;
    if (last < start) return;
    let ax = xy[2 * last];
    let ay = xy[2 * last + 1];
    list.reserve(edgeSize * (stop - start));
    for (let vertex = start; vertex <= last; vertex++) {
      const bx = xy[2 * vertex];
      const by = xy[2 * vertex + 1];
      if (!isFiniteVertex(bx, by)) continue;
      if (ax === bx && ay === by) {
        repeated(bx, by);
        continue;
      }
      list.push(ax);
      list.push(ay);
      list.push(bx);
      list.push(by);
      ax = bx;
      ay = by;
    }
  }

  private numberRings(): void {
    if (this.ringOf.length < this.count) this.ringOf = new Uint32Array(2 * this.count);
    for (let ring = 0; ring < this.first.length; ring++) this.ringOf.fill(ring, this.first[ring], this.end[ring]);
  }

  /** The edge that begins where this one ends, and the one that ends where it begins. */
  next(edge: number): number {
    const ring = this.ringOf[edge];
    return edge + 1 === this.end[ring] ? this.first[ring] : edge + 1;
  }

  previous(edge: number): number {
    const ring = this.ringOf[edge];
    return edge === this.first[ring] ? this.end[ring] - 1 : edge - 1;
  }
}

function firstFinite(xy: Float64Array, start: number, end: number): number {
  for (let vertex = start; vertex < end; vertex++)
    if (isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) return vertex;
  return -1;
}

import type { RingEdges } from './ring-edges.ts';

/** Places where rings of one polygon touch, to tell whether they cut its inside in two. */
export class RingTouches {
  /** x, y and ring of every touch noted; a place is noted for both rings. */
  private readonly noted: { readonly x: number; readonly y: number; readonly ring: number }[] = [];

  clear(): void {
    this.noted.length = 0;
  }

  note(x: number, y: number, ring: number): void {
    this.noted.push({ x, y, ring });
  }

  /** Whether a ring touches another one in this place. */
  has(x: number, y: number): boolean {
    return this.noted.some((touch) => touch.x === x && touch.y === y);
  }

  /**
   * Rings of a part and the places they touch form a net; where it has a mesh, the inside is cut in two. Gives the place
   * that closes the first mesh, or null.
   */
  closingPlace({ partOf }: RingEdges): readonly [number, number] | null {
    const { noted } = this;
    if (noted.length < 4) return null;
    noted.sort((a, b) => a.x - b.x || a.y - b.y || a.ring - b.ring);
    const root: number[] = [];
    const find = (node: number): number => {
      let at = node;
      while ((root[at] ?? at) !== at) at = root[at];
      return at;
    };
    const ringCount = partOf.length;
    let place = ringCount - 1;
    let touch = 0;
    while (touch < noted.length) {
      const { x, y } = noted[touch];
      // A place belongs to each part by itself.
      const places = new Map<number, number>();
      let last = -1;
      for (; touch < noted.length && noted[touch].x === x && noted[touch].y === y; touch++) {
        const { ring } = noted[touch];
        if (ring === last) continue;
        last = ring;
        const node = places.get(partOf[ring]) ?? ++place;
        places.set(partOf[ring], node);
        const [one, other] = [find(node), find(ring)];
        if (one === other) return [x, y];
        root[one] = other;
      }
    }
    return null;
  }
}

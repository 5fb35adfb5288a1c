import type { FlatRing } from '../shape/clip-ring.ts';

/** Steps per unit of the CRS: a micrometre where it is the metre, as fine as projected coordinates are rounded to. */
const finestSteps = 1e6;
/**
 * Lattice coordinates stay below this, so that predicates on them are exact (`exact.ts`), and steps large enough to survive
 * being written as doubles.
 */
const farthest = 2 ** 49;

/** A lattice of points on which areas are worked out. */
export class Lattice {
  readonly stepsPerUnit: number;

  /** @param reach the largest coordinate, in units of the CRS; beyond 500,000 km steps get coarser. */
  constructor(
    readonly originX: number,
    readonly originY: number,
    reach: number,
    stepsPerUnit: number = finestSteps,
  ) {
    let steps = stepsPerUnit;
    while (reach * steps > farthest) steps /= 16;
    this.stepsPerUnit = steps;
  }

  /** Whole coordinates of rings; vertices that are not finite must have been left out. */
  onto(rings: readonly FlatRing[]): number[][] {
    return rings.map((ring) => {
      const out: number[] = [];
      for (let i = 0; i < ring.length; i += 2) {
        out.push(
          Math.round((ring[i] - this.originX) * this.stepsPerUnit),
          Math.round((ring[i + 1] - this.originY) * this.stepsPerUnit),
        );
      }
      return out;
    });
  }

  /** Back to the units of the CRS. */
  from(rings: readonly FlatRing[]): FlatRing[] {
    return rings.map((ring) => {
      const out: number[] = [];
      for (let i = 0; i < ring.length; i += 2) {
        out.push(this.originX + ring[i] / this.stepsPerUnit, this.originY + ring[i + 1] / this.stepsPerUnit);
      }
      return out;
    });
  }
}

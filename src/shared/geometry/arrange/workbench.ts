import { type FlatRing, ringsBox } from '../shape/clip-ring.ts';
import { type Area, differenceOf, intersectionOf, oddArea, offsetOf, type Part, partsOf, unionOf } from './areas.ts';
import { Lattice } from './lattice.ts';

/** Arcs of an offset are off by no more than this, in units of the CRS: a millimetre where it is the metre. */
const arcTolerance = 0.001;

/**
 * Areas as results, in units of the CRS: `areas.ts` on a lattice of 1e-6 from a whole origin, so that results of different
 * benches fit each other. Every method gives null where there are too many crossings to be worth it.
 */
export class Workbench {
  private readonly lattice: Lattice;

  /** @param box minX, minY, maxX, maxY of what is worked on; what reaches far beyond it makes the steps no coarser. */
  constructor([minX, minY, maxX, maxY]: readonly number[]) {
    this.lattice = new Lattice(
      Math.floor(minX),
      Math.floor(minY),
      Math.max(-minX, -minY, maxX, maxY, maxX - minX, maxY - minY),
    );
  }

  /** A bench for rings; vertices that are not finite must have been left out. */
  static around(rings: readonly FlatRing[]): Workbench {
    return new Workbench(rings.length > 0 ? ringsBox(rings) : [0, 0, 1, 1]);
  }

  /** What the rings cover an odd number of times. */
  evenOdd(rings: readonly FlatRing[]): Area | null {
    return this.back(oddArea(this.lattice.onto(rings)));
  }

  /** What the areas cover together. */
  union(areas: readonly Area[]): Area | null {
    return this.back(unionOf(areas.map((area) => this.lattice.onto(area))));
  }

  /** What of the first area the second does not cover. */
  minus(area: Area, others: Area): Area | null {
    return this.back(differenceOf(this.lattice.onto(area), this.lattice.onto(others)));
  }

  /** What both areas cover. */
  shared(area: Area, other: Area): Area | null {
    return this.back(intersectionOf(this.lattice.onto(area), this.lattice.onto(other)));
  }

  /** What is at most `distance` from the area; where it is negative, what of the area is at least so far from its border. */
  offset(area: Area, distance: number): Area | null {
    const { stepsPerUnit } = this.lattice;
    return this.back(offsetOf(this.lattice.onto(area), distance * stepsPerUnit, arcTolerance * stepsPerUnit));
  }

  /** The contiguous parts of an area: outer ring, then its holes. */
  parts(area: Area): readonly Part[] | null {
    return partsOf(this.lattice.onto(area))?.map((part) => this.lattice.from(part)) ?? null;
  }

  private back(area: Area | null): Area | null {
    return area && this.lattice.from(area);
  }
}

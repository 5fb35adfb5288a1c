import { booleanOp, ClipType, EndType, FillRule, inflatePaths, JoinType, type Path64, type Paths64 } from 'clipper2-ts';
import { type FlatRing, flatArea } from './clip-ring.ts';

/** Steps per unit of the CRS: with fewer, touching borders came out wrong in trials against GEOS. */
const stepsPerUnit = 1e6;
/** Arcs of a setback are off by no more than this many steps: a millimetre where the unit is the metre. */
const arcTolerance = 1000;

/**
 * Areas as a result, by Clipper2 (A. Johnson; B. Vatti's sweep, 1992) in whole steps from an origin near the plot. Rings
 * come out with outer ones counter-clockwise and holes clockwise.
 */
export class Workbench {
  constructor(
    private readonly originX: number,
    private readonly originY: number,
  ) {}

  private toPaths(rings: readonly FlatRing[]): Paths64 {
    return rings.map((ring) => {
      const path: Path64 = [];
      for (let i = 0; i < ring.length; i += 2) {
        path.push({
          x: Math.round((ring[i] - this.originX) * stepsPerUnit),
          y: Math.round((ring[i + 1] - this.originY) * stepsPerUnit),
        });
      }
      return path;
    });
  }

  private toRings(paths: Paths64): FlatRing[] {
    return paths.map((path) =>
      path.flatMap(({ x, y }) => [this.originX + x / stepsPerUnit, this.originY + y / stepsPerUnit]),
    );
  }

  /** What the rings cover an odd number of times. */
  evenOdd(rings: readonly FlatRing[]): FlatRing[] {
    return this.toRings(booleanOp(ClipType.Union, this.toPaths(rings), null, FillRule.EvenOdd));
  }

  /** Points of the area at least this far from its border. The rings must be as `evenOdd` gives them. */
  inward(rings: readonly FlatRing[], distance: number): FlatRing[] {
    const paths = inflatePaths(
      this.toPaths(rings),
      -distance * stepsPerUnit,
      JoinType.Round,
      EndType.Polygon,
      2,
      arcTolerance,
    );
    return this.toRings(paths);
  }

  /** The first area without the union of the others; all rings must turn as `evenOdd` gives them. */
  minus(rings: readonly FlatRing[], others: readonly FlatRing[]): FlatRing[] {
    return this.toRings(booleanOp(ClipType.Difference, this.toPaths(rings), this.toPaths(others), FillRule.NonZero));
  }
}

/** Area of rings whose holes turn the other way. */
export function areaOfRings(rings: readonly FlatRing[]): number {
  return Math.max(
    0,
    rings.reduce((sum, ring) => sum + flatArea(ring), 0),
  );
}

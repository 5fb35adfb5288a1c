import type { Area } from '../arrange/areas.ts';
import { Workbench } from '../arrange/workbench.ts';
import type { Polygons } from '../types.ts';
import { areaOfRings, type FlatRing, ringsBox } from './clip-ring.ts';
import { NearAreas } from './near-areas.ts';
import { featureRings, type PieceIndex } from './pieces.ts';

/** What a plot is without: polygons in pieces, and areas of its own (counter-clockwise rings that may lie over each other). */
export interface NetQuestion {
  readonly own: readonly FlatRing[];
  /** Distance from the plot's own border, in units of the CRS. */
  readonly setback: number;
  /** Whether the pieces are taken off. */
  readonly pieces: boolean;
  /** Area that must be left where nothing but pieces is taken off, by another way of working it out; null where not known. */
  readonly expected: number | null;
}

/** Works out the rings of what is left of plots; keeps the pieces it has met. */
export class NetParts {
  private readonly near: NearAreas | null;

  constructor(
    private readonly plots: Polygons,
    pieces: PieceIndex | null,
  ) {
    this.near = pieces && new NearAreas(pieces);
  }

  /**
   * The plot less its setback, less the pieces, less its own areas: outer rings counter-clockwise, holes clockwise. Null where
   * there are too many crossings to be worth it, or where the area is not the expected one.
   */
  of(row: number, { pieces, own, setback, expected }: NetQuestion): Area | null {
    const rings = featureRings(this.plots, row);
    if (rings.length === 0) return [];
    const box = ringsBox(rings);
    const bench = new Workbench(box);
    const whole = bench.evenOdd(rings);
    const inner = whole && setback > 0 ? bench.offset(whole, -setback) : whole;
    if (inner === null || inner.length === 0) return inner;
    const near = pieces && this.near ? this.near.in(box) : [];
    if (near === null) return null;
    const others = [...near, ...own];
    const left = others.length === 0 ? inner : bench.minus(inner, others);
    if (left === null || expected === null || setback > 0 || own.length > 0) return left;
    return Math.abs(areaOfRings(left) - expected) <= tolerance(box, [...rings, ...others]) ? left : null;
  }
}

/** What rounding to the lattice may change: every edge inside the box moves by less than a step of 1e-6. */
function tolerance([minX, minY, maxX, maxY]: readonly number[], rings: readonly FlatRing[]): number {
  const edges = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  const size = maxX - minX + maxY - minY;
  return 2e-6 * edges * size + 1e-9 * size * size;
}

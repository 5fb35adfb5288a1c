import { isStarShaped } from '../overlay/whole.ts';
import type { Polygons } from '../types.ts';
import { clipRings, type FlatRing, flatArea, ringsBox } from './clip-ring.ts';
import { Workbench } from './clipper.ts';
import { featureRings, type PieceIndex, pieceRings, piecesNear } from './pieces.ts';

/** Pieces are cut off this far outside the plot's box, in units of the CRS, where no border of theirs can matter. */
const spare = 1;

/** What a plot is without: polygons in pieces, and areas of its own (counter-clockwise rings that may lie over each other). */
export interface NetQuestion {
  readonly pieces: PieceIndex | null;
  readonly own: readonly FlatRing[];
  /** Distance from the plot's own border, in units of the CRS. */
  readonly setback: number;
}

/** Works out the rings of what is left of plots; keeps the pieces it has met. */
export class NetParts {
  private readonly clean = new Map<number, readonly FlatRing[]>();

  constructor(private readonly plots: Polygons) {}

  /** The plot less its setback, less the pieces, less its own areas: outer rings counter-clockwise, holes clockwise. */
  of(row: number, { pieces, own, setback }: NetQuestion): readonly FlatRing[] {
    const rings = featureRings(this.plots, row);
    if (rings.length === 0) return [];
    const box = ringsBox(rings);
    const bench = new Workbench(Math.floor(box[0]), Math.floor(box[1]));
    const whole = bench.evenOdd(rings);
    const inner = setback > 0 && whole.length > 0 ? bench.inward(whole, setback) : whole;
    if (inner.length === 0) return [];
    const others = [...own];
    if (pieces) for (const piece of piecesNear(pieces, box)) others.push(...this.near(pieces, piece, box));
    return others.length === 0 ? inner : bench.minus(inner, others);
  }

  private near(pieces: PieceIndex, piece: number, box: readonly number[]): readonly FlatRing[] {
    let rings = this.cleaned(pieces, piece);
    const own = ringsBox(rings);
    for (const axis of [0, 1] as const) {
      if (own[axis] < box[axis] - spare) rings = clipRings(rings, axis, box[axis] - spare, 1);
      if (own[axis + 2] > box[axis + 2] + spare) rings = clipRings(rings, axis, box[axis + 2] + spare, -1);
    }
    return rings;
  }

  /** The rings of a piece, even-odd resolved, so that overlapping ones can be summed by their windings. */
  private cleaned(pieces: PieceIndex, piece: number): readonly FlatRing[] {
    const known = this.clean.get(piece);
    if (known) return known;
    const rings = pieceRings(pieces, piece);
    const box = ringsBox(rings);
    const clean = isSimple(rings)
      ? rings.map((ring) => (flatArea(ring) < 0 ? reversed(ring) : ring))
      : new Workbench(Math.floor(box[0]), Math.floor(box[1])).evenOdd(rings);
    this.clean.set(piece, clean);
    return clean;
  }
}

/** One ring that goes round the middle of its box once: it is what it seems. */
export function isSimple(rings: readonly FlatRing[]): boolean {
  if (rings.length !== 1) return false;
  const [minX, minY, maxX, maxY] = ringsBox(rings);
  const xy = Float64Array.from(rings[0]);
  return isStarShaped(xy, 0, xy.length / 2, (minX + maxX) / 2, (minY + maxY) / 2);
}

function reversed(ring: FlatRing): FlatRing {
  const out: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i], ring[i + 1]);
  return out;
}

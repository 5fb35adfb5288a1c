import type { Area } from '../arrange/areas.ts';
import { Workbench } from '../arrange/workbench.ts';
import { isStarShaped } from '../overlay/whole.ts';
import { clipRings, type FlatRing, flatArea, ringsBox } from './clip-ring.ts';
import { type PieceIndex, pieceRings, piecesNear } from './pieces.ts';

/** Pieces are cut off this far outside the box asked about, in units of the CRS, where no border of theirs can matter. */
const spare = 1;

/** Gives the areas of polygons in pieces near a box; keeps the pieces it has met. */
export class NearAreas {
  private readonly clean = new Map<number, Area | null>();

  constructor(private readonly pieces: PieceIndex) {}

  /** Areas over each other, cut off outside the box; null where a piece has too many crossings to be worth it. */
  in(box: readonly number[]): Area | null {
    const areas: FlatRing[] = [];
    for (const piece of piecesNear(this.pieces, box)) {
      const area = this.cleaned(piece);
      if (area === null) return null;
      for (const ring of cutOff(area, box)) areas.push(ring);
    }
    return areas;
  }

  /** A piece, even-odd resolved, so that overlapping ones can be joined by their windings. */
  private cleaned(piece: number): Area | null {
    const known = this.clean.get(piece);
    if (known !== undefined) return known;
    const rings = pieceRings(this.pieces, piece);
    const clean = isSimple(rings)
      ? rings.map((ring) => (flatArea(ring) < 0 ? reversed(ring) : ring))
      : Workbench.around(rings).evenOdd(rings);
    this.clean.set(piece, clean);
    return clean;
  }
}

function cutOff(area: Area, box: readonly number[]): Area {
  let rings = area;
  const own = ringsBox(rings);
  for (const axis of [0, 1] as const) {
    if (own[axis] < box[axis] - spare) rings = clipRings(rings, axis, box[axis] - spare, 1);
    if (own[axis + 2] > box[axis + 2] + spare) rings = clipRings(rings, axis, box[axis + 2] + spare, -1);
  }
  return rings;
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

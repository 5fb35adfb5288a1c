import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import { type BoxTree, buildBoxTree, itemsMeeting } from '../box-tree.ts';
import type { OverlaySource } from '../overlay/types.ts';
import { featureCount, type Polygons } from '../types.ts';
import { isFiniteVertex } from '../vertices.ts';
import { clipRings, type FlatRing, ringsBox } from './clip-ring.ts';

/**
 * Polygons cut into pieces of few vertices, so that a plot meets only what lies near it. The pieces of a feature lie side
 * by side; each is even-odd for itself. Plain arrays in shared memory.
 */
export interface PieceIndex {
  /** Items are pieces. */
  readonly tree: BoxTree;
  /** Piece p owns rings pieceRing[p] .. pieceRing[p+1]-1, ring r vertices ringStart[r] .. ringStart[r+1]-1. */
  readonly pieceRing: Uint32Array;
  readonly ringStart: Uint32Array;
  readonly xy: Float64Array;
}

/** A piece has at most so many vertices, unless cutting does not help. */
const mostVertices = 96;
const mostCuts = 40;

/** Cuts the selected rows of all sources. Null geometries and vertices that are not finite are left out. */
export function buildPieces(sources: readonly OverlaySource[]): PieceIndex {
  const pieces: (readonly FlatRing[])[] = [];
  for (const { polygons, mask } of sources) {
    for (let row = 0; row < featureCount(polygons); row++) {
      if (mask !== null && mask[row] !== 1) continue;
      cut(featureRings(polygons, row), 0, pieces);
    }
  }
  return piecesOf(pieces);
}

/** Even-odd rings cut into pieces of few vertices. */
export function cutIntoPieces(rings: readonly FlatRing[]): readonly (readonly FlatRing[])[] {
  const pieces: (readonly FlatRing[])[] = [];
  cut(rings, 0, pieces);
  return pieces;
}

/** The rings of a feature; those of fewer than three finite vertices are left out. */
export function featureRings({ xy, featureStart, partStart, ringStart }: Polygons, row: number): FlatRing[] {
  const rings: FlatRing[] = [];
  const lastRing = partStart[featureStart[row + 1]];
  for (let ring = partStart[featureStart[row]]; ring < lastRing; ring++) {
    const flat: number[] = [];
    for (let vertex = ringStart[ring]; vertex < ringStart[ring + 1]; vertex++) {
      if (isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) flat.push(xy[2 * vertex], xy[2 * vertex + 1]);
    }
    if (flat.length >= 6) rings.push(flat);
  }
  return rings;
}

function cut(rings: readonly FlatRing[], cuts: number, pieces: (readonly FlatRing[])[]): void {
  const vertices = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  if (vertices === 0) return;
  if (vertices <= mostVertices || cuts === mostCuts) {
    pieces.push(rings);
    return;
  }
  const [minX, minY, maxX, maxY] = ringsBox(rings);
  const axis = maxX - minX >= maxY - minY ? 0 : 1;
  // On a coarse lattice, so that both sides of the cut are rounded alike later.
  const middle = Math.round((axis === 0 ? minX + maxX : minY + maxY) * 512) / 1024;
  const low = clipRings(rings, axis, middle, -1);
  const high = clipRings(rings, axis, middle, 1);
  const before = rings.length;
  if (low.length === 0 && high.length === 0 && before > 0) return;
  cut(low, cuts + 1, pieces);
  cut(high, cuts + 1, pieces);
}

/** Pieces given as rings, in columns with their tree. */
export function piecesOf(pieces: readonly (readonly FlatRing[])[]): PieceIndex {
  const rings = pieces.flat();
  const pieceRing = sharedUint32(pieces.length + 1);
  const ringStart = sharedUint32(rings.length + 1);
  pieces.forEach((piece, number) => {
    pieceRing[number + 1] = pieceRing[number] + piece.length;
  });
  rings.forEach((ring, number) => {
    ringStart[number + 1] = ringStart[number] + ring.length / 2;
  });
  const xy = sharedFloat64(2 * ringStart[rings.length]);
  rings.forEach((ring, number) => {
    xy.set(ring, 2 * ringStart[number]);
  });
  const boxes = new Float64Array(4 * pieces.length);
  pieces.forEach((piece, number) => {
    boxes.set(ringsBox(piece), 4 * number);
  });
  return { tree: buildBoxTree(boxes, pieces.length), pieceRing, ringStart, xy };
}

/** The rings of one piece. */
export function pieceRings({ pieceRing, ringStart, xy }: PieceIndex, piece: number): FlatRing[] {
  const rings: FlatRing[] = [];
  for (let ring = pieceRing[piece]; ring < pieceRing[piece + 1]; ring++) {
    rings.push(Array.from(xy.subarray(2 * ringStart[ring], 2 * ringStart[ring + 1])));
  }
  return rings;
}

/** Numbers of the pieces whose box meets a box, in rising order. */
export function piecesNear({ tree }: PieceIndex, box: readonly number[]): number[] {
  return itemsMeeting(tree, box);
}

import type { Polygons } from '../types.ts';
import { isFiniteVertex } from '../vertices.ts';
import { beginPiece, countConstraints, gatherConstraints, gatherRing } from './gather.ts';
import { addPiece, mostPieceEdges } from './piece.ts';
import type { OverlayIndex } from './types.ts';
import type { OverlayWorkspace } from './workspace.ts';

const deepest = 40;
/** Halving that leaves more than this share of the edges in a half achieves little; after a few such the piece is swept as it is. */
const worthwhile = 0.8;
const mostVain = 3;

/** A piece on the workspace's stack: rings [ringFrom, ringTo), the first of which begins at vertex `start`. */
interface Piece {
  readonly start: number;
  readonly ringFrom: number;
  readonly ringTo: number;
}

/**
 * Measures a plot that is too much for one sweep: halves it across its longer side until the pieces are small. Cutting
 * rings at a line (Sutherland and Hodgman's way, 1974) leaves edges along the line that lie over each other an even number
 * of times outside the polygon, so even-odd areas of the halves add up to the whole's, whatever the rings look like.
 */
export function measurePieces(
  workspace: OverlayWorkspace,
  index: OverlayIndex,
  plots: Polygons,
  firstRing: number,
  lastRing: number,
): void {
  const { originX, originY } = index.grid;
  const { xy, ringStart } = plots;
  workspace.reservePieces(ringStart[lastRing] - ringStart[firstRing], lastRing - firstRing);
  let vertex = 0;
  for (let ring = firstRing; ring < lastRing; ring++) {
    for (let at = ringStart[ring]; at < ringStart[ring + 1]; at++) {
      if (!isFiniteVertex(xy[2 * at], xy[2 * at + 1])) continue;
      workspace.pieceXy[2 * vertex] = xy[2 * at] - originX;
      workspace.pieceXy[2 * vertex + 1] = xy[2 * at + 1] - originY;
      vertex++;
    }
    workspace.pieceRingEnd[ring - firstRing] = vertex;
  }
  measurePiece(workspace, index, { start: 0, ringFrom: 0, ringTo: lastRing - firstRing }, Infinity, 0, 0);
}

function measurePiece(
  workspace: OverlayWorkspace,
  index: OverlayIndex,
  piece: Piece,
  parentEdges: number,
  vain: number,
  depth: number,
): void {
  const end = endOf(workspace, piece);
  const [minX, minY, maxX, maxY] = boxOf(workspace.pieceXy, piece.start, end);
  if (!(minX < maxX && minY < maxY)) return;
  const width = maxX - minX;
  const height = maxY - minY;
  const edges = end - piece.start + countConstraints(index, minX, minY, width, height, mostPieceEdges);
  const vainNow = edges > worthwhile * parentEdges ? vain + 1 : 0;
  if (edges <= mostPieceEdges || vainNow > mostVain || depth === deepest) {
    beginPiece(workspace, width, height);
    let start = piece.start;
    for (let ring = piece.ringFrom; ring < piece.ringTo; ring++) {
      gatherRing(workspace, workspace.pieceXy, start, workspace.pieceRingEnd[ring], minX, minY);
      start = workspace.pieceRingEnd[ring];
    }
    gatherConstraints(workspace, index, minX, minY);
    addPiece(workspace, index);
    return;
  }
  const axis = width >= height ? 0 : 1;
  const border = axis === 0 ? minX + width / 2 : minY + height / 2;
  for (const side of [1, -1]) {
    measurePiece(workspace, index, cutPiece(workspace, piece, axis, border, side), edges, vainNow, depth + 1);
  }
}

function endOf({ pieceRingEnd }: OverlayWorkspace, { start, ringFrom, ringTo }: Piece): number {
  return ringTo > ringFrom ? pieceRingEnd[ringTo - 1] : start;
}

function boxOf(xy: Float64Array, start: number, end: number): readonly [number, number, number, number] {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = 2 * start; i < 2 * end; i += 2) {
    minX = Math.min(minX, xy[i]);
    maxX = Math.max(maxX, xy[i]);
    minY = Math.min(minY, xy[i + 1]);
    maxY = Math.max(maxY, xy[i + 1]);
  }
  return [minX, minY, maxX, maxY];
}

/** The part of a piece below (side 1) or above (side -1) the border on an axis (0: x, 1: y), put on the stack after it. */
function cutPiece(workspace: OverlayWorkspace, piece: Piece, axis: number, border: number, side: number): Piece {
  const first = endOf(workspace, piece);
  workspace.reservePieces(first + 2 * (first - piece.start), piece.ringTo + (piece.ringTo - piece.ringFrom));
  const { pieceXy: xy, pieceRingEnd } = workspace;
  let out = first;
  let start = piece.start;
  for (let ring = piece.ringFrom; ring < piece.ringTo; ring++) {
    const end = pieceRingEnd[ring];
    for (let at = start; at < end; at++) {
      const next = at + 1 === end ? start : at + 1;
      const here = (border - xy[2 * at + axis]) * side;
      const there = (border - xy[2 * next + axis]) * side;
      if (here >= 0) {
        xy[2 * out] = xy[2 * at];
        xy[2 * out + 1] = xy[2 * at + 1];
        out++;
      }
      if ((here > 0 && there < 0) || (here < 0 && there > 0)) {
        const other = 1 - axis;
        const share = here / (here - there);
        xy[2 * out + axis] = border;
        xy[2 * out + other] = xy[2 * at + other] + share * (xy[2 * next + other] - xy[2 * at + other]);
        out++;
      }
    }
    pieceRingEnd[piece.ringTo + ring - piece.ringFrom] = out;
    start = end;
  }
  return { start: first, ringFrom: piece.ringTo, ringTo: piece.ringTo + (piece.ringTo - piece.ringFrom) };
}

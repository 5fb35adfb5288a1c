import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import type { Area } from '../arrange/areas.ts';
import { Workbench } from '../arrange/workbench.ts';
import { buildBoxTree } from '../box-tree.ts';
import { type FlatRing, flatArea, ringsBox } from '../shape/clip-ring.ts';
import { isSimple } from '../shape/near-areas.ts';
import { cutIntoPieces, featureRings, type PieceIndex, piecesOf } from '../shape/pieces.ts';
import { featureCount, type Geometry, type Polygons } from '../types.ts';
import { isFiniteVertex } from '../vertices.ts';
import { type CorridorShape, corridorRings } from './corridor.ts';

/** Ground that features take: areas themselves, and everything within a distance of areas, lines and points. */
export interface TakingFeatures {
  readonly geometry: Geometry;
  /** Rows that take part have 1; null: all. */
  readonly mask: Uint8Array | null;
  /** Distance of every row, in units of the CRS; 0: the area alone, nothing for lines and points. */
  readonly distance: Float64Array;
  /** How far chords may lie inside the arcs of a distance, in units of the CRS. */
  readonly tolerance: number;
}

/** Edges of a path whose corridors are joined before they are used: enough to be longer than wide, so that few lie over each other. */
const leastRun = 8;
const mostRun = 256;
const runOfDistance = 4;
const joinedAtOnce = 4;
/** Edges longer than this share of the distance lie over few others: they are left as they are. */
const sparse = 0.25;

/**
 * The ground that rows [from, to) take, as pieces that may lie over each other; each piece is an area by itself (outer
 * rings counter-clockwise). The pieces of a row follow each other, and are the same whatever the split into rows.
 */
export function buildTakenGround(features: TakingFeatures, from: number, to: number): PieceIndex {
  const pieces: Area[] = [];
  for (let row = from; row < to; row++) {
    if (features.mask !== null && features.mask[row] !== 1) continue;
    const distance = features.distance[row];
    const { geometry } = features;
    if (geometry.kind === 'polygons') {
      const rings = featureRings(geometry, row);
      for (const piece of cutIntoPieces(rings)) pieces.push(cleaned(piece));
      if (distance > 0) addSetback(rings, distance, features.tolerance, pieces);
    } else if (geometry.kind !== 'none') {
      const shape = { distance, tolerance: features.tolerance, sides: 'both' as const };
      for (const path of pathsOf(geometry, row)) addCorridor(path, false, shape, pieces);
    }
  }
  return piecesOf(pieces);
}

/** Zones as pieces, and the zone each piece comes from. */
export function buildClaims(zones: Polygons): { readonly pieces: PieceIndex; readonly zone: Uint32Array } {
  const pieces: Area[] = [];
  const owners: number[] = [];
  for (let zone = 0; zone < featureCount(zones); zone++) {
    for (const piece of cutIntoPieces(featureRings(zones, zone))) {
      pieces.push(cleaned(piece));
      owners.push(zone);
    }
  }
  const zone = sharedUint32(owners.length);
  zone.set(owners);
  return { pieces: piecesOf(pieces), zone };
}

/** Several indexes as one, their pieces in the order given. */
export function joinPieceIndexes(indexes: readonly PieceIndex[]): PieceIndex {
  if (indexes.length === 1) return indexes[0];
  const pieceRing = joinStarts(indexes.map((index) => index.pieceRing));
  const ringStart = joinStarts(indexes.map((index) => index.ringStart));
  const xy = sharedFloat64(2 * ringStart[ringStart.length - 1]);
  let at = 0;
  for (const index of indexes) {
    xy.set(index.xy, at);
    at += index.xy.length;
  }
  const count = pieceRing.length - 1;
  const boxes = new Float64Array(4 * count);
  for (let piece = 0; piece < count; piece++) boxes.set(pieceBox(pieceRing, ringStart, xy, piece), 4 * piece);
  return { tree: buildBoxTree(boxes, count), pieceRing, ringStart, xy };
}

function pieceBox(pieceRing: Uint32Array, ringStart: Uint32Array, xy: Float64Array, piece: number): readonly number[] {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 2 * ringStart[pieceRing[piece]]; i < 2 * ringStart[pieceRing[piece + 1]]; i += 2) {
    box[0] = Math.min(box[0], xy[i]);
    box[1] = Math.min(box[1], xy[i + 1]);
    box[2] = Math.max(box[2], xy[i]);
    box[3] = Math.max(box[3], xy[i + 1]);
  }
  return box;
}

function joinStarts(lists: readonly Uint32Array[]): Uint32Array {
  const joined = sharedUint32(1 + lists.reduce((sum, list) => sum + list.length - 1, 0));
  let at = 0;
  for (const list of lists) {
    const base = joined[at];
    for (let n = 1; n < list.length; n++) joined[at + n] = base + list[n];
    at += list.length - 1;
  }
  return joined;
}

/** A piece whose rings turn as an area's do; one too tangled to be worked out stays as it is. */
function cleaned(piece: readonly FlatRing[]): Area {
  if (isSimple(piece)) return flatArea(piece[0]) < 0 ? [reversed(piece[0])] : piece;
  return Workbench.around(piece).evenOdd(piece) ?? piece;
}

/** What lies outside an area within a distance; on both sides of rings too tangled to tell their outside. */
function addSetback(rings: readonly FlatRing[], distance: number, tolerance: number, pieces: Area[]): void {
  const area = Workbench.around(rings).evenOdd(rings);
  const sides = area ? 'right' : 'both';
  for (const ring of area ?? rings) addCorridor(ring, true, { distance, tolerance, sides }, pieces);
}

function addCorridor(path: FlatRing, closed: boolean, shape: CorridorShape, pieces: Area[]): void {
  const rings = corridorRings(path, closed, shape);
  for (let start = 0; start < rings.length; ) {
    const { end, length } = runFrom(rings, start, shape.distance);
    const run = rings.slice(start, end);
    const isSparse = length > sparse * shape.distance * run.length;
    pieces.push((isSparse ? null : joinByHalves(run)) ?? run);
    start = end;
  }
}

/** Neighbours are joined first: what is joined has a short outline, where many rings at once would cross each other. */
function joinByHalves(rings: readonly FlatRing[]): Area | null {
  if (rings.length === 1) return rings;
  if (rings.length <= joinedAtOnce) return Workbench.around(rings).union(rings.map((ring) => [ring]));
  const middle = rings.length >> 1;
  const one = joinByHalves(rings.slice(0, middle));
  const other = joinByHalves(rings.slice(middle));
  return one && other && Workbench.around([...one, ...other]).union([one, other]);
}

function runFrom(rings: readonly FlatRing[], start: number, distance: number): { end: number; length: number } {
  let length = 0;
  let end = start;
  while (end < rings.length && end - start < mostRun) {
    const [minX, minY, maxX, maxY] = ringsBox([rings[end]]);
    length += Math.max(0, Math.max(maxX - minX, maxY - minY) - 2 * distance);
    end++;
    if (end - start >= leastRun && length > runOfDistance * distance) break;
  }
  return { end, length };
}

function pathsOf(geometry: Exclude<Geometry, { kind: 'none' | 'polygons' }>, row: number): FlatRing[] {
  const { xy, featureStart } = geometry;
  const paths: FlatRing[] = [];
  for (let part = featureStart[row]; part < featureStart[row + 1]; part++) {
    const [first, last] =
      geometry.kind === 'points' ? [part, part + 1] : [geometry.pathStart[part], geometry.pathStart[part + 1]];
    const path: number[] = [];
    for (let vertex = first; vertex < last; vertex++) {
      if (isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) path.push(xy[2 * vertex], xy[2 * vertex + 1]);
    }
    if (path.length > 0) paths.push(path);
  }
  return paths;
}

function reversed(ring: FlatRing): FlatRing {
  const out: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i], ring[i + 1]);
  return out;
}

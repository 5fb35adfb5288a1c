import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import { clipRings, type FlatRing, ringsBox } from '../shape/clip-ring.ts';
import { featureRings, type PieceIndex, piecesNear } from '../shape/pieces.ts';
import { featureCount } from '../types.ts';
import type { CarveScene, CarveUnits } from './types.ts';

/** A zone is cut in cells while it and the ground around it have more vertices than this: some tenths of a second of work. */
const mostVertices = 20_000;
const mostCuts = 24;
const mostGrowth = 1.5;

interface Unit {
  readonly zone: number;
  readonly rings: readonly FlatRing[];
  readonly cell: readonly number[];
  readonly weight: number;
}

/** How much the data are divided; a test asks for little cells. */
export interface UnitPlan {
  readonly mostVertices?: number | undefined;
}

/** What is to be carved in one go each, in the order of the zones, and how many vertices each has to do with. */
export function planUnits(
  scene: CarveScene,
  plan: UnitPlan = {},
): { readonly units: CarveUnits; readonly weight: Float64Array } {
  const units: Unit[] = [];
  const most = plan.mostVertices ?? mostVertices;
  for (let zone = 0; zone < featureCount(scene.zones); zone++) {
    const rings = featureRings(scene.zones, zone);
    if (rings.length === 0) continue;
    const cell = [-Infinity, -Infinity, Infinity, Infinity];
    divide(scene, { zone, rings, cell, weight: weightOf(scene, rings) }, most, units);
  }
  return { units: columnsOf(units), weight: Float64Array.from(units, ({ weight }) => weight) };
}

/**
 * Cells are halved along whole numbers, which lie on the lattice areas are worked out on, until they are small or halving
 * them leaves both halves with much of the same ground around.
 */
function divide(scene: CarveScene, unit: Unit, most: number, out: Unit[], cuts = 0): void {
  const halves = unit.weight <= most || cuts === mostCuts ? [] : halve(scene, unit);
  const sum = halves.reduce((weight, half) => weight + half.weight, 0);
  if (halves.length === 0 || sum > mostGrowth * unit.weight) out.push(unit);
  else for (const half of halves) divide(scene, half, most, out, cuts + 1);
}

/** The halves of a cell; none where it is too small to be cut. */
function halve(scene: CarveScene, { zone, rings, cell }: Unit): readonly Unit[] {
  const box = ringsBox(rings);
  const axis = box[2] - box[0] >= box[3] - box[1] ? 0 : 1;
  const middle = Math.round((box[axis] + box[axis + 2]) / 2);
  if (!(middle > box[axis] && middle < box[axis + 2])) return [];
  return ([-1, 1] as const).flatMap((side) => {
    const half = clipRings(rings, axis, middle, side);
    if (half.length === 0) return [];
    const own = [...cell];
    own[side === -1 ? axis + 2 : axis] = middle;
    return [{ zone, rings: half, cell: own, weight: weightOf(scene, half) }];
  });
}

function weightOf(scene: CarveScene, rings: readonly FlatRing[]): number {
  return rings.reduce((sum, ring) => sum + ring.length / 2, 0) + verticesNear(scene, ringsBox(rings));
}

function verticesNear({ takers, claims }: CarveScene, box: readonly number[]): number {
  const indexes = claims ? [...takers, claims.pieces] : takers;
  return indexes.reduce((sum, index) => sum + verticesOf(index, piecesNear(index, box)), 0);
}

function verticesOf({ pieceRing, ringStart }: PieceIndex, pieces: readonly number[]): number {
  return pieces.reduce((sum, piece) => sum + ringStart[pieceRing[piece + 1]] - ringStart[pieceRing[piece]], 0);
}

function columnsOf(units: readonly Unit[]): CarveUnits {
  const rings = units.flatMap((unit) => unit.rings);
  const unitRing = sharedUint32(units.length + 1);
  const ringStart = sharedUint32(rings.length + 1);
  const zone = sharedUint32(units.length);
  const cell = sharedFloat64(4 * units.length);
  units.forEach((unit, number) => {
    unitRing[number + 1] = unitRing[number] + unit.rings.length;
    zone[number] = unit.zone;
    cell.set(unit.cell, 4 * number);
  });
  rings.forEach((ring, number) => {
    ringStart[number + 1] = ringStart[number] + ring.length / 2;
  });
  const xy = sharedFloat64(2 * ringStart[rings.length]);
  rings.forEach((ring, number) => {
    xy.set(ring, 2 * ringStart[number]);
  });
  return { zone, unitRing, ringStart, xy, cell };
}

/** The rings of one unit. */
export function unitRings({ unitRing, ringStart, xy }: CarveUnits, unit: number): FlatRing[] {
  const rings: FlatRing[] = [];
  for (let ring = unitRing[unit]; ring < unitRing[unit + 1]; ring++) {
    rings.push(Array.from(xy.subarray(2 * ringStart[ring], 2 * ringStart[ring + 1])));
  }
  return rings;
}

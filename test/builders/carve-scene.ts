import { carveUnits, joinOpenParts } from '../../src/shared/geometry/carve/carve.ts';
import {
  addTally,
  emptyTally,
  joinParts,
  type Part,
  partColumns,
  partRings,
} from '../../src/shared/geometry/carve/parts.ts';
import { buildClaims, buildTakenGround } from '../../src/shared/geometry/carve/taken-ground.ts';
import type { CarvedParts, CarveScene, CarveTally } from '../../src/shared/geometry/carve/types.ts';
import { planUnits } from '../../src/shared/geometry/carve/units.ts';
import { featureCount, type Geometry } from '../../src/shared/geometry/types.ts';
import { createRandom, type Random } from '../../src/shared/lib/random.ts';
import { linesOf, type Position, polygonsOf, type Ring } from './geometry-columns.ts';

/** Parts of rings. */
type Feature = readonly (readonly Ring[])[];

/** A piece of town: zones side by side and over each other, roads through them, constraints on them. */
export interface Town {
  readonly zones: readonly Feature[];
  readonly roads: readonly (readonly Ring[])[];
  readonly constraints: readonly Feature[];
  readonly halfWidth: number;
  readonly setback: number;
}

/** Chords may lie this far inside arcs. */
export const arcTolerance = 0.01;

/** A town of about 600 m, by seed: jittered blocks that share their corners, one zone over others, one that crosses itself. */
export function townOf(seed: number, place: Position = [0, 0]): Town {
  const random = createRandom(seed);
  const [dx, dy] = place;
  const blocks = 4;
  const corner = Array.from({ length: blocks + 1 }, (_, i) =>
    Array.from(
      { length: blocks + 1 },
      (_, j): Position => [dx + 150 * i + random.between(-40, 40), dy + 150 * j + random.between(-40, 40)],
    ),
  );
  const zones: Feature[] = [];
  for (let i = 0; i < blocks; i++) {
    for (let j = 0; j < blocks; j++) {
      zones.push([[[corner[i][j], corner[i + 1][j], corner[i + 1][j + 1], corner[i][j + 1]]]]);
    }
  }
  const somewhere = (): Position => [dx + random.between(0, 600), dy + random.between(0, 600)];
  zones.push([[wave(random, somewhere(), 90, 24)]]);
  zones.push([[Array.from({ length: 6 }, somewhere)]]);
  return {
    zones,
    roads: Array.from({ length: 3 + random.below(4) }, () => [walk(random, somewhere(), 3 + random.below(8))]),
    constraints: Array.from({ length: 2 + random.below(4) }, () => [
      [wave(random, somewhere(), random.between(20, 120), 40)],
    ]),
    halfWidth: random.between(3, 12),
    setback: seed % 3 === 0 ? 0 : random.between(5, 40),
  };
}

function walk(random: Random, [startX, startY]: Position, steps: number): Ring {
  let [x, y] = [startX, startY];
  return Array.from({ length: steps }, (): Position => {
    x += random.between(-150, 150);
    y += random.between(-150, 150);
    return [x, y];
  });
}

function wave(random: Random, [x, y]: Position, radius: number, count: number): Ring {
  return Array.from({ length: count }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / count;
    const reach = radius * random.between(0.7, 1.2);
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
}

/** What is carved of a town: first the roads take ground, then the constraints. */
export function sceneOf(town: Town, minArea: number, minWidth: number): CarveScene {
  const zones = polygonsOf(town.zones);
  const taken = (geometry: Geometry, distance: number) => {
    const rows = featureCount(geometry);
    const features = { geometry, mask: null, distance: new Float64Array(rows).fill(distance), tolerance: arcTolerance };
    return buildTakenGround(features, 0, rows);
  };
  const takers = [taken(linesOf(town.roads), town.halfWidth), taken(polygonsOf(town.constraints), town.setback)];
  return { zones, claims: buildClaims(zones), takers, minArea, minWidth, precision: 0.1 };
}

/** Carves all of it, cut in cells of at most so many vertices where given. */
export function carveAll(
  scene: CarveScene,
  mostVertices?: number,
): { readonly parts: CarvedParts; readonly tally: CarveTally; readonly cells: number } {
  const { units } = planUnits(scene, { mostVertices });
  const { parts, open, tally } = carveUnits(scene, units, 0, units.zone.length);
  const sum = emptyTally(scene.takers.length);
  addTally(sum, tally);
  const zones = [...new Set(open.zone)];
  const joined = zones.map((zone) => joinOpenParts(scene, partColumns(partsOfZone(open, zone))));
  for (const one of joined) addTally(sum, one.tally);
  return { parts: joinParts([parts, ...joined.map((one) => one.parts)]), tally: sum, cells: units.zone.length };
}

function partsOfZone(open: CarvedParts, zone: number): Part[] {
  return Array.from(open.zone, (own, row) => ({
    rings: partRings(open, row),
    zone: own,
    cuts: open.cuts[row],
    area: open.area[row],
  })).filter((part) => part.zone === zone);
}

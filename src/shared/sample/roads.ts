import type { Corridors } from './corridors.ts';
import type { StreetDraft } from './drafts.ts';
import type { Ring } from './shapes.ts';

/** Who runs a road: E European, R national, F county, K municipal (vegkategori). */
export type RoadCategory = 'E' | 'R' | 'F' | 'K';

/** A road between two junctions. */
export interface Road {
  readonly points: Ring;
  readonly category: RoadCategory;
  readonly number: string;
  readonly name: string;
  /** km/h */
  readonly speed: number;
}

/**
 * The whole network: streets, main roads, and links wherever a part would hang loose. Roads meet in shared
 * vertices and are cut there, so that they connect end to end.
 */
export function buildRoads(corridors: Corridors, streets: readonly StreetDraft[], bridges: readonly Ring[]): Road[] {
  const main: Road[] = [
    { points: corridors.roadNorth, category: 'E', number: 'E96', name: 'Fjordvegen', speed: 80 },
    { points: corridors.coastRoad, category: 'E', number: 'E96', name: 'Kystvegen', speed: 80 },
    { points: corridors.roadSouth, category: 'F', number: 'F7402', name: 'Sørsidevegen', speed: 70 },
    { points: corridors.sideRoad, category: 'R', number: 'R796', name: 'Svartdalsvegen', speed: 80 },
  ];
  const roads: Road[] = [
    ...main,
    ...bridges.map((points): Road => ({ points, category: 'F', number: 'F7404', name: 'Brugata', speed: 50 })),
    ...streets.map(
      (street): Road => ({
        points: street.points,
        category: 'K',
        number: street.collector ? 'K1020' : 'K1030',
        name: street.name,
        speed: street.collector ? 40 : 30,
      }),
    ),
  ];
  return cutAtJunctions(joinLoose(roads, main));
}

const keyOf = (x: number, y: number): number => Math.round(x * 100) * 4_000_000 + Math.round(y * 100);

/** Groups roads that touch in a vertex, then links every group but the first to the main roads by its nearest vertex. */
function joinLoose(roads: readonly Road[], main: readonly Road[]): Road[] {
  const group = connectedGroups(roads);
  const targets = Float64Array.from(main.flatMap((road) => [...road.points]));
  const best = new Map<number, { distance: number; points: Ring }>();
  roads.forEach((road, index) => {
    if (group[index] === group[0]) return;
    for (const at of [0, road.points.length - 2]) {
      const [x, y] = [road.points[at], road.points[at + 1]];
      const { target, distance } = nearest(targets, x, y);
      if (distance < (best.get(group[index])?.distance ?? Infinity)) {
        best.set(group[index], { distance, points: [x, y, targets[target], targets[target + 1]] });
      }
    }
  });
  const links = [...best.values()].map(
    ({ points }): Road => ({ points, category: 'K', number: 'K1010', name: 'Tilførselsvegen', speed: 50 }),
  );
  const joined = [...roads, ...links];
  // A link may end on a main road that itself hangs loose from the first: link again until one group is left.
  const groups = new Set(connectedGroups(joined));
  return groups.size === 1 || links.length === 0 ? joined : joinLoose(joined, [main[0]]);
}

/** The nearest of a list of x, y pairs: its place in the list, and the squared distance. */
function nearest(targets: Float64Array, x: number, y: number): { target: number; distance: number } {
  let target = 0;
  let distance = Infinity;
  for (let i = 0; i < targets.length; i += 2) {
    const squared = (x - targets[i]) ** 2 + (y - targets[i + 1]) ** 2;
    if (squared < distance) {
      distance = squared;
      target = i;
    }
  }
  return { target, distance };
}

function pairs(points: Ring): [number, number][] {
  return Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i], points[2 * i + 1]]);
}

/** The group of each road, by union of roads that share a vertex. */
function connectedGroups(roads: readonly Road[]): number[] {
  const parent = roads.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root];
    parent[index] = root;
    return root;
  };
  const owner = new Map<number, number>();
  roads.forEach((road, index) => {
    for (const [x, y] of pairs(road.points)) {
      const key = keyOf(x, y);
      const first = owner.get(key);
      if (first === undefined) owner.set(key, index);
      else parent[find(index)] = find(first);
    }
  });
  return roads.map((_, index) => find(index));
}

function cutAtJunctions(roads: readonly Road[]): Road[] {
  const uses = new Map<number, number>();
  for (const road of roads) {
    for (const [x, y] of pairs(road.points)) uses.set(keyOf(x, y), (uses.get(keyOf(x, y)) ?? 0) + 1);
  }
  return roads.flatMap((road) => {
    const pieces: Road[] = [];
    let start = 0;
    const count = road.points.length / 2;
    for (let i = 1; i < count; i++) {
      const junction = (uses.get(keyOf(road.points[2 * i], road.points[2 * i + 1])) ?? 0) > 1;
      // Main roads are stored in pieces of at most 40 vertices, as road databases do.
      if (!junction && i + 1 < count && i - start < 40) continue;
      pieces.push({ ...road, points: road.points.slice(2 * start, 2 * i + 2) });
      start = i;
    }
    return pieces;
  });
}

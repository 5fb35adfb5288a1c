import { centimetres } from './lattice.ts';
import { corridor, type Mask } from './mask.ts';
import { type Place, size } from './place.ts';
import type { Ring } from './shapes.ts';

/** The lines that were there before the plots: roads between places, railway, river. Metres, whole centimetres. */
export interface Corridors {
  /** From the western shore through the town and up the valley. */
  readonly roadNorth: Ring;
  readonly roadSouth: Ring;
  /** From the fjord road north along the coast. */
  readonly coastRoad: Ring;
  /** From the north road across the river and up the side valley. */
  readonly sideRoad: Ring;
  readonly railway: Ring;
  readonly river: Ring;
  readonly sideRiver: Ring;
}

/** Kilometres from the river mouth where the fjord roads begin. */
const fjordStart = -6.9;

/** Traces the corridors and keeps plots off them. */
export function layOutCorridors(place: Place, mask: Mask): Corridors {
  const from = place.head + fjordStart * 1000;
  const strip = (offset: (along: number) => number, start: number, end = place.main.length) =>
    inside(trace(place, place.main.at, offset, start, end));
  const roadNorth = strip(place.roadNorth, from);
  const sideFrom = place.head + 6570;
  const corridors: Corridors = {
    roadNorth,
    roadSouth: strip(place.roadSouth, from + 900),
    coastRoad: inside(curve(coast(roadNorth[0], roadNorth[1]))),
    sideRoad: inside([...point(place, place.main.at(sideFrom, place.roadNorth(sideFrom))), ...sideRoad(place)]),
    railway: strip(place.railway, place.head - 90),
    river: strip(place.river, place.head - 240),
    sideRiver: inside(trace(place, place.side.at, (along) => 60 * Math.sin(along / 310), 0, place.side.length)),
  };
  mask.markLine(corridors.river, corridor, 4);
  for (const line of [corridors.roadNorth, corridors.roadSouth, corridors.coastRoad, corridors.railway]) {
    mask.markLine(line, corridor, 0);
  }
  mask.markLine(corridors.sideRoad, corridor, 1);
  mask.markLine(corridors.sideRiver, corridor, 1);
  return corridors;
}

function point(place: Place, [x, y]: readonly [number, number]): [number, number] {
  const [bx, by] = place.bend(x, y);
  return [centimetres(bx), centimetres(by)];
}

function trace(
  place: Place,
  at: (along: number, across: number) => readonly [number, number],
  offset: (along: number) => number,
  from: number,
  to: number,
): number[] {
  const line: number[] = [];
  for (let along = from; along <= to; along += 30) line.push(...point(place, at(along, offset(along))));
  return line;
}

function sideRoad(place: Place): number[] {
  return trace(place, place.side.at, (along) => 260 + 120 * Math.sin(along / 1400), 1200, 13_400);
}

/** Control points of the coast road, northwards from the fjord. */
function coast(x: number, y: number): [number, number][] {
  return [
    [x, y],
    [x - 500, y - 60],
    [x - 750, y + 700],
    [6500, y + 1900],
    [6250, 16_200],
    [7000, 18_500],
    [7300, 21_300],
    [7900, 23_500],
    [8100, 25_300],
  ];
}

/** Straight pieces between control points with their corners cut off four times (Chaikin), every 20-60 m. */
function curve(points: [number, number][]): number[] {
  let line = points;
  for (let round = 0; round < 4; round++) {
    const cut: [number, number][] = [line[0]];
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i], line[i + 1]];
      cut.push([0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]]);
      cut.push([0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]]);
    }
    line = [...cut, line[line.length - 1]];
  }
  return line.flatMap(([x, y]) => [centimetres(x), centimetres(y)]);
}

/** The first run of points inside the extent. */
function inside(line: Ring): Ring {
  const kept: number[] = [];
  for (let i = 0; i < line.length; i += 2) {
    const within = line[i] >= 0 && line[i + 1] >= 0 && line[i] <= size.width && line[i + 1] <= size.height;
    if (within) kept.push(line[i], line[i + 1]);
    else if (kept.length > 0) break;
  }
  return kept;
}

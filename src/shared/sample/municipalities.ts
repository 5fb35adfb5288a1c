import type { Dataset } from '../dataset/types.ts';
import { centimetres } from './lattice.ts';
import { hash01 } from './noise.ts';
import { municipalityNumber } from './plots.ts';
import type { Ring } from './shapes.ts';
import { polygonTable, texts } from './table.ts';

type Point = readonly [number, number];

/** Corners where borders meet; the frame lies outside the extent. */
const corner = { north: [29_000, 24_200], south: [29_800, 1300] } as const;
const frame = { west: -3000, east: 34_000, south: -3000, north: 28_000 } as const;

/** A crooked border between two points, by moving midpoints; whole centimetres. */
function border(from: Point, to: Point, seed: number, depth = 6): Point[] {
  if (depth === 0) return [from];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const push = (hash01(seed, depth, 77) - 0.5) * 0.34 * length;
  const middle: Point = [
    centimetres((from[0] + to[0]) / 2 - (push * (to[1] - from[1])) / length),
    centimetres((from[1] + to[1]) / 2 + (push * (to[0] - from[0])) / length),
  ];
  return [...border(from, middle, 2 * seed, depth - 1), ...border(middle, to, 2 * seed + 1, depth - 1)];
}

/** The municipality and its three neighbours; they share their borders vertex by vertex. */
export function municipalityTable(seed: number): Dataset {
  const northWest: Point = [frame.west, 22_600];
  const southWest: Point = [frame.west, 2300];
  const northEast: Point = [frame.east, frame.north];
  const southEast: Point = [frame.east, frame.south];
  const bulge: Point = [32_300, 13_000];
  const north = [...border(northWest, corner.north, seed + 3), corner.north];
  const east = [...border(corner.north, bulge, seed + 5, 5), ...border(bulge, corner.south, seed + 9, 5), corner.south];
  const south = [...border(corner.south, southWest, seed + 13), southWest];
  const upper = [...border(corner.north, northEast, seed + 17, 4), northEast];
  const lower = [...border(corner.south, southEast, seed + 19, 4), southEast];
  const back = (line: readonly Point[]) => [...line].reverse();
  const rings: Point[][] = [
    [...north, ...east.slice(1), ...south.slice(1)],
    [...back(north), [frame.west, frame.north], ...back(upper).slice(0, -1)],
    [...back(east), ...upper.slice(1), ...back(lower).slice(0, -1)],
    [...back(south), ...lower.slice(1), [frame.west, frame.south]],
  ];
  const names = ['Ørnfjæra', 'Tindværet', 'Kvitådalen', 'Sørøyfjorden'];
  const numbers = [municipalityNumber, '1898', '1897', '1896'];
  return polygonTable(
    rings.map((ring): Ring[] => [ring.flat()]),
    [texts('kommunenummer', numbers), texts('kommunenavn', names)],
  );
}

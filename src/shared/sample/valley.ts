import type { Random } from '../lib/random.ts';
import { contourShapes } from './contour.ts';
import type { Layouts } from './drafts.ts';
import { bentLayout, type LadderRow, layOutLadder } from './ladder.ts';
import { corridor } from './mask.ts';
import { hash01 } from './noise.ts';
import type { Place } from './place.ts';
import { siteStops } from './sites.ts';
import type { Terrain } from './terrain.ts';

const roadHalf = 9;

/** Farms, forests and shore plots along fjord and valley, and up the side valley. */
export function layOutValley(layouts: Layouts, random: Random): void {
  const { place, terrain } = layouts;
  for (const shape of contourShapes(terrain.lake)) layouts.mask.mark(shape[0], corridor);
  const stops = siteStops(place);
  const sides = [
    { name: 'Nordsida', sign: 1, holder: 251 },
    { name: 'Sørsida', sign: -1, holder: 252 },
  ] as const;
  for (const { name, sign, holder } of sides) {
    layOutLadder(
      layouts,
      {
        name,
        layout: bentLayout(place.main.at, place.bend, sign),
        from: 8400,
        to: 36_600,
        holder,
        stops,
        rows: (from, to) => mainRows(place, terrain, sign, from, to),
      },
      random,
    );
  }
  for (const { name, sign, holder } of [
    { name: 'Svartdalen øst', sign: 1, holder: 253 },
    { name: 'Svartdalen vest', sign: -1, holder: 254 },
  ] as const) {
    layOutLadder(
      layouts,
      {
        name,
        layout: bentLayout(place.side.at, place.bend, sign),
        from: 600,
        to: 12_600,
        holder,
        stops: [],
        rows: (from) => sideRows(from, hash01(from, sign, place.seed)),
      },
      random,
    );
  }
}

/** Rows from the water outward: shore or river field, road, houses, home field, forest, outfield. */
function mainRows(place: Place, terrain: Terrain, sign: 1 | -1, from: number, to: number): LadderRow[] {
  const chance = hash01(from, sign, place.seed + 2);
  const second = hash01(from, sign, place.seed + 3);
  const km = (from - place.head) / 1000;
  const inner = innerEdge(place, terrain, sign, from, to);
  const rows: LadderRow[] = [];
  const add = (start: number, end: number, use: LadderRow['use'], pieces = 0) => {
    if (end - start >= 24) rows.push({ from: start, to: end, use, pieces });
  };
  const road = Math.round(Math.abs(sign > 0 ? place.roadNorth(from) : place.roadSouth(from)));
  const steady = Math.abs(road - Math.abs(sign > 0 ? place.roadNorth(to) : place.roadSouth(to))) < 2;
  if (!steady) {
    // Where the road slants across the rows, small squares leave the least ground unused beside it.
    for (let v = inner; v < 2400; v += 150) add(v, v + 150, v > 900 && km > 0 ? 'forest' : 'farm');
    return rows;
  }
  const shore = km < 0 && road - inner > 200 && chance < 0.55;
  if (shore) add(inner, inner + 60, 'shore', chance < 0.3 ? 30 : 60);
  const field = shore ? inner + 60 : inner;
  const half = field + Math.round((road - roadHalf - field) / 60) * 30;
  const cut = road - roadHalf - field > 420;
  if (cut) add(field, half, 'farm');
  add(cut ? half : field, road - roadHalf, 'farm');
  const houses = chance > 0.45;
  if (houses) add(road + roadHalf, road + roadHalf + 51, 'house', second < 0.5 ? 30 : 60);
  let start = road + roadHalf + (houses ? 51 : 0);
  for (const [end, use, next] of outerRows(place, sign, from)) {
    if (end <= start) continue;
    add(start, end, use);
    start = next;
  }
  return rows;
}

/** Row ends beyond the road, with the use inside and where the next row begins (after the railway, if it runs here). */
function outerRows(place: Place, sign: 1 | -1, from: number): (readonly [number, 'farm' | 'forest', number])[] {
  const km = (from - place.head) / 1000;
  const chance = hash01(from, sign, place.seed + 4);
  const spread = 30 * Math.floor(8 * hash01(from, sign, place.seed + 5));
  if (km < 0) {
    return [
      [2070 + spread, 'farm', 2070 + spread],
      [2460 + spread, 'forest', 2460 + spread],
      [3120, 'forest', 3120],
    ];
  }
  const rail = 630;
  const rows: (readonly [number, 'farm' | 'forest', number])[] = [];
  if (sign < 0 && km > 4.9) rows.push([rail - 8, 'farm', rail + 8]);
  else if (chance < 0.5) rows.push([690, 'farm', 690]);
  rows.push([900 + spread / 2, chance < 0.7 ? 'farm' : 'forest', 900 + spread / 2]);
  rows.push([1500 + spread, 'forest', 1500 + spread]);
  if (chance > 0.25) rows.push([2400, 'forest', 2400]);
  return rows;
}

/** Outward distance of the first dry ground for a whole strip, in steps of 30 m. */
function innerEdge(place: Place, terrain: Terrain, sign: 1 | -1, from: number, to: number): number {
  let edge = 30;
  for (let along = from; along <= to; along += 30) {
    if (along > place.head) {
      const river = sign * place.river(along) + 48;
      edge = Math.max(edge, Math.ceil(river / 30) * 30);
      continue;
    }
    for (let v = 1800; v >= 30; v -= 30) {
      const [x, y] = place.bend(...place.main.at(along, sign * v));
      if (terrain.height(x, y) > 1.7) continue;
      edge = Math.max(edge, v + 30);
      break;
    }
  }
  return edge;
}

function sideRows(from: number, chance: number): LadderRow[] {
  const spread = 30 * Math.floor(chance * 6);
  return [
    { from: 24, to: 240 + spread, use: from < 4200 ? 'farm' : 'forest', pieces: 0 },
    { from: 240 + spread, to: 720, use: 'forest', pieces: 0 },
    { from: 720, to: 1500, use: 'forest', pieces: 0 },
  ];
}

import { contourShapes } from './contour.ts';
import type { Grid } from './grid.ts';
import { fractalNoise } from './noise.ts';
import type { Place } from './place.ts';
import type { Shape } from './shapes.ts';
import { shapeCentre } from './shapes.ts';
import { sites } from './sites.ts';
import type { Terrain } from './terrain.ts';

/** Areas found by following a number over the terrain: each is where the number is above zero. */
export interface NatureAreas {
  readonly sea: Shape[];
  readonly land: Shape[];
  readonly lake: Shape[];
  readonly flood: Shape[];
  readonly quickClay: { readonly shape: Shape; readonly level: 'Lav' | 'Middels' | 'Høy' }[];
  /** Inside this quick clay has been surveyed. */
  readonly surveyed: Shape[];
  readonly protectedAreas: { readonly shape: Shape; readonly name: string; readonly kind: string }[];
  readonly farmland: { readonly shape: Shape; readonly kind: 21 | 22 }[];
}

/** Blobs in stations: kilometres from the river mouth, metres across, radius; sign says add or take away. */
interface Blob {
  readonly km: number;
  readonly across: number;
  readonly radius: number;
}

const floodPlain: readonly Blob[] = [
  { km: 8.7, across: -430, radius: 560 },
  { km: 14.3, across: 60, radius: 420 },
];
const clay: readonly Blob[] = [
  { km: 11.2, across: 1000, radius: 250 },
  { km: 2.9, across: 820, radius: 420 },
  { km: 7.5, across: -1040, radius: 130 },
];
const firmGround: readonly Blob[] = [
  { km: 6.5, across: 740, radius: 1150 },
  { km: 16.2, across: 740, radius: 1000 },
  { km: 0.8, across: 500, radius: 900 },
  { km: 12.6, across: -850, radius: 600 },
];

/** Follows every field over the terrain. */
export function natureAreas(place: Place, terrain: Terrain): NatureAreas {
  const over = (fieldAt: (x: number, y: number, index: number) => number): Grid => fieldOver(terrain, fieldAt);
  const heights = terrain.heights.values;
  const land = contourShapes(terrain.heights);
  const sea = contourShapes(over((_x, _y, index) => -heights[index]));
  return {
    sea,
    land,
    lake: contourShapes(terrain.lake),
    flood: contourShapes(over(floodField(place, terrain)), 20),
    quickClay: contourShapes(over(clayField(place, terrain)), 16).map((shape) => ({
      shape,
      level: clayLevel(place, shape),
    })),
    surveyed: contourShapes(over(surveyField(place, terrain)), 40).slice(0, 1),
    protectedAreas: protectedAreas(place, terrain),
    farmland: [
      ...contourShapes(over(farmField(place, terrain, 21)), 12).map((shape) => ({ shape, kind: 21 as const })),
      ...contourShapes(over(farmField(place, terrain, 22)), 12).map((shape) => ({ shape, kind: 22 as const })),
    ],
  };
}

function fieldOver(terrain: Terrain, fieldAt: (x: number, y: number, index: number) => number): Grid {
  const { columns, rows, cell } = terrain.heights;
  const values = new Float32Array(columns * rows);
  for (let index = 0; index < values.length; index++) {
    values[index] = fieldAt((index % columns) * cell, Math.floor(index / columns) * cell, index);
  }
  return { columns, rows, cell, values };
}

/** Metres inside the nearest blob, by station. */
function insideBlobs(place: Place, blobs: readonly Blob[], along: number, across: number): number {
  let best = -Infinity;
  for (const blob of blobs) {
    const distance = Math.hypot(along - place.head - blob.km * 1000, across - blob.across);
    best = Math.max(best, blob.radius - distance);
  }
  return best;
}

type Field = (x: number, y: number, index: number) => number;

/** The 200-year flood: a belt along the river that widens on the plains, where the floor is low. */
function floodField(place: Place, terrain: Terrain): Field {
  const rim = fractalNoise(place.seed + 31, 4);
  return (x, y, index) => {
    const along = terrain.along[index];
    if (along < place.head - 60 || terrain.heights.values[index] < 0.2) return -100;
    const across = terrain.across[index];
    const off = Math.abs(across - place.river(along));
    if (off > 1200) return -1000;
    const wiggle = rim(x / 900, y / 900);
    return Math.max(130 + 110 * wiggle - off, insideBlobs(place, floodPlain, along, across) + 90 * wiggle);
  };
}

/** Marine clay below 90 m on the valley floor and its lower sides. */
function clayField(place: Place, terrain: Terrain): Field {
  const rim = fractalNoise(place.seed + 32, 4);
  return (x, y, index) => {
    const height = terrain.heights.values[index];
    const along = terrain.along[index];
    const across = terrain.across[index];
    if (height < 1.5 || height > 90 || Math.abs(across) > 2300) return -100;
    const wiggle = rim(x / 1100, y / 1100);
    const scattered = 420 * (wiggle - 0.42) - Math.max(0, insideBlobs(place, firmGround, along, across));
    const edges = Math.min(height - 1.5, 90 - height) * 40;
    return Math.min(edges, Math.max(scattered, insideBlobs(place, clay, along, across) + 130 * wiggle));
  };
}

function clayLevel(place: Place, shape: Shape): 'Lav' | 'Middels' | 'Høy' {
  const [x, y] = shapeCentre(shape);
  const { along, across } = place.main.locate(x, y);
  if (insideBlobs(place, clay, along, across) > 0) return 'Høy';
  return Math.round(x / 300) % 2 === 0 ? 'Middels' : 'Lav';
}

/** Surveyed: mainland from the coast to 14.6 km up the valley, out to the hillsides. */
function surveyField(place: Place, terrain: Terrain): Field {
  const rim = fractalNoise(place.seed + 33, 3);
  return (x, y, index) => {
    const along = place.head + 14_600 - terrain.along[index];
    const across = 3600 - Math.abs(terrain.across[index]);
    const depth = Math.min(along, across, x - 4200, y - 100, 24_900 - y);
    return Math.abs(depth) > 400 ? depth : depth + 220 * rim(x / 1300, y / 1300);
  };
}

function protectedAreas(place: Place, terrain: Terrain): NatureAreas['protectedAreas'] {
  const rim = fractalNoise(place.seed + 34, 4);
  const station = (km: number, across: number) => place.main.at(place.head + km * 1000, across);
  const areas = [
    { name: 'Ørnøyra', kind: 'Naturreservat', at: station(0.15, -520), radius: 520 },
    { name: 'Tindslettstranda', kind: 'Naturreservat', at: station(-5.6, 2080), radius: 560 },
    { name: 'Ørntindan', kind: 'Nasjonalpark', at: [17_200, 21_300] as const, radius: 3100 },
    { name: 'Svartvassmyra', kind: 'Naturreservat', at: place.side.at(7600, -200), radius: 620 },
    { name: 'Håsøyvær', kind: 'Landskapsvernområde', at: [1300, 11_700] as const, radius: 1500 },
  ];
  return areas.flatMap(({ name, kind, at, radius }) => {
    const field = fieldOver(terrain, (x, y) => {
      const distance = Math.hypot(x - at[0], y - at[1]);
      if (distance > 1.6 * radius) return -100;
      return radius * (1 + 0.35 * rim(x / radius / 0.8, y / radius / 0.8)) - distance;
    });
    return contourShapes(field, 12).map((shape) => ({ shape, name, kind }));
  });
}

/** Fields on flat, low ground away from the town; 21 fully cultivated below, 22 on the slopes. */
function farmField(place: Place, terrain: Terrain, kind: 21 | 22): Field {
  const patches = fractalNoise(place.seed + 35, 4);
  return (x, y, index) => {
    const height = terrain.heights.values[index];
    const along = terrain.along[index];
    const across = terrain.across[index];
    if (height < 2.5 || height > 160 || along < 8000) return -100;
    const beyond = Math.abs(across) - (along < place.head ? 1500 : place.halfWidth(along));
    const patch = patches(x / 700, y / 700);
    const low = -beyond / 400 + 0.35;
    const belt = kind === 21 ? low : Math.min(beyond / 300 + 0.2, 0.9 - beyond / 600);
    const land = Math.min(patch + (kind === 21 ? 0.12 : -0.28), belt);
    const river = along > place.head ? (Math.abs(across - place.river(along)) - 45) / 120 : 1;
    return Math.min(land, river, (height - 2.5) / 3, openGround(place, along, across));
  };
}

/** Below zero in town and on sites that are no farmland any more. */
function openGround(place: Place, along: number, across: number): number {
  const km = (along - place.head) / 1000;
  const town = Math.hypot((km - 1.2) / 2.6, across / 2100) - 1;
  let open = town * 3;
  for (const site of sites) {
    if (site.code === 5230 || site.name === 'Åkerøya' || site.name === 'Åmolia') continue;
    const outside = Math.max(
      site.fromKm * 1000 - km * 1000,
      km * 1000 - site.toKm * 1000,
      site.from - across,
      across - site.to,
    );
    // A margin of a cell, so that the line between nodes does not cut into the site.
    open = Math.min(open, (outside - 60) / 100);
  }
  return open;
}

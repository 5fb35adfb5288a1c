import type { Dataset } from '../dataset/types.ts';
import { contourShapes } from './contour.ts';
import type { Corridors } from './corridors.ts';
import type { ZoneDraft } from './drafts.ts';
import { fillGrid, type Grid } from './grid.ts';
import { centimetres } from './lattice.ts';
import { hash01 } from './noise.ts';
import type { Place } from './place.ts';
import { dissolve, type Ring, type Shape } from './shapes.ts';
import { lineTable, pointTable, polygonTable, texts } from './table.ts';
import type { Terrain } from './terrain.ts';
import { ribbon } from './water.ts';

/** Red and yellow noise zones along the European road: bands of an assumed width, red inside yellow. */
export function noiseTable(corridors: Corridors): Dataset {
  const bands = [
    { half: 24, level: 'R' },
    { half: 68, level: 'G' },
  ] as const;
  const lines = [corridors.roadNorth, corridors.coastRoad];
  const zones = bands.flatMap(({ half, level }) => lines.map((line) => ({ shape: [ribbon(line, half)], level })));
  return polygonTable(
    zones.map(({ shape }) => shape),
    [
      texts(
        'støykategori',
        zones.map(({ level }) => level),
      ),
      texts(
        'støykilde',
        zones.map(() => 'Riksveg'),
      ),
    ],
  );
}

/** Slide zones of the 1/1000 class: slopes steeper than about 30 degrees and the ground just below them. */
export function slideTable(terrain: Terrain): Dataset {
  const { columns, rows, cell, values } = terrain.heights;
  const grid = fillGrid(columns, rows, cell, (_x, _y, index) => {
    const column = index % columns;
    if (column < 2 || column > columns - 3 || index < 2 * columns || index >= (rows - 2) * columns) return -1;
    const steep = Math.hypot(
      values[index + 2] - values[index - 2],
      values[index + 2 * columns] - values[index - 2 * columns],
    );
    return steep / (4 * cell) - 0.52;
  });
  const shapes = contourShapes(grid, 14);
  return polygonTable(shapes, [
    texts(
      'skredtype',
      shapes.map(() => 'Snøskred'),
    ),
    texts(
      'sannsynlighet',
      shapes.map(() => '1/1000'),
    ),
  ]);
}

/** The belt of 100 m along the sea (pbl 1-8), at the resolution of the terrain. */
export function shoreTable(terrain: Terrain, sea: readonly Shape[]): Dataset {
  const { columns, rows, cell, values } = terrain.heights;
  const near = distances(terrain.heights, sea.flat(), 150);
  const grid = fillGrid(columns, rows, cell, (_x, _y, index) => (values[index] < 0 ? -20 : 100 - near[index]));
  const shapes = contourShapes(grid, 12);
  return polygonTable(shapes, [
    texts(
      'belte',
      shapes.map(() => '100-metersbeltet'),
    ),
  ]);
}

/** Distance of each node to the nearest vertex of the rings, looked for within `reach` metres; 1e6 beyond. */
function distances(grid: Grid, rings: readonly Ring[], reach: number): Float32Array {
  const { columns, rows, cell } = grid;
  const found = new Float32Array(columns * rows).fill(1e6);
  const span = Math.ceil(reach / cell);
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const column = Math.round(ring[i] / cell);
      const row = Math.round(ring[i + 1] / cell);
      for (let r = Math.max(0, row - span); r <= Math.min(rows - 1, row + span); r++) {
        for (let c = Math.max(0, column - span); c <= Math.min(columns - 1, column + span); c++) {
          const distance = Math.hypot(c * cell - ring[i], r * cell - ring[i + 1]);
          if (distance < found[r * columns + c]) found[r * columns + c] = distance;
        }
      }
    }
  }
  return found;
}

/** Parks of the plan, and the hill the town walks up on Sundays. */
export function greenTable(place: Place, zones: readonly ZoneDraft[]): Dataset {
  const parks = dissolve(zones.filter((zone) => zone.code === 3050).map((zone) => zone.shape));
  const walks = [
    { name: 'Solbakkåsen', km: 1.3, across: 2250, radius: 420 },
    { name: 'Sørlimarka', km: 2.6, across: -1750, radius: 380 },
    { name: 'Åmolimarka', km: 10.2, across: 1450, radius: 300 },
  ].map(({ name, km, across, radius }, index) => {
    const [x, y] = place.main.at(place.head + km * 1000, across);
    const ring: number[] = [];
    for (let k = 0; k < 40; k++) {
      const reach = radius * (0.85 + 0.2 * Math.sin((3 * k * Math.PI) / 20) + 0.1 * hash01(index, k, place.seed));
      ring.push(
        centimetres(x + reach * Math.cos((k * Math.PI) / 20)),
        centimetres(y + reach * Math.sin((k * Math.PI) / 20)),
      );
    }
    return { name, shape: [ring] as Shape };
  });
  const all = [...walks, ...parks.map((shape) => ({ name: 'Park', shape }))];
  return polygonTable(
    all.map(({ shape }) => shape),
    [
      texts(
        'navn',
        all.map(({ name }) => name),
      ),
    ],
  );
}

/** Bus stops along the fjord and valley roads, closer together in town. */
export function busStopTable(place: Place): Dataset {
  const stops: (readonly [string, readonly [number, number]])[] = [];
  for (const [side, road] of [
    ['nord', place.roadNorth],
    ['sør', place.roadSouth],
  ] as const) {
    for (let km = -6; km < 18.5; km += km > -1.2 && km < 3.4 ? 0.42 : 1.2) {
      const along = place.head + km * 1000;
      const [x, y] = place.bend(...place.main.at(along, road(along) + 6));
      stops.push([`Ørnfjordruta ${side} ${stops.length + 1}`, [centimetres(x), centimetres(y)]]);
    }
  }
  return pointTable(
    stops.map(([, point]) => point),
    [
      texts(
        'stoppested',
        stops.map(([name]) => name),
      ),
    ],
  );
}

/** The railway, cut at every fortieth vertex as registers do. */
export function railwayTable(corridors: Corridors): Dataset {
  const pieces: Ring[] = [];
  for (let i = 0; i + 2 < corridors.railway.length; i += 80) pieces.push(corridors.railway.slice(i, i + 82));
  return lineTable(pieces, [
    texts(
      'banenavn',
      pieces.map(() => 'Langådalsbanen'),
    ),
  ]);
}

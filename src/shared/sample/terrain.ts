import { fillGrid, type Grid, sampleGrid } from './grid.ts';
import { fractalNoise, mix, smoothStep } from './noise.ts';
import { type Place, size } from './place.ts';

/** Everything later generators ask about the ground. */
export interface Terrain {
  /** Height in metres above the sea, at 50 m nodes; negative under water. */
  readonly heights: Grid;
  /** Station along and across the fjord and valley, at the same nodes. */
  readonly along: Float32Array;
  readonly across: Float32Array;
  /** Above zero in the lake of the side valley. */
  readonly lake: Grid;
  height(x: number, y: number): number;
  /** Rise over run, 0.1 is 10 %. */
  slope(x: number, y: number): number;
}

const cell = 50;

/** Where the lake lies in the side valley, metres from its mouth. */
const lakeSpan = { from: 4300, to: 6500 } as const;

/** Carves fjord, valleys, coast and islands out of noise. 300,000 nodes; heights in steps of 1/16 m. */
export function createTerrain(place: Place): Terrain {
  const columns = size.width / cell + 1;
  const rows = size.height / cell + 1;
  const along = new Float32Array(columns * rows);
  const across = new Float32Array(columns * rows);
  const lakeValues = new Float32Array(columns * rows);
  const heightOf = heightFunction(place);
  let hint = -1;
  let sideHint = -1;
  const heights = fillGrid(columns, rows, cell, (x, y, index) => {
    if (index % columns === 0) {
      hint = -1;
      sideHint = -1;
    }
    const station = place.main.locate(x, y, hint);
    const branch = place.side.locate(x, y, sideHint);
    hint = station.sample;
    sideHint = branch.sample;
    along[index] = station.along;
    across[index] = station.across;
    lakeValues[index] = lakeDepth(place, branch.along, branch.across);
    return Math.round(heightOf(x, y, station.along, station.across, branch.along, branch.across) * 16) / 16;
  });
  const height = (x: number, y: number) => sampleGrid(heights, x, y);
  return {
    heights,
    along,
    across,
    lake: { columns, rows, cell, values: lakeValues },
    height,
    slope: (x, y) => Math.hypot(height(x + 30, y) - height(x - 30, y), height(x, y + 30) - height(x, y - 30)) / 60,
  };
}

/** Metres inside the shore of the lake; negative outside. */
function lakeDepth(place: Place, along: number, across: number): number {
  const middle = (along - lakeSpan.from) / (lakeSpan.to - lakeSpan.from);
  if (middle <= 0 || middle >= 1) return -100;
  const width = 330 * Math.sqrt(Math.sin(Math.PI * middle));
  return width + 60 * Math.sin(along / 240 + place.seed) - Math.abs(across + 40 * Math.sin(along / 500));
}

type HeightFunction = (
  x: number,
  y: number,
  along: number,
  across: number,
  sideAlong: number,
  sideAcross: number,
) => number;

function heightFunction(place: Place): HeightFunction {
  const { seed } = place;
  const ridge = fractalNoise(seed + 11, 5);
  const broad = fractalNoise(seed + 12, 2);
  const shore = fractalNoise(seed + 13, 4);
  const skerries = fractalNoise(seed + 14, 4);
  const small = fractalNoise(seed + 15, 3);
  return (x, y, along, across, sideAlong, sideAcross) => {
    const edge = Math.abs(across) - place.halfWidth(along);
    const near = x < 9000 || edge < 4200;
    const strand = near ? shore(x / 1500, y / 1500) : 0;
    const outer = x > 9500 ? 1 : smoothStep((x - 5200 - 1500 * broad(0.3, y / 4200) - 900 * strand) / 1900 + 0.5);
    const wobble = 230 * strand;
    let mountain = 0;
    if (edge + Math.abs(wobble) > 0) {
      const peaks = 1 - Math.abs(ridge(x / 4600, y / 4600));
      const inland = 0.4 + 0.75 * smoothStep((x - 3000) / 17_000);
      mountain = inland * Math.max(150, 160 + 620 * peaks * peaks + 330 * broad(x / 7000, y / 7000));
    }
    const sea = fjordProfile(edge + wobble, mountain);
    const valley = valleyProfile(place.floor(along), Math.abs(across), edge + 0.5 * wobble, mountain);
    const delta = smoothStep((along - place.head + 250 + 1.6 * wobble + 0.12 * Math.abs(across)) / 520);
    let height = mix(sea, valley, delta);
    if (edge > 0) height += 2.5 * small(x / 260, y / 260) * smoothStep(edge / 800);
    if (delta > 0.99) height = Math.min(height, sideProfile(place, sideAlong, Math.abs(sideAcross), mountain));
    if (outer === 1) return height;
    const islands = -34 + 92 * Math.max(0, skerries(x / 2300, y / 2300) + 0.12) + 30 * small(x / 700, y / 700);
    return mix(Math.min(height, islands), height, outer);
  };
}

/** A fjord with a gentle strand below steep sides; `edge` is 0 at the shore. */
function fjordProfile(edge: number, mountain: number): number {
  if (edge < 0) return Math.max(-240, edge * 0.3 - 1);
  const strand = 1 + Math.min(edge, 800) * 0.036;
  return strand + Math.max(0, mountain - strand) * smoothStep((edge - 650) / 3000);
}

function valleyProfile(floor: number, across: number, edge: number, mountain: number): number {
  const flat = floor + 0.012 * Math.min(across, 1500);
  return flat + Math.max(0, mountain - flat) * smoothStep((edge + 40) / 3500);
}

function sideProfile(place: Place, along: number, across: number, mountain: number): number {
  if (along < 0) return Infinity;
  const toLake = Math.min(along, lakeSpan.from);
  const beyond = Math.max(0, along - lakeSpan.to);
  const floor = 30 + 0.018 * toLake + 0.02 * beyond + (along < 900 ? (900 - along) * 0.1 : 0);
  const depth = lakeDepth(place, along, across);
  if (depth > 0) return floor;
  const flat = floor + 2 + 0.02 * across;
  return flat + Math.max(120, mountain - flat) * smoothStep((across - 380) / 2300) + (across > 2600 ? Infinity : 0);
}

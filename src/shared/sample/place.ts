import { type CentreLine, centreLine } from './centre-line.ts';
import { fractalNoise, mix, type Noise, smoothStep, valueNoise } from './noise.ts';

/** Lower left corner of the sample in EPSG:25833 (about 66.3 N 14.1 E) and its size, metres. */
export const origin = { east: 444_000, north: 7_342_500 } as const;
export const size = { width: 30_000, height: 25_000 } as const;

/**
 * The lie of the land before any height is computed: where fjord, valley, river, roads and railway run.
 * Stations are `along` the fjord and valley from the sea, and `across` it to the north (positive) or south.
 */
export interface Place {
  readonly seed: number;
  /** Fjord and valley. */
  readonly main: CentreLine;
  /** The side valley to the south. */
  readonly side: CentreLine;
  /** Station where the fjord ends and the river runs out; the town lies here. */
  readonly head: number;
  /** Half width of fjord or valley floor. */
  readonly halfWidth: (along: number) => number;
  /** Height of the valley floor at the river; negative in the fjord. */
  readonly floor: (along: number) => number;
  /** Where the river runs across the floor. */
  readonly river: (along: number) => number;
  /** Main road (north) and second road (south, negative). */
  readonly roadNorth: (along: number) => number;
  readonly roadSouth: (along: number) => number;
  readonly railway: (along: number) => number;
  /** Bends straight lines a little, so that nothing looks ruled; one to one. */
  readonly bend: (x: number, y: number) => [number, number];
}

/** Kilometres up the valley from the river mouth where the floor is wide enough for large sites. */
const plains = [
  { at: 6.6, wide: 380, long: 1.0 },
  { at: 11.6, wide: 330, long: 1.0 },
  { at: 16.2, wide: 420, long: 1.1 },
] as const;

/** The made-up municipality's shape for a seed. */
export function createPlace(seed: number): Place {
  const main = centreLine([
    [-2500, 8600],
    [3000, 9500],
    [7500, 11_200],
    [11_000, 11_500],
    [14_000, 12_000],
    [17_500, 13_700],
    [21_000, 14_500],
    [24_500, 16_500],
    [28_000, 17_600],
    [33_500, 20_200],
  ]);
  const side = centreLine([
    [19_000, 14_100],
    [20_000, 10_900],
    [22_400, 7600],
    [23_000, 3800],
    [24_600, -1500],
  ]);
  const head = Math.round(main.locate(13_300, 11_880).along / 30) * 30;
  const wander = valueNoise(seed + 5);
  const inland = (along: number) => (along - head) / 1000;
  return {
    seed,
    main,
    side,
    head,
    halfWidth: (along) => halfWidth(inland(along), wander),
    floor: (along) => floorHeight(inland(along)),
    river: (along) => riverOffset(inland(along), wander),
    roadNorth: (along) => roadOffset(inland(along)),
    roadSouth: (along) => -roadOffset(inland(along)),
    railway: (along) => railwayOffset(inland(along)),
    bend: bendBy(fractalNoise(seed + 6, 2), fractalNoise(seed + 7, 2)),
  };
}

function halfWidth(km: number, wander: Noise): number {
  const taper = 0.38 + 0.62 * smoothStep((0.4 - km) / 3.4);
  const fjord = taper * (1180 + 260 * wander(km / 2.7, 0.5) + 130 * wander(km / 0.9, 3.5));
  let valley = 640 + 90 * wander(km / 1.9, 7.5) + 900 * smoothStep((4.2 - km) / 3.2);
  for (const plain of plains) valley += plain.wide * smoothStep(1.6 - Math.abs(km - plain.at) / plain.long);
  return mix(fjord, valley, smoothStep(km + 0.5));
}

function floorHeight(km: number): number {
  if (km < 0) return Math.max(-220, km * 45 - 2);
  return 1.6 + 2.4 * km + 0.09 * km * km;
}

function riverOffset(km: number, wander: Noise): number {
  const swing = smoothStep((km - 0.2) / 2.5);
  return swing * (170 * Math.sin(km * 2.6) + 120 * wander(km * 1.3, 11.5)) - 60;
}

const fjordRoad = 1850;
const valleyRoad = 420;

function roadOffset(km: number): number {
  return mix(fjordRoad, valleyRoad, smoothStep((km + 0.9) / 4));
}

function railwayOffset(km: number): number {
  const crossing = mix(330, -630, smoothStep((km - 2.2) / 2.6));
  return mix(620, crossing, smoothStep((km + 0.3) / 1.6));
}

function bendBy(east: Noise, north: Noise): (x: number, y: number) => [number, number] {
  return (x, y) => [x + 26 * east(x / 620, y / 620), y + 26 * north(x / 620, y / 620)];
}

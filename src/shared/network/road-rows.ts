import { valueAt } from '../dataset/columns.ts';
import { numbersOf } from '../dataset/numbers.ts';
import type { Column } from '../dataset/types.ts';

/** Which way a road may be driven, as bits: along the direction it is drawn in, against it, or both. */
export const directions = { forward: 1, backward: 2, both: 3 } as const;

/**
 * km/h where neither a field nor a given number tells: by the class of the road. Grade: assumption. Norwegian
 * vegkategori (E, R, F, K, P, S), Swedish functional class (0-9) and the highway tags of OpenStreetMap.
 */
export const assumedSpeeds: ReadonlyMap<string, number> = new Map([
  ...([
    ['e', 80],
    ['r', 80],
    ['f', 70],
    ['k', 40],
    ['p', 30],
    ['s', 20],
  ] as const),
  ...([
    ['0', 100],
    ['1', 90],
    ['2', 80],
    ['3', 80],
    ['4', 70],
    ['5', 60],
    ['6', 50],
    ['7', 50],
    ['8', 30],
    ['9', 30],
  ] as const),
  ...([
    ['motorway', 100],
    ['trunk', 80],
    ['primary', 80],
    ['secondary', 70],
    ['tertiary', 60],
    ['unclassified', 50],
  ] as const),
  ...([
    ['motorway_link', 60],
    ['trunk_link', 60],
    ['primary_link', 60],
    ['secondary_link', 50],
    ['tertiary_link', 50],
  ] as const),
  ...([
    ['residential', 40],
    ['living_street', 15],
    ['service', 20],
    ['track', 20],
  ] as const),
]);
/** km/h of a road of no known class. Grade: assumption. */
export const assumedSpeed = 50;
/** No road is faster; a larger number is a mistake or another unit. km/h. */
const fastest = 200;

/** The fields of a road layer that say how it may be driven; undefined where it has none. */
export interface RoadFields {
  readonly speed: Column | undefined;
  readonly roadClass: Column | undefined;
  readonly oneway: Column | undefined;
}

export interface RoadRows {
  /** km/h. */
  readonly speed: Float64Array;
  /** Bits of `directions`. */
  readonly direction: Uint8Array;
  /** Rows whose speed is assumed by class. */
  readonly assumed: number;
  /** Rows whose one-way field says something not understood: driven both ways. */
  readonly unread: number;
}

/** Speed and direction of every row of a road layer. `given`: one speed for all, km/h, instead of the fields. */
export function readRoadRows(fields: RoadFields, count: number, given: number | null): RoadRows {
  const own = numbersOf(given === null ? fields.speed : undefined, count);
  const speed = new Float64Array(count);
  const direction = new Uint8Array(count);
  let assumed = 0;
  let unread = 0;
  for (let row = 0; row < count; row++) {
    if (given !== null) speed[row] = given;
    else if (own[row] > 0 && own[row] <= fastest) speed[row] = own[row];
    else {
      const roadClass = textOf(fields.roadClass, row);
      speed[row] = assumedSpeeds.get(roadClass) ?? assumedSpeed;
      assumed++;
    }
    const way = textOf(fields.oneway, row);
    const found = way === '' ? directions.both : directionWords.get(way);
    if (found === undefined) unread++;
    direction[row] = found ?? directions.both;
  }
  return { speed, direction, assumed, unread };
}

function textOf(column: Column | undefined, row: number): string {
  const value = column ? valueAt(column, row) : null;
  return value === null ? '' : String(value).trim().toLowerCase();
}

const words = (direction: number, list: string) => list.split('|').map((word) => [word, direction] as const);

/**
 * What one-way fields say: OpenStreetMap (yes, no, -1, reversible is both ways), its shapefiles (F, T, B), road data
 * of car navigation (FT, TF), Norwegian, Swedish and French words, and true or false.
 */
const directionWords: ReadonlyMap<string, number> = new Map([
  ...words(directions.forward, 'f|ft|yes|y|ja|true|1|med|forward|oui|sens direct|medurs'),
  ...words(directions.backward, 't|tf|-1|reverse|mot|backward|sens inverse'),
  ...words(directions.both, 'b|no|n|nei|nej|false|0|non|both|double sens|reversible|alternating'),
]);

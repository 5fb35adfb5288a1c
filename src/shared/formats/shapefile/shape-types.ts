/** Shape type numbers of the ESRI Shapefile Technical Description (July 1998), page 4. */
export type ShapeFamily = 'null' | 'point' | 'line' | 'polygon' | 'multipoint' | 'multipatch';

const families = new Map<number, ShapeFamily>([
  [0, 'null'],
  [1, 'point'],
  [3, 'line'],
  [5, 'polygon'],
  [8, 'multipoint'],
  [11, 'point'],
  [13, 'line'],
  [15, 'polygon'],
  [18, 'multipoint'],
  [21, 'point'],
  [23, 'line'],
  [25, 'polygon'],
  [28, 'multipoint'],
  [31, 'multipatch'],
]);

/** The family of a shape type, whether with Z, M or neither; undefined for a number the format does not know. */
export function shapeFamily(type: number): ShapeFamily | undefined {
  return families.get(type);
}

/** Types 11 to 18 carry heights (and usually measures), 21 to 28 measures only. */
export const carriesHeights = (type: number): boolean => type > 10 && type < 20;
export const carriesMeasures = (type: number): boolean => type > 20 && type < 30;

/** Bytes of the main file header and of a record's header. */
export const fileHeaderSize = 100;
export const recordHeaderSize = 8;

/** Coordinates beyond this size (in any unit) are damage: ESRI's "no data" is below -1e38, the Earth is 4e7 m around. */
export const largestCoordinate = 1e12;

export const isUsable = (value: number): boolean => Math.abs(value) < largestCoordinate;

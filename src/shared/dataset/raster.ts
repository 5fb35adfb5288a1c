import type { Crs } from '../crs/types.ts';
import type { DatasetId } from '../lib/id.ts';

/**
 * a, b, c, d, e, f: the corner (column, row) of the grid lies at x = a column + b row + c, y = d column + e row + f, so
 * the centre of a cell has half a column and half a row more. Row 0 is the first of the file, mostly the northernmost.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** A grid of numbers, or the window of one that was read. Heights are in metres. Shared memory. */
export interface Raster {
  readonly id: DatasetId;
  /** The grid's own CRS; the transform is in its units. */
  readonly crs: Crs;
  readonly transform: Affine;
  readonly width: number;
  readonly height: number;
  /** Row by row; NaN is missing. */
  readonly values: Float32Array;
  /** What the file wrote for missing; null where it says nothing. */
  readonly nodata: number | null;
}

/** The transform the other way: column and row of a place. Null where the cells have no area. */
export function inverseOf([a, b, c, d, e, f]: Affine): Affine | null {
  const determinant = a * e - b * d;
  if (!Number.isFinite(determinant) || determinant === 0) return null;
  const [ia, ib, id, ie] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f)];
}

/** The same grid counted from another cell on. */
export function windowTransform([a, b, c, d, e, f]: Affine, column: number, row: number): Affine {
  return [a, b, a * column + b * row + c, d, e, d * column + e * row + f];
}

/** How the CRS of a layer is known. */
export type CrsSource = 'prj' | 'file' | 'user' | 'guess' | 'none';

/**
 * A coordinate reference system as the engine needs it. `unknown` coordinates are shown and refused for measuring.
 * `metresPerUnit` is the length of one coordinate unit in metres for projected systems, NaN otherwise.
 */
export interface Crs {
  readonly kind: 'geographic' | 'projected' | 'unknown';
  /** "EPSG:25833", or null where no registered code fits. */
  readonly code: string | null;
  readonly name: string;
  readonly source: CrsSource;
  /** A proj4 definition string that the projection library takes; null when unknown. */
  readonly definition: string | null;
  readonly metresPerUnit: number;
  /** West, south, east, north in degrees, from the EPSG register; null when not registered. */
  readonly areaOfUse: readonly [number, number, number, number] | null;
}

export const unknownCrs: Crs = {
  kind: 'unknown',
  code: null,
  name: '',
  source: 'none',
  definition: null,
  metresPerUnit: Number.NaN,
  areaOfUse: null,
};

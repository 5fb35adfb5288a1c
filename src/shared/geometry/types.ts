/**
 * Geometry as flat columns. `...Start` arrays begin at 0 and are one entry longer than what they delimit:
 * feature f owns parts featureStart[f] .. featureStart[f+1]-1, part p owns rings partStart[p] .. partStart[p+1]-1,
 * ring r owns vertices ringStart[r] .. ringStart[r+1]-1. `xy` holds x, y pairs, so vertex v lies at xy[2v], xy[2v+1].
 * A feature without parts has a null geometry. Units are those of the dataset's CRS.
 */
export interface Points {
  readonly kind: 'points';
  readonly xy: Float64Array;
  /** Feature f owns points featureStart[f] .. featureStart[f+1]-1 (several for a multipoint). */
  readonly featureStart: Uint32Array;
}

export interface Lines {
  readonly kind: 'lines';
  readonly xy: Float64Array;
  /** Feature f owns paths featureStart[f] .. featureStart[f+1]-1. */
  readonly featureStart: Uint32Array;
  /** Path p owns vertices pathStart[p] .. pathStart[p+1]-1. */
  readonly pathStart: Uint32Array;
}

/** Rings close implicitly (the first vertex is not repeated); the outer ring of a part comes first, counter-clockwise (RFC 7946), holes clockwise. */
export interface Polygons {
  readonly kind: 'polygons';
  readonly xy: Float64Array;
  readonly featureStart: Uint32Array;
  readonly partStart: Uint32Array;
  readonly ringStart: Uint32Array;
}

/** A table without geometry: `count` rows. */
export interface NoGeometry {
  readonly kind: 'none';
  readonly count: number;
}

export type Geometry = Points | Lines | Polygons | NoGeometry;

/** minX, minY, maxX, maxY in the units of the CRS. */
export type Extent = readonly [number, number, number, number];

export function featureCount(geometry: Geometry): number {
  return geometry.kind === 'none' ? geometry.count : geometry.featureStart.length - 1;
}

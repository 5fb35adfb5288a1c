import type { Column, Dataset } from '../dataset/types.ts';
import type { Geometry } from '../geometry/types.ts';
import { asId } from '../lib/id.ts';
import { origin } from './place.ts';
import { sampleCrs } from './table.ts';

/** A block of rows: geometry in metres from the lower left corner, and columns. */
export function benchDataset(geometry: Geometry, columns: readonly Column[]): Dataset {
  return { id: asId('bench'), crs: sampleCrs, geometry, columns };
}

/** Moves x, y pairs from the lower left corner to EPSG:25833; whole millimetres stay so. */
function toGround(local: readonly number[]): Float64Array {
  const xy = new Float64Array(local.length);
  for (let i = 0; i < local.length; i += 2) {
    xy[i] = Math.round((local[i] + origin.east) * 1000) / 1000;
    xy[i + 1] = Math.round((local[i + 1] + origin.north) * 1000) / 1000;
  }
  return xy;
}

/** One ring a feature; `starts` counts vertices. */
export function ringGeometry(local: readonly number[], starts: readonly number[]): Geometry {
  const each = Uint32Array.from({ length: starts.length }, (_, row) => row);
  return {
    kind: 'polygons',
    xy: toGround(local),
    featureStart: each,
    partStart: each,
    ringStart: Uint32Array.from(starts),
  };
}

/** One path a feature. */
export function pathGeometry(local: readonly number[], starts: readonly number[]): Geometry {
  const each = Uint32Array.from({ length: starts.length }, (_, row) => row);
  return { kind: 'lines', xy: toGround(local), featureStart: each, pathStart: Uint32Array.from(starts) };
}

/** One point a feature. */
export function pointGeometry(local: readonly number[]): Geometry {
  const featureStart = Uint32Array.from({ length: local.length / 2 + 1 }, (_, row) => row);
  return { kind: 'points', xy: toGround(local), featureStart };
}

import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import type { Part } from '../arrange/areas.ts';
import type { Polygons } from '../types.ts';

/** Columns of features given as parts; a feature without parts is a null geometry. */
export function polygonsOfParts(features: readonly (readonly Part[])[]): Polygons {
  const parts = features.flat();
  const rings = parts.flat();
  const ringStart = startsOf(rings.map((ring) => ring.length / 2));
  const xy = sharedFloat64(2 * ringStart[rings.length]);
  rings.forEach((ring, number) => {
    xy.set(ring, 2 * ringStart[number]);
  });
  const partStart = startsOf(parts.map((part) => part.length));
  return {
    kind: 'polygons',
    xy,
    featureStart: startsOf(features.map((feature) => feature.length)),
    partStart,
    ringStart,
  };
}

function startsOf(counts: readonly number[]): Uint32Array {
  const starts = sharedUint32(counts.length + 1);
  counts.forEach((count, n) => {
    starts[n + 1] = starts[n] + count;
  });
  return starts;
}

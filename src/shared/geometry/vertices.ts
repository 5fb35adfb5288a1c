import type { Geometry } from './types.ts';

/**
 * Index of the first vertex of a feature; with `featureCount` it is the number of vertices. A feature's vertices lie
 * together, so feature f owns vertices vertexStart(g, f) .. vertexStart(g, f + 1) - 1.
 */
export function vertexStart(geometry: Geometry, feature: number): number {
  switch (geometry.kind) {
    case 'points':
      return geometry.featureStart[feature];
    case 'lines':
      return geometry.pathStart[geometry.featureStart[feature]];
    case 'polygons':
      return geometry.ringStart[geometry.partStart[geometry.featureStart[feature]]];
    case 'none':
      return 0;
  }
}

/** The most vertices any one of the features [from, to) has: the size of a scratch array that holds each of them. */
export function longestFeature(geometry: Geometry, from: number, to: number): number {
  let longest = 0;
  for (let feature = from; feature < to; feature++) {
    const length = vertexStart(geometry, feature + 1) - vertexStart(geometry, feature);
    if (length > longest) longest = length;
  }
  return longest;
}

/** A vertex with NaN or an infinity is treated everywhere as if it were not there. */
export function isFiniteVertex(x: number, y: number): boolean {
  return x - x === 0 && y - y === 0;
}

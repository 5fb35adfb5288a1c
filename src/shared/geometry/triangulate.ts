import earcut from 'earcut';
import { sharedUint32 } from '../lib/buffers.ts';
import type { Polygons } from './types.ts';

/** Triangles over the vertices of a polygon layer, for drawing. */
export interface Triangles {
  /** Three vertex numbers a triangle; vertex v lies at xy[2v], xy[2v+1] of the polygons. */
  readonly indices: Uint32Array;
  /** Per vertex of the polygons: the feature (row) that owns it. */
  readonly rowOfVertex: Uint32Array;
  /** Two vertex numbers an edge of every ring, the closing edge included. */
  readonly edges: Uint32Array;
}

/**
 * Cuts every part of every feature into triangles (ear clipping, the earcut library), holes left out.
 * Coordinates are taken relative to the part's first vertex, so that large eastings lose no digits.
 * Parts that earcut cannot cut (fewer than three vertices, no area) get no triangles but keep their edges.
 */
export function triangulatePolygons(polygons: Polygons): Triangles {
  return trianglesOf(polygons, cutPolygons(polygons));
}

/** The triangles of polygons that were cut before, into these `indices`: what is left to do is quick. */
export function trianglesOf(polygons: Polygons, indices: Uint32Array): Triangles {
  const { featureStart, partStart, ringStart } = polygons;
  const rowOfVertex = sharedUint32(ringStart[ringStart.length - 1]);
  for (let feature = 0; feature + 1 < featureStart.length; feature++) {
    const first = ringStart[partStart[featureStart[feature]]];
    rowOfVertex.fill(feature, first, ringStart[partStart[featureStart[feature + 1]]]);
  }
  return { indices, rowOfVertex, edges: ringEdges(polygons) };
}

function cutPolygons(polygons: Polygons): Uint32Array {
  const { partStart, ringStart } = polygons;
  const vertexCount = ringStart[ringStart.length - 1];
  // A part of n vertices with h holes gives at most n + 2h - 2 triangles; rings are at least as many as holes.
  const room = new Uint32Array(3 * (vertexCount + 2 * ringStart.length));
  let used = 0;
  for (let part = 0; part + 1 < partStart.length; part++) used = cutPart(polygons, part, room, used);
  const indices = sharedUint32(used);
  indices.set(room.subarray(0, used));
  return indices;
}

function cutPart({ xy, partStart, ringStart }: Polygons, part: number, out: Uint32Array, used: number): number {
  const firstRing = partStart[part];
  const lastRing = partStart[part + 1];
  const first = ringStart[firstRing];
  const count = ringStart[lastRing] - first;
  if (count < 3) return used;
  const local = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    local[2 * i] = xy[2 * (first + i)] - xy[2 * first];
    local[2 * i + 1] = xy[2 * (first + i) + 1] - xy[2 * first + 1];
  }
  const holes: number[] = [];
  for (let ring = firstRing + 1; ring < lastRing; ring++) holes.push(ringStart[ring] - first);
  const cut = earcut(local, holes, 2);
  const fits = Math.min(cut.length, out.length - used);
  for (let i = 0; i < fits; i++) out[used + i] = first + cut[i];
  return used + fits;
}

function ringEdges({ ringStart }: Polygons): Uint32Array {
  const edges = sharedUint32(2 * ringStart[ringStart.length - 1]);
  let used = 0;
  for (let ring = 0; ring + 1 < ringStart.length; ring++) {
    const start = ringStart[ring];
    const end = ringStart[ring + 1];
    for (let vertex = start; vertex < end; vertex++) {
      edges[used++] = vertex;
      edges[used++] = vertex + 1 < end ? vertex + 1 : start;
    }
  }
  return edges;
}

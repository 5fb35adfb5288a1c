import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';
import { type BoxTree, buildBoxTree, itemsMeeting } from './box-tree.ts';
import { featureCount, type Polygons } from './types.ts';
import { isFiniteVertex } from './vertices.ts';

/** The edges of some polygons in a tree, in shared memory. Edge e runs from xy[4e], xy[4e+1] to xy[4e+2], xy[4e+3]. */
export interface BorderIndex {
  readonly tree: BoxTree;
  readonly xy: Float64Array;
  readonly feature: Uint32Array;
  /** Edges of feature f are edgeStart[f] .. edgeStart[f+1]-1. */
  readonly edgeStart: Uint32Array;
}

/** Features that share border: pair n is first[n] < second[n], and how much, in units of the CRS. */
export interface SharedBorders {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly length: Float64Array;
}

/** The edges of the features with 1 in the mask. */
export function buildBorderIndex(polygons: Polygons, mask: Uint8Array): BorderIndex {
  const edges: number[] = [];
  const owners: number[] = [];
  const edgeStart = sharedUint32(mask.length + 1);
  for (let feature = 0; feature < featureCount(polygons); feature++) {
    if (mask[feature] === 1) takeEdges(polygons, feature, edges, owners);
    edgeStart[feature + 1] = owners.length;
  }
  const xy = sharedFloat64(edges.length);
  xy.set(edges);
  const feature = sharedUint32(owners.length);
  feature.set(owners);
  const boxes = new Float64Array(edges.length);
  for (let at = 0; at < edges.length; at += 4) {
    boxes[at] = Math.min(xy[at], xy[at + 2]);
    boxes[at + 1] = Math.min(xy[at + 1], xy[at + 3]);
    boxes[at + 2] = Math.max(xy[at], xy[at + 2]);
    boxes[at + 3] = Math.max(xy[at + 1], xy[at + 3]);
  }
  return { tree: buildBoxTree(boxes, owners.length), xy, feature, edgeStart };
}

function takeEdges(polygons: Polygons, feature: number, edges: number[], owners: number[]): void {
  const { xy, featureStart, partStart, ringStart } = polygons;
  for (let ring = partStart[featureStart[feature]]; ring < partStart[featureStart[feature + 1]]; ring++) {
    const kept: number[] = [];
    for (let vertex = ringStart[ring]; vertex < ringStart[ring + 1]; vertex++) {
      if (isFiniteVertex(xy[2 * vertex], xy[2 * vertex + 1])) kept.push(2 * vertex);
    }
    kept.forEach((to, at) => {
      const from = kept[at === 0 ? kept.length - 1 : at - 1];
      if (xy[from] === xy[to] && xy[from + 1] === xy[to + 1]) return;
      edges.push(xy[from], xy[from + 1], xy[to], xy[to + 1]);
      owners.push(feature);
    });
  }
}

/**
 * How much border features [from, to) share with features of a higher number: the stretches of their edges along which an
 * edge of the other lies within `gap`. Pairs in rising order; pairs that share less than `least` are left out.
 */
export function measureSharedBorders(
  index: BorderIndex,
  gap: number,
  least: number,
  from: number,
  to: number,
): SharedBorders {
  const pairs: (readonly [first: number, second: number, length: number])[] = [];
  for (let feature = from; feature < to; feature++) {
    const lengths = new Map<number, number>();
    for (let edge = index.edgeStart[feature]; edge < index.edgeStart[feature + 1]; edge++) {
      for (const other of edgesNear(index, edge, gap)) {
        const neighbour = index.feature[other];
        if (neighbour <= feature) continue;
        const along = stretchAlong(index.xy, 4 * edge, 4 * other, gap);
        if (along > 0) lengths.set(neighbour, (lengths.get(neighbour) ?? 0) + along);
      }
    }
    const found = [...lengths].filter(([, length]) => length >= least).sort(([a], [b]) => a - b);
    for (const [neighbour, length] of found) pairs.push([feature, neighbour, length]);
  }
  return {
    first: Uint32Array.from(pairs, ([first]) => first),
    second: Uint32Array.from(pairs, ([, second]) => second),
    length: Float64Array.from(pairs, ([, , length]) => length),
  };
}

function edgesNear({ tree, xy }: BorderIndex, edge: number, gap: number): readonly number[] {
  const at = 4 * edge;
  return itemsMeeting(tree, [
    Math.min(xy[at], xy[at + 2]) - gap,
    Math.min(xy[at + 1], xy[at + 3]) - gap,
    Math.max(xy[at], xy[at + 2]) + gap,
    Math.max(xy[at + 1], xy[at + 3]) + gap,
  ]);
}

/** Rounding of coordinates must not part borders that touch. */
const least = 1e-6;

/** The length of edge a along which edge b lies within the gap, measured across a; 0 where they stand across each other. */
function stretchAlong(xy: Float64Array, a: number, b: number, gap: number): number {
  const dx = xy[a + 2] - xy[a];
  const dy = xy[a + 3] - xy[a + 1];
  const size = Math.sqrt(dx * dx + dy * dy);
  const along = (at: number) => ((xy[at] - xy[a]) * dx + (xy[at + 1] - xy[a + 1]) * dy) / size;
  const across = (at: number) => ((xy[at + 1] - xy[a + 1]) * dx - (xy[at] - xy[a]) * dy) / size;
  const [s0, s1] = [along(b), along(b + 2)];
  const [d0, d1] = [across(b), across(b + 2)];
  // Not more than 30 degrees apart.
  if (Math.abs(d1 - d0) > Math.abs(s1 - s0) * 0.577) return 0;
  const [near, far] = within(0, 1, (0 - s0) / (s1 - s0), (size - s0) / (s1 - s0));
  const reach = gap + least;
  if (d0 === d1) return Math.abs(d0) <= reach ? Math.max(0, far - near) * Math.abs(s1 - s0) : 0;
  const [low, high] = within(near, far, (-reach - d0) / (d1 - d0), (reach - d0) / (d1 - d0));
  return Math.max(0, high - low) * Math.abs(s1 - s0);
}

/** The part of [from, to] between two bounds in any order. */
function within(from: number, to: number, one: number, other: number): readonly [number, number] {
  return [Math.max(from, Math.min(one, other)), Math.min(to, Math.max(one, other))];
}

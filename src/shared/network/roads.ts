import type { BoxTree } from '../geometry/box-tree.ts';
import type { Lines } from '../geometry/types.ts';
import { isFiniteVertex } from '../geometry/vertices.ts';
import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';
import { mergeVertices } from './merge-vertices.ts';
import { arcsOf, buildPieces, countComponents } from './road-parts.ts';
import { directions, type RoadFields, readRoadRows } from './road-rows.ts';

/** An end of a road at most this far from another road's end or vertex, in metres, meets it there. */
export const junctionTolerance = 0.01;

/** Arcs at a node: node n has arcs start[n] .. start[n+1]-1. */
export interface Arcs {
  readonly start: Uint32Array;
  /** The node at the other end. */
  readonly node: Uint32Array;
  /** Minutes or metres. */
  readonly cost: Float64Array;
  /** Twice the edge's number, plus one where the arc runs against the edge. */
  readonly edge: Uint32Array;
}

/**
 * Roads as a graph in flat columns, in shared memory. Edges run between junctions and loose ends; lengths and offsets
 * along them are in units of the CRS, costs in minutes or metres.
 */
export interface RoadGraph {
  readonly nodeCount: number;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly length: Float64Array;
  /** Cost per unit of the CRS along and against each edge; Infinity where that is not allowed. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  /** Edge e owns vertices vertexStart[e] .. vertexStart[e+1]-1 of xy; `along` is how far along its edge each lies. */
  readonly vertexStart: Uint32Array;
  readonly xy: Float64Array;
  readonly along: Float64Array;
  /** Arcs by the node they leave, and by the node they enter. */
  readonly out: Arcs;
  readonly into: Arcs;
  /** Leaf n is piece n: the segments pieceStart[n] .. pieceEnd[n]-1 (a segment has the number of its first vertex) of an edge. */
  readonly tree: BoxTree;
  readonly pieceEdge: Uint32Array;
  readonly pieceStart: Uint32Array;
  readonly pieceEnd: Uint32Array;
  /** Cost per unit of the CRS off the road. */
  readonly offRoad: number;
  /** `junctionTolerance` in units of the CRS. */
  readonly tolerance: number;
  /** Parts of the network that no road connects, one-way or not. */
  readonly components: number;
  /** Rows of all layers whose speed was assumed, and whose one-way field was not understood. */
  readonly assumed: number;
  readonly unread: number;
}

export interface RoadSource {
  readonly lines: Lines;
  readonly fields: RoadFields;
}

/** What a way costs: metres, or minutes at one speed (km/h) or, where null, at the roads' own speeds. */
export type RoadCost = { readonly by: 'metres' } | { readonly by: 'minutes'; readonly speed: number | null };

/** Speed off the road where the roads have their own: an access road. km/h. Grade: assumption. */
export const offRoadSpeed = 30;
/**
 * Builds the graph. Junctions are where an end of a road lies within `junctionTolerance` of an end or
 * vertex of another, and where roads have a vertex at the very same place; roads that cross without one (a bridge) do
 * not meet. Vertices that are not finite are left out.
 */
export function buildRoadGraph(sources: readonly RoadSource[], cost: RoadCost, metresPerUnit: number): RoadGraph {
  const tolerance = junctionTolerance / metresPerUnit;
  const paths = gatherPaths(sources, cost);
  const place = mergeVertices(paths.xy, endsOf(paths), tolerance);
  const edges = cutAtJunctions(paths, place);
  const count = edges.path.length;
  const forward = sharedFloat64(count);
  const backward = sharedFloat64(count);
  for (let edge = 0; edge < count; edge++) {
    const path = edges.path[edge];
    const factor = costFactor(cost, paths.speed[path]) * metresPerUnit;
    forward[edge] = paths.direction[path] & directions.forward ? factor : Infinity;
    backward[edge] = paths.direction[path] & directions.backward ? factor : Infinity;
  }
  const { edgeFrom, edgeTo, nodeCount, length } = edges;
  const costs = { edgeFrom, edgeTo, length, forward, backward };
  return {
    nodeCount,
    ...costs,
    vertexStart: edges.vertexStart,
    xy: edges.xy,
    along: edges.along,
    out: arcsOf(costs, nodeCount, true),
    into: arcsOf(costs, nodeCount, false),
    ...buildPieces(edges.vertexStart, edges.xy),
    offRoad: costFactor(cost, (cost.by === 'minutes' ? cost.speed : null) ?? offRoadSpeed) * metresPerUnit,
    tolerance,
    components: countComponents(edgeFrom, edgeTo, nodeCount),
    assumed: cost.by === 'minutes' && cost.speed === null ? paths.assumed : 0,
    unread: paths.unread,
  };
}

/** Cost of a metre. */
function costFactor(cost: RoadCost, speed: number): number {
  return cost.by === 'metres' ? 1 : 60 / (1000 * speed);
}

interface Paths {
  /** Path p owns vertices start[p] .. start[p+1]-1, all finite. */
  readonly start: Uint32Array;
  readonly xy: Float64Array;
  readonly speed: Float64Array;
  readonly direction: Uint8Array;
  readonly assumed: number;
  readonly unread: number;
}

function gatherPaths(sources: readonly RoadSource[], cost: RoadCost): Paths {
  const pathCount = sources.reduce((sum, { lines }) => sum + lines.pathStart.length - 1, 0);
  const start = new Uint32Array(pathCount + 1);
  const xy = new Float64Array(sources.reduce((sum, { lines }) => sum + lines.xy.length, 0));
  const speed = new Float64Array(pathCount);
  const direction = new Uint8Array(pathCount);
  let path = 0;
  let vertices = 0;
  let assumed = 0;
  let unread = 0;
  for (const { lines, fields } of sources) {
    const count = lines.featureStart.length - 1;
    const rows = readRoadRows(fields, count, cost.by === 'minutes' ? cost.speed : null);
    assumed += rows.assumed;
    unread += rows.unread;
    for (let row = 0; row < count; row++) {
      for (let own = lines.featureStart[row]; own < lines.featureStart[row + 1]; own++) {
        for (let vertex = lines.pathStart[own]; vertex < lines.pathStart[own + 1]; vertex++) {
          const x = lines.xy[2 * vertex];
          const y = lines.xy[2 * vertex + 1];
          if (!isFiniteVertex(x, y)) continue;
          xy[2 * vertices] = x;
          xy[2 * vertices++ + 1] = y;
        }
        speed[path] = rows.speed[row];
        direction[path] = rows.direction[row];
        start[++path] = vertices;
      }
    }
  }
  start.fill(vertices, path + 1);
  return { start, xy: xy.subarray(0, 2 * vertices), speed, direction, assumed, unread };
}

function endsOf({ start, xy }: Paths): Uint8Array {
  const isEnd = new Uint8Array(xy.length / 2);
  for (let path = 0; path + 1 < start.length; path++) {
    if (start[path] === start[path + 1]) continue;
    isEnd[start[path]] = 1;
    isEnd[start[path + 1] - 1] = 1;
  }
  return isEnd;
}

/**
 * Cuts every path at its ends and wherever a place is visited more than once, by itself or by others. A path that
 * stays in one place is no road.
 */
function cutAtJunctions({ start, xy }: Paths, place: Uint32Array) {
  const isNode = markNodes(start, place);
  const pathCount = start.length - 1;
  let edgeCount = 0;
  let vertexCount = 0;
  // The same walk twice: first to count, then to write.
  const walk = (emit: ((path: number, first: number, last: number) => void) | null) => {
    for (let path = 0; path < pathCount; path++) {
      let first = start[path];
      for (let vertex = first + 1; vertex < start[path + 1]; vertex++) {
        if (!isNode[place[vertex]] || place[vertex] === place[vertex - 1]) continue;
        if (emit) emit(path, first, vertex);
        else {
          edgeCount++;
          vertexCount += vertex - first + 1;
        }
        first = vertex;
      }
    }
  };
  walk(null);
  const columns = {
    edgeFrom: sharedUint32(edgeCount),
    edgeTo: sharedUint32(edgeCount),
    length: sharedFloat64(edgeCount),
    vertexStart: sharedUint32(edgeCount + 1),
    xy: sharedFloat64(2 * vertexCount),
    along: sharedFloat64(vertexCount),
    path: new Uint32Array(edgeCount),
  };
  const nodeOf = new Uint32Array(isNode.length);
  let nodeCount = 0;
  const node = (at: number): number => {
    if (nodeOf[at] === 0) nodeOf[at] = ++nodeCount;
    return nodeOf[at] - 1;
  };
  let edge = 0;
  walk((path, first, last) => {
    columns.path[edge] = path;
    columns.edgeFrom[edge] = node(place[first]);
    columns.edgeTo[edge] = node(place[last]);
    const at = columns.vertexStart[edge];
    columns.xy.set(xy.subarray(2 * first, 2 * last + 2), 2 * at);
    for (let k = 1; k <= last - first; k++) {
      const i = 2 * (first + k);
      columns.along[at + k] =
        columns.along[at + k - 1] + Math.sqrt((xy[i] - xy[i - 2]) ** 2 + (xy[i + 1] - xy[i - 1]) ** 2);
    }
    columns.length[edge] = columns.along[at + last - first];
    columns.vertexStart[++edge] = at + last - first + 1;
  });
  return { ...columns, nodeCount };
}

/** 1 for places that are an end of a path or are visited twice; staying in a place is one visit. */
function markNodes(start: Uint32Array, place: Uint32Array): Uint8Array {
  const visits = new Uint8Array(place.length);
  for (let path = 0; path + 1 < start.length; path++) {
    const first = start[path];
    const last = start[path + 1] - 1;
    for (let vertex = first; vertex <= last; vertex++) {
      const at = place[vertex];
      if (vertex > first && place[vertex - 1] === at) continue;
      visits[at] = Math.min(2, visits[at] + 1);
    }
    if (first <= last) {
      visits[place[first]] = 2;
      visits[place[last]] = 2;
    }
  }
  for (let at = 0; at < visits.length; at++) visits[at] = visits[at] === 2 ? 1 : 0;
  return visits;
}

import { writeBox } from '../geometry/bounds.ts';
import { buildBoxTree } from '../geometry/box-tree.ts';
import { sharedFloat64, sharedUint32 } from '../lib/buffers.ts';
import type { Arcs, RoadGraph } from './roads.ts';

/** Segments in a piece of an edge. */
const pieceLength = 4;

/** The arcs of a graph by the node they leave, or by the node they enter. */
export function arcsOf(
  {
    edgeFrom,
    edgeTo,
    length,
    forward,
    backward,
  }: Pick<RoadGraph, 'edgeFrom' | 'edgeTo' | 'length' | 'forward' | 'backward'>,
  nodeCount: number,
  leaving: boolean,
): Arcs {
  const start = sharedUint32(nodeCount + 1);
  const each = (visit: (at: number, other: number, cost: number, edge: number) => void) => {
    for (let edge = 0; edge < length.length; edge++) {
      const [from, to] = [edgeFrom[edge], edgeTo[edge]];
      if (forward[edge] < Infinity)
        visit(leaving ? from : to, leaving ? to : from, length[edge] * forward[edge], 2 * edge);
      if (backward[edge] < Infinity)
        visit(leaving ? to : from, leaving ? from : to, length[edge] * backward[edge], 2 * edge + 1);
    }
  };
  each((at) => {
    start[at + 1]++;
  });
  for (let at = 0; at < nodeCount; at++) start[at + 1] += start[at];
  const arcs: Arcs = {
    start,
    node: sharedUint32(start[nodeCount]),
    cost: sharedFloat64(start[nodeCount]),
    edge: sharedUint32(start[nodeCount]),
  };
  const next = Uint32Array.from(start);
  each((at, other, cost, edge) => {
    const slot = next[at]++;
    arcs.node[slot] = other;
    arcs.cost[slot] = cost;
    arcs.edge[slot] = edge;
  });
  return arcs;
}

/** Cuts edges into pieces of a few segments, in the order of a tree over their boxes. */
export function buildPieces(vertexStart: Uint32Array, xy: Float64Array) {
  const pieces: [edge: number, start: number, end: number][] = [];
  for (let edge = 0; edge + 1 < vertexStart.length; edge++) {
    const last = vertexStart[edge + 1] - 1;
    for (let first = vertexStart[edge]; first < last; first += pieceLength) {
      pieces.push([edge, first, Math.min(last, first + pieceLength)]);
    }
  }
  const boxes = new Float64Array(4 * pieces.length);
  pieces.forEach(([, start, end], piece) => {
    writeBox(xy, start, end + 1, boxes, 4 * piece);
  });
  const tree = buildBoxTree(boxes, pieces.length);
  const pieceEdge = sharedUint32(pieces.length);
  const pieceStart = sharedUint32(pieces.length);
  const pieceEnd = sharedUint32(pieces.length);
  tree.items.forEach((piece, leaf) => {
    [pieceEdge[leaf], pieceStart[leaf], pieceEnd[leaf]] = pieces[piece];
  });
  return { tree, pieceEdge, pieceStart, pieceEnd };
}

/** How many parts the edges connect the nodes to. */
export function countComponents(from: Uint32Array, to: Uint32Array, nodeCount: number): number {
  const parent = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  let components = nodeCount;
  for (let edge = 0; edge < from.length; edge++) {
    const a = root(from[edge]);
    const b = root(to[edge]);
    if (a === b) continue;
    parent[Math.max(a, b)] = Math.min(a, b);
    components--;
  }
  return components;
}

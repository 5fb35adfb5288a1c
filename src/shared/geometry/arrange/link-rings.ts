import { side } from './exact.ts';
import type { NodedEdges } from './node-edges.ts';
import { sweepEdges } from './sweep.ts';

/** Edges of noded edges that bound an area, each with the area on its left when it runs from `from` to `to`. */
export interface Boundary {
  readonly edge: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A ring that meets itself nowhere. */
export interface Loop {
  /** Numbers of vertices, the area on the left. */
  readonly vertices: readonly number[];
  /** Whether it turns clockwise and so bounds a hole. */
  readonly isHole: boolean;
}

/**
 * Rings of an area whose inside hangs together without passing through a single point: in every vertex the walk turns
 * into the same corner of the area, and rings that meet themselves in a vertex are taken apart there.
 */
export function linkLoops(noded: NodedEdges, boundary: Boundary): Loop[] {
  const following = followers(noded, boundary);
  const used = new Uint8Array(boundary.edge.length);
  const place = new Int32Array(noded.points.length / 2).fill(-1);
  const loops: Loop[] = [];
  const open: number[] = [];
  const close = (start: number) => {
    const vertices = open.splice(start);
    for (const vertex of vertices) place[vertex] = -1;
    loops.push({ vertices, isHole: turnsClockwise(noded.points, vertices) });
  };
  for (let first = 0; first < used.length; first++) {
    for (let at = first; used[at] === 0; at = following[at]) {
      used[at] = 1;
      const vertex = boundary.from[at];
      if (place[vertex] >= 0) close(place[vertex]);
      place[vertex] = open.length;
      open.push(vertex);
    }
    if (open.length > 0) close(0);
  }
  return loops;
}

/** Which boundary edge follows each: where several begin, the first one clockwise from where it came. */
function followers({ points }: NodedEdges, { from, to }: Boundary): Int32Array {
  const count = from.length;
  const order = new Uint32Array(count);
  const start = new Uint32Array(points.length / 2 + 1);
  for (const vertex of from) start[vertex + 1]++;
  for (let i = 1; i < start.length; i++) start[i] += start[i - 1];
  const fill = start.slice();
  for (let i = 0; i < count; i++) order[fill[from[i]]++] = i;
  const following = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const vertex = to[i];
    let best = order[start[vertex]];
    for (let k = start[vertex] + 1; k < start[vertex + 1]; k++) {
      if (isSooner(points, vertex, from[i], to[order[k]], to[best])) best = order[k];
    }
    following[i] = best;
  }
  return following;
}

/** Whether, turning clockwise about a vertex from the way back, `one` comes before `other`. */
function isSooner(points: Float64Array, vertex: number, back: number, one: number, other: number): boolean {
  const sideOf = (p: number, q: number) =>
    side(
      points[2 * vertex],
      points[2 * vertex + 1],
      points[2 * p],
      points[2 * p + 1],
      points[2 * q],
      points[2 * q + 1],
    );
  const ofOne = Math.sign(sideOf(back, one));
  const ofOther = Math.sign(sideOf(back, other));
  return ofOne === ofOther ? sideOf(one, other) < 0 : ofOne < ofOther;
}

/** By the turn at its lowest vertex, exactly. */
function turnsClockwise(points: Float64Array, vertices: readonly number[]): boolean {
  let lowest = 0;
  for (let i = 1; i < vertices.length; i++) if (vertices[i] < vertices[lowest]) lowest = i;
  const [a, b, c] = [-1, 0, 1].map((step) => 2 * vertices[(lowest + step + vertices.length) % vertices.length]);
  return side(points[a], points[a + 1], points[b], points[b + 1], points[c], points[c + 1]) < 0;
}

/** For each hole the loop it lies in, -1 for loops that are no holes. */
export function nestHoles(noded: NodedEdges, boundary: Boundary, loops: readonly Loop[]): Int32Array {
  const holder = new Int32Array(loops.length).fill(-1);
  if (!loops.some(({ isHole }) => isHole)) return holder;
  const loopOfEdge = loopOfEdges(noded, boundary, loops);
  const chosen = new Uint8Array(noded.low.length);
  for (const edge of boundary.edge) chosen[edge] = 1;
  sweepEdges(noded, chosen, (edge, below) => {
    const loop = loopOfEdge[edge];
    if (!loops[loop].isHole || holder[loop] >= 0) return;
    const near = loopOfEdge[below];
    holder[loop] = loops[near].isHole ? holder[near] : near;
  });
  return holder;
}

function loopOfEdges(noded: NodedEdges, boundary: Boundary, loops: readonly Loop[]): Int32Array {
  const pointCount = noded.points.length / 2;
  const edgeOfEnds = new Map<number, number>();
  boundary.edge.forEach((edge, i) => {
    edgeOfEnds.set(boundary.from[i] * pointCount + boundary.to[i], edge);
  });
  const loopOfEdge = new Int32Array(noded.low.length).fill(-1);
  loops.forEach(({ vertices }, loop) => {
    vertices.forEach((from, i) => {
      const to = vertices[(i + 1) % vertices.length];
      loopOfEdge[edgeOfEnds.get(from * pointCount + to) as number] = loop;
    });
  });
  return loopOfEdge;
}

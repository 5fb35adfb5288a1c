import type { FlatRing } from '../shape/clip-ring.ts';
import { side } from './exact.ts';
import { type Boundary, type Loop, linkLoops, nestHoles } from './link-rings.ts';
import { EdgeNoder, type NodedEdges } from './node-edges.ts';
import { sweepEdges } from './sweep.ts';

/** Rings on the lattice, and what of them is inside: what they go round an odd number of times, or at all. */
export interface Operand {
  readonly rings: readonly FlatRing[];
  readonly rule: 'odd' | 'any';
}

/** Whether a place inside the first operand, the second, or both belongs to the result. Nowhere never does. */
export type Keep = (inFirst: boolean, inSecond: boolean) => boolean;

/** Rings that do not cross: outer ones counter-clockwise, holes clockwise, each meeting itself nowhere. */
export interface Arranged {
  readonly rings: readonly FlatRing[];
  /** For each ring that is a hole the number of the outer ring it lies in, else -1. */
  readonly holder: () => Int32Array;
}

const noder = new EdgeNoder();

/**
 * What is to be kept of two operands, worked out exactly on the lattice: it cannot hang, and whatever touches, coincides or
 * crosses, the result is the one for edges moved by less than a step. Outer rings and holes touch each other in points
 * at most and have a vertex there, the inside of a ring hangs together (OGC 06-103r4, 6.1.11). Rings start at their lowest
 * vertex and have no other vertex on a straight line. Null when there are more than some millions of crossings.
 */
export function arrange(first: Operand, second: Operand | null, keep: Keep): Arranged | null {
  noder.clear();
  for (const ring of first.rings) noder.addRing(ring, 0);
  if (second) for (const ring of second.rings) noder.addRing(ring, 1);
  const noded = noder.node();
  if (!noded) return null;
  const boundary = boundaryOf(noded, first.rule, second?.rule ?? 'any', keep);
  const loops = linkLoops(noded, boundary);
  const visits = new Uint32Array(noded.points.length / 2);
  for (const vertex of boundary.from) visits[vertex]++;
  return {
    rings: loops.map((loop) => corners(noded.points, loop, visits)),
    holder: () => nestHoles(noded, boundary, loops),
  };
}

function boundaryOf(noded: NodedEdges, ruleOne: Operand['rule'], ruleTwo: Operand['rule'], keep: Keep): Boundary {
  const { low, high, turns } = noded;
  const one = new Int32Array(low.length);
  const two = new Int32Array(low.length);
  const isIn = (rule: Operand['rule'], winding: number) => (rule === 'odd' ? (winding & 1) === 1 : winding !== 0);
  const kept = (first: number, second: number) => {
    const inFirst = isIn(ruleOne, first);
    const inSecond = isIn(ruleTwo, second);
    return (inFirst || inSecond) && keep(inFirst, inSecond);
  };
  const [edges, from, to]: [number[], number[], number[]] = [[], [], []];
  sweepEdges(noded, null, (edge, below) => {
    const firstBelow = below < 0 ? 0 : one[below];
    const secondBelow = below < 0 ? 0 : two[below];
    one[edge] = firstBelow + turns[0][edge];
    two[edge] = secondBelow + turns[1][edge];
    const isAbove = kept(one[edge], two[edge]);
    if (isAbove === kept(firstBelow, secondBelow)) return;
    edges.push(edge);
    from.push(isAbove ? low[edge] : high[edge]);
    to.push(isAbove ? high[edge] : low[edge]);
  });
  return { edge: edges, from, to };
}

/** The corners of a loop from its lowest one on, and where it touches others. */
function corners(points: Float64Array, { vertices }: Loop, visits: Uint32Array): FlatRing {
  const count = vertices.length;
  let lowest = 0;
  for (let i = 1; i < count; i++) if (vertices[i] < vertices[lowest]) lowest = i;
  const ring: number[] = [];
  let px = 0;
  let py = 0;
  for (let i = 0; i < count; i++) {
    const vertex = vertices[(lowest + i) % count];
    const x = points[2 * vertex];
    const y = points[2 * vertex + 1];
    const next = 2 * vertices[(lowest + i + 1) % count];
    if (i > 0 && visits[vertex] === 1 && side(px, py, x, y, points[next], points[next + 1]) === 0) continue;
    ring.push(x, y);
    px = x;
    py = y;
  }
  return ring;
}

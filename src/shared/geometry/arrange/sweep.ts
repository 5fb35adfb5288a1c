import { side } from './exact.ts';
import type { NodedEdges } from './node-edges.ts';

/**
 * Goes over noded edges from left to right (by x, then y) and calls back for each of them, those that begin in one vertex
 * from the lowest up, with the edge next below it there; -1 where there is none. `chosen` leaves edges out.
 * Throws when the edges are not noded: a bug.
 */
export function sweepEdges(
  { points, low, high }: NodedEdges,
  chosen: Uint8Array | null,
  visit: (edge: number, below: number) => void,
): void {
  const open: number[] = [];
  const beginning: number[] = [];
  const above = (edge: number, x: number, y: number): number => {
    const a = 2 * low[edge];
    const b = 2 * high[edge];
    return side(points[a], points[a + 1], points[b], points[b + 1], x, y);
  };
  const higher = (one: number, other: number): number =>
    -above(one, points[2 * high[other]], points[2 * high[other] + 1]);
  let next = 0;
  for (let vertex = 0; 2 * vertex < points.length; vertex++) {
    const x = points[2 * vertex];
    const y = points[2 * vertex + 1];
    let place = 0;
    for (let end = open.length; place < end; ) {
      const middle = (place + end) >> 1;
      if (above(open[middle], x, y) > 0) place = middle + 1;
      else end = middle;
    }
    let ending = place;
    while (ending < open.length && high[open[ending]] === vertex) ending++;
    if (ending < open.length && !(above(open[ending], x, y) < 0)) throw new Error('arrange: edges are not noded');
    beginning.length = 0;
    for (; next < low.length && low[next] === vertex; next++) {
      if (chosen === null || chosen[next] === 1) beginning.push(next);
    }
    if (beginning.length > 1) beginning.sort(higher);
    let below = place > 0 ? open[place - 1] : -1;
    for (const edge of beginning) {
      visit(edge, below);
      below = edge;
    }
    replace(open, place, ending - place, beginning);
  }
  if (open.length > 0) throw new Error('arrange: edges are left open');
}

/** Takes `gone` entries out at a place and puts others in. */
function replace(list: number[], place: number, gone: number, others: readonly number[]): void {
  const shift = others.length - gone;
  if (shift > 0) {
    const end = list.length;
    for (let i = 0; i < shift; i++) list.push(0);
    list.copyWithin(place + others.length, place + gone, end);
  } else if (shift < 0) {
    list.copyWithin(place + others.length, place + gone);
    list.length += shift;
  }
  for (let i = 0; i < others.length; i++) list[place + i] = others[i];
}

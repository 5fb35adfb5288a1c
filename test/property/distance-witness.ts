import type { Position, Ring } from '../builders/geometry-columns.ts';
import type { Feature } from './overlay-scene.ts';

type Edge = readonly [from: Position, to: Position];

/** What a distance is taken to. */
export type Target =
  | { readonly kind: 'polygons'; readonly feature: Feature }
  | { readonly kind: 'lines'; readonly paths: readonly Ring[] }
  | { readonly kind: 'points'; readonly points: Ring };

/**
 * Shortest distance between a polygon and a target from first principles: every edge against every edge, and 0 where a
 * vertex of one lies inside the other by the even-odd rule (if boundaries do not meet, some vertex tells).
 */
export function slowDistance(plot: Feature, target: Target): number {
  const mine = closedEdges(plot.flat());
  const theirs = edgesOf(target);
  if (theirs.some(([vertex]) => holds(mine, vertex))) return 0;
  if (target.kind === 'polygons' && mine.some(([vertex]) => holds(theirs, vertex))) return 0;
  return mine.reduce(
    (least, edge) => theirs.reduce((so, other) => Math.min(so, edgeToEdge(edge, other)), least),
    Infinity,
  );
}

function edgesOf(target: Target): Edge[] {
  switch (target.kind) {
    case 'polygons':
      return closedEdges(target.feature.flat());
    case 'lines':
      // The last vertex is an edge of its own, so that every vertex begins one.
      return target.paths.flatMap((path) =>
        path.map((from, i): Edge => [from, path[Math.min(i + 1, path.length - 1)]]),
      );
    case 'points':
      return target.points.map((point): Edge => [point, point]);
  }
}

const closedEdges = (rings: readonly Ring[]): Edge[] =>
  rings.flatMap((ring) => ring.map((from, i): Edge => [from, ring[(i + 1) % ring.length]]));

function holds(edges: readonly Edge[], [x, y]: Position): boolean {
  const crossed = edges.filter(
    ([[ax, ay], [bx, by]]) => ay > y !== by > y && ax + ((y - ay) / (by - ay)) * (bx - ax) > x,
  );
  return crossed.length % 2 === 1;
}

function edgeToEdge(a: Edge, b: Edge): number {
  if (cross(a, b)) return 0;
  return Math.min(toEdge(a[0], b), toEdge(a[1], b), toEdge(b[0], a), toEdge(b[1], a));
}

const turn = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** Whether the ends of each lie on different sides of the other. */
function cross(a: Edge, b: Edge): boolean {
  return turn(...a, b[0]) * turn(...a, b[1]) < 0 && turn(...b, a[0]) * turn(...b, a[1]) < 0;
}

function toEdge([x, y]: Position, [[ax, ay], [bx, by]]: Edge): number {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
  const along = Math.min(1, Math.max(0, t));
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

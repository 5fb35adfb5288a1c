import type { FlatRing } from '../shape/clip-ring.ts';

/** How a corridor is drawn: its half width and how far chords may lie inside its arcs, in units of the CRS. */
export interface CorridorShape {
  readonly distance: number;
  readonly tolerance: number;
  /** right: only what lies to the right of the way, as outside an area's rings. */
  readonly sides: 'both' | 'right';
}

/**
 * The ground within a distance of a path, as counter-clockwise rings over each other: for every edge a rectangle on one or
 * both sides, with the sector of a circle where the next edge turns away, and half circles at the ends of an open path. A
 * path that stays in one place gives a circle. Coordinates must be finite; a closed path is one that comes back.
 */
export function corridorRings(path: FlatRing, closed: boolean, shape: CorridorShape): FlatRing[] {
  const { distance, tolerance, sides } = shape;
  if (!(distance > 0) || path.length < 2) return [];
  const walk = withoutRepeats(path, closed);
  const step = 2 * Math.acos(1 - Math.min(1, tolerance / distance));
  if (walk.length === 2) return [circle(walk[0], walk[1], distance, step)];
  const count = walk.length / 2;
  const isLoop = closed && count > 2;
  const edges = isLoop ? count : count - 1;
  const normals = Array.from({ length: edges }, (_, edge) => normal(walk, edge, distance));
  return normals.map((own, edge) => {
    const end = 2 * ((edge + 1) % count);
    const from: Pair = [walk[2 * edge], walk[2 * edge + 1]];
    const to: Pair = [walk[end], walk[end + 1]];
    const next = edge + 1 < edges ? normals[edge + 1] : isLoop ? normals[0] : null;
    if (sides === 'right') return rightOf(from, to, own, next, step);
    const ring = bothSidesOf(from, to, own, next, step);
    if (edge === 0 && !isLoop) arc(ring, from, own, Math.PI, step);
    return ring;
  });
}

function bothSidesOf([ax, ay]: Pair, to: Pair, own: Pair, next: Pair | null, step: number): number[] {
  const [bx, by] = to;
  const [nx, ny] = own;
  const ring = [ax - nx, ay - ny, bx - nx, by - ny];
  if (next) turn(ring, to, own, next, step);
  else arc(ring, to, [-nx, -ny], Math.PI, step);
  ring.push(bx + nx, by + ny, ax + nx, ay + ny);
  return ring;
}

function rightOf([ax, ay]: Pair, to: Pair, own: Pair, next: Pair | null, step: number): number[] {
  const [bx, by] = to;
  const [nx, ny] = own;
  const ring = [ax, ay, ax - nx, ay - ny, bx - nx, by - ny];
  const angle = next ? Math.atan2(nx * next[1] - ny * next[0], nx * next[0] + ny * next[1]) : 0;
  if (next && angle > 0) {
    arc(ring, to, [-nx, -ny], angle, step);
    ring.push(bx - next[0], by - next[1]);
  }
  ring.push(bx, by);
  return ring;
}

type Pair = readonly [number, number];

/** The corner at the end of an edge: the sector that the rectangles of this edge and the next leave open. */
function turn(ring: number[], [bx, by]: Pair, [nx, ny]: Pair, [mx, my]: Pair, step: number): void {
  const cross = nx * my - ny * mx;
  const dot = nx * mx + ny * my;
  if (cross === 0 && dot > 0) return;
  const angle = Math.atan2(cross, dot);
  if (angle > 0) {
    arc(ring, [bx, by], [-nx, -ny], angle, step);
    ring.push(bx - mx, by - my, bx, by);
  } else {
    ring.push(bx, by, bx + mx, by + my);
    arc(ring, [bx, by], [mx, my], -angle, step);
  }
}

/** Points strictly inside an arc that begins at an arm from the centre and turns counter-clockwise. */
function arc(ring: number[], [x, y]: Pair, [dx, dy]: Pair, angle: number, step: number): void {
  const chords = Math.max(1, Math.ceil(angle / step));
  for (let chord = 1; chord < chords; chord++) {
    const [cos, sin] = [Math.cos((angle * chord) / chords), Math.sin((angle * chord) / chords)];
    ring.push(x + dx * cos - dy * sin, y + dx * sin + dy * cos);
  }
}

function circle(x: number, y: number, distance: number, step: number): FlatRing {
  const ring = [x + distance, y];
  arc(ring, [x, y], [distance, 0], 2 * Math.PI, step);
  return ring;
}

/** Left of an edge, as long as the corridor is wide. */
function normal(walk: FlatRing, edge: number, distance: number): Pair {
  const to = (2 * edge + 2) % walk.length;
  const dx = walk[to] - walk[2 * edge];
  const dy = walk[to + 1] - walk[2 * edge + 1];
  const scale = distance / Math.sqrt(dx * dx + dy * dy);
  return [-dy * scale, dx * scale];
}

function withoutRepeats(path: FlatRing, closed: boolean): FlatRing {
  const walk: number[] = [path[0], path[1]];
  for (let i = 2; i < path.length; i += 2) {
    if (path[i] !== walk[walk.length - 2] || path[i + 1] !== walk[walk.length - 1]) walk.push(path[i], path[i + 1]);
  }
  const comesBack = walk.length > 2 && walk[0] === walk[walk.length - 2] && walk[1] === walk[walk.length - 1];
  return closed && comesBack ? walk.slice(0, -2) : walk;
}

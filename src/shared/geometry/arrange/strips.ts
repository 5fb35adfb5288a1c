import type { FlatRing } from '../shape/clip-ring.ts';

/**
 * Everything within a distance of the border of an area, on its outside (positive) or inside (negative), as
 * counter-clockwise rings over each other: a rectangle on every edge, a fan at every corner the rectangles leave open.
 */
export function borderStrips(area: readonly FlatRing[], distance: number, tolerance: number): FlatRing[] {
  const reach = Math.abs(distance);
  // The angle whose chord is off the circle by the tolerance.
  const arc = 2 * Math.acos(1 - Math.min(1, tolerance / reach));
  const strips: FlatRing[] = [];
  for (const ring of area) {
    const walk = distance < 0 ? ring : reversed(ring);
    const count = walk.length / 2;
    for (let i = 0; i < count; i++) {
      const at = (step: number) => 2 * ((i + step) % count);
      const corner: Corner = { x: walk[at(1)], y: walk[at(1) + 1] };
      const before = normal(walk, at(0), at(1), reach);
      const after = normal(walk, at(1), at(2), reach);
      strips.push(rectangle(walk, at(0), at(1), before));
      const turn = before.x * after.y - before.y * after.x;
      if (turn < 0) strips.push(fan(corner, before, after, arc));
    }
  }
  return strips;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Left of the way from one vertex to the next, `reach` long. */
function normal(ring: FlatRing, from: number, to: number, reach: number): Corner {
  const dx = ring[to] - ring[from];
  const dy = ring[to + 1] - ring[from + 1];
  const scale = reach / Math.hypot(dx, dy);
  return { x: -dy * scale, y: dx * scale };
}

function rectangle(ring: FlatRing, from: number, to: number, { x, y }: Corner): FlatRing {
  return [
    ring[from],
    ring[from + 1],
    ring[to],
    ring[to + 1],
    Math.round(ring[to] + x),
    Math.round(ring[to + 1] + y),
    Math.round(ring[from] + x),
    Math.round(ring[from + 1] + y),
  ];
}

/** The sector about a corner where the way turns right, from the normal after it back to the one before it. */
function fan({ x, y }: Corner, before: Corner, after: Corner, arc: number): FlatRing {
  const start = Math.atan2(after.y, after.x);
  const end = Math.atan2(before.y, before.x);
  const angle = end > start ? end - start : end - start + 2 * Math.PI;
  const reach = Math.hypot(before.x, before.y);
  const chords = Math.max(1, Math.ceil(angle / arc));
  const ring = [x, y, Math.round(x + after.x), Math.round(y + after.y)];
  for (let i = 1; i < chords; i++) {
    const direction = start + (angle * i) / chords;
    ring.push(Math.round(x + reach * Math.cos(direction)), Math.round(y + reach * Math.sin(direction)));
  }
  ring.push(Math.round(x + before.x), Math.round(y + before.y));
  return ring;
}

function reversed(ring: FlatRing): FlatRing {
  const out: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i], ring[i + 1]);
  return out;
}

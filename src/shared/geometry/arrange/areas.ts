import type { FlatRing } from '../shape/clip-ring.ts';
import { type Arranged, arrange, type Keep, type Operand } from './arrange.ts';
import { borderStrips } from './strips.ts';

/**
 * An area as a result, on a lattice: rings that do not cross, outer ones counter-clockwise, holes clockwise. Rings handed in
 * as an area may also be several such areas over each other.
 */
export type Area = readonly FlatRing[];

/** Rings taken together while they have fewer edges than this; more are halved first. */
const mostAtOnce = 512;

const any = (rings: readonly FlatRing[]): Operand => ({ rings, rule: 'any' });
const ringsOf = (arranged: Arranged | null): Area | null => arranged?.rings ?? null;
const both = (one: Area | null, other: Area | null, keep: Keep): Area | null =>
  one && other && ringsOf(arrange(any(one), any(other), keep));

/** What the rings cover an odd number of times. Null, here and below: too many crossings to be worth it. */
export function oddArea(rings: readonly FlatRing[]): Area | null {
  return ringsOf(arrange({ rings, rule: 'odd' }, null, (inside) => inside));
}

/** What the areas cover. Many are joined by halves, so areas that lie near each other should follow each other. */
export function unionOf(areas: readonly Area[]): Area | null {
  const edges = areas.reduce((sum, area) => sum + area.reduce((more, ring) => more + ring.length / 2, 0), 0);
  if (areas.length <= 1 || edges <= mostAtOnce) return ringsOf(arrange(any(areas.flat()), null, (inside) => inside));
  const middle = areas.length >> 1;
  return both(unionOf(areas.slice(0, middle)), unionOf(areas.slice(middle)), () => true);
}

/** What of the first area the second does not cover. */
export function differenceOf(area: Area, without: Area): Area | null {
  return both(area, without, (inFirst, inSecond) => inFirst && !inSecond);
}

/** What both cover. */
export function intersectionOf(one: Area, other: Area): Area | null {
  return both(one, other, (inFirst, inSecond) => inFirst && inSecond);
}

/**
 * What is at most `distance` from the area (positive), or what of it is at least so far from its border (negative). Corners are
 * arcs of chords no more than `tolerance` off the circle. Both in steps of the lattice.
 */
export function offsetOf(area: Area, distance: number, tolerance: number): Area | null {
  if (distance === 0 || area.length === 0) return area;
  const strips = borderStrips(area, distance, tolerance).map((strip) => [strip]);
  const border = unionOf(strips);
  if (!border) return null;
  return distance < 0 ? differenceOf(area, border) : unionOf([area, border]);
}

/** A contiguous part: its outer ring first, then its holes. */
export type Part = readonly FlatRing[];

/** The parts of an area, each hanging together without passing through a single point. */
export function partsOf(area: Area): readonly Part[] | null {
  const arranged = arrange(any(area), null, (inside) => inside);
  if (!arranged) return null;
  const holder = arranged.holder();
  const parts = new Map<number, FlatRing[]>();
  arranged.rings.forEach((ring, i) => {
    if (holder[i] < 0) parts.set(i, [ring]);
  });
  arranged.rings.forEach((ring, i) => {
    if (holder[i] >= 0) parts.get(holder[i])?.push(ring);
  });
  return [...parts.values()];
}

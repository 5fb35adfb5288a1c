import { buildOverlayIndex, overlayResult } from '../../src/shared/geometry/overlay/build.ts';
import { measureOverlay } from '../../src/shared/geometry/overlay/measure.ts';
import { type Position, polygonsOf, type Ring } from '../builders/geometry-columns.ts';
import { membersOf, plainShape, readShape, type Shape } from '../builders/wkt.ts';
import { box, extentOfFeatures, type Feature, slabAreas } from '../property/overlay-scene.ts';

/** What became of a test: green, not for us (why), or wrong (what came out instead). */
export type Verdict =
  | { readonly kind: 'green' }
  | { readonly kind: 'not-applicable'; readonly why: string }
  | { readonly kind: 'wrong'; readonly found: string };

export const green: Verdict = { kind: 'green' };
export const notApplicable = (why: string): Verdict => ({ kind: 'not-applicable', why });
export const wrong = (found: string): Verdict => ({ kind: 'wrong', found });

/** Areas may differ by this share of the area around both: decimals in the expected text and rounding of crossings. */
export const areaTolerance = 1e-9;

/** Parts of rings, or null for what has no area. */
export function featureOf(shape: Shape): Feature | null {
  const plain = plainShape(shape);
  return plain?.kind === 'polygons' ? plain.parts : null;
}

/** Area of a valid polygon from first principles: outer rings less holes. */
export function areaOf(feature: Feature): number {
  const ringArea = (ring: Ring) => {
    const [x0, y0] = ring[0];
    const turn = ([ax, ay]: Position, [bx, by]: Position) => (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    return Math.abs(ring.reduce((sum, vertex, i) => sum + turn(vertex, ring[(i + 1) % ring.length]), 0)) / 2;
  };
  return feature.reduce(
    (sum, rings) => sum + rings.reduce((area, ring, i) => area + (i === 0 ? 1 : -1) * ringArea(ring), 0),
    0,
  );
}

/** Area of the members of a shape that have one. */
export function expectedArea(text: string): number {
  return areaOf(membersOf(readShape(text)).flatMap((member) => (member.kind === 'polygons' ? member.parts : [])));
}

/** Our even-odd area of a polygon and the area by slabs, valid or not; vertices that are not finite are left out of both. */
export function evenOddAreas(feature: Feature): {
  readonly ours: number;
  readonly slabs: number;
  readonly around: number;
} {
  const finite = feature.map((part) => part.map((ring) => ring.filter((vertex) => vertex.every(Number.isFinite))));
  const frame = overlay([around([finite])], [feature]);
  return { ours: frame.covered[0], slabs: slabAreas(finite, []).area, around: frame.area[0] };
}

/** A box with room around everything. */
export function around(features: readonly Feature[]): Feature {
  if (features.flat(3).length === 0) return [[box(0, 0, 1, 1)]];
  const [minX, minY, maxX, maxY] = extentOfFeatures(features);
  const room = Math.max(maxX - minX, maxY - minY) / 64;
  return [[box(minX - room, minY - room, maxX + room, maxY + room)]];
}

/** Area of each plot and of its part under the union of the features. */
export function overlay(plots: readonly Feature[], features: readonly Feature[]) {
  const queries = [{ kind: 'union' as const, sources: [{ polygons: polygonsOf(features), mask: null }] }];
  const result = overlayResult(queries, plots.length);
  const extent = extentOfFeatures([around(plots)]);
  measureOverlay(polygonsOf(plots), buildOverlayIndex(queries, extent), 0, plots.length, result);
  return {
    area: result.area,
    covered: result.unions[0],
    fallbacks: result.fallback.filter((flag) => flag !== 0).length,
  };
}

export interface PairAreas {
  readonly a: number;
  readonly b: number;
  /** The part of A under B, and of B under A. */
  readonly shared: readonly [number, number];
  readonly union: number;
  readonly around: number;
  readonly fallbacks: number;
}

export function pairAreas(a: Feature, b: Feature): PairAreas {
  const frame = around([a, b]);
  const ab = overlay([a], [b]);
  const ba = overlay([b], [a]);
  const all = overlay([frame], [a, b]);
  return {
    a: ab.area[0],
    b: ba.area[0],
    shared: [ab.covered[0], ba.covered[0]],
    union: all.covered[0],
    around: all.area[0],
    fallbacks: ab.fallbacks + ba.fallbacks + all.fallbacks,
  };
}

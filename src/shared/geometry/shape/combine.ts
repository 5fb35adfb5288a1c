import type { Area, Part } from '../arrange/areas.ts';
import { Workbench } from '../arrange/workbench.ts';
import { buildBoxTree } from '../box-tree.ts';
import type { OverlaySource } from '../overlay/types.ts';
import { featureCount, type Polygons } from '../types.ts';
import { ringsBox } from './clip-ring.ts';
import { NearAreas } from './near-areas.ts';
import { buildPieces, featureRings } from './pieces.ts';
import { polygonsOfParts } from './polygon-writer.ts';

/**
 * Areas as a result. Every geometry is valid by OGC 06-103r4: rings meet in points at most, outer ones counter-clockwise
 * and first in their part, holes clockwise; on a lattice of 1e-6. What goes in need not be valid: it counts even-odd.
 */
export interface Combined {
  readonly polygons: Polygons;
  /** Rows whose outlines cross some millions of times, which is not worked out: their geometry is null. Usually none. */
  readonly tangled: readonly number[];
}

/** The union of all selected rows: every contiguous part a feature of its own, from left to right. */
export function unionPolygons(sources: readonly OverlaySource[]): Combined {
  const areas: Area[] = [];
  const tangled: number[] = [];
  let number = 0;
  for (const { polygons, mask } of sources) {
    for (let row = 0; row < featureCount(polygons); row++, number++) {
      if (mask !== null && mask[row] !== 1) continue;
      const rings = featureRings(polygons, row);
      const area = Workbench.around(rings).evenOdd(rings);
      if (area === null) tangled.push(number);
      else if (area.length > 0) areas.push(area);
    }
  }
  const ordered = inPlaceOrder(areas);
  const bench = Workbench.around(areas.flat());
  const union = bench.union(ordered);
  const parts = union && bench.parts(union);
  if (!parts) return { polygons: polygonsOfParts([]), tangled: Array.from({ length: number }, (_, row) => row) };
  return { polygons: polygonsOfParts(parts.map((part) => [part])), tangled };
}

/** What every polygon covers (even-odd), valid; rows stay. */
export function resolvePolygons(polygons: Polygons): Combined {
  return eachRow(polygons, (area) => area);
}

/** Every polygon less the union of the selected rows; rows stay, those of which nothing is left without geometry. */
export function differencePolygons(polygons: Polygons, without: readonly OverlaySource[]): Combined {
  const near = new NearAreas(buildPieces(without));
  return eachRow(polygons, (area, bench) => {
    const others = near.in(ringsBox(area));
    return others && bench.minus(area, others);
  });
}

/** What of every polygon lies in the union of the selected rows; rows stay, those of which nothing does without geometry. */
export function intersectionPolygons(polygons: Polygons, within: readonly OverlaySource[]): Combined {
  const near = new NearAreas(buildPieces(within));
  return eachRow(polygons, (area, bench) => {
    const others = near.in(ringsBox(area));
    return others && bench.shared(area, others);
  });
}

/**
 * Every polygon grown by `distance` units of the CRS, or with a negative one what of it lies at least so far from its
 * border; corners are arcs good to 0.001. Rows stay.
 */
export function offsetPolygons(polygons: Polygons, distance: number): Combined {
  return eachRow(polygons, (area, bench) => bench.offset(area, distance));
}

/** Every part a feature of its own, and the row each comes from. */
export function separateParts({ xy, featureStart, partStart, ringStart }: Polygons): {
  readonly polygons: Polygons;
  readonly rows: Uint32Array;
} {
  const partCount = partStart.length - 1;
  const rows = new Uint32Array(partCount);
  for (let row = 0; row + 1 < featureStart.length; row++) rows.fill(row, featureStart[row], featureStart[row + 1]);
  const own = Uint32Array.from({ length: partCount + 1 }, (_, part) => part);
  return { polygons: { kind: 'polygons', xy, featureStart: own, partStart, ringStart }, rows };
}

function eachRow(polygons: Polygons, change: (area: Area, bench: Workbench) => Area | null): Combined {
  const tangled: number[] = [];
  const features = Array.from({ length: featureCount(polygons) }, (_, row): readonly Part[] => {
    const rings = featureRings(polygons, row);
    if (rings.length === 0) return [];
    const bench = Workbench.around(rings);
    const area = bench.evenOdd(rings);
    const changed = area && area.length > 0 ? change(area, bench) : area;
    const parts = changed && bench.parts(changed);
    if (parts === null) tangled.push(row);
    return parts ?? [];
  });
  return { polygons: polygonsOfParts(features), tangled };
}

/** Along a curve that keeps neighbours together; the same order however the areas came. */
function inPlaceOrder(areas: readonly Area[]): readonly Area[] {
  const sorted = [...areas].sort(compareAreas);
  const boxes = new Float64Array(4 * sorted.length);
  sorted.forEach((area, i) => {
    boxes.set(ringsBox(area), 4 * i);
  });
  return Array.from(buildBoxTree(boxes, sorted.length).items, (item) => sorted[item]);
}

function compareAreas(one: Area, other: Area): number {
  for (let ring = 0; ring < Math.min(one.length, other.length); ring++) {
    const [a, b] = [one[ring], other[ring]];
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
    if (a.length !== b.length) return a.length - b.length;
  }
  return one.length - other.length;
}

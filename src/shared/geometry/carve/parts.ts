import { sharedFloat64, sharedUint32 } from '../../lib/buffers.ts';
import type { Area } from '../arrange/areas.ts';
import { measureInscribedWidths } from '../shape/compactness.ts';
import { polygonsOfParts } from '../shape/polygon-writer.ts';
import type { CarvedParts, CarveScene, CarveTally } from './types.ts';

/** A contiguous part of a zone while it is worked on. */
export interface Part {
  readonly rings: Area;
  readonly zone: number;
  readonly cuts: number;
  readonly area: number;
}

/** Parts as columns, their widths not yet measured. */
export function partColumns(parts: readonly Part[]): CarvedParts {
  const area = sharedFloat64(parts.length);
  const zone = sharedUint32(parts.length);
  const cuts = sharedUint32(parts.length);
  parts.forEach((part, row) => {
    area[row] = part.area;
    zone[row] = part.zone;
    cuts[row] = part.cuts;
  });
  const width = sharedFloat64(parts.length).fill(Number.NaN);
  return { polygons: polygonsOfParts(parts.map(({ rings }) => [rings])), zone, cuts, area, width };
}

/** Rings of one of the parts. */
export function partRings({ polygons }: CarvedParts, row: number): Area {
  const { partStart, ringStart, xy } = polygons;
  const rings: number[][] = [];
  for (let ring = partStart[row]; ring < partStart[row + 1]; ring++) {
    rings.push(Array.from(xy.subarray(2 * ringStart[ring], 2 * ringStart[ring + 1])));
  }
  return rings;
}

/** Leaves out what is too small or too narrow, and counts it; the widths of what stays are measured. */
export function keepLarge(parts: readonly Part[], scene: CarveScene, tally: CarveTally): CarvedParts {
  const large = parts.filter(({ area }) => {
    if (area >= scene.minArea) return true;
    tally.small += area;
    tally.smallCount++;
    return false;
  });
  const columns = partColumns(large);
  measureInscribedWidths(columns.polygons, 0, large.length, scene.precision, columns.width);
  const wide = large.filter(({ area }, row) => {
    if (columns.width[row] >= scene.minWidth) return true;
    tally.narrow += area;
    tally.narrowCount++;
    return false;
  });
  if (wide.length === large.length) return columns;
  const kept = partColumns(wide);
  kept.width.set(columns.width.filter((width) => width >= scene.minWidth));
  return kept;
}

export function emptyTally(takers: number): CarveTally {
  const none = { zones: 0, shared: 0, small: 0, smallCount: 0, narrow: 0, narrowCount: 0, tangled: 0, tangledCount: 0 };
  return { ...none, taken: new Float64Array(takers) };
}

/** Adds another tally. */
export function addTally(to: CarveTally, { taken, ...other }: CarveTally): void {
  to.zones += other.zones;
  to.shared += other.shared;
  to.small += other.small;
  to.smallCount += other.smallCount;
  to.narrow += other.narrow;
  to.narrowCount += other.narrowCount;
  to.tangled += other.tangled;
  to.tangledCount += other.tangledCount;
  taken.forEach((area, taker) => {
    to.taken[taker] += area;
  });
}

/** Several lists of parts as one. */
export function joinParts(lists: readonly CarvedParts[]): CarvedParts {
  const parts = lists.flatMap((list) =>
    Array.from(
      list.zone,
      (zone, row): Part => ({
        rings: partRings(list, row),
        zone,
        cuts: list.cuts[row],
        area: list.area[row],
      }),
    ),
  );
  const joined = partColumns(parts);
  let at = 0;
  for (const { width } of lists) {
    joined.width.set(width, at);
    at += width.length;
  }
  return joined;
}

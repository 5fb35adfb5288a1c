import { textColumn } from '../dataset/columns.ts';
import { hashDataset } from '../dataset/hash.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import { polygonsOfParts } from '../geometry/shape/polygon-writer.ts';
import { placedRing } from '../measure/placements.ts';
import type { ReportPlots, ScoredProfile } from './types.ts';

/**
 * Where what `fits` criteria ask for has room, as a layer in the working CRS: a rectangle for each plot and criterion,
 * in the order of the plots, with `plot`, `label`, `criterion`, `width_m`, `length_m` and `angle` (the direction of the
 * length in degrees from the x axis, counter-clockwise). Null where no criterion asks.
 */
export function placementLayer({ prepared }: Pick<ScoredProfile, 'prepared'>, plots: ReportPlots): Dataset | null {
  const asking = prepared.criteria.flatMap(({ criterion, result }) =>
    result.kind === 'numbers' && result.placements ? [{ criterion, placements: result.placements }] : [],
  );
  if (asking.length === 0) return null;
  const { crs } = plots.dataset;
  const found = Array.from({ length: plots.count }, (_, row) =>
    asking.flatMap(({ criterion, placements }) => {
      const ring = placedRing(placements, row, crs.metresPerUnit);
      return ring ? [{ row, ring, criterion, placements }] : [];
    }),
  ).flat();
  const numbers = (name: string, of: (one: (typeof found)[number]) => number): Column => ({
    type: 'number',
    name,
    values: Float64Array.from(found, of),
  });
  const texts = (name: string, of: (one: (typeof found)[number]) => string) => textColumn(name, found.map(of));
  const geometry = polygonsOfParts(found.map(({ ring }) => [[ring]]));
  const columns = [
    texts('plot', ({ row }) => plots.id(row)),
    texts('label', ({ row }) => plots.label(row)),
    texts('criterion', ({ criterion }) => criterion.id),
    numbers('width_m', ({ placements }) => placements.width),
    numbers('length_m', ({ placements }) => placements.length),
    numbers('angle', ({ placements, row }) => Math.round(placements.places[3 * row + 2] * 1e6) / 1e6),
  ];
  return { id: hashDataset(geometry, columns), crs, geometry, columns };
}

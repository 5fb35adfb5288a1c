import { textColumn } from '../dataset/columns.ts';
import { hashDataset } from '../dataset/hash.ts';
import type { Column, Dataset } from '../dataset/types.ts';
import type { Area, Part } from '../geometry/arrange/areas.ts';
import { Workbench } from '../geometry/arrange/workbench.ts';
import { featureRings } from '../geometry/shape/pieces.ts';
import { polygonsOfParts } from '../geometry/shape/polygon-writer.ts';
import type { Polygons } from '../geometry/types.ts';
import { sharedFloat64 } from '../lib/buffers.ts';
import type { Assembly } from './assemble.ts';

/** The plots that assemblies name: their outlines, and what each is called. */
export interface AssembledPlots {
  readonly dataset: Dataset;
  id(row: number): string;
}

/** The ids of an assembly's plots, separated by commas. */
export function memberIds({ rows }: Assembly, plots: AssembledPlots): string {
  return rows.map((row) => plots.id(row)).join(', ');
}

/**
 * Assemblies as a dataset: `assembly`, `plots` (their ids), `plot_count`, `area_m2`, `owners` and `no_owner` (missing where
 * no field tells owners), `compactness`; the geometry is the plots as one.
 */
export function assemblyDataset(assemblies: readonly Assembly[], plots: AssembledPlots): Dataset {
  const polygons = plots.dataset.geometry as Polygons;
  const geometry = polygonsOfParts(assemblies.map(({ rows }) => outlineOf(polygons, rows)));
  const numbers = (name: string, figure: (one: Assembly) => number | null): Column => {
    const values = sharedFloat64(assemblies.length);
    assemblies.forEach((one, row) => {
      values[row] = figure(one) ?? Number.NaN;
    });
    return { type: 'number', name, values };
  };
  const columns: readonly Column[] = [
    textColumn(
      'assembly',
      assemblies.map(({ id }) => id),
    ),
    textColumn(
      'plots',
      assemblies.map((one) => memberIds(one, plots)),
    ),
    numbers('plot_count', ({ rows }) => rows.length),
    numbers('area_m2', ({ area }) => Math.round(area * 1e6) / 1e6),
    numbers('owners', ({ owners }) => owners),
    numbers('no_owner', ({ owners, withoutOwner }) => (owners === null ? null : withoutOwner)),
    numbers('compactness', ({ compactness }) => compactness),
  ];
  return { id: hashDataset(geometry, columns), crs: plots.dataset.crs, geometry, columns };
}

/** The plots as one area; as they are, side by side, where their outlines are too tangled to be joined. */
function outlineOf(polygons: Polygons, rows: readonly number[]): readonly Part[] {
  const rings = rows.map((row) => featureRings(polygons, row));
  const bench = Workbench.around(rings.flat());
  const areas = rings.flatMap((own): readonly Area[] => {
    const area = bench.evenOdd(own);
    return area ? [area] : [];
  });
  const union = bench.union(areas);
  return (union && bench.parts(union)) ?? areas.flatMap((area) => bench.parts(area) ?? []);
}

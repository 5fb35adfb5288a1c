import { type Assembly, suggestAssemblies } from '../candidates/assemble.ts';
import type { AssemblyRules } from '../candidates/recipe.ts';
import { findColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { measureAreas } from '../geometry/area.ts';
import { measureLengths } from '../geometry/length.ts';
import type { SharedBorders } from '../geometry/shared-borders.ts';
import type { Polygons } from '../geometry/types.ts';
import type { Compute } from '../jobs/compute.ts';
import { sharedUint8 } from '../lib/buffers.ts';
import { codesOf } from '../measure/codes.ts';
import type { AnalysisOptions } from './progress.ts';
import type { PlotTable } from './types.ts';

const rowsPerJob = 4096;

/** Suggests assemblies of adjoining small plots; the same for any number of workers. */
export async function assemblePlots(
  compute: Compute,
  plots: PlotTable,
  fields: ReadonlyMap<string, string>,
  rules: AssemblyRules,
  options: AnalysisOptions,
): Promise<readonly Assembly[]> {
  const { dataset, count } = plots;
  const polygons = dataset.geometry as Polygons;
  const unit = dataset.crs.metresPerUnit;
  const area = new Float64Array(count);
  const perimeter = new Float64Array(count);
  measureAreas(polygons, 0, count, area);
  measureLengths(polygons, 0, count, perimeter);
  const small = sharedUint8(count);
  for (let row = 0; row < count; row++) {
    area[row] *= unit * unit;
    perimeter[row] *= unit;
    if (area[row] > 0 && area[row] < rules.minArea.value) small[row] = 1;
  }
  return suggestAssemblies({
    area,
    perimeter,
    owner: ownersOf(dataset, fields, count),
    order: orderOf(plots),
    neighbours: await neighboursOf(compute, polygons, small, rules, unit, options),
    wanted: rules.minArea.value,
    mostPlots: rules.mostPlots.value,
  });
}

async function neighboursOf(
  compute: Compute,
  polygons: Polygons,
  small: Uint8Array,
  { gap, minBorder }: AssemblyRules,
  unit: number,
  { signal, onProgress }: AnalysisOptions,
): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
  const index = await compute.run('indexBorders', { polygons, mask: small }, { signal });
  const parts: Promise<SharedBorders>[] = [];
  let done = 0;
  for (let from = 0; from < small.length; from += rowsPerJob) {
    const to = Math.min(from + rowsPerJob, small.length);
    const question = { index, gap: gap.value / unit, least: minBorder.value / unit, from, to };
    const part = compute.run('shareBorders', question, { signal });
    parts.push(
      part.then((pairs) => {
        done += to - from;
        onProgress?.('making', done, small.length);
        return pairs;
      }),
    );
  }
  const neighbours = new Map<number, Map<number, number>>();
  const add = (row: number, other: number, metres: number) => {
    const known = neighbours.get(row);
    if (known) known.set(other, metres);
    else neighbours.set(row, new Map([[other, metres]]));
  };
  for (const { first, second, length } of await Promise.all(parts)) {
    first.forEach((row, pair) => {
      add(row, second[pair], length[pair] * unit);
      add(second[pair], row, length[pair] * unit);
    });
  }
  return neighbours;
}

function ownersOf(dataset: Dataset, fields: ReadonlyMap<string, string>, count: number): Uint32Array | null {
  const field = fields.get('owner');
  const column = field === undefined ? undefined : findColumn(dataset, field);
  return column ? codesOf([column], [count]).codes[0] : null;
}

/** Places of the plots by id, code unit by code unit. */
function orderOf({ count, id }: PlotTable): Uint32Array {
  const ids = Array.from({ length: count }, (_, row) => id(row));
  const sorted = ids.map((_, row) => row).sort((a, b) => (ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : a - b));
  const order = new Uint32Array(count);
  sorted.forEach((row, place) => {
    order[row] = place;
  });
  return order;
}

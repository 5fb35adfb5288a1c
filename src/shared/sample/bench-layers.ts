import type { Dataset } from '../dataset/types.ts';
import type { DbfField } from '../formats/shapefile/write-dbf.ts';
import { createRandom, type Random } from '../lib/random.ts';
import { benchDataset, pointGeometry } from './bench-table.ts';
import { numbers } from './table.ts';

/** One layer, made a block of rows at a time; every call of `blocks` begins anew and gives the same rows. */
export interface BenchLayer {
  readonly name: string;
  readonly fields: readonly DbfField[];
  blocks(): Iterable<Dataset>;
}

/** A text field of a width in bytes. */
export const text = (name: string, width: number): DbfField => ({ name, type: 'C', width, decimals: 0 });
/** A number field of a width in digits. */
export const number = (name: string, width: number, decimals = 0): DbfField => ({ name, type: 'N', width, decimals });

/** A column of a point layer: its name and how its values are drawn. */
export type PointColumn = readonly [name: string, value: (random: Random) => number | null];

/** Points scattered over an extent from the lower left corner, metres; `salt` tells layers of one seed apart. */
export function pointLayer(
  name: string,
  count: number,
  extent: { readonly width: number; readonly height: number; readonly seed: number },
  salt: number,
  columns: readonly PointColumn[],
): BenchLayer {
  function* blocks(): Generator<Dataset> {
    const random = createRandom(extent.seed + 90 + salt);
    const local: number[] = [];
    const values = columns.map(() => [] as (number | null)[]);
    for (let k = 0; k < count; k++) {
      local.push(random.between(0, extent.width), random.between(0, extent.height));
      columns.forEach(([, value], index) => {
        values[index].push(value(random));
      });
    }
    yield benchDataset(
      pointGeometry(local),
      columns.map(([column], index) => numbers(column, values[index])),
    );
  }
  return { name, fields: columns.map(([column]) => number(column, 8)), blocks };
}

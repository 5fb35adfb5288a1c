import { findColumn } from '../dataset/columns.ts';
import type { Dataset } from '../dataset/types.ts';
import { featureCount } from '../geometry/types.ts';
import { sharedFloat64 } from '../lib/buffers.ts';
import { cellText } from '../measure/codes.ts';
import type { DistanceRule } from './recipe.ts';

/**
 * The distance of every feature in metres: by its class where the rule names it (letter case does not matter), else the
 * one for all others. `unknownClass`: features of no class that the rule names, where it goes by class.
 */
export function distancesOf(
  dataset: Dataset,
  fields: ReadonlyMap<string, string>,
  { field, byClass, otherwise }: DistanceRule,
): { readonly metres: Float64Array; readonly unknownClass: number } {
  const metres = sharedFloat64(featureCount(dataset.geometry)).fill(otherwise.value);
  if (byClass.size === 0) return { metres, unknownClass: 0 };
  const column = field === null ? undefined : findColumn(dataset, fields.get(field) ?? field);
  if (!column) return { metres, unknownClass: metres.length };
  const known = new Map([...byClass].map(([name, { value }]) => [name.toLowerCase(), value]));
  let unknownClass = 0;
  for (let row = 0; row < metres.length; row++) {
    const value = known.get((cellText(column, row) ?? '').trim().toLowerCase());
    if (value === undefined) unknownClass++;
    else metres[row] = value;
  }
  return { metres, unknownClass };
}

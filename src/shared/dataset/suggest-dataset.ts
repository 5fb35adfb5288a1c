import { textAt, valueAt } from './columns.ts';
import { type LayerSuggestion, suggestLayer } from './suggest.ts';
import type { Column, Dataset } from './types.ts';

/** Rows that are looked at in each column. */
const rowsRead = 50;

/** Suggests role, theme and meanings for a dataset that was read from a layer of this name: see `suggestLayer`. */
export function suggestForDataset(layerName: string, dataset: Dataset, fileName: string = layerName): LayerSuggestion {
  return suggestLayer({
    fileName,
    layerName,
    geometryKind: dataset.geometry.kind,
    fieldNames: dataset.columns.map(({ name }) => name),
    sampleValues: dataset.columns.map(sampleOf),
  });
}

function sampleOf(column: Column): readonly string[] {
  const count = column.type === 'text' ? column.start.length - 1 : column.values.length;
  const values: string[] = [];
  for (let row = 0; row < Math.min(count, rowsRead); row++) {
    const value = column.type === 'text' ? textAt(column, row) : valueAt(column, row);
    if (value !== null) values.push(String(value));
  }
  return values;
}

import { textAt, valueAt } from './columns.ts';
import { type LayerSuggestion, type LayerToName, suggestLayer, suggestMeanings } from './suggest.ts';
import type { Meaning, Theme } from './themes.ts';
import type { Column, Dataset } from './types.ts';

/** Rows that are looked at in each column. */
const rowsRead = 50;

/** Suggests role, theme and meanings for a dataset that was read from a layer of this name: see `suggestLayer`. */
export function suggestForDataset(layerName: string, dataset: Dataset, fileName: string = layerName): LayerSuggestion {
  return suggestLayer(layerToName(layerName, dataset, fileName));
}

/** What the fields of a dataset may mean where its theme is known, by meaning. */
export function suggestedFields(
  theme: Theme | null,
  layerName: string,
  dataset: Dataset,
): ReadonlyMap<Meaning, string> {
  if (theme === null) return new Map();
  const found = suggestMeanings(theme, layerToName(layerName, dataset, layerName));
  return new Map(found.map(({ meaning, field }) => [meaning, field]));
}

function layerToName(layerName: string, dataset: Dataset, fileName: string): LayerToName {
  return {
    fileName,
    layerName,
    geometryKind: dataset.geometry.kind,
    fieldNames: dataset.columns.map(({ name }) => name),
    sampleValues: dataset.columns.map(sampleOf),
  };
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

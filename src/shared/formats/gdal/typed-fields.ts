import { textAt } from '../../dataset/columns.ts';
import { hashDataset } from '../../dataset/hash.ts';
import type { Column } from '../../dataset/types.ts';
import { featureCount } from '../../geometry/types.ts';
import { typedTexts } from '../typed-texts.ts';
import type { ReadLayer } from '../types.ts';
import { columnOf } from '../value-column.ts';

/** The layer with fields of text made numbers, dates or logicals where all their texts are; codes with leading zeros stay. */
export function withTypedTexts(layer: ReadLayer): ReadLayer {
  const { dataset } = layer;
  const rows = featureCount(dataset.geometry);
  const columns = dataset.columns.map((column) => typed(column, rows));
  return { ...layer, dataset: { ...dataset, id: hashDataset(dataset.geometry, columns), columns } };
}

function typed(column: Column, rows: number): Column {
  if (column.type !== 'text') return column;
  const texts = Array.from({ length: rows }, (_, row) => textAt(column, row) ?? '');
  return columnOf(column.name, typedTexts(texts, false).values, rows);
}

import type { Issue } from '../lib/issue.ts';
import type { Dataset } from './types.ts';

/** What an earlier delivery of a table gave to a layer. */
export interface FormerJoin {
  readonly file: string;
  readonly fields: readonly string[];
}

/**
 * The last join of a table that an other file brings anew; null where there was none. Files are deliveries of one table when
 * their names differ in nothing but digits, signs and the extension, as with `owners_2025.csv` and `owners_2026 (1).xlsx`.
 */
export function formerJoin(issues: readonly Issue[], file: string): FormerJoin | null {
  const former = issues.findLast(
    ({ code, details }) => code === 'join-made' && 'fields' in details && stem(String(details.file)) === stem(file),
  );
  if (!former) return null;
  const { file: name, fields } = former.details;
  return { file: String(name), fields: String(fields).split('\n') };
}

const stem = (file: string): string =>
  file
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim();

/** The layer without the fields that a former join gave it, but for one that it is now joined by. */
export function withoutFormer(layer: Dataset, former: FormerJoin | null, but: string | null = null): Dataset {
  if (former === null) return layer;
  const columns = layer.columns.filter(({ name }) => name === but || !former.fields.includes(name));
  return columns.length === layer.columns.length ? layer : { ...layer, columns };
}

/** What was told of the layer, without what was told of the former join. */
export function withoutToldOf(issues: readonly Issue[], former: FormerJoin | null): readonly Issue[] {
  return issues.filter(({ code, details }) => !(former && code.startsWith('join-') && details.file === former.file));
}

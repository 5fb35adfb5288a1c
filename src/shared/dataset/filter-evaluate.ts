import { featureCount } from '../geometry/types.ts';
import { assertNever } from '../lib/assert-never.ts';
import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import { findColumn } from './columns.ts';
import { type Comparison, cellReader, compareColumns, compareWithLiteral, type Literal } from './filter-compare.ts';
import type { Filter, FilterOperand, RowMask } from './filter-types.ts';
import type { Column, Dataset } from './types.ts';

export interface FilterResult {
  /** Per row 1 true, 0 false, 2 unknown. */
  readonly mask: RowMask;
  /** Rows that could not be decided. */
  readonly unknown: number;
}

/**
 * Evaluates a filter for every row in SQL's three-valued logic. A name is a meaning first (`fields`: meaning -> the
 * file's own name), then the file's own name. A name that leads nowhere is the problem `filter-field-missing`, which
 * lists the fields present. Coercion between numbers and texts: `filter-compare.ts`.
 */
export function evaluateFilter(
  filter: Filter,
  dataset: Dataset,
  fields: ReadonlyMap<string, string>,
): Outcome<FilterResult, Problem> {
  const columns = new Map<string, Column>();
  for (const name of namesIn(filter)) {
    const own = fields.get(name) ?? name;
    const column = findColumn(dataset, own);
    if (!column) return failure(missingField(name, own, dataset));
    columns.set(name, column);
  }
  const rows = featureCount(dataset.geometry);
  const mask = evaluate(filter, rows, (name) => columns.get(name) as Column);
  let unknown = 0;
  for (let row = 0; row < rows; row++) if (mask[row] === 2) unknown++;
  return success({ mask, unknown });
}

function missingField(name: string, own: string, dataset: Dataset): Problem {
  const present = dataset.columns.map((column) => column.name).join(', ');
  return problem('filter-field-missing', { field: name, own, present: present === '' ? '-' : present });
}

function namesIn(filter: Filter): readonly string[] {
  switch (filter[0]) {
    case 'has':
    case '!has':
      return [filter[1]];
    case '!':
      return namesIn(filter[1]);
    case 'all':
    case 'any':
      return (filter.slice(1) as readonly Filter[]).flatMap(namesIn);
    case 'in':
      return fieldOf(filter[1]);
    default:
      return [...fieldOf(filter[1]), ...fieldOf(filter[2])];
  }
}

function fieldOf(operand: FilterOperand): readonly string[] {
  return isField(operand) ? [operand[1]] : [];
}

function isField(operand: FilterOperand): operand is readonly ['get', string] {
  return Array.isArray(operand);
}

type ColumnOf = (name: string) => Column;

function evaluate(filter: Filter, rows: number, columnOf: ColumnOf): RowMask {
  switch (filter[0]) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return evaluateComparison(filter[0], filter[1], filter[2], rows, columnOf);
    case 'in':
      return evaluateIn(filter[1], filter[2][1], rows, columnOf);
    case 'has':
    case '!has':
      return evaluateHas(columnOf(filter[1]), filter[0] === 'has', rows);
    case '!':
      return negate(evaluate(filter[1], rows, columnOf));
    case 'all':
      return conjunction(partsOf(filter), rows, columnOf);
    case 'any':
      // De Morgan holds in three-valued logic: a or b = not (not a and not b).
      return negate(
        conjunction(
          partsOf(filter).map((part): Filter => ['!', part]),
          rows,
          columnOf,
        ),
      );
    default:
      return assertNever(filter[0]);
  }
}

function partsOf(filter: readonly ['all' | 'any', ...Filter[]]): readonly Filter[] {
  return filter.slice(1) as readonly Filter[];
}

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function evaluateComparison(
  operator: Comparison,
  left: FilterOperand,
  right: FilterOperand,
  rows: number,
  columnOf: ColumnOf,
): RowMask {
  if (isField(left) && isField(right)) return compareColumns(operator, columnOf(left[1]), columnOf(right[1]), rows);
  if (isField(left)) return compareOrUnknown(operator, columnOf(left[1]), right as Literal | null, rows);
  if (isField(right)) return compareOrUnknown(mirrored[operator], columnOf(right[1]), left, rows);
  throw new Error('a comparison that reads no field is refused by parseFilter');
}

function compareOrUnknown(operator: Comparison, column: Column, literal: Literal | null, rows: number): RowMask {
  return literal === null ? new Uint8Array(rows).fill(2) : compareWithLiteral(operator, column, literal, rows);
}

/** x in (a, b, ...) is x = a or x = b or ...: false for an empty list even where x is missing. */
function evaluateIn(needle: FilterOperand, items: readonly Literal[], rows: number, columnOf: ColumnOf): RowMask {
  if (!isField(needle)) throw new Error('"in" that reads no field is refused by parseFilter');
  const column = columnOf(needle[1]);
  const mask = new Uint8Array(rows);
  for (const item of items) {
    const equal = compareWithLiteral('==', column, item, rows);
    for (let row = 0; row < rows; row++) if (mask[row] !== 1 && equal[row] !== 0) mask[row] = equal[row];
  }
  return mask;
}

function evaluateHas(column: Column, wanted: boolean, rows: number): RowMask {
  const mask = new Uint8Array(rows);
  const cell = cellReader(column);
  for (let row = 0; row < rows; row++) mask[row] = (cell.missing(row) ? 0 : 1) === (wanted ? 1 : 0) ? 1 : 0;
  return mask;
}

function negate(mask: RowMask): RowMask {
  for (let row = 0; row < mask.length; row++) if (mask[row] !== 2) mask[row] = 1 - mask[row];
  return mask;
}

/** False beats unknown beats true. */
function conjunction(parts: readonly Filter[], rows: number, columnOf: ColumnOf): RowMask {
  const mask = new Uint8Array(rows).fill(1);
  for (const part of parts) {
    const other = evaluate(part, rows, columnOf);
    for (let row = 0; row < rows; row++) {
      if (mask[row] === 0 || other[row] === 1) continue;
      mask[row] = other[row] === 0 ? 0 : 2;
    }
  }
  return mask;
}

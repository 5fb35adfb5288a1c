import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';
import type { Filter, FilterOperand } from './filter-types.ts';

/** Filters nested deeper than this are refused, so that no input can exhaust the stack. */
const deepest = 64;
const comparisons: ReadonlySet<unknown> = new Set(['==', '!=', '<', '<=', '>', '>=']);

type Parsed<T> = Outcome<T, Problem>;

/**
 * Checks a filter from a file: the subset of MapLibre filter expressions of `Filter` (docs/profile.md).
 * Problems: `filter-shape` (not an operator with its arguments), `filter-operator` (an operator outside the subset),
 * `filter-operand`, `filter-null` (use "has" and "!has"), `filter-no-field` (a comparison that reads no field),
 * `filter-in-list`, `filter-too-deep`; `at` says where, counted as in the JSON: "[2][1]".
 */
export function parseFilter(json: unknown): Outcome<Filter, Problem> {
  return parseNode(json, '', 0);
}

function parseNode(json: unknown, at: string, depth: number): Parsed<Filter> {
  if (depth > deepest) return failure(problem('filter-too-deep', { at, deepest }));
  if (!Array.isArray(json) || typeof json[0] !== 'string') return refuse('filter-shape', at, json);
  const [operator, ...rest] = json as unknown as readonly [string, ...unknown[]];
  if (comparisons.has(operator)) return parseComparison(json, at);
  switch (operator) {
    case 'in':
      return parseIn(json, at);
    case 'has':
    case '!has':
      return rest.length === 1 && typeof rest[0] === 'string'
        ? success([operator, rest[0]])
        : refuse('filter-shape', at, json);
    case '!': {
      if (rest.length !== 1) return refuse('filter-shape', at, json);
      const inner = parseNode(rest[0], `${at}[1]`, depth + 1);
      return inner.ok ? success(['!', inner.value]) : inner;
    }
    case 'all':
    case 'any':
      return parseJunction(operator, rest, at, depth);
    default:
      return failure(problem('filter-operator', { at: where(at), operator }));
  }
}

function parseJunction(operator: 'all' | 'any', parts: readonly unknown[], at: string, depth: number): Parsed<Filter> {
  const filters: Filter[] = [];
  for (const [index, part] of parts.entries()) {
    const parsed = parseNode(part, `${at}[${index + 1}]`, depth + 1);
    if (!parsed.ok) return parsed;
    filters.push(parsed.value);
  }
  return success([operator, ...filters]);
}

function parseComparison(json: readonly unknown[], at: string): Parsed<Filter> {
  if (json.length !== 3) return refuse('filter-shape', at, json);
  const left = parseOperand(json[1], `${at}[1]`);
  if (!left.ok) return left;
  const right = parseOperand(json[2], `${at}[2]`);
  if (!right.ok) return right;
  if (!Array.isArray(left.value) && !Array.isArray(right.value)) return refuse('filter-no-field', at, json);
  return success([json[0] as '==', left.value, right.value]);
}

function parseOperand(json: unknown, at: string): Parsed<FilterOperand> {
  if (json === null) return failure(problem('filter-null', { at: where(at) }));
  if (typeof json === 'string' || typeof json === 'boolean') return success(json);
  if (typeof json === 'number' && Number.isFinite(json)) return success(json);
  if (Array.isArray(json) && json.length === 2 && json[0] === 'get' && typeof json[1] === 'string') {
    return success(['get', json[1]]);
  }
  return refuse('filter-operand', at, json);
}

function parseIn(json: readonly unknown[], at: string): Parsed<Filter> {
  if (json.length !== 3) return refuse('filter-shape', at, json);
  const needle = parseOperand(json[1], `${at}[1]`);
  if (!needle.ok) return needle;
  if (!Array.isArray(needle.value)) return refuse('filter-no-field', at, json);
  const list = json[2];
  if (!Array.isArray(list) || list.length !== 2 || list[0] !== 'literal' || !Array.isArray(list[1])) {
    return refuse('filter-in-list', `${at}[2]`, list);
  }
  const items: (string | number)[] = [];
  for (const [index, item] of (list[1] as readonly unknown[]).entries()) {
    if (typeof item !== 'string' && !(typeof item === 'number' && Number.isFinite(item))) {
      return refuse('filter-in-list', `${at}[2][1][${index}]`, item);
    }
    items.push(item);
  }
  return success(['in', needle.value, ['literal', items]]);
}

function refuse(code: string, at: string, found: unknown): { readonly ok: false; readonly reason: Problem } {
  return failure(problem(code, { at: where(at), found: shown(found) }));
}

function where(at: string): string {
  return at === '' ? '[0]' : at;
}

/** A short text of what was found, for the message. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'object' && value !== null && !Array.isArray(value) ? '{...}' : shallow(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function shallow(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[${value
    .slice(0, 4)
    .map((item) => (typeof item === 'object' && item !== null ? '...' : JSON.stringify(item)))
    .join(', ')}${value.length > 4 ? ', ...' : ''}]`;
}

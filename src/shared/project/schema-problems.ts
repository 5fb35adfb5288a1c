import { type Problem, problem } from '../lib/issue.ts';
import { isJsonObject, type z } from './zod.ts';

type Found = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What the contracts promise and this version does not know yet, per key it may stand at: it deserves better words than "unknown". */
const laterValues: ReadonlyMap<unknown, ReadonlySet<unknown>> = new Map([
  [
    'kind',
    new Set([
      ...['linear', 'symmetric-linear', 'large', 'small', 'near', 'gaussian', 'ms-large', 'ms-small', 'exponential'],
      ...['power', 'logarithm', 'logistic-growth', 'logistic-decay', 's-curve'],
    ]),
  ],
  ['method', new Set(['geometric-mean', 'minimum', 'maximum', 'owa', 'topsis', 'promethee2'])],
]);
const laterKeys: ReadonlySet<string> = new Set(['weighting', 'portfolio']);

/**
 * What a schema found wrong, as problems that say where (`path`, as in `$.layers.plots.role`), what was found and
 * what is allowed. Codes: `schema-missing`, `schema-type`, `schema-unknown-key`, `schema-value`, `schema-too-small`,
 * `schema-too-big`, `schema-later` (named by the contracts, not in this version), and the problems of our own checks.
 */
export function schemaProblems(root: unknown, issues: readonly Found[]): readonly Problem[] {
  return issues.flatMap((issue) => problemsOf(root, issue, issue.path));
}

function problemsOf(root: unknown, issue: Found, path: Path): readonly Problem[] {
  const at = pathText(path);
  const value = valueAt(root, path);
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return [problem('schema-missing', { path: at, expected: issue.expected })];
      return [problem('schema-type', { path: at, expected: issue.expected, found: shown(value) })];
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, [...path, key]));
    case 'invalid_value':
      return [wrongValue(path, value, issue.values)];
    case 'invalid_union':
      return unionProblems(root, issue, path);
    case 'too_small':
      return [problem('schema-too-small', { path: at, minimum: String(issue.minimum), found: sizeOrValue(value) })];
    case 'too_big':
      return [problem('schema-too-big', { path: at, maximum: String(issue.maximum), found: sizeOrValue(value) })];
    case 'custom': {
      const key: unknown = issue.params?.unknownKey;
      if (typeof key === 'string') return [unknownKey(key, path)];
      const own = issue.params?.problem as Problem | undefined;
      return [problem(own?.code ?? 'schema-value', { ...own?.details, path: at })];
    }
    default:
      return [problem('schema-value', { path: at, found: shown(value), allowed: issue.message })];
  }
}

function unknownKey(key: string, path: Path): Problem {
  const code = laterKeys.has(key) ? 'schema-later' : 'schema-unknown-key';
  return problem(code, { path: pathText(path), found: shown(key) });
}

function wrongValue(path: Path, value: unknown, allowed: readonly unknown[]): Problem {
  const at = pathText(path);
  const list = allowed.map(String).join(', ');
  if (value === undefined) return problem('schema-missing', { path: at, expected: list });
  const code = laterValues.get(path.at(-1))?.has(value) ? 'schema-later' : 'schema-value';
  return problem(code, { path: at, found: shown(value), allowed: list });
}

/** Of the alternatives, the one the value was meant to be: its kind of JSON value fits and it has the fewest faults. */
function unionProblems(
  root: unknown,
  issue: Extract<Found, { code: 'invalid_union' }>,
  path: Path,
): readonly Problem[] {
  if (issue.discriminator !== undefined) {
    const inner = path.at(-1) === issue.discriminator ? path : [...path, issue.discriminator];
    const options = 'options' in issue ? (issue.options ?? []) : [];
    return [wrongValue(inner, valueAt(root, inner), options)];
  }
  const meant = issue.errors
    .filter((errors) => !errors.some((error) => error.code === 'invalid_type' && error.path.length === 0))
    .sort((a, b) => a.length - b.length)[0];
  if (meant) return meant.flatMap((error) => problemsOf(root, error, [...path, ...error.path]));
  const expected = issue.errors.flat().map((error) => (error.code === 'invalid_type' ? error.expected : 'value'));
  const value = valueAt(root, path);
  const details = { path: pathText(path), expected: [...new Set(expected)].join(' | ') };
  if (value === undefined) return [problem('schema-missing', details)];
  return [problem('schema-type', { ...details, found: shown(value) })];
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** `$.layers["my layer"].fields.code`, `$.criteria[2].weight`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    return /^[A-Za-z_][\w-]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '$');
}

function sizeOrValue(value: unknown): string {
  return Array.isArray(value) ? String(value.length) : shown(value);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return '[...]';
  if (isJsonObject(value)) return '{...}';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
}

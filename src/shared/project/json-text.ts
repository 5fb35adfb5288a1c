import { type Problem, problem } from '../lib/issue.ts';
import { failure, type Outcome, success } from '../lib/outcome.ts';

/** Studies and profiles are texts that people write; anything larger is another kind of file. */
const longestWritten = 16_000_000;

/**
 * Reads JSON text (a byte order mark is ignored). Problems: `json-syntax` with line and column from 1,
 * `json-too-large`, `json-empty`.
 */
export function readJson(text: string, longest = longestWritten): Outcome<unknown, Problem> {
  if (text.length > longest) return failure(problem('json-too-large', { characters: text.length, longest }));
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.trim() === '') return failure(problem('json-empty'));
  try {
    return success(JSON.parse(body) as unknown);
  } catch {
    const offset = syntaxErrorAt(body);
    const before = body.slice(0, offset).split('\n');
    const found = body.slice(offset, offset + 20).split('\n')[0];
    return failure(
      problem('json-syntax', {
        line: before.length,
        column: (before.at(-1) as string).length + 1,
        found: found === '' ? '-' : found,
      }),
    );
  }
}

const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids control characters inside strings.
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;
const blank = /[ \t\r\n]*/y;

type Expecting = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Where JSON text stops being JSON (RFC 8259); the engine's own message differs between versions. */
function syntaxErrorAt(text: string): number {
  const open: string[] = [];
  let expecting: Expecting = 'value';
  for (let at = 0; ; ) {
    blank.lastIndex = at;
    at += (blank.exec(text) as RegExpExecArray)[0].length;
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found === undefined) return at;
    const next = step(expecting, found, open);
    if (next === null) return at;
    expecting = next;
    at += found.length;
  }
}

/** The state after a token, or null when the token does not fit. */
function step(expecting: Expecting, found: string, open: string[]): Expecting | null {
  const afterValue = (): Expecting => (open.length > 0 ? 'comma-or-end' : 'nothing');
  const inObject = open.at(-1) === '{';
  const canEnd = expecting === 'comma-or-end' || expecting === 'value-or-end' || expecting === 'key-or-end';
  if (found === '}' || found === ']') {
    if (!canEnd || open.pop() !== (found === '}' ? '{' : '[')) return null;
    return afterValue();
  }
  if (found === ',') return expecting === 'comma-or-end' ? (inObject ? 'key' : 'value') : null;
  if (found === ':') return expecting === 'colon' ? 'value' : null;
  if (expecting === 'key' || expecting === 'key-or-end') return found.startsWith('"') ? 'colon' : null;
  if (expecting !== 'value' && expecting !== 'value-or-end') return null;
  if (found !== '{' && found !== '[') return afterValue();
  open.push(found);
  return found === '{' ? 'key-or-end' : 'value-or-end';
}

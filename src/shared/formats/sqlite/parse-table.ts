/** A column of a table as its CREATE TABLE declares it. */
export interface TableColumn {
  readonly name: string;
  /** Declared type in capitals, without length: 'TEXT', 'MULTIPOLYGON', ''. */
  readonly type: string;
  /** Place of the value in a record; null for a column that is computed when it is asked for. */
  readonly place: number | null;
  /** The column is another name of the row's number. */
  readonly isRowid: boolean;
  /** Value of rows that were written before the column was added; null where it is none, or an expression. */
  readonly otherwise: string | number | null;
}

/** One word of SQL: `quoted` names and texts are never keywords. */
interface Word {
  readonly text: string;
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign';
}

/** A table is described in a few thousand letters. */
const longest = 200_000;
const words =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"([^"]*(?:""[^"]*)*)(?:"|$)|`([^`]*(?:``[^`]*)*)(?:`|$)|\[([^\]]*)(?:\]|$)|'([^']*(?:''[^']*)*)(?:'|$)|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(\S)/g;

function split(sql: string): Word[] {
  return [...sql.slice(0, longest).matchAll(words)].flatMap((match): Word[] => {
    const [, double, tick, bracket, single, word, number, sign] = match;
    if (double !== undefined) return [{ text: double.replaceAll('""', '"'), kind: 'name' }];
    if (tick !== undefined) return [{ text: tick.replaceAll('``', '`'), kind: 'name' }];
    if (bracket !== undefined) return [{ text: bracket, kind: 'name' }];
    if (single !== undefined) return [{ text: single.replaceAll("''", "'"), kind: 'text' }];
    if (word !== undefined) return [{ text: word, kind: 'word' }];
    if (number !== undefined) return [{ text: number, kind: 'number' }];
    return sign === undefined ? [] : [{ text: sign, kind: 'sign' }];
  });
}

const is = (word: Word | undefined, text: string): boolean =>
  word !== undefined && (word.kind === 'word' || word.kind === 'sign') && word.text.toUpperCase() === text;
const isOneOf = (word: Word | undefined, texts: readonly string[]): boolean => texts.some((text) => is(word, text));

/**
 * The columns of a table by the text of its CREATE TABLE, which is read and never run. Null for what is no ordinary table:
 * a virtual one, one without row numbers, or a text that makes no sense. Source: sqlite.org/lang_createtable.html.
 */
export function parseTable(sql: string): readonly TableColumn[] | null {
  const all = split(sql);
  const open = all.findIndex((word) => is(word, '('));
  if (!is(all[0], 'CREATE') || open < 0 || !all.slice(1, open).some((word) => is(word, 'TABLE'))) return null;
  if (all.slice(1, open).some((word) => is(word, 'VIRTUAL'))) return null;
  const parts: Word[][] = [[]];
  let depth = 1;
  let at = open + 1;
  for (; at < all.length && depth > 0; at++) {
    if (is(all[at], '(')) depth++;
    if (is(all[at], ')')) depth--;
    if (depth === 1 && is(all[at], ',')) parts.push([]);
    else if (depth > 0) parts[parts.length - 1].push(all[at]);
  }
  if (depth > 0 || all.slice(at).some((word) => is(word, 'WITHOUT'))) return null;
  return columnsOf(parts);
}

const constraints = ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'];
const clauses = [
  'CONSTRAINT',
  'PRIMARY',
  'NOT',
  'NULL',
  'UNIQUE',
  'CHECK',
  'DEFAULT',
  'COLLATE',
  'REFERENCES',
  'GENERATED',
  'AS',
];

function columnsOf(parts: readonly Word[][]): readonly TableColumn[] | null {
  const isTableConstraint = (part: readonly Word[]) => isOneOf(part[0], constraints);
  const declared = parts.filter((part) => !isTableConstraint(part));
  const key = parts
    .filter(isTableConstraint)
    .map(keyOf)
    .find((name) => name !== null);
  if (declared.length === 0 || declared.some((part) => part.length === 0 || part[0].kind === 'sign')) return null;
  let place = 0;
  return declared.map((part) => {
    const column = columnOf(part, key ?? null);
    const computed = isComputed(part);
    return { ...column, place: computed ? null : place++ };
  });
}

/** The only column of a PRIMARY KEY clause of the table, in small letters. */
function keyOf(part: readonly Word[]): string | null {
  const from = is(part[0], 'CONSTRAINT') ? 2 : 0;
  if (!is(part[from], 'PRIMARY') || !is(part[from + 2], '(')) return null;
  const end = part.findIndex((word, at) => at > from && is(word, ')'));
  const inside = part.slice(from + 3, end);
  return inside.length === 1 ? inside[0].text.toLowerCase() : null;
}

function columnOf(part: readonly Word[], key: string | null): Omit<TableColumn, 'place'> {
  const name = part[0].text;
  const found = part.findIndex((word, at) => at > 0 && isOneOf(word, clauses));
  const rest = found < 0 ? [] : part.slice(found);
  const typeWords = part.slice(1, found < 0 ? part.length : found);
  const bracket = typeWords.findIndex((word) => is(word, '('));
  const type = typeWords
    .slice(0, bracket < 0 ? typeWords.length : bracket)
    .map((word) => word.text.toUpperCase())
    .join(' ');
  const primary = rest.findIndex((word, at) => is(word, 'PRIMARY') && is(rest[at + 1], 'KEY'));
  const isKey = (primary >= 0 && !is(rest[primary + 2], 'DESC')) || key === name.toLowerCase();
  return { name, type, isRowid: isKey && type === 'INTEGER', otherwise: otherwiseOf(rest) };
}

function otherwiseOf(rest: readonly Word[]): string | number | null {
  const value = rest[topLevel(rest, 'DEFAULT') + 1];
  if (topLevel(rest, 'DEFAULT') < 0 || value === undefined) return null;
  if (value.kind === 'text' || value.kind === 'name') return value.text;
  if (value.kind === 'number') return Number(value.text);
  if (is(value, 'TRUE')) return 1;
  return is(value, 'FALSE') ? 0 : null;
}

/** Position of a keyword outside of brackets; -1 where there is none. */
function topLevel(words: readonly Word[], keyword: string): number {
  let depth = 0;
  return words.findIndex((word) => {
    if (is(word, '(')) depth++;
    if (is(word, ')')) depth--;
    return depth === 0 && is(word, keyword);
  });
}

/** Generated columns are computed when asked for, unless they are STORED. */
function isComputed(part: readonly Word[]): boolean {
  const rest = part.slice(1);
  return topLevel(rest, 'AS') >= 0 && topLevel(rest, 'STORED') < 0;
}

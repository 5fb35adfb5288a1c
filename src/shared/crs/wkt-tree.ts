/** A bracketed element of well-known text: `KEYWORD[...]`. Keywords are upper case. */
export interface WktNode {
  readonly keyword: string;
  /** Quoted texts, numbers and bare words in order, the nested elements left out. */
  readonly values: readonly (string | number)[];
  readonly children: readonly WktNode[];
}

const deepest = 40;

/**
 * Reads well-known text of any dialect (WKT1 of ESRI and OGC, WKT2 of 2015 and 2019; square or round brackets) into a tree.
 * Null for anything that is not one bracketed element. Trailing text after the closing bracket is ignored.
 */
export function parseWktTree(text: string): WktNode | null {
  const tokens = text.matchAll(
    /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][A-Za-z_0-9]*)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([[\](),]))/gy,
  );
  const stack: { keyword: string; values: (string | number)[]; children: WktNode[] }[] = [];
  let word: string | null = null;
  for (const [, quoted, bare, number, mark] of tokens) {
    const top = stack.at(-1);
    if (mark === '[' || mark === '(') {
      if (word === null || stack.length >= deepest) return null;
      stack.push({ keyword: word.toUpperCase(), values: [], children: [] });
      word = null;
      continue;
    }
    if (word !== null) top?.values.push(word);
    word = bare ?? null;
    if (mark === ']' || mark === ')') {
      const done = stack.pop();
      if (!done) return null;
      if (stack.length === 0) return done;
      stack[stack.length - 1].children.push(done);
    } else if (quoted !== undefined) {
      if (!top) return null;
      top.values.push(quoted.replaceAll('""', '"').trim());
    } else if (number !== undefined) {
      if (!top) return null;
      top.values.push(Number(number));
    }
  }
  return null;
}

/** The first child with one of these keywords. */
export function childOf(node: WktNode | undefined, ...keywords: readonly string[]): WktNode | undefined {
  return node?.children.find((child) => keywords.includes(child.keyword));
}

/** The first text of an element: its name. */
export function nameOf(node: WktNode | undefined): string {
  const value = node?.values[0];
  return typeof value === 'string' ? value : '';
}

/** The n-th number of an element, counted from 0; NaN when there is none. Texts that are numbers count. */
export function numberOf(node: WktNode | undefined, index: number): number {
  const numbers = node?.values.slice(1).map(Number).filter(Number.isFinite);
  return numbers?.[index] ?? Number.NaN;
}

/** The EPSG code in an AUTHORITY or ID element of this very node, or null. */
export function authorityOf(node: WktNode): string | null {
  for (const child of node.children) {
    if (child.keyword !== 'AUTHORITY' && child.keyword !== 'ID') continue;
    const [authority, code] = child.values;
    if (String(authority).toUpperCase() === 'EPSG' && /^\d{4,5}$/.test(String(code))) return String(code);
  }
  return null;
}

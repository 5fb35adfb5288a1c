/** What is told while a document is read. Names come without the prefix of their namespace. */
export interface XmlHandler {
  /** @param attributes the text between name and end of the tag; see `attributeOf` */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Text or CDATA, in pieces. */
  text(text: string): void;
}

/** Where a document breaks off; `depth`: its elements lie too deep in each other. */
export interface XmlBreak {
  readonly reason: 'cut' | 'mismatch' | 'depth' | 'tag';
  /** Line, counted from 1. */
  readonly line: number;
}

const deepest = 200;
const longestName = 200;

/**
 * Reads XML from front to back without building a tree. Only the five entities of XML itself and numbers of characters are
 * put in place of what they stand for; a DOCTYPE is passed over, so nothing can be expanded or fetched. Returns null at the
 * end, or where the document makes no sense any more: what was told until then holds. Source: W3C XML 1.0, fifth edition.
 */
export function readXml(text: string, handler: XmlHandler): XmlBreak | null {
  const open: string[] = [];
  const fail = (reason: XmlBreak['reason'], at: number): XmlBreak => ({ reason, line: lineOf(text, at) });
  let at = 0;
  while (at < text.length) {
    const tag = text.indexOf('<', at);
    const end = tag < 0 ? text.length : tag;
    if (end > at && open.length > 0) handler.text(decoded(text.slice(at, end)));
    if (tag < 0) break;
    const skipped = passedOver(text, tag, handler, open.length > 0);
    if (skipped !== null) {
      if (skipped < 0) return fail('cut', tag);
      at = skipped;
      continue;
    }
    const close = tagEnd(text, tag);
    if (close < 0) return fail('cut', tag);
    at = close + 1;
    if (text[tag + 1] === '/') {
      if (open.pop() !== text.slice(tag + 2, close).trim()) return fail('mismatch', tag);
      handler.close(local(text.slice(tag + 2, close).trim()));
      continue;
    }
    const name = nameAt(text, tag + 1, close);
    if (name === '') return fail('tag', tag);
    const isEmpty = text[close - 1] === '/';
    handler.open(local(name), text.slice(tag + 1 + name.length, isEmpty ? close - 1 : close));
    if (isEmpty) handler.close(local(name));
    else if (open.push(name) > deepest) return fail('depth', tag);
  }
  return open.length > 0 ? fail('cut', text.length) : null;
}

/** Behind a comment, CDATA, instruction or DOCTYPE; null when none of them begins here, -1 when it has no end. */
function passedOver(text: string, tag: number, handler: XmlHandler, inside: boolean): number | null {
  const behind = (end: string, from: number): number => {
    const found = text.indexOf(end, from);
    return found < 0 ? -1 : found + end.length;
  };
  if (text.startsWith('<!--', tag)) return behind('-->', tag + 4);
  if (text.startsWith('<![CDATA[', tag)) {
    const end = behind(']]>', tag + 9);
    if (end >= 0 && inside) handler.text(text.slice(tag + 9, end - 3));
    return end;
  }
  if (text[tag + 1] === '?') return behind('?>', tag + 2);
  return text[tag + 1] === '!' ? doctypeEnd(text, tag) : null;
}

/** A DOCTYPE ends at the first `>` outside of quotes and of its brackets. */
function doctypeEnd(text: string, tag: number): number {
  let depth = 0;
  for (let at = tag; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"' || sign === "'") {
      at = text.indexOf(sign, at + 1);
      if (at < 0) return -1;
    } else if (sign === '[') depth++;
    else if (sign === ']') depth--;
    else if (sign === '>' && depth <= 0) return at + 1;
  }
  return -1;
}

/** The `>` of a tag, which may stand in the values of its attributes too. */
function tagEnd(text: string, tag: number): number {
  for (let at = tag + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '>') return at;
    if (sign === '"' || sign === "'") {
      at = text.indexOf(sign, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function nameAt(text: string, from: number, end: number): string {
  let at = from;
  while (at < end && at - from < longestName && !/[\s/>=<]/.test(text[at])) at++;
  return text.slice(from, at);
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line++;
  return line;
}

const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Value of an attribute, with or without the prefix of a namespace; null where the tag has none of this name. */
export function attributeOf(attributes: string, name: string): string | null {
  for (const [, key, double, single] of attributes.matchAll(attribute))
    if (local(key) === name) return decoded(double ?? single ?? '');
  return null;
}

const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text with XML's own entities replaced; others stay as they are written. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-fA-F]{1,6}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return named.get(name) ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

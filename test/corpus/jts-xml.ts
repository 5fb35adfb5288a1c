/** One question of a case: an operation on its geometries, and what comes out. */
export interface JtsTest {
  readonly file: string;
  readonly description: string;
  /** Text of `a` and `b`: well-known text or hexadecimal binary; '' where there is none. */
  readonly a: string;
  readonly b: string;
  /** In lower case. */
  readonly operation: string;
  /** arg1, arg2, arg3 as written, 'A' and 'B' for the geometries. */
  readonly parameters: readonly string[];
  readonly expected: string;
  /** Cells per unit of the precision model the file is computed with; null for doubles. */
  readonly scale: number | null;
  readonly tolerance: number | null;
  /** Number of the case in the file and of the test in the case, from 1. */
  readonly place: string;
}

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

/** Reads the test format of the JTS Topology Suite (run, case, test, op); throws on XML that is not well-formed. */
export function readJtsXml(file: string, xml: string): readonly JtsTest[] {
  const run = readXml(xml);
  if (run.name !== 'run') throw new Error(`${file}: ${run.name} instead of run`);
  const scale = child(run, 'precisionModel')?.attributes.get('scale');
  const tolerance = child(run, 'tolerance')?.text.trim();
  return childrenOf(run, 'case').flatMap((one, caseNumber) =>
    childrenOf(one, 'test').flatMap((test, testNumber) =>
      childrenOf(test, 'op').map((op): JtsTest => {
        const name = op.attributes.get('name');
        if (!name) throw new Error(`${file}: an op without name`);
        return {
          file,
          description: child(one, 'desc')?.text.trim().replace(/\s+/g, ' ') ?? '',
          a: child(one, 'a')?.text.trim() ?? '',
          b: child(one, 'b')?.text.trim() ?? '',
          operation: name.toLowerCase(),
          parameters: ['arg1', 'arg2', 'arg3'].map((key) => op.attributes.get(key) ?? ''),
          expected: op.text.trim(),
          scale: scale === undefined ? null : Number(scale),
          tolerance: tolerance === undefined ? null : Number(tolerance),
          place: `${caseNumber + 1}.${testNumber + 1}`,
        };
      }),
    ),
  );
}

const childrenOf = (element: Element, name: string) => element.children.filter((one) => one.name === name);
const child = (element: Element, name: string): Element | undefined => childrenOf(element, name)[0];

const entities = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** As much of XML as the format uses: elements, attributes, comments, character data, the five named entities. */
function readXml(xml: string): Element {
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Element[] = [root];
  const markup =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
  let at = 0;
  for (const match of xml.matchAll(markup)) {
    open[open.length - 1].text += plainText(xml.slice(at, match.index));
    at = match.index + match[0].length;
    const [, close, name, attributes, alone] = match;
    if (name === undefined) continue;
    if (close) {
      const closed = open.pop();
      if (closed?.name !== name || open.length === 0) throw new Error(`xml: </${name}> closes ${closed?.name}`);
      continue;
    }
    const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
    open[open.length - 1].children.push(element);
    if (!alone) open.push(element);
  }
  root.text += plainText(xml.slice(at));
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '')
    throw new Error('xml: not one closed element');
  return root.children[0];
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, double, single]) => [
      key,
      plainText(double ?? single),
    ]),
  );
}

function plainText(text: string): string {
  if (text.includes('<')) throw new Error(`xml: bad markup in ${text.trim().slice(0, 40)}`);
  return text.replace(/&(\w+|#\d+);/g, (_, name: string) => {
    const found = name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : entities.get(name);
    if (found === undefined) throw new Error(`xml: unknown entity ${name}`);
    return found;
  });
}

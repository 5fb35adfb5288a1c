/** How a cell looks; the position is the number of its format in `styles.xml`. */
export const cellStyles = [
  'plain',
  'title',
  'head',
  'input',
  'guarded',
  'four-decimals',
  'two-decimals',
  'percent',
  'integer',
  'wrapped',
  'date',
  'faint',
] as const;
export type CellStyle = (typeof cellStyles)[number];

/** One cell: nothing, a text, a number, or a formula with the value it has now. */
export type Cell =
  | null
  | { readonly kind: 'text'; readonly text: string; readonly style?: CellStyle }
  | { readonly kind: 'number'; readonly value: number; readonly style?: CellStyle }
  | {
      readonly kind: 'formula';
      readonly formula: string;
      readonly value: number | string;
      readonly style?: CellStyle;
    };

/** A text; '' and null are an empty cell. */
export const textCell = (text: string | null, style?: CellStyle): Cell =>
  text === null || text === '' ? null : { kind: 'text', text, ...(style ? { style } : {}) };

/** A number; NaN is an empty cell. */
export const numberCell = (value: number, style?: CellStyle): Cell =>
  Number.isFinite(value) ? { kind: 'number', value, ...(style ? { style } : {}) } : null;

/** A formula without its equals sign, and its value now ('' where it shows nothing). */
export const formulaCell = (formula: string, value: number | string, style?: CellStyle): Cell => ({
  kind: 'formula',
  formula,
  value,
  ...(style ? { style } : {}),
});

/** Letters of a column, from 0: A, B, ... Z, AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}

/** The most characters a cell holds. */
const longestText = 32_767;
/** A text that would become a formula if somebody edited the cell. */
const formulaStart = /^[=+\-@\t\r]/;

/**
 * The XML of a row from column A on. Texts are texts whatever they begin with; those that look like a formula are marked so
 * that they stay texts when edited. `cached` false leaves the values of formulas to the program that opens the file.
 */
export function rowXml(number: number, cells: readonly Cell[], cached: boolean): string {
  let xml = `<row r="${number}">`;
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    if (cell !== null) xml += cellXml(`${columnLetters(column)}${number}`, cell, cached);
  }
  return `${xml}</row>`;
}

function cellXml(reference: string, cell: Exclude<Cell, null>, cached: boolean): string {
  switch (cell.kind) {
    case 'number':
      return `<c r="${reference}"${styleOf(cell.style)}><v>${cell.value}</v></c>`;
    case 'text': {
      const style = cell.style ?? (formulaStart.test(cell.text) ? 'guarded' : undefined);
      return `<c r="${reference}"${styleOf(style)} t="inlineStr"><is><t xml:space="preserve">${xmlOf(cell.text.slice(0, longestText))}</t></is></c>`;
    }
    case 'formula': {
      const formula = `<f>${xmlOf(cell.formula)}</f>`;
      if (!cached) return `<c r="${reference}"${styleOf(cell.style)}>${formula}</c>`;
      if (typeof cell.value === 'number')
        return `<c r="${reference}"${styleOf(cell.style)}>${formula}<v>${cell.value}</v></c>`;
      return `<c r="${reference}"${styleOf(cell.style)} t="str">${formula}<v>${xmlOf(cell.value)}</v></c>`;
    }
  }
}

const styleOf = (style: CellStyle | undefined): string =>
  style === undefined || style === 'plain' ? '' : ` s="${cellStyles.indexOf(style)}"`;

/** What may need care in XML; the first look at every text. Everything below a blank is a control character. */
const special = /[&<>\ud800-\udfff\ufffe\uffff]|[^ -\uffff]|_x/;
const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Text between XML tags: what XML cannot hold is written the way spreadsheets do, `_x0001_`; halves of a character become U+FFFD. */
export function xmlOf(text: string): string {
  if (!special.test(text)) return text;
  const pairs = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  return [...pairs.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')]
    .map((character) => {
      const code = character.charCodeAt(0);
      if (isControl(code)) return `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
      return entities.get(character) ?? character;
    })
    .join('');
}

/** What XML 1.0 refuses, and the carriage return, which readers of XML turn into a line feed. */
const isControl = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a) || code === 0xfffe || code === 0xffff;

/** Text between the quotes of an XML attribute. */
export const attributeOf = (text: string): string => xmlOf(text).replaceAll('"', '&quot;');

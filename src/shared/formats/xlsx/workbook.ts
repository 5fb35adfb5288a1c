import { encodePieces, type OutputFile } from '../output.ts';
import { zipPieces } from '../zip-stream.ts';
import { attributeOf, type Cell, columnLetters, rowXml, xmlOf } from './cells.ts';

/** Rows and columns that a sheet can have. */
export const sheetLimits = { rows: 1_048_576, columns: 16_384 } as const;

/** One sheet; its rows are asked for when it is written. */
export interface Sheet {
  /** At most 31 characters, none of \ / ? * [ ] : (see `sheetName`). */
  readonly name: string;
  /** Widths of the first columns, in characters. */
  readonly widths: readonly number[];
  /** Rows and columns that stay in view. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Range with filter buttons, such as "A4:G900". */
  readonly filter?: string | undefined;
  /** Rows from the first on; an empty list leaves a row out. */
  rows(): Iterable<readonly Cell[]>;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Names of ranges, such as ["weight_1", "Criteria!$E$6"]. */
  readonly names: readonly (readonly [name: string, range: string])[];
  /** False leaves the values of formulas out, so that the program that opens the file must compute them. */
  readonly cached: boolean;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * A workbook as the pieces of an .xlsx file (ISO/IEC 29500, SpreadsheetML), streamed row by row. The same workbook gives
 * the same bytes.
 */
export function workbookPieces(workbook: Workbook): Generator<Uint8Array<ArrayBuffer>> {
  const { sheets } = workbook;
  const file = (name: string, texts: () => Iterable<string>): OutputFile => ({
    name,
    pieces: () => encodePieces(texts()),
  });
  return zipPieces([
    file('[Content_Types].xml', () => [contentTypes(sheets)]),
    file('_rels/.rels', () => [relationsXml([['officeDocument', 'xl/workbook.xml']])]),
    file('xl/workbook.xml', () => [workbookXml(workbook)]),
    file('xl/_rels/workbook.xml.rels', () => [
      relationsXml([
        ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ]),
    file('xl/styles.xml', () => [stylesXml]),
    ...sheets.map((sheet, at) =>
      file(`xl/worksheets/sheet${at + 1}.xml`, () => sheetXml(sheet, at === 0, workbook.cached)),
    ),
  ]);
}

/** A name that a sheet may have, unlike those in `taken` (which it is added to). */
export function sheetName(text: string, taken: Set<string>): string {
  const clean =
    text
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet';
  let name = clean;
  for (let again = 2; taken.has(name.toLowerCase()); again++) name = `${clean.slice(0, 27)} ${again}`;
  taken.add(name.toLowerCase());
  return name;
}

function contentTypes(sheets: readonly Sheet[]): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/xl/${path}" ContentType="${spreadsheet}.${type}+xml"/>`;
  const parts = sheets.map((_, at) => part(`worksheets/sheet${at + 1}.xml`, 'worksheet')).join('');
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${parts}</Types>`;
}

function relationsXml(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageRelations}">${list.join('')}</Relationships>`;
}

function workbookXml({ sheets, names, cached }: Workbook): string {
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${attributeOf(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const filters = sheets.flatMap(({ name, filter }, at) =>
    filter === undefined
      ? []
      : [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${xmlOf(`${quoted(name)}!${absolute(filter)}`)}</definedName>`,
        ],
  );
  const defined = [
    ...filters,
    ...names.map(([name, range]) => `<definedName name="${name}">${xmlOf(range)}</definedName>`),
  ];
  const named = defined.length === 0 ? '' : `<definedNames>${defined.join('')}</definedNames>`;
  const compute = cached ? '<calcPr calcId="191029"/>' : '<calcPr calcId="191029" fullCalcOnLoad="1"/>';
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets>${named}${compute}</workbook>`;
}

/** A sheet's name as formulas write it. */
export const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;

const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');

function* sheetXml(sheet: Sheet, selected: boolean, cached: boolean): Generator<string> {
  const { rows: top, columns: left } = sheet.frozen;
  const corner = `${columnLetters(left)}${top + 1}`;
  const pane = left > 0 && top > 0 ? 'bottomRight' : top > 0 ? 'bottomLeft' : 'topRight';
  const frozen =
    top + left === 0
      ? ''
      : `<pane${left > 0 ? ` xSplit="${left}"` : ''}${top > 0 ? ` ySplit="${top}"` : ''} topLeftCell="${corner}" activePane="${pane}" state="frozen"/>`;
  const widths = sheet.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView${selected ? ' tabSelected="1"' : ''} workbookViewId="0">${frozen}</sheetView></sheetViews>`;
  if (widths.length > 0) yield `<cols>${widths.join('')}</cols>`;
  yield '<sheetData>';
  let number = 0;
  for (const cells of sheet.rows()) {
    number++;
    if (cells.length > 0) yield rowXml(number, cells, cached);
  }
  yield `</sheetData>${sheet.filter === undefined ? '' : `<autoFilter ref="${sheet.filter}"/>`}</worksheet>`;
}

/** Formats in the order of `cellStyles`. */
const formats = [
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="0" fontId="2" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
  '<xf numFmtId="0" fontId="0" fillId="3" borderId="1" xfId="0" applyFill="1" applyBorder="1"/>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>',
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
];

const font = (rest: string) => `<font>${rest}<name val="Calibri"/><family val="2"/></font>`;
const fill = (colour: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
const edge = (side: string) => `<${side} style="thin"><color rgb="FFBFC7D0"/></${side}>`;

const stylesXml = `${declaration}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.0000"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="4">${font('<sz val="11"/>')}${font('<b/><sz val="16"/>')}${font('<b/><sz val="11"/>')}${font('<sz val="10"/><color rgb="FF5A6672"/>')}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('E8EDF2')}${fill('FFF6CC')}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${edge('left')}${edge('right')}${edge('top')}${edge('bottom')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  accepted,
  awkwardTexts,
  datasetOf,
  filesOf,
  someAreas,
  someColumns,
  somePoints,
} from '../../../../test/builders/layers-built.ts';
import { hasOffice, recomputed } from '../../../../test/builders/office.ts';
import { hasOgr, ogrinfo } from '../../../../test/builders/ogr.ts';
import { textColumn } from '../../dataset/columns.ts';
import type { Dataset } from '../../dataset/types.ts';
import { columnLetters, xmlOf } from './cells.ts';
import { sheetName } from './workbook.ts';
import { xlsxOutput } from './write-xlsx.ts';

const output = (...datasets: Dataset[]) =>
  accepted(
    xlsxOutput(
      'bok',
      datasets.map((dataset, at) => ({ name: `Lag/${at}`, dataset })),
    ),
  );
const bytes = (...datasets: Dataset[]) => filesOf(output(...datasets))[0].bytes;
const awkward = datasetOf({ kind: 'none', count: awkwardTexts.length }, [textColumn('=A1', awkwardTexts)]);

describe('cells', () => {
  it('count columns in letters', () => {
    expect([0, 25, 26, 51, 701, 702, 16_383].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA', 'XFD']);
  });

  it('hold what XML cannot', () => {
    expect(xmlOf('a\u0001<b>&_x0041_\ud800 😀\r\n')).toBe('a_x0001_&lt;b&gt;&amp;_x005F_x0041_\ufffd 😀_x000D_\n');
  });

  it('are on sheets whose names spreadsheets take', () => {
    const taken = new Set<string>();
    expect(['a/b', 'A:B', '', "'x'".repeat(20)].map((name) => sheetName(name, taken))).toEqual([
      'a b',
      'A B 2',
      'Sheet',
      `x${"''x".repeat(10)}`.slice(0, 31),
    ]);
  });
});

describe('xlsxOutput', () => {
  it('writes texts as texts, never as formulas', () => {
    const sheet = strFromU8(unzipSync(bytes(awkward))['xl/worksheets/sheet1.xml']);
    expect(sheet).not.toContain('<f');
    expect(sheet).toContain(`s="4" t="inlineStr"><is><t xml:space="preserve">=cmd|'/c calc'!A1</t>`);
  });

  it('tells that lines and areas are not in a table', () => {
    expect(output(datasetOf(someAreas, someColumns)).issues).toMatchObject([{ code: 'geometry-not-in-table' }]);
    expect(output(datasetOf(somePoints, someColumns)).issues).toEqual([]);
  });
});

describe.skipIf(!hasOffice)('LibreOffice (skipped where soffice is not installed)', () => {
  it('reads every text, number and date back', () => {
    const sheets = recomputed(bytes(awkward, datasetOf(somePoints, someColumns)));
    expect([...sheets.keys()].sort()).toEqual(['Lag 0', 'Lag 1']);
    expect(sheets.get('Lag 0')!.map(([cell]) => cell)).toEqual(['=A1', ...awkwardTexts]);
    expect(sheets.get('Lag 1')).toMatchObject([
      ['x', 'y', 'navn', 'antall', 'andel', 'dato', 'hoved'],
      ['450000.5', '7350000.25', 'Ærøya', '7', expect.stringMatching(/^0\.3/), '1970-01-01', 'true'],
      ['', '', '', '', '-0.00000015', '', 'false'],
      ['450100', '7350100', 'Guovdageaidnu šžčđŋŧ', '-3', '', '2024-10-04', ''],
    ]);
  }, 60_000);
});

describe.skipIf(!hasOgr)('GDAL reads the workbook (skipped where ogrinfo is not installed)', () => {
  it('finds sheets, types and text', () => {
    const { stdout, stderr } = ogrinfo(output(datasetOf(somePoints, someColumns)), '-oo', 'HEADERS=FORCE');
    expect(stderr).toBe('');
    for (const text of ['Layer name: Lag 0', 'antall: Integer', 'dato: Date', 'šžčđŋŧ']) expect(stdout).toContain(text);
  });
});

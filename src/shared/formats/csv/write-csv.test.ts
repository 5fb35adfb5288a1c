import { describe, expect, it } from 'vitest';
import {
  accepted,
  awkwardTexts,
  datasetOf,
  degrees,
  filesOf,
  someAreas,
  someColumns,
  somePoints,
} from '../../../../test/builders/layers-built.ts';
import { hasOgr, ogrinfo } from '../../../../test/builders/ogr.ts';
import { textColumn } from '../../dataset/columns.ts';
import type { Dataset } from '../../dataset/types.ts';
import { parseCsv } from './parse-csv.ts';
import { csvOutput } from './write-csv.ts';

const text = (dataset: Dataset) =>
  new TextDecoder().decode(filesOf(accepted(csvOutput({ name: 'lag', dataset })))[0].bytes);

describe('csvOutput', () => {
  it('puts x and y first, and leaves cells empty where a value is missing', () => {
    expect(text(datasetOf(somePoints, someColumns)).split('\r\n')).toEqual([
      'x,y,navn,antall,andel,dato,hoved',
      '450000.5,7350000.25,Ærøya,7,0.30000000000000004,1970-01-01,true',
      ',,,,-1.5e-7,,false',
      '450100,7350100,Guovdageaidnu šžčđŋŧ,-3,,2024-10-04,',
      '',
    ]);
    expect(text(datasetOf(somePoints, [], degrees))).toMatch(/^lon,lat\r\n/);
  });

  it('writes lines and areas as well-known text', () => {
    const [, first] = text(datasetOf(someAreas, [])).split('\r\n');
    expect(first).toBe(
      '"MULTIPOLYGON (((450000 7350000, 450100.25 7350000, 450100 7350100, 450000 7350100, 450000 7350000), (450020 7350020, 450020 7350040, 450040 7350040, 450040 7350020, 450020 7350020)), ((450200 7350000, 450250 7350000, 450250 7350050.125, 450200 7350000)))"',
    );
  });

  it('lets no text become a formula, while negative numbers stay numbers', () => {
    const rows = awkwardTexts.length;
    const dataset = datasetOf({ kind: 'none', count: rows }, [
      textColumn("=cmd|'/c calc'!A1", awkwardTexts),
      { type: 'number', name: 'n', values: new Float64Array(rows).fill(-5) },
    ]);
    const [names, ...cells] = parseCsv(text(dataset), ',');
    expect(names[0]).toBe("'=cmd|'/c calc'!A1");
    cells.slice(0, rows).forEach(([cell, number], row) => {
      expect(cell).toMatch(/^[^=+@\t\r-]/);
      expect(cell.replace(/^'(?=[=+@-])/, '')).toBe(awkwardTexts[row]);
      expect(number).toBe('-5');
    });
  });

  it('gives way to a column of the same name as a coordinate', () => {
    const { issues } = accepted(
      csvOutput({ name: 'x', dataset: datasetOf(somePoints, [textColumn('x', ['a', 'b', 'c'])]) }),
    );
    expect(issues).toMatchObject([{ code: 'names-made-unique', details: { names: 'x > x_2' } }]);
  });
});

describe.skipIf(!hasOgr)('GDAL reads the CSV (skipped where ogrinfo is not installed)', () => {
  it('takes the areas from the column wkt', () => {
    const output = accepted(csvOutput({ name: 'lag', dataset: datasetOf(someAreas, someColumns) }));
    const { stdout, stderr } = ogrinfo(output, '-oo', 'GEOM_POSSIBLE_NAMES=wkt');
    expect(stderr).toBe('');
    expect(stdout).toContain('Feature Count: 3');
    expect(stdout).toContain('450250.0 7350050.125');
  });
});

import { describe, expect, it } from 'vitest';
import {
  accepted,
  datasetOf,
  filesOf,
  someAreas,
  someColumns,
  someLines,
} from '../../../../test/builders/layers-built.ts';
import { hasOgr, ogrinfo } from '../../../../test/builders/ogr.ts';
import { unknownCrs } from '../../crs/types.ts';
import { textColumn } from '../../dataset/columns.ts';
import type { Column } from '../../dataset/types.ts';
import { writeShapefile } from './write.ts';
import { shapefileOutput } from './write-layer.ts';

const shapefile = (columns: readonly Column[], crs?: typeof unknownCrs) =>
  shapefileOutput({ name: 'lag', dataset: datasetOf(someLines, columns, crs) });

describe('shapefileOutput', () => {
  it('gives in pieces what the writer in memory gives at once', () => {
    const dataset = datasetOf(someAreas, someColumns);
    const whole = writeShapefile('lag', dataset, { encoding: 'UTF-8', cpg: true, prj: null });
    const streamed = filesOf(accepted(shapefileOutput({ name: 'lag', dataset })));
    for (const { name, bytes } of whole) expect(streamed.find((file) => file.name === name)?.bytes).toEqual(bytes);
    expect(streamed.map((file) => file.name)).toEqual(['lag.shp', 'lag.shx', 'lag.dbf', 'lag.cpg', 'lag.prj']);
  });

  it('tells names that were cut, text that was cut and dates it cannot hold', () => {
    const { issues } = accepted(
      shapefile([
        textColumn('matrikkelnummertekst', ['a', 'b', 'c']),
        textColumn('matrikkelnummer', ['å'.repeat(128), 'b', null]),
        { type: 'date', name: 'gammel', values: Float64Array.of(-800_000, 0, Number.NaN) },
      ]),
    );
    expect(issues).toMatchObject([
      {
        code: 'shapefile-names-shortened',
        details: { count: 2, names: 'matrikkelnummertekst > matrikkeln, matrikkelnummer > matrikke_1' },
      },
      { code: 'shapefile-text-cut', details: { field: 'matrikkelnummer', count: 1 } },
      { code: 'shapefile-dates-left-out', details: { field: 'gammel', count: 1 } },
    ]);
  });

  it('writes no .prj rather than a wrong one, and says so', () => {
    const odd = { ...datasetOf(someLines, []).crs, code: null, definition: '+proj=tmerc +axis=wsu +ellps=GRS80' };
    const output = accepted(shapefile([], odd));
    expect(output.issues).toMatchObject([{ code: 'crs-not-written' }]);
    expect(output.files.map(({ name }) => name)).not.toContain('lag.prj');
    expect(accepted(shapefile([], unknownCrs)).issues).toEqual([]);
  });

  it('refuses what the format cannot hold', () => {
    const many = Array.from({ length: 256 }, (_, at) => textColumn(`f${at}`, ['a', 'b', 'c']));
    expect(shapefile(many)).toMatchObject({ ok: false, reason: { code: 'shapefile-too-wide' } });
    const wide: Column[] = Array.from({ length: 10 }, (_, at) => textColumn(`f${at}`, ['x'.repeat(254), 'b', 'c']));
    const count = 2 ** 20;
    const rows = { kind: 'none', count } as const;
    const columns = wide.map((column): Column => {
      if (column.type !== 'text') throw new Error('text is meant');
      return { ...column, start: new Uint32Array(count + 1).fill(254, 1) };
    });
    expect(shapefileOutput({ name: 'lag', dataset: datasetOf(rows, columns) })).toMatchObject({
      ok: false,
      reason: { code: 'shapefile-too-large', details: { file: 'lag.dbf', megabytes: 2542 } },
    });
  });
});

describe.skipIf(!hasOgr)('GDAL reads the shapefile (skipped where ogrinfo is not installed)', () => {
  it('finds features, text, the CRS, and complains of nothing', () => {
    const { stdout, stderr } = ogrinfo(
      accepted(shapefileOutput({ name: 'lag', dataset: datasetOf(someAreas, someColumns) })),
    );
    expect(stderr).toBe('');
    for (const text of [
      'Feature Count: 3',
      'ID["EPSG",25833]]\nData axis',
      'navn (String) = Guovdageaidnu šžčđŋŧ',
      'antall (Integer) = (null)',
      'dato (Date) = 2024/10/04',
    ])
      expect(stdout).toContain(text);
  });
});

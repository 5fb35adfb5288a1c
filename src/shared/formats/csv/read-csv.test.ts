import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryLayers } from '../../../../test/builders/arbitrary-layers.ts';
import { accepted, readBack } from '../../../../test/builders/layers-built.ts';
import { shapesOf } from '../../../../test/builders/plain-layers.ts';
import { codes, columnValues, featuresWith, readBuilt, readLayer } from '../../../../test/builders/read-built.ts';
import { hasSeveralParts } from '../output.ts';
import { csvOutput } from './write-csv.ts';

describe('tables as statistics offices write them', () => {
  it('reads a title above, remarks below, thousands, decimal commas and signs for what is missing', async () => {
    const text = [
      '"06913: Befolkning 1. januar, etter region, statistikkvariabel og år"',
      '',
      '"region";"Folkemengde 2023";"Vekst";"Døde";"Kode"',
      '"1804 Bodø";"52 803";"1,25";"..";"1804"',
      '"1833 Rana";"26\u00a0092";"\u22120,5";":";"0301"',
      '"1834 Lurøy";"1 890";"-";"12";"1834"',
      '',
      'Kilde: Statistisk sentralbyrå',
    ].join('\r\n');
    const layer = await readLayer({ 'a.csv': `\uFEFF${text}` });
    expect(layer.dataset.columns.map(({ name }, at) => [name, columnValues(layer, at)])).toEqual([
      ['region', ['1804 Bodø', '1833 Rana', '1834 Lurøy']],
      ['Folkemengde 2023', [52_803, 26_092, 1890]],
      ['Vekst', [1.25, -0.5, null]],
      ['Døde', [null, null, 12]],
      ['Kode', ['1804', '0301', '1834']],
    ]);
    expect([...codes(layer)].sort()).toEqual([
      'csv-lines-above',
      'csv-lines-below',
      'csv-missing-signs',
      'csv-missing-signs',
      'csv-thousands',
      'csv-without-coordinates',
    ]);
  });

  it('takes commas in a title for no columns, and keeps signs among words', async () => {
    const layer = await readLayer({
      'a.csv': 'Folkmängd, efter region, år och kön\n\nregion\tantal\n0180\t-\n1480\t..\n',
    });
    expect(layer.dataset.columns.map(({ name }) => name)).toEqual(['region', 'antal']);
    expect(columnValues(layer, 1)).toEqual(['-', '..']);
  });

  it('keeps a last row that lacks its cells, and a table of one column', async () => {
    expect(columnValues(await readLayer({ 'a.csv': 'a;b\n1;2\n3;\n' }))).toEqual([1, 3]);
    expect(columnValues(await readLayer({ 'a.csv': 'navn\nBodø\nRana\n' }))).toEqual(['Bodø', 'Rana']);
  });

  it('does not take numbers apart by a comma that parts cells', async () => {
    const layer = await readLayer({ 'a.csv': 'a,b\n"1 234,5",1 234\n"2 000,1",5\n' });
    expect(columnValues(layer, 0)).toEqual(['1 234,5', '2 000,1']);
    expect(columnValues(layer, 1)).toEqual([1234, 5]);
  });
});

describe('a column of well-known text', () => {
  it('is read back as it was written', async () => {
    const layers = arbitraryLayers.filter(
      ({ geometry }) =>
        geometry.kind !== 'none' && geometry.xy.length > 0 && (geometry.kind !== 'points' || hasSeveralParts(geometry)),
    );
    await fc.assert(
      fc.asyncProperty(layers, async (dataset) => {
        const [layer, ...more] = await readBack(accepted(csvOutput({ name: 'lag', dataset })), { crs: 'EPSG:25833' });
        expect(more).toEqual([]);
        expect(layer.dataset.geometry).toEqual(dataset.geometry);
        expect(layer.dataset.crs.code).toBe('EPSG:25833');
      }),
      { numRuns: 60, seed: 20_290 },
    );
  }, 60_000);

  it('may have heights, any kind of geometry, a number of its CRS, and damage', async () => {
    const outcome = await readBuilt({
      'a.csv': [
        'id;geom',
        '1;SRID=25833;POINT Z (1 2 3)',
        '"2";"SRID=25833;MULTIPOINT (1 2, (3 4))"',
        '3;POINT EMPTY',
        '4;LINESTRINGZM(0 0 1 2,1 1 1 2)',
        '5;POLYGON ((0 0, 4 0, 4 4, 0 0), (1 1)',
        '6;POINT (a b)',
        '7;CIRCULARSTRING (0 0, 1 1, 2 0)',
        '8;',
      ]
        .join('\n')
        .replace('1;SRID=25833;POINT Z (1 2 3)', '1;"SRID=25833;POINT Z (1 2 3)"'),
    });
    const layers = outcome.ok ? outcome.value : [];
    expect(layers.map(({ name, dataset }) => [name, dataset.crs.code, shapesOf(dataset.geometry)])).toEqual([
      ['a-points', 'EPSG:25833', [[1, 2], [1, 2, 3, 4], [], [], [], [], []]],
      ['a-lines', 'EPSG:25833', [[[0, 0, 1, 1]]]],
    ]);
    expect(columnValues(layers[0])).toEqual([1, 2, 3, 5, 6, 7, 8]);
    expect(featuresWith(layers[0], 'geometry-lost')).toEqual([5, 6, 7]);
  });

  it('stays a text where it is none', async () => {
    const layer = await readLayer({ 'a.csv': 'geom,n\nhus,1\n' });
    expect(layer.dataset.geometry.kind).toBe('none');
    expect(columnValues(layer)).toEqual(['hus']);
  });
});

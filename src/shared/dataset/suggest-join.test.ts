import { describe, expect, it } from 'vitest';
import { datasetOf, somePoints } from '../../../test/builders/layers-built.ts';
import { textColumn } from './columns.ts';
import { suggestJoin } from './suggest-join.ts';
import type { Column } from './types.ts';

const numbers = (name: string, ...values: number[]): Column => ({
  type: 'number',
  name,
  values: Float64Array.from(values),
});
const layer = (...columns: Column[]) => datasetOf(somePoints, columns);
const table = (count: number, ...columns: Column[]) => datasetOf({ kind: 'none', count }, columns);

describe('suggestJoin', () => {
  it('finds the fields whose values meet, whatever they are called, also numbers and codes with zeros', () => {
    const districts = layer(numbers('areal', 1.5, 2, 3), textColumn('krets', ['0101', '0102', '0199']));
    const people = table(3, numbers('folk', 1200, 300, 4), numbers('region', 102, 101, 105));
    expect(suggestJoin(districts, people)).toEqual({ key: 'region', to: 'krets', by: 'value', matched: 2 / 3 });
  });

  it('takes the field of the same name where serial numbers would do as well', () => {
    const districts = layer(numbers('objid', 1, 2, 3), numbers('Nr', 1, 2, 3));
    expect(suggestJoin(districts, table(3, numbers('nr', 3, 2, 1)))).toMatchObject({ key: 'nr', to: 'Nr' });
  });

  it('prefers keys that come once and name little else', () => {
    const districts = layer(numbers('lop', 1, 2, 3), textColumn('navn', ['Mo', 'Selfors', 'Ytteren']));
    const rows = table(
      9,
      numbers('rad', 1, 2, 3, 4, 5, 6, 7, 8, 9),
      textColumn('krets', ['Mo', 'Selfors', 'Ytteren', 'a', 'b', 'c', null, null, null]),
      textColumn('alle', ['Mo', 'Mo', 'Mo', 'Selfors', 'Selfors', 'Selfors', 'Ytteren', 'Ytteren', 'Ytteren']),
    );
    expect(suggestJoin(districts, rows)).toMatchObject({ key: 'krets', to: 'navn', matched: 1 });
  });

  it('compares the codes that values begin with only where these give many more matches', () => {
    const codes = ['0301', '1103', '1804', '1833', '1806', '3201'];
    const municipalities = datasetOf({ kind: 'none', count: 6 }, [textColumn('kommunenummer', codes)]);
    const named = table(
      6,
      textColumn(
        'region',
        codes.map((code) => `${code} Sted`),
      ),
      numbers('folk', 1, 2, 3, 4, 5, 6),
    );
    expect(suggestJoin(municipalities, named)).toEqual({ key: 'region', to: 'kommunenummer', by: 'code', matched: 1 });
    const lettered = table(
      6,
      textColumn(
        'region',
        codes.map((code) => `K-${code}`),
      ),
    );
    expect(suggestJoin(municipalities, lettered)).toMatchObject({ by: 'code', matched: 1 });
    const plain = table(6, textColumn('region', codes));
    expect(suggestJoin(municipalities, plain)).toMatchObject({ by: 'value', matched: 1 });
  });

  it('says nothing where nothing meets', () => {
    expect(suggestJoin(layer(textColumn('a', ['x', 'y', 'z'])), table(1, textColumn('a', ['q'])))).toBeNull();
    expect(suggestJoin(layer(), table(0))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { codes, columnValues, featuresWith, readLayer, refusal } from '../../../../test/builders/read-built.ts';
import { type BuiltField, buildDbf, damaged } from '../../../../test/builders/shapefile-builder.ts';

const one = async (field: BuiltField, cells: readonly (string | Uint8Array)[], lie = {}) =>
  readLayer({
    'a.dbf': buildDbf(
      [field],
      cells.map((cell) => ({ cells: [cell] })),
      lie,
    ),
  });

describe('cells', () => {
  it('reads numbers, and tells those that are none', async () => {
    const layer = await one({ name: 'n', type: 'N', width: 8, decimals: 2 }, [
      '1.50',
      '-2',
      '3,25',
      '',
      '****',
      'abc',
      '1e3',
    ]);
    expect(columnValues(layer)).toEqual([1.5, -2, 3.25, null, null, null, 1000]);
    expect(featuresWith(layer, 'number-unreadable')).toEqual([6]);
    expect(featuresWith(layer, 'number-overflow')).toEqual([5]);
  });

  it('keeps whole numbers beyond 2^53 digit by digit', async () => {
    const layer = await one({ name: 'id', type: 'N', width: 19 }, ['1234567890123456789', '12']);
    expect(columnValues(layer)).toEqual(['1234567890123456789', '12']);
    expect(codes(layer)).toContain('integers-as-text');
    const exact = await one({ name: 'id', type: 'N', width: 19 }, ['9007199254740991']);
    expect(columnValues(exact)).toEqual([9007199254740991]);
  });

  it('reads dates and keeps missing ones missing', async () => {
    const layer = await one({ name: 'd', type: 'D', width: 8 }, [
      '20240229',
      '19691231',
      '        ',
      '00000000',
      '20230229',
      '20241301',
    ]);
    expect(columnValues(layer)).toEqual(['2024-02-29', '1969-12-31', null, null, null, null]);
    expect(featuresWith(layer, 'date-unreadable')).toEqual([5]);
  });

  it('reads logicals', async () => {
    const layer = await one({ name: 'l', type: 'L', width: 1 }, ['T', 'y', 'F', 'n', '?', ' ', 'x']);
    expect(columnValues(layer)).toEqual([true, true, false, false, null, null, null]);
    expect(featuresWith(layer, 'logical-unreadable')).toEqual([7]);
  });

  it('reads text as it is, without the padding', async () => {
    const layer = await one({ name: 't', type: 'C', width: 30 }, [
      '  two  words  ',
      '',
      '\0\0\0',
      'a\0b',
      '<b>x</b>',
      '=1+1',
    ]);
    expect(columnValues(layer)).toEqual(['two  words', null, null, 'a', '<b>x</b>', '=1+1']);
  });

  it('reads the binary fields of FoxPro and says that memos are not read', async () => {
    const bytes = (write: (view: DataView) => void) => {
      const view = new DataView(new ArrayBuffer(8));
      write(view);
      return new Uint8Array(view.buffer);
    };
    const layer = await readLayer({
      'a.dbf': buildDbf(
        [
          { name: 'i', type: 'I', width: 4 },
          { name: 'b', type: 'B', width: 8 },
          { name: 'y', type: 'Y', width: 8 },
          { name: 't', type: 'T', width: 8 },
          { name: 'm', type: 'M', width: 4 },
        ],
        [
          {
            cells: [
              bytes((view) => view.setInt32(0, -5, true)).subarray(0, 4),
              bytes((view) => view.setFloat64(0, 2.5, true)),
              bytes((view) => view.setBigInt64(0, -12345n, true)),
              bytes((view) => view.setInt32(0, 2_440_588, true)),
              'abcd',
            ],
          },
        ],
        { version: 0x30 },
      ),
    });
    expect([0, 1, 2, 3, 4].map((column) => columnValues(layer, column)[0])).toEqual([
      -5,
      2.5,
      -1.2345,
      '1970-01-01',
      null,
    ]);
    expect(codes(layer)).toContain('memo-not-read');
  });

  it('keeps hostile and repeated field names as data', async () => {
    const fields = ['__proto__', 'constructo', 'toString', 'a', 'a', '<img src=x'].map((name) => ({
      name,
      type: 'C',
      width: 3,
    }));
    const layer = await readLayer({ 'a.dbf': buildDbf(fields, [{ cells: ['1', '2', '3', '4', '5', '6'] }]) });
    expect(layer.dataset.columns.map((column) => column.name)).toEqual(fields.map((field) => field.name));
    expect(fields.map((_, column) => columnValues(layer, column)[0])).toEqual(['1', '2', '3', '4', '5', '6']);
  });
});

describe('headers that lie', () => {
  const fields = [
    { name: 'a', type: 'C', width: 4 },
    { name: 'b', type: 'N', width: 4 },
  ];
  const rows = Array.from({ length: 5 }, (_, row) => ({ cells: [`r${row}`, String(row)] }));
  const expected = ['r0', 'r1', 'r2', 'r3', 'r4'];

  it.each([
    ['header of 0 bytes', { headerLength: 0 }],
    ['header of 65535 bytes', { headerLength: 65_535 }],
    ['header too short', { headerLength: 40 }],
    ['rows of 0 bytes', { rowLength: 0 }],
    ['rows too long', { rowLength: 60_000 }],
    ['rows too short', { rowLength: 2 }],
  ])('%s', async (_, lie) => {
    const layer = await readLayer({ 'a.dbf': buildDbf(fields, rows, lie) });
    expect(columnValues(layer)).toEqual(expected);
    expect(columnValues(layer, 1)).toEqual([0, 1, 2, 3, 4]);
    expect(codes(layer)).toContain('dbf-header-mended');
  });

  it('never allocates for rows that are not there', async () => {
    const layer = await readLayer({ 'a.dbf': buildDbf(fields, rows, { rows: 0xffffffff }) });
    expect(columnValues(layer)).toEqual(expected);
    expect(codes(layer)).toContain('dbf-truncated');
  });

  it('costs little when thousands of fields are empty', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => ({ name: `f${at}`, type: 'N', width: 0 }));
    const bytes = buildDbf(many, []);
    const long = new Uint8Array(bytes.length + 2_000_000).fill(0x20);
    long.set(bytes.subarray(0, bytes.length - 1));
    const before = process.memoryUsage().arrayBuffers;
    const layer = await readLayer({ 'a.dbf': long });
    expect(layer.dataset.columns).toHaveLength(2000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });

  it('reads whole rows of a file cut anywhere', async () => {
    const whole = buildDbf(fields, rows);
    for (let size = 97; size < whole.length; size++) {
      const count = Math.min(5, Math.floor((size - 97) / 9));
      expect(columnValues(await readLayer({ 'a.dbf': whole.slice(0, size) })), String(size)).toEqual(
        expected.slice(0, count),
      );
    }
  });

  it('refuses what is no table', async () => {
    expect(await refusal({ 'a.dbf': '' })).toBe('file-empty');
    expect(await refusal({ 'a.dbf': 'x' })).toBe('dbf-not-a-table');
    expect(await refusal({ 'a.dbf': '<!DOCTYPE html><html><body>404 Not Found</body></html>' })).toBe(
      'dbf-not-a-table',
    );
    expect(await refusal({ 'a.shx': 'x', 'a.dbf': buildDbf(fields, rows) })).toBe('shp-missing');
  });
});

describe('encodings', () => {
  const cell = Uint8Array.from([0x42, 0x6f, 0x64, 0xf8]);
  const text = { name: 't', type: 'C', width: 8 };
  const read = async (bytes: Uint8Array, extra: Record<string, string> = {}, options = {}, languageByte = 0) => {
    const layer = await readLayer(
      { 'a.dbf': buildDbf([text], [{ cells: [bytes] }], { languageByte }), ...extra },
      options,
    );
    return { value: columnValues(layer)[0], ...layer.encoding, codes: codes(layer) };
  };
  const utf8 = new TextEncoder().encode('Bodø');

  it('believes the person first, then .cpg, then the language byte', async () => {
    expect(await read(cell, { 'a.cpg': 'UTF-8' }, { encoding: 'latin1' }, 0x66)).toMatchObject({
      value: 'Bodø',
      name: 'ISO-8859-1',
      source: 'user',
    });
    expect(await read(cell, { 'a.cpg': '8859_1' }, {}, 0x66)).toMatchObject({
      value: 'Bodø',
      name: 'ISO-8859-1',
      source: 'cpg',
    });
    const dos = Uint8Array.from([0x42, 0x6f, 0x64, 0x9b]);
    for (const [languageByte, name, value] of [
      [0x66, 'CP865', 'Bodø'],
      [0x02, 'CP850', 'Bodø'],
      [0x01, 'CP437', 'Bod¢'],
      [0xc8, 'windows-1250', 'Bod›'],
    ] as const) {
      expect(await read(dos, {}, {}, languageByte)).toMatchObject({ value, name, source: 'language-byte' });
    }
  });

  it('guesses, and says so', async () => {
    expect(await read(cell)).toMatchObject({
      value: 'Bodø',
      name: 'windows-1252',
      source: 'guess',
      codes: ['encoding-guessed'],
    });
    expect(await read(utf8)).toMatchObject({
      value: 'Bodø',
      name: 'UTF-8',
      source: 'guess',
      codes: ['encoding-guessed'],
    });
    expect(await read(utf8.subarray(0, 3))).toMatchObject({ value: 'Bod', source: 'none', codes: [] });
  });

  it('mends declarations that the text contradicts', async () => {
    expect(await read(cell, { 'a.cpg': 'UTF-8' })).toMatchObject({
      value: 'Bodø',
      name: 'windows-1252',
      codes: ['encoding-not-utf8'],
    });
    expect(await read(utf8, { 'a.cpg': 'ANSI 1252' })).toMatchObject({
      value: 'Bodø',
      name: 'UTF-8',
      codes: ['encoding-is-utf8'],
    });
    expect(await read(cell, { 'a.cpg': '<html>404</html>' }, {}, 0x57)).toMatchObject({
      value: 'Bodø',
      name: 'ISO-8859-1',
      codes: ['cpg-not-understood'],
    });
    expect(await read(cell, {}, { encoding: 'klingon' })).toMatchObject({
      value: 'Bodø',
      codes: ['encoding-unknown', 'encoding-guessed'],
    });
  });

  it('leaves out half a character at the end of a full field', async () => {
    const layer = await readLayer({
      'a.dbf': buildDbf([{ ...text, width: 5 }], [{ cells: [new TextEncoder().encode('øåæ')] }]),
      'a.cpg': 'UTF-8',
    });
    expect(columnValues(layer)).toEqual(['øå']);
  });

  it('reads East Asian text', async () => {
    expect(await read(Uint8Array.from([0xbc, 0xf2, 0xcc, 0xe5]), { 'a.cpg': '936' })).toMatchObject({
      value: '简体',
      name: 'GBK',
    });
  });

  it('decodes field names too', async () => {
    const name = new TextEncoder().encode('høyde');
    const layer = await readLayer({ 'a.dbf': buildDbf([{ ...text, name }], [{ cells: ['x'] }]), 'a.cpg': 'UTF-8' });
    expect(layer.dataset.columns[0].name).toBe('høyde');
    expect(codes(await readLayer({ 'a.dbf': damaged(buildDbf([text], [{ cells: ['x'] }]), 32, 0xf8) }))).toContain(
      'encoding-guessed',
    );
  });
});

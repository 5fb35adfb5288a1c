import { describe, expect, it } from 'vitest';
import { codes, columnValues, readBuilt, readLayer, refusal } from '../../../../test/builders/read-built.ts';
import { featureCount } from '../../geometry/types.ts';
import type { ByteSource } from '../../lib/byte-source.ts';
import { blockSize } from '../byte-window.ts';
import { readFiles } from '../read-files.ts';

const point = (n: number, properties: object = { n }) =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [n, 1] } });

async function problemOf(text: string) {
  const outcome = await readBuilt({ 'a.geojson': text });
  if (outcome.ok) throw new Error('was read');
  return outcome.reason;
}

describe('GeoJSON feature by feature', () => {
  it('takes crs, type and name wherever they stand, and a byte order mark', async () => {
    const crs = '"crs":{"type":"name","properties":{"name":"EPSG:25833"}}';
    const rest = '"type":"FeatureCollection","name":"a\\"]}"';
    for (const text of [
      `{${rest},${crs},"features":[${point(1)}]}`,
      `{"features":[${point(1)}],${crs},${rest}}`,
      `\uFEFF { "features" : [ ${point(1)} ] , ${rest} , ${crs} } \n`,
    ]) {
      const layer = await readLayer({ 'a.geojson': text });
      expect(layer.dataset.crs.code).toBe('EPSG:25833');
      expect(columnValues(layer)).toEqual([1]);
    }
  });

  it('reads objects one a line, with or without record separators', async () => {
    for (const between of ['\n', '\r\n', '\n\u001e', '']) {
      const text = between === '\n\u001e' ? '\u001e' : '';
      const layer = await readLayer({ 'a.geojsonl': text + [1, 2, 3].map((n) => point(n)).join(between) });
      expect(columnValues(layer)).toEqual([1, 2, 3]);
    }
  });

  it('is not led astray by brackets, quotes and backslashes in texts', async () => {
    const texts = ['}]', '"', '\\', '\\"', '{"', 'a\\\\"b', '\\\\'];
    const text = texts.map((one, n) => point(n, { text: one })).join(',');
    expect(columnValues(await readLayer({ 'a.geojson': `{"type":"FeatureCollection","features":[${text}]}` }))).toEqual(
      texts,
    );
  });

  it.each([
    ['{"type":"FeatureCollection","features":[', 40],
    ['{"type":"FeatureCollection","features":[{"a":1},]}', 48],
    ['{"type":"FeatureCollection","features":[{"a":"x]}', 49],
    ['{"type":"FeatureCollection" "features":[]}', 28],
    ['{"type":"FeatureCollection","features":[{"a":nul}]}', 40],
    ['{"type":"FeatureCollection","features":[]} x', 43],
    ['{7:1}', 1],
  ])('%s breaks at byte %d', async (text, byte) => {
    expect(await problemOf(text)).toMatchObject({ code: 'geojson-invalid-json', details: { byte } });
  });

  it('refuses JSON that is no GeoJSON', async () => {
    for (const text of ['[]', '7', '"a"', '{}', '{"type":"Topology","features":[]}', '{"type":"FeatureCollection"}'])
      expect(await refusal({ 'a.geojson': text })).toBe('geojson-not-geojson');
  });

  it('reads texts in windows-1252 and UTF-16', async () => {
    const text = `{"type":"FeatureCollection","features":[${point(1, { navn: 'Bodø' })}]}`;
    const narrow = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const wide = new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (sign) => sign.charCodeAt(0)).buffer);
    const layers = [await readLayer({ 'a.geojson': narrow }), await readLayer({ 'a.geojson': wide })];
    for (const layer of layers) expect(columnValues(layer)).toEqual(['Bodø']);
    expect(layers.map(({ encoding }) => encoding)).toEqual([
      { name: 'windows-1252', source: 'guess' },
      { name: 'UTF-16', source: 'format' },
    ]);
    expect(codes(layers[0])).toContain('encoding-guessed');
  });

  it('reads features that lie across the ends of blocks, also one longer than a block', async () => {
    const blanks = (count: number) => ' '.repeat(count);
    const long = point(2).replace('"n":2', `"n":2${blanks(blockSize + 70_000)}`);
    const text = `{"type":"FeatureCollection","features":[${point(1)}${blanks(blockSize - 150)},${long},${point(3)}]}`;
    expect(columnValues(await readLayer({ 'a.geojson': text }))).toEqual([1, 2, 3]);
  });
});

const encoder = new TextEncoder();

/** A collection of `count` features of 1,000 bytes with 30 vertices each, made as it is read. */
function madeCollection(count: number) {
  const head = encoder.encode('{"type":"FeatureCollection","features":[\n'.padEnd(1000));
  const tail = encoder.encode(']}');
  const ring = Array.from({ length: 30 }, (_, at) => `[${(10 + Math.cos(at / 5)).toFixed(6)},${60 + at / 100}]`);
  const made = `{"type":"Feature","properties":{"id":"#########"},"geometry":{"type":"LineString","coordinates":[${ring}]}}`;
  const record = encoder.encode(`${made.padEnd(998)},\n`);
  const place = made.indexOf('#');
  const size = 1000 * (count + 1) + tail.length;
  const asked = { most: 0 };
  const put = (bytes: Uint8Array, start: number, piece: Uint8Array, at: number) => {
    const from = Math.max(0, start - at);
    const to = Math.min(piece.length, start + bytes.length - at);
    if (to > from) bytes.set(piece.subarray(from, to), at + from - start);
  };
  const read = async (start: number, end: number) => {
    const bytes = new Uint8Array(Math.min(end, size) - start);
    asked.most = Math.max(asked.most, bytes.length);
    put(bytes, start, head, 0);
    for (let n = Math.max(0, Math.floor(start / 1000) - 1); n < count && 1000 * (n + 1) < start + bytes.length; n++) {
      for (let digit = 8, rest = n; digit >= 0; digit--, rest = Math.floor(rest / 10))
        record[place + digit] = 0x30 + (rest % 10);
      if (n === count - 1) record[998] = 0x20;
      put(bytes, start, record, 1000 * (n + 1));
    }
    put(bytes, start, tail, size - tail.length);
    return bytes;
  };
  return { source: { name: 'large.geojson', size, read } satisfies ByteSource, asked };
}

it('reads what no string could hold, by blocks', async () => {
  const count = Number(process.env.GEOJSON_FEATURES ?? 620_000);
  const { source, asked } = madeCollection(count);
  expect(source.size).toBeGreaterThan(536_870_912);
  let done = 0;
  const progress = { progress: (now: number) => (done = now), cancelled: () => false };
  const outcome = await readFiles([source], {}, progress);
  if (!outcome.ok) throw new Error(outcome.reason.code);
  const [{ dataset }] = outcome.value;
  const { heapUsed } = process.memoryUsage();
  expect(featureCount(dataset.geometry)).toBe(count);
  expect(dataset.geometry.kind !== 'none' && dataset.geometry.xy.length).toBe(60 * count);
  expect(columnValues(outcome.value[0]).at(-1)).toBe(String(count - 1).padStart(9, '0'));
  expect(asked.most).toBeLessThanOrEqual(2 * blockSize);
  expect(done).toBe(source.size);
  // The columns lie outside of the heap; of the features nothing is kept.
  expect(heapUsed).toBeLessThan(400_000_000);
}, 300_000);

it('stops where it is told to', async () => {
  const { source } = madeCollection(100_000);
  let polls = 0;
  const outcome = await readFiles([source], {}, { progress: () => undefined, cancelled: () => ++polls > 3 });
  expect(outcome).toMatchObject({ ok: false, reason: { code: 'read-cancelled' } });
});

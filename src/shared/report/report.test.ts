import { describe, expect, it } from 'vitest';
import { aCriterion, aProfile, measuresOf, numberResult } from '../../../test/builders/profiles.ts';
import { unknownCrs } from '../crs/types.ts';
import { csvText } from '../formats/csv/write-csv.ts';
import { asId } from '../lib/id.ts';
import { createRandom } from '../lib/random.ts';
import { prepareScores } from '../scoring/prepare.ts';
import { scorePlots } from '../scoring/score.ts';
import { inChunks } from './chunks.ts';
import { scoreRamp } from './colours.ts';
import { CsvWriter } from './csv-writer.ts';
import { mapDrawing } from './map-drawing.ts';
import { featureOnPaper, fitFrame } from './map-frame.ts';
import { printNumber } from './numbers.ts';
import { rankingGeoJson } from './ranking-geojson.ts';
import { drawingSvg, xmlText } from './svg.ts';

describe('printed numbers', () => {
  it('have 12 significant digits, so that the last bits of a sine do not show', () => {
    expect(printNumber(0.1 + 0.2)).toBe('0.3');
    expect(printNumber(1234.567890123456)).toBe('1234.56789012');
    expect(printNumber(-0)).toBe('0');
    expect(printNumber(1e-20)).toBe('1e-20');
    expect(printNumber(123456789012345)).toBe('123456789012000');
  });

  it('print what is no number as null', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(printNumber)).toEqual(['null', 'null']);
  });
});

describe('CSV text', () => {
  it('cannot become a formula', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) expect(csvText(text)).toMatch(/^"?'/);
    expect(csvText('12/4 -b')).toBe('12/4 -b');
  });

  it('is quoted where RFC 4180 asks for it', () => {
    expect(csvText('a,b')).toBe('"a,b"');
    expect(csvText('say "no"')).toBe('"say ""no"""');
    expect(csvText('two\nlines')).toBe('"two\nlines"');
    expect(csvText('Øvre Å')).toBe('Øvre Å');
  });
});

describe('SVG', () => {
  it('keeps names from files as text', () => {
    expect(xmlText('<script>"&\u0000')).toBe('&lt;script&gt;&quot;&amp;');
    const drawing = { width: 10, height: 10, title: '</title><script>', description: '', shapes: [] };
    expect([...drawingSvg(drawing)].join('')).not.toContain('<script>');
  });

  it('draws holes by the even-odd rule and patterns by reference', () => {
    const rings = [
      [0, 0, 9, 0, 9, 9],
      [1, 1, 2, 1, 2, 2],
    ];
    const shape = {
      kind: 'path',
      rings,
      closed: true,
      fill: { pattern: 'hatch' },
      stroke: null,
      strokeWidth: 0,
    } as const;
    const svg = [...drawingSvg({ width: 10, height: 10, title: 't', description: 'd', shapes: [shape] })].join('');
    expect(svg).toContain('d="M0 0L9 0L9 9ZM1 1L2 1L2 2Z" fill="url(#hatch)" fill-rule="evenodd"');
  });
});

describe('the map frame', () => {
  const paper = { left: 10, top: 20, width: 200, height: 100 };

  it('fits the extent at a round scale', () => {
    const frame = fitFrame([0, 0, 1900, 900], 1, paper);
    expect(frame.scale).toBe(10_000);
    expect(frame.millimetresPerUnit).toBeCloseTo(0.1, 12);
  });

  it('knows that a foot is not a metre', () => {
    expect(fitFrame([0, 0, 1800, 900], 0.3048, paper).scale).toBe(3000);
  });

  it('puts the middle of the extent in the middle of the paper, north up', () => {
    const frame = fitFrame([0, 0, 1000, 500], 1, paper);
    const geometry = {
      kind: 'points',
      xy: new Float64Array([500, 250, 500, 350]),
      featureStart: new Uint32Array([0, 1, 2]),
    } as const;
    expect(featureOnPaper(geometry, 0, frame)).toEqual([[110, 70]]);
    expect(featureOnPaper(geometry, 1, frame)[0][1]).toBeLessThan(70);
  });

  it('leaves out what lies outside, and vertices closer than a dot', () => {
    const frame = fitFrame([0, 0, 1000, 500], 1, paper);
    const far = { kind: 'points', xy: new Float64Array([9e6, 9e6]), featureStart: new Uint32Array([0, 1]) } as const;
    expect(featureOnPaper(far, 0, frame)).toEqual([]);
    const xy = new Float64Array([100, 100, 100.001, 100, 400, 100]);
    const line = {
      kind: 'lines',
      xy,
      featureStart: new Uint32Array([0, 1]),
      pathStart: new Uint32Array([0, 3]),
    } as const;
    expect(featureOnPaper(line, 0, frame)[0].length).toBe(4);
  });
});

describe('the score map', () => {
  it('grows darker with the score, so that it reads without colour', () => {
    const lightness = scoreRamp.map((hex) => {
      const [r, g, b] = [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    for (let at = 1; at < lightness.length; at++) expect(lightness[at - 1] / lightness[at]).toBeGreaterThan(1.2);
  });

  it('has the classes and the legend of the window', () => {
    const profile = aProfile([aCriterion('c', { exclude: { below: 1 } })]);
    const measures = measuresOf(profile, { c: numberResult([40, 95, 52, null, 0]) });
    const square = (x: number) => [x, 0, x, 9, x + 9, 9, x + 9, 0];
    const geometry = {
      kind: 'polygons',
      xy: Float64Array.from([0, 10, 20, 30, 40].flatMap(square)),
      featureStart: Uint32Array.of(0, 1, 2, 3, 4, 5),
      partStart: Uint32Array.of(0, 1, 2, 3, 4, 5),
      ringStart: Uint32Array.of(0, 4, 8, 12, 16, 20),
    } as const;
    const dataset = { id: asId<'dataset'>('d'), crs: { ...unknownCrs, metresPerUnit: 1 }, geometry, columns: [] };
    const plots = { dataset, count: 5, id: String, label: String };
    const prepared = prepareScores(profile, measures, plots);
    const scores = scorePlots(prepared);
    const classes = { limits: [30, 40, 50, 60, 70, 80, 90, 100] };
    const { shapes } = mapDrawing({ profile, prepared, scores, classes }, plots, [], 'title', 'sv');
    const drawn = [...shapes];
    const fills = drawn.flatMap((shape) => (shape.kind === 'path' && shape.strokeWidth === 0.05 ? [shape.fill] : []));
    expect(fills).toEqual([
      { colour: scoreRamp[1] },
      { colour: scoreRamp[6] },
      { colour: scoreRamp[2] },
      { pattern: 'dots' },
      { pattern: 'hatch' },
    ]);
    const words = drawn.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    expect(words).toEqual(expect.arrayContaining(['över 90', '50 till 60', 'under 40']));
  });
});

it('chunks keep every piece and bound the size of a string', () => {
  const pieces = Array.from({ length: 5000 }, (_, at) => `piece ${at};`);
  const chunks = [...inChunks(pieces)];
  expect(chunks.join('')).toBe(pieces.join(''));
  expect(chunks.length).toBe(1);
  expect([...inChunks(Array.from({ length: 3 }, () => 'x'.repeat(70_000)))].length).toBe(3);
});

describe('the fast way of printing numbers', () => {
  it('gives the digits of toPrecision, but for ties at the 13th digit', () => {
    const random = createRandom(5);
    for (let n = 0; n < 20_000; n++) {
      const value = (random.next() - 0.5) * 10 ** random.between(-9, 11);
      const slow = Number(value.toPrecision(12));
      const printed = Number(printNumber(value));
      expect(Math.abs(printed - slow), String(value)).toBeLessThanOrEqual(Math.abs(slow) * 1.01e-11);
      expect(
        printNumber(value)
          .replace(/e.*|[-.]/g, '')
          .replace(/^0+/, '').length,
      ).toBeLessThanOrEqual(12);
      const tie = /(50|49)e/.test(value.toExponential(13));
      if (!tie) expect(printed, String(value)).toBe(slow);
    }
  });
});

describe('the ranking as GeoJSON', () => {
  const scored = { prepared: { criteria: [] }, scores: { order: [0], rank: [1], score: [50], status: [0] } };
  const features = (xy: readonly number[], ringStart: readonly number[], partStart: readonly number[]) => {
    const geometry = { kind: 'polygons', xy, ringStart, partStart, featureStart: [0, partStart.length - 1] };
    const plots = { dataset: { geometry }, count: 1, id: () => 'a', label: () => 'a' };
    const asIs = { apply: (x: number, y: number, out: Float64Array) => out.set([x, y]) };
    const text = [...rankingGeoJson(scored as never, plots as never, asIs as never)].join('');
    return JSON.parse(text).features as readonly { readonly geometry: unknown }[];
  };

  it('stays JSON where vertices have no place on the globe', () => {
    const xy = [0, 0, 1, 0, Number.NaN, Number.NaN, 1, 1];
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    expect(features(xy, [0, 4], [0, 1])[0].geometry).toEqual({ type: 'Polygon', coordinates: [ring] });
  });

  it('gives no geometry to a plot of which nothing is left', () => {
    const xy = [0, 0, Number.POSITIVE_INFINITY, 0, Number.NaN, Number.NaN, 1, 1];
    expect(features(xy, [0, 4], [0, 1])[0].geometry).toBeNull();
  });
});

describe('cells as bytes', () => {
  const written = (write: (writer: CsvWriter) => void): string => {
    const writer = new CsvWriter();
    write(writer);
    writer.endLine();
    return writer.chunk(true) ?? '';
  };

  it('prints every number as printNumber does', () => {
    const random = createRandom(7);
    const odd = [
      0, -0, 1, 9, 10, -1, 0.5, 1e-5, 9.9999999999949e-6, 99999999999.95, 1e11, 1e12, 1e300, 5e-324, 100, 123000,
    ];
    const drawn = Array.from({ length: 40_000 }, () => (random.next() - 0.5) * 10 ** random.between(-9, 13));
    const whole = drawn.map((value) => Math.round(value));
    const short = drawn.map((value) => Math.round(value * 100) / 100);
    const all = [...odd, ...odd.map((one) => -one), ...drawn, ...whole, ...short];
    const cells = written((writer) => {
      for (const value of all) writer.number(value);
    });
    expect(cells.trimEnd().split(',')).toEqual(all.map(printNumber));
    const missing = written((writer) => {
      for (const value of [Number.NaN, Infinity, 2]) writer.number(value);
    });
    expect(missing).toBe(',,2\r\n');
  });

  it('writes every text as csvText does, of any length', () => {
    const texts = [
      '',
      'a',
      '12/4-b',
      '-1',
      '=1',
      '@x',
      'a,b',
      'say "no"',
      'Øvre Å',
      '\ufeffa',
      '😀'.repeat(90_000),
      'x'.repeat(300_000),
    ];
    for (const text of texts) expect(written((writer) => writer.text(text))).toBe(`${csvText(text)}\r\n`);
    const line = written((writer) => {
      for (const text of texts) writer.text(text);
    });
    expect(line).toBe(`${texts.map(csvText).join(',')}\r\n`);
  });
});

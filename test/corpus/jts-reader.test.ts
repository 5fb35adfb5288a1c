import { describe, expect, it } from 'vitest';
import { columnsOf, plainShape, readShape, readWkt } from '../builders/wkt.ts';
import { checkJts } from './jts-checks.ts';
import { onGrid } from './jts-grid.ts';
import { readJtsXml } from './jts-xml.ts';

describe('well-known text', () => {
  it('leads to columns without the repeated vertex and without empty members', () => {
    const shape = plainShape(
      readWkt('MULTIPOLYGON (EMPTY, ((0 0, 4 0, 4 4, 0 0), (1 .5, 2 5e-1, 2 1, 1 .5)), ((9 9, 10 9, 9 10, 9 9)))'),
    );
    expect(columnsOf(shape as never)).toEqual({
      kind: 'polygons',
      xy: Float64Array.of(0, 0, 4, 0, 4, 4, 1, 0.5, 2, 0.5, 2, 1, 9, 9, 10, 9, 9, 10),
      featureStart: Uint32Array.of(0, 2),
      partStart: Uint32Array.of(0, 2, 3),
      ringStart: Uint32Array.of(0, 3, 6, 9),
    });
  });

  it('reads points and lines in all their spellings', () => {
    expect(readWkt('POINT Z (1 -2 3)')).toEqual({ kind: 'points', points: [[1, -2]] });
    expect(readWkt('point empty')).toEqual({ kind: 'points', points: [] });
    expect(readWkt('MULTIPOINT (1 2, (3 4), EMPTY)')).toEqual({
      kind: 'points',
      points: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(readWkt('LINESTRING (NaN 0, 1 1)')).toEqual({
      kind: 'lines',
      paths: [
        [
          [Number.NaN, 0],
          [1, 1],
        ],
      ],
    });
    expect(plainShape(readWkt('GEOMETRYCOLLECTION (POINT (1 1), LINESTRING EMPTY)'))).toEqual({
      kind: 'points',
      points: [[1, 1]],
    });
    expect(plainShape(readWkt('GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 1))'))).toBeNull();
  });

  it('reads binary of either byte order', () => {
    const little = '0101000000000000000000F03F0000000000000040';
    const big = '00000000013FF00000000000004000000000000000';
    expect(readShape(little)).toEqual({ kind: 'points', points: [[1, 2]] });
    expect(readShape(big)).toEqual(readShape(little));
    expect(() => readShape(`${little}00`)).toThrow('1 bytes after the end');
  });

  it.each(['POLYGON ((0 0, 1 0', 'POINT (1)', 'POINT (1 x)', 'POINT (1 2))', 'CIRCLE (0 0)', ''])(
    'refuses %j',
    (text) => {
      expect(() => readWkt(text)).toThrow(/wkt/);
    },
  );
});

const run = (op: string, expected: string, second = 'B') => `<?xml version="1.0"?>
<!-- a comment with <tags> -->
<run>
  <precisionModel scale='1.0'/>
  <case><desc>x &lt; 0 &amp; y</desc>
    <a> POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0)) </a>
    <b>POLYGON ((2 2, 6 2, 6 6, 2 6, 2 2))</b>
    <test><op name="${op}" arg1='A' arg2="${second}"> ${expected} </op></test>
  </case>
</run>`;

describe('the test format', () => {
  it('gives tests with their case, operation, parameters and expectation', () => {
    expect(readJtsXml('some.xml', run('symDifference', 'POINT (1 1)'))).toEqual([
      {
        file: 'some.xml',
        description: 'x < 0 & y',
        a: 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))',
        b: 'POLYGON ((2 2, 6 2, 6 6, 2 6, 2 2))',
        operation: 'symdifference',
        parameters: ['A', 'B', ''],
        expected: 'POINT (1 1)',
        scale: 1,
        tolerance: null,
        place: '1.1',
      },
    ]);
  });

  it.each(['<run><case></run>', '<run>', 'text', '<run>&nope;</run>', '<run a=b></run>', '<run/><run/>'])(
    'refuses %j',
    (xml) => {
      expect(() => readJtsXml('bad.xml', xml)).toThrow(/xml/);
    },
  );
});

describe('a check', () => {
  const kindOf = (op: string, expected: string, second?: string) =>
    checkJts(readJtsXml('some.xml', run(op, expected, second))[0]).kind;
  const unit = (side: number) => `POLYGON ((0 0, ${side} 0, ${side} ${side}, 0 ${side}, 0 0))`;

  it('is green for the right result and wrong for another', () => {
    expect(kindOf('intersection', unit(2))).toBe('green');
    expect(kindOf('intersection', unit(2.0001))).toBe('wrong');
    expect(kindOf('union', 'MULTIPOLYGON (((0 0, 7 0, 7 4, 0 4, 0 0)))')).toBe('green');
    expect(kindOf('differenceNG', unit(4))).toBe('wrong');
    expect(kindOf('distance', '0.0')).toBe('green');
    expect(kindOf('distance', '0.1')).toBe('wrong');
    expect(kindOf('intersects', 'false')).toBe('wrong');
    expect(kindOf('overlaps', 'true')).toBe('green');
    expect(kindOf('contains', 'true')).toBe('wrong');
    expect(kindOf('overlayAreaTest', 'true')).toBe('green');
    expect(kindOf('getCentroid', 'POINT (2 2)')).toBe('green');
    expect(kindOf('getCentroid', 'POINT (2 2.001)')).toBe('wrong');
    expect(kindOf('buffer', unit(9), '1')).toBe('wrong');
    expect(kindOf('getInteriorPoint', 'POINT (1 1)')).toBe('not-applicable');
    expect(() => kindOf('rotate', unit(9))).toThrow('unknown operation');
  });
});

describe('a fixed grid', () => {
  const sliver = [[[[0, 0] as const, [10, 0] as const, [0, 1] as const]]];
  const post = [[[[8, -4] as const, [9, -4] as const, [9, 4] as const, [8, 4] as const]]];

  it('puts the rounded crossing into both edges', () => {
    const [a, b] = onGrid([sliver, post], 1, 'crossings');
    // The hypotenuse crosses x = 8 and 9 at heights 0.2 and 0.1, which round to 0.
    expect(a[0][0]).toContainEqual([8, 0]);
    expect(b[0][0]).toContainEqual([8, 0]);
    expect(b[0][0]).toContainEqual([9, 0]);
  });

  it('leads edges through the cells of vertices near by, which rounding of crossings alone does not', () => {
    const near = [[[[5, 0.4] as const, [6, -3] as const, [4, -3] as const]]];
    const onHypotenuse = (ring: readonly (readonly [number, number])[]) => ring.some(([x, y]) => x === 5 && y === 0);
    const flat = [[[[0, 0.4] as const, [10, 0.4] as const, [10, 3] as const]]];
    expect(onHypotenuse(onGrid([flat, near], 1, 'snap')[0][0][0])).toBe(true);
    const high = [[[[0, 0.6] as const, [10, 0.6] as const, [10, 3] as const]]];
    expect(onHypotenuse(onGrid([high, near], 1, 'snap')[0][0][0])).toBe(false);
  });
});

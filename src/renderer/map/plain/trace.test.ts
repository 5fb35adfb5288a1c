import { describe, expect, it } from 'vitest';
import type { Lines, Points, Polygons } from '../../../shared/geometry/types.ts';
import { pointsOf, rowsInside, traceFeature } from './trace.ts';

/** One pixel a unit of 1 / (512 * 2^0): the middle of the screen is 0.5, 0.5. */
const view = { x: 0.5, y: 0.5, zoom: 0 };
const size = { width: 100, height: 100 };
const at = (px: number) => 0.5 + (px - 50) / 512;

function listener() {
  const heard: string[] = [];
  const say = (verb: string) => (x: number, y: number) => heard.push(`${verb}${Math.round(x)},${Math.round(y)}`);
  return { heard, pen: { moveTo: say('M'), lineTo: say('L'), closePath: () => void heard.push('Z') } };
}

const square: Polygons = {
  kind: 'polygons',
  xy: Float64Array.from(
    [10, 10, 90, 10, 90, 90, 10, 90, 40, 40, 40, 60, 60, 60, Number.NaN, 1, 5, 5, 6, 5, 6, 6],
    (px) => (Number.isNaN(px) ? px : at(px)),
  ),
  featureStart: Uint32Array.of(0, 1, 2),
  partStart: Uint32Array.of(0, 2, 3),
  ringStart: Uint32Array.of(0, 4, 8, 11),
};

describe('tracing a feature', () => {
  it('hands over every ring of the asked feature and closes it, without vertices that have no place', () => {
    const { heard, pen } = listener();
    traceFeature(pen, square, 0, view, size);
    expect(heard.join(' ')).toBe('M10,10 L90,10 L90,90 L10,90 Z M40,40 L40,60 L60,60 Z');
    const other = listener();
    traceFeature(other.pen, square, 1, view, size);
    expect(other.heard.join(' ')).toBe('M5,5 L6,5 L6,6 Z');
  });

  it('leaves out what no screen shows apart, but never the end of a line', () => {
    const lines: Lines = {
      kind: 'lines',
      xy: Float64Array.from([10, 10, 10.1, 10, 10.2, 10, 50, 10, 50.1, 10], at),
      featureStart: Uint32Array.of(0, 1),
      pathStart: Uint32Array.of(0, 5),
    };
    const { heard, pen } = listener();
    traceFeature(pen, lines, 0, view, size);
    expect(heard.join(' ')).toBe('M10,10 L50,10 L50,10');
  });

  it('leaves out what lies beyond one edge of the map, but for its ends, unless the whole is asked for', () => {
    const lines: Lines = {
      kind: 'lines',
      xy: Float64Array.from([50, 50, 50, 200, 60, 300, 70, 400, 80, 200, 300, 90, 400, 95, 500, 50, 50, 60], at),
      featureStart: Uint32Array.of(0, 1),
      pathStart: Uint32Array.of(0, 9),
    };
    const { heard, pen } = listener();
    traceFeature(pen, lines, 0, view, size);
    expect(heard.join(' ')).toBe('M50,50 L50,200 L80,200 L300,90 L500,50 L50,60');
    const whole = listener();
    traceFeature(whole.pen, lines, 0, view, size, true);
    expect(whole.heard).toHaveLength(9);
  });

  it('places points, those of a multipoint apart', () => {
    const points: Points = {
      kind: 'points',
      xy: Float64Array.from([10, 20, 30, 40, Number.NaN, 2], (px) => (Number.isNaN(px) ? px : at(px))),
      featureStart: Uint32Array.of(0, 2, 3),
    };
    expect(pointsOf(points, 0, view, size).map((point) => point.map(Math.round))).toEqual([
      [10, 20],
      [30, 40],
    ]);
    expect(pointsOf(points, 1, view, size)).toEqual([]);
  });

  it('asks only for rows on screen', () => {
    const boxes = Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0.9, 0, 5, 5);
    expect(rowsInside(boxes, [1, 1, 1.5, 1.5])).toEqual([0, 3]);
    expect(rowsInside(boxes, [10, 10, 11, 11])).toEqual([]);
  });
});

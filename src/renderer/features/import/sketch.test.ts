import { describe, expect, it } from 'vitest';
import { linesOf, pointsOf, polygonsOf, square } from '../../../../test/builders/geometry-columns.ts';
import { aroundFeature, type Pen, placeOf, sketch, viewOf } from './sketch.ts';

/** A pen that writes down where it goes. */
function recorder() {
  const steps: (readonly [string, number, number])[] = [];
  const note = (name: string) => (x: number, y: number) => {
    steps.push([name, Math.round(x), Math.round(y)]);
  };
  const pen: Pen = { moveTo: note('move'), lineTo: note('line'), rect: note('rect') };
  return { pen, steps };
}

const view = viewOf([0, 0, 100, 100], 112, 112, false);

describe('a sketch of a layer', () => {
  it('fits the extent with its margin, north up, and squeezes degrees of longitude', () => {
    const { pen, steps } = recorder();
    sketch(polygonsOf([[[square(0, 0, 100)]]]), view, pen);
    expect(steps.map(([, x, y]) => [x, y])).toContainEqual([6, 106]);
    expect(steps.map(([, x, y]) => [x, y])).toContainEqual([106, 6]);
    const north = viewOf([10, 60, 20, 60], 112, 112, true);
    expect(north.across).toBeCloseTo(0.5, 3);
  });

  it('closes rings and leaves lines open', () => {
    const ring = recorder();
    sketch(polygonsOf([[[square(10, 10, 50)]]]), view, ring.pen);
    expect(ring.steps.filter(([name]) => name === 'line')).toHaveLength(4);
    expect(ring.steps.at(-1)?.slice(1)).toEqual(ring.steps[0].slice(1));
    const line = recorder();
    sketch(
      linesOf([
        [
          [
            [0, 0],
            [50, 0],
            [50, 50],
          ],
        ],
      ]),
      view,
      line.pen,
    );
    expect(line.steps.map(([name]) => name)).toEqual(['move', 'line', 'line']);
  });

  it('draws a dot for each point and nothing for what has no place', () => {
    const { pen, steps } = recorder();
    expect(sketch(pointsOf([[[50, 50]], []]), view, pen)).toBe(1);
    expect(steps).toEqual([['rect', 55, 55]]);
    expect(placeOf(pointsOf([[[50, 50]], []]), 1, view)).toBeNull();
    expect(sketch({ kind: 'none', count: 4 }, view, pen)).toBe(0);
  });

  it('takes few strokes for many vertices closer than a pixel', () => {
    const ring = Array.from({ length: 20_000 }, (_, n): [number, number] => {
      const angle = (n / 20_000) * 2 * Math.PI;
      return [50 + 40 * Math.cos(angle), 50 + 40 * Math.sin(angle)];
    });
    const { pen } = recorder();
    const strokes = sketch(polygonsOf([[[ring]]]), view, pen);
    expect(strokes).toBeGreaterThan(100);
    expect(strokes).toBeLessThan(700);
  });

  it('shows a feature from near with its surroundings', () => {
    const geometry = polygonsOf([[[square(0, 0, 100)]], [[square(40, 40, 1)]]]);
    expect(aroundFeature(geometry, 1)).toEqual([38, 38, 43, 43]);
    expect(aroundFeature(geometry, 7)).toBeNull();
    expect(placeOf(geometry, 1, view)).toEqual([46.5, 65.5]);
  });
});

import { describe, expect, it } from 'vitest';
import { measureBoxes } from '../../../shared/geometry/bounds.ts';
import { featureCount, type Polygons } from '../../../shared/geometry/types.ts';
import { createRandom } from '../../../shared/lib/random.ts';
import { borderBit, drawRows, markBorders, type RowPicture } from './row-picture.ts';

type Ring = readonly (readonly [number, number])[];

function polygonsOf(plots: readonly (readonly Ring[])[]): Polygons {
  const rings = plots.flat();
  const starts = (lengths: readonly number[]) =>
    Uint32Array.from([0, ...lengths]).map(
      (
        (sum) => (n) =>
          (sum += n)
      )(0),
    );
  return {
    kind: 'polygons',
    xy: Float64Array.from(rings.flat(2)),
    featureStart: Uint32Array.from({ length: plots.length + 1 }, (_, row) => row),
    partStart: starts(plots.map(({ length }) => length)),
    ringStart: starts(rings.map(({ length }) => length)),
  };
}

function pictureOf(plots: Polygons, width: number, height: number, grid = { scale: 1, left: 0, top: 0 }): RowPicture {
  const boxes = new Float64Array(4 * featureCount(plots));
  measureBoxes(plots, 0, featureCount(plots), boxes);
  const picture = { width, height, samples: new Uint32Array(width * height).fill(99) };
  drawRows(plots, boxes, grid, picture);
  return picture;
}

/** Whether a place lies inside an odd number of rings' turns, by the crossings of a ray to the left. */
function isInside(rings: readonly Ring[], x: number, y: number): boolean {
  let odd = false;
  for (const ring of rings) {
    ring.forEach(([ax, ay], k) => {
      const [bx, by] = ring[(k + 1) % ring.length];
      if (!Number.isFinite(ax + bx)) return;
      if (ay > y !== by > y && ax + ((y - ay) * (bx - ax)) / (by - ay) <= x) odd = !odd;
    });
  }
  return odd;
}

describe('the picture of which plot lies where', () => {
  it('gives every sample the last plot that holds its centre, even-odd, however rings cross and reach outside', () => {
    const { next: random } = createRandom(7);
    const plots = Array.from({ length: 60 }, () => {
      const [x, y, size] = [random() * 60 - 10, random() * 50 - 10, 0.2 + random() ** 3 * 40];
      return Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
        Array.from({ length: 3 + Math.floor(random() * 9) }, () => [x + random() * size, y + random() * size] as const),
      );
    });
    const { samples } = pictureOf(polygonsOf(plots), 40, 30);
    const expected = Array.from({ length: 1200 }, (_, at) => {
      const [x, y] = [(at % 40) + 0.5, Math.floor(at / 40) + 0.5];
      return 1 + plots.findLastIndex((rings) => isInside(rings, x, y));
    });
    expect([...samples]).toEqual(expected);
    expect(new Set(expected).size).toBeGreaterThan(12);
  });

  it('looks at the asked part at the asked scale, and passes over vertices and plots without a place', () => {
    const nowhere = [Number.NaN, Number.NaN] as const;
    const plots = polygonsOf([[[nowhere, nowhere]], [[[1000, 500], [1002, 500], nowhere, [1002, 502], [1000, 502]]]]);
    const { samples } = pictureOf(plots, 4, 3, { scale: 1.5, left: 999, top: 500 });
    expect([...samples]).toEqual([0, 2, 2, 2, 0, 2, 2, 2, 0, 2, 2, 2]);
  });

  it('marks borders towards the right and below, as thick as asked', () => {
    const picture: RowPicture = {
      width: 5,
      height: 3,
      samples: Uint32Array.of(1, 1, 1, 2, 2, 1, 1, 1, 2, 2, 0, 0, 0, 0, 0),
    };
    const marked = (thickness: number) => {
      const copy = { ...picture, samples: picture.samples.slice() };
      markBorders(copy, thickness);
      return [...copy.samples].map((sample) => (sample >= borderBit ? 'x' : '.')).join('');
    };
    expect(marked(1)).toBe('..x..xxxxx.....');
    expect(marked(2)).toBe('xxxxxxxxxx.....');
  });
});

import { describe, expect, it } from 'vitest';
import { excludedClass, unknownClass } from '../../../shared/scoring/score-classes.ts';
import { scoreRamp } from '../ramp.ts';
import { colourRows, type RowInk } from './colour-rows.ts';
import { borderBit } from './row-picture.ts';

const usual: RowInk = { scheme: 'light', border: 0, samples: 1, ratio: 1, anchor: [0, 0] };

function pixels(width: number, samples: readonly number[], classes: readonly number[], ink: Partial<RowInk> = {}) {
  const all = { ...usual, ...ink };
  const picture = { width, height: samples.length / width, samples: Uint32Array.from(samples) };
  const out = new Uint8ClampedArray((4 * samples.length) / all.samples ** 2);
  colourRows(picture, Uint8Array.from(classes), all, out);
  return Array.from({ length: out.length / 4 }, (_, at) => [...out.subarray(4 * at, 4 * at + 4)]);
}

const ramp = (kind: number) => {
  const value = Number.parseInt(scoreRamp('light')[kind].slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, 240];
};

describe('colouring the picture of plots', () => {
  it('gives each plot the colour of its class, and nothing where no plot is', () => {
    expect(pixels(3, [1, 0, 2], [0, 6])).toEqual([ramp(0), [0, 0, 0, 0], ramp(6)]);
  });

  it('makes a pixel the mean of its samples', () => {
    const [half, even] = pixels(4, [1, 0, 1, 1, 1, 0, 1, 1], [3], { samples: 2 });
    expect(half).toEqual([...ramp(3).slice(0, 3), 120]);
    expect(even).toEqual(ramp(3));
    const [both] = pixels(2, [1, 2, 1, 2], [0, 6], { samples: 2 });
    expect(both).toEqual(ramp(0).map((value, c) => Math.round((value + ramp(6)[c]) / 2)));
  });

  it('draws borders over the plots, as strongly as asked, and outside of them', () => {
    const [own, border, beside] = pixels(3, [1, borderBit + 1, borderBit], [6], { border: 1 });
    expect(own).toEqual(ramp(6));
    expect(border[0]).toBeGreaterThan(own[0] + 100);
    expect(beside).toEqual([255, 255, 255, Math.round(255 * 0.85)]);
    expect(pixels(1, [borderBit + 1], [6], { border: 0 })[0]).toEqual(ramp(6));
  });

  it('hatches what is excluded and dots what is unknown; both move with the map', () => {
    const field = new Array<number>(42 * 42).fill(1);
    for (const kind of [excludedClass, unknownClass]) {
      const here = pixels(42, field, [kind]);
      expect(new Set(here.map(String)).size, 'of two colours').toBeGreaterThan(1);
      const there = pixels(42, field, [kind], { anchor: [3, 5] });
      expect(there[42 * 15 + 13]).toEqual(here[42 * 10 + 10]);
      expect(there).not.toEqual(here);
    }
  });
});

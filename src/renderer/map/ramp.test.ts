import { describe, expect, it } from 'vitest';
import { type MapScheme, outsideColors, scoreRamp } from './ramp.ts';

type Triple = readonly [number, number, number];

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function linear(hex: string): Triple {
  const value = Number.parseInt(hex.slice(1), 16);
  return [channel(((value >> 16) & 255) / 255), channel(((value >> 8) & 255) / 255), channel((value & 255) / 255)];
}

/** CIE L*a*b* (D65) of linear sRGB. */
function lab([r, g, b]: Triple): Triple {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Linear sRGB as seen without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1). */
const visions: readonly (readonly [string, readonly Triple[]])[] = [
  [
    'all cones',
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ],
  [
    'protanopia',
    [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
  ],
  [
    'deuteranopia',
    [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
  ],
  [
    'tritanopia',
    [
      [1.255528, -0.076749, -0.178779],
      [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.3039],
    ],
  ],
];

function seen(hex: string, matrix: readonly Triple[]): Triple {
  const [r, g, b] = linear(hex);
  const value = matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b)));
  return lab([value[0], value[1], value[2]]);
}

describe.each<MapScheme>(['light', 'dark'])('the %s ramp', (scheme) => {
  const ramp = scoreRamp(scheme);

  it('grows steadily away from the ground in lightness', () => {
    const lightness = ramp.map((hex) => lab(linear(hex))[0]);
    const sign = scheme === 'dark' ? 1 : -1;
    for (let k = 1; k < ramp.length; k++) expect(sign * (lightness[k] - lightness[k - 1])).toBeGreaterThan(4);
  });

  it.each(visions)('keeps neighbouring classes apart with %s', (_name, matrix) => {
    const colors = ramp.map((hex) => seen(hex, matrix));
    for (let k = 1; k < colors.length; k++) {
      const [a, b] = [colors[k - 1], colors[k]];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(7);
    }
  });

  it('draws excluded and unknown in greys that no class has', () => {
    const { excluded, unknown } = outsideColors(scheme);
    for (const grey of [excluded, unknown]) {
      const [, a, b] = lab(linear(grey));
      expect(Math.hypot(a, b)).toBeLessThan(8);
    }
  });
});

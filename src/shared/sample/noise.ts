/** Smooth noise over the plane, in about [-1, 1], with features of size 1; the same seed gives the same field. */
export type Noise = (x: number, y: number) => number;

/** A hash of two whole numbers and a seed to [0, 1) (integer mixing after Wang and Jenkins, 32 bits). */
export function hash01(ix: number, iy: number, seed: number): number {
  let h = (Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Value noise with quintic blending (Perlin 2002). */
export function valueNoise(seed: number): Noise {
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const u = fade(x - ix);
    const v = fade(y - iy);
    const low = hash01(ix, iy, seed) * (1 - u) + hash01(ix + 1, iy, seed) * u;
    const high = hash01(ix, iy + 1, seed) * (1 - u) + hash01(ix + 1, iy + 1, seed) * u;
    return 2 * (low * (1 - v) + high * v) - 1;
  };
}

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** Octaves of value noise, each half as wide and half as strong as the one before. */
export function fractalNoise(seed: number, octaves: number): Noise {
  const layers = Array.from({ length: octaves }, (_, octave) => valueNoise(seed * 31 + octave));
  const total = 2 - 2 ** (1 - octaves);
  return (x, y) => {
    let sum = 0;
    for (let octave = 0; octave < octaves; octave++) {
      const scale = 2 ** octave;
      sum += layers[octave](x * scale + octave * 17.3, y * scale - octave * 9.1) / scale;
    }
    return (sum / total) * 1.4;
  };
}

/** 0 below 0, 1 above 1, smooth between (Hermite). */
export function smoothStep(t: number): number {
  const c = Math.min(1, Math.max(0, t));
  return c * c * (3 - 2 * c);
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

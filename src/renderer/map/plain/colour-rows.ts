import { classCount, excludedClass, unknownClass } from '../../../shared/scoring/score-classes.ts';
import { type Rgba, rgba } from '../colour.ts';
import { type MapScheme, outsideColors, scoreRamp } from '../ramp.ts';
import { borderBit, type RowPicture } from './row-picture.ts';

/** How samples become pixels. */
export interface RowInk {
  readonly scheme: MapScheme;
  /** Strength of the borders between plots, 0..1. */
  readonly border: number;
  /** Samples a pixel in each direction. */
  readonly samples: number;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  /** Device pixels from the upper left corner to a place of the map, with which patterns move. */
  readonly anchor: readonly [x: number, y: number];
}

/** How strongly a hatch or a dot covers a pixel: none, quarters, all. */
const levels = 5;
/** What a sample can look like: nothing, a score class, an excluded or unknown plot at each level of its pattern. */
const lookCount = 1 + classCount + 2 * levels;
const firstExcluded = 1 + classCount;
const firstUnknown = firstExcluded + levels;

/** Writes the pixels of a picture whose plots are of these classes; a pixel is the mean of its samples. */
export function colourRows(picture: RowPicture, classes: Uint8Array, ink: RowInk, pixels: Uint8ClampedArray): void {
  const { width, samples } = picture;
  const side = ink.samples;
  const looks = lookTable(ink);
  const packed = packLooks(looks);
  const across = width / side;
  const down = picture.height / side;
  const out = new Uint32Array(pixels.buffer, pixels.byteOffset, across * down);
  const sum = new Float64Array(4);
  for (let y = 0, pixel = 0; y < down; y++) {
    for (let x = 0; x < across; x++, pixel++) {
      const corner = side * (y * width + x);
      const first = samples[corner];
      const look = lookOf(first, classes, x, y, ink);
      let mixed = false;
      for (let k = 1; k < side * side; k++) {
        const sample = samples[corner + (k % side) + Math.floor(k / side) * width];
        if (sample === first && !mixed) continue;
        if (!mixed) {
          mixed = true;
          for (let c = 0; c < 4; c++) sum[c] = k * looks[4 * look + c];
        }
        const other = lookOf(sample, classes, x, y, ink);
        for (let c = 0; c < 4; c++) sum[c] += looks[4 * other + c];
      }
      out[pixel] = mixed ? pack(sum, 0, side * side) : packed[look];
    }
  }
}

function lookOf(sample: number, classes: Uint8Array, x: number, y: number, ink: RowInk): number {
  const isBorder = sample >= borderBit;
  const row = isBorder ? sample - borderBit : sample;
  const shift = isBorder ? lookCount : 0;
  if (row === 0) return shift;
  const kind = classes[row - 1];
  if (kind === excludedClass) return shift + firstExcluded + hatchLevel(x, y, ink);
  if (kind === unknownClass) return shift + firstUnknown + dotLevel(x, y, ink);
  return shift + 1 + kind;
}

/** Stripes 7 CSS pixels apart that fall to the right. */
function hatchLevel(x: number, y: number, { anchor, ratio }: RowInk): number {
  const along = (x + 0.5 - anchor[0] - (y + 0.5 - anchor[1])) / ratio;
  return levelOf(smoothStep(0.35, 1.1, Math.abs(modulo(along, 7) - 3.5)));
}

/** Dots 6 CSS pixels apart. */
function dotLevel(x: number, y: number, { anchor, ratio }: RowInk): number {
  const [across, down] = [modulo((x + 0.5 - anchor[0]) / ratio, 6) - 3, modulo((y + 0.5 - anchor[1]) / ratio, 6) - 3];
  return levelOf(smoothStep(0.7, 1.5, Math.hypot(across, down)));
}

const levelOf = (away: number): number => Math.round((1 - away) * (levels - 1));

function smoothStep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

const modulo = (value: number, by: number): number => value - by * Math.floor(value / by);

/** Red, green, blue and opacity of every look, multiplied by the opacity, 0..1; then the same under a border. */
function lookTable({ scheme, border }: RowInk): Float64Array {
  const { excluded, unknown, mark, line } = outsideColors(scheme);
  const fills = [rgba('#000000', 0), ...scoreRamp(scheme).map((hex) => rgba(hex, 0.94))];
  for (const ground of [excluded, unknown]) {
    for (let level = 0; level < levels; level++)
      fills.push(mix(rgba(ground, 0.94), rgba(mark, 1), level / (levels - 1)));
  }
  const strength = (scheme === 'dark' ? 0.75 : 0.85) * border;
  const table = new Float64Array(8 * lookCount);
  fills.forEach(([red, green, blue, opacity], look) => {
    const below = [red * opacity, green * opacity, blue * opacity, opacity];
    table.set(below, 4 * look);
    const [r, g, b] = rgba(line);
    const above = [r * strength, g * strength, b * strength, strength];
    table.set(
      below.map((value, c) => above[c] + value * (1 - strength)),
      4 * (lookCount + look),
    );
  });
  return table;
}

const mix = (a: Rgba, b: Rgba, share: number): Rgba => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
  a[3] + (b[3] - a[3]) * share,
];

function packLooks(looks: Float64Array): Uint32Array {
  return Uint32Array.from({ length: looks.length / 4 }, (_, look) => pack(looks, 4 * look, 1));
}

/** The mean of so many colours as image data holds it: not multiplied by its opacity, red in the lowest byte. */
function pack(sums: Float64Array, at: number, count: number): number {
  const opacity = sums[at + 3];
  if (opacity <= 0) return 0;
  const byte = (channel: number) => Math.round((255 * sums[at + channel]) / opacity);
  return ((Math.round((255 * opacity) / count) << 24) | (byte(2) << 16) | (byte(1) << 8) | byte(0)) >>> 0;
}

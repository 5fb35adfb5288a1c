import type { Hillshade } from '../../shared/report/hillshade.ts';
import type { MapScheme } from './ramp.ts';

/** How strongly full shade darkens the light map, and full light brightens the dark one, of 255. */
const strength = { light: 115, dark: 70 };

/** A relief as a picture to lay over the ground: shade on the light map, light on the dark one. */
export function reliefCanvas({ width, height, shade }: Hillshade, scheme: MapScheme): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pixels = new Uint8ClampedArray(4 * width * height);
  paintRelief(shade, scheme, pixels);
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/** Writes red, green, blue and opacity of every cell; cells without a height stay clear. */
export function paintRelief(shade: Uint8Array, scheme: MapScheme, pixels: Uint8ClampedArray): void {
  const tone = scheme === 'dark' ? 255 : 0;
  for (let cell = 0; cell < shade.length; cell++) {
    if (shade[cell] === 0) continue;
    const share = scheme === 'dark' ? 255 - shade[cell] : shade[cell];
    pixels.fill(tone, 4 * cell, 4 * cell + 3);
    pixels[4 * cell + 3] = (share * strength[scheme]) / 255;
  }
}

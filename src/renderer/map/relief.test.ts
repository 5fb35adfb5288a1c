import { expect, it } from 'vitest';
import { paintRelief } from './relief.ts';

it('darkens the light map by shade, brightens the dark one by light, and leaves unknown ground alone', () => {
  const shade = Uint8Array.of(0, 1, 255);
  const light = new Uint8ClampedArray(12);
  paintRelief(shade, 'light', light);
  expect([...light]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 115]);
  const dark = new Uint8ClampedArray(12);
  paintRelief(shade, 'dark', dark);
  expect([...dark]).toEqual([0, 0, 0, 0, 255, 255, 255, 70, 255, 255, 255, 0]);
});

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { pretendCard, withWebgl } from './harness/card.ts';
import { expect, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { openSample, rowAt } from './harness/window.ts';

const mapOf = (page: Page) => page.getByRole('region', { name: 'Map', exact: true });

/** The map at the first plot of the ranking for industry. */
async function mapPicture(page: Page, name: string): Promise<string> {
  await openSample(page);
  await rowAt(page, 1).click();
  await page.keyboard.press('Control+j');
  await page.mouse.move(5, 5);
  return pictureOf(page, name);
}

async function pictureOf(page: Page, name: string): Promise<string> {
  await page.waitForTimeout(1500);
  return (await mapOf(page).screenshot({ path: join(resultsFolder, `${name}.png`) })).toString('base64');
}

/** Whether WebGL draws the map. */
const isWebgl = (page: Page) =>
  mapOf(page)
    .locator('canvas')
    .first()
    .evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('webgl2') !== null);

/** Side of the squares whose mean colours are compared, in pixels: stripes of patterns may lie elsewhere. */
const side = 15;

/** Shares of squares whose mean colour differs plainly between two pictures, and of the first's pixels in one of the best two classes. */
function compare(page: Page, pictures: readonly [string, string]): Promise<{ unlike: number; coloured: number }> {
  return page.evaluate(
    async ([both, square]) => {
      const [a, b] = await Promise.all(
        both.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          if (!pen) throw new Error('no canvas');
          pen.drawImage(bitmap, 0, 0);
          return pen.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      if (a.data.length !== b.data.length || a.width !== b.width) throw new Error('pictures of two sizes');
      const { width, height } = a;
      const best = [
        [78, 16, 93],
        [61, 112, 148],
      ];
      let [unlike, squares, coloured] = [0, 0, 0];
      for (let top = 0; top + square <= height; top += square) {
        for (let left = 0; left + square <= width; left += square) {
          const sums = [0, 0, 0];
          for (let k = 0; k < square * square; k++) {
            const at = 4 * ((top + Math.floor(k / square)) * width + left + (k % square));
            for (let c = 0; c < 3; c++) sums[c] += a.data[at + c] - b.data[at + c];
            if (best.some((colour) => colour.every((value, c) => Math.abs(value - a.data[at + c]) < 14))) coloured++;
          }
          squares++;
          if (sums.some((sum) => Math.abs(sum) / (square * square) > 20)) unlike++;
        }
      }
      return { unlike: unlike / squares, coloured: coloured / (squares * square * square) };
    },
    [pictures, side] as const,
  );
}

test.use(withWebgl);

test('the processor paints the map that a graphics card draws', async ({ desktop }) => {
  const { page } = desktop;
  const painted = await mapPicture(page, 'map-painted');
  expect(await isWebgl(page)).toBe(false);
  await pretendCard(desktop);
  const drawn = await mapPicture(page, 'map-drawn');
  expect(await isWebgl(page)).toBe(true);
  const { unlike, coloured } = await compare(page, [painted, drawn]);
  expect(coloured, 'plots of good classes are on the map').toBeGreaterThan(0.05);
  expect(unlike, 'squares that differ, of some 1,800').toBeLessThan(0.002);
});

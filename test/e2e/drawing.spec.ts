import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './harness/desktop.ts';
import { resultsFolder } from './harness/runtime.ts';
import { openSample, rowAt } from './harness/window.ts';

/** What WebGL calls the machine that draws: UNMASKED_RENDERER_WEBGL. */
const rendererName = 0x9246;

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

/** Whether the map smooths edges, as it does only where it is drawn whole. */
const smooths = (page: Page) =>
  mapOf(page)
    .locator('canvas')
    .evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('webgl2')?.getContextAttributes()?.antialias);

/** Shares of the pixels: those that differ plainly between two pictures, and those of the first in one of the best two classes. */
function compare(page: Page, pictures: readonly [string, string]): Promise<{ unlike: number; coloured: number }> {
  return page.evaluate(async (both) => {
    const [a, b] = await Promise.all(
      both.map(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        if (!pen) throw new Error('no canvas');
        pen.drawImage(bitmap, 0, 0);
        return pen.getImageData(0, 0, bitmap.width, bitmap.height).data;
      }),
    );
    if (a.length !== b.length) throw new Error('pictures of two sizes');
    const near = (at: number, colour: readonly number[]) =>
      colour.every((value, channel) => Math.abs(value - a[at + channel]) < 14);
    const best = [
      [78, 16, 93],
      [61, 112, 148],
    ];
    let [unlike, coloured] = [0, 0];
    for (let at = 0; at < a.length; at += 4) {
      if ([0, 1, 2].some((channel) => Math.abs(a[at + channel] - b[at + channel]) > 40)) unlike++;
      if (best.some((colour) => near(at, colour))) coloured++;
    }
    return { unlike: (4 * unlike) / a.length, coloured: (4 * coloured) / a.length };
  }, pictures);
}

test('the map drawn whole in every frame, as with a graphics card, is the map made of kept pictures', async ({
  desktop: { page, app },
}) => {
  const kept = await mapPicture(page, 'map-of-kept-pictures');
  expect(await smooths(page)).toBe(false);
  await page.getByRole('radiogroup', { name: 'Use to rank for' }).getByText('School', { exact: true }).click();
  await expect(page.locator('progress')).toHaveCount(0);
  const recoloured = await compare(page, [kept, await pictureOf(page, 'map-recoloured')]);
  expect(recoloured.unlike, 'colours follow in a picture that is kept').toBeGreaterThan(0.1);
  await app.context().addInitScript((name) => {
    const { getParameter } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.getParameter = function (asked: number) {
      return asked === name ? 'a graphics card' : getParameter.call(this, asked);
    };
  }, rendererName);
  await page.reload();
  const whole = await mapPicture(page, 'map-drawn-whole');
  expect(await smooths(page)).toBe(true);
  const { unlike, coloured } = await compare(page, [kept, whole]);
  expect(coloured, 'plots of good classes are on the map').toBeGreaterThan(0.05);
  expect(unlike, 'pixels that differ').toBeLessThan(0.015);
});

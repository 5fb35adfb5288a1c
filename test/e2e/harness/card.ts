import type { RunningDesktop } from './desktop.ts';

/** What WebGL calls the machine that draws: UNMASKED_RENDERER_WEBGL. */
const rendererName = 0x9246;

/** Starts the application with WebGL, which the processor draws. */
export const withWebgl = {
  softwareDrawing: false,
  extraArguments: [
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--disable-gpu-compositing',
  ],
};

/** Loads the page anew, which then takes whatever draws WebGL for a graphics card. */
export async function pretendCard({ app, page }: RunningDesktop): Promise<void> {
  await app.context().addInitScript((name) => {
    const { getParameter } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.getParameter = function (asked: number) {
      return asked === name ? 'a graphics card' : getParameter.call(this, asked);
    };
  }, rendererName);
  await page.reload();
}

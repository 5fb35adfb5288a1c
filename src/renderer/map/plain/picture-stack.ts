import { type PlainView, pixelsPerUnit, type Size } from './plain-view.ts';

/** A surface to paint on, in CSS pixels. */
export interface Surface {
  readonly pen: CanvasRenderingContext2D;
  readonly size: Size;
  readonly ratio: number;
}

/** A drawing that took longer than this is not made for every step of a movement, ms. */
const slow = 40;
/** How long a movement must rest before a slow drawing is made, ms. */
const rest = 140;

/** What is painted on the two canvases. */
export interface Painters {
  readonly view: () => PlainView;
  readonly ground: (surface: Surface) => void;
  readonly top: (surface: Surface) => void;
}

/**
 * Two canvases over each other: the map, and what follows the pointer and the selection. While the view moves, a map that
 * is slow to draw is shown as it was last drawn, shifted and stretched, and drawn anew when the movement rests.
 */
export class PictureStack {
  readonly ground = document.createElement('canvas');
  readonly top = document.createElement('canvas');
  private drawnView: PlainView | null = null;
  private lasted = 0;
  private timer = 0;
  private groundFrame = 0;
  private topFrame = 0;

  constructor(
    private readonly container: HTMLElement,
    private readonly painters: Painters,
  ) {
    for (const canvas of [this.ground, this.top]) {
      canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;touch-action:none';
    }
    container.style.overflow = 'hidden';
    container.replaceChildren(this.ground, this.top);
  }

  size(): Size {
    return { width: this.container.clientWidth, height: this.container.clientHeight };
  }

  /** The view moved: at once where drawing is quick, else the old drawing moves along. */
  moved(): void {
    this.redrawTop();
    if (this.lasted <= slow || !this.drawnView) {
      this.redraw();
      return;
    }
    const [from, to] = [this.drawnView, this.painters.view()];
    const scale = pixelsPerUnit(to);
    const [dx, dy] = [(from.x - to.x) * scale, (from.y - to.y) * scale];
    this.ground.style.transform = `translate(${dx}px, ${dy}px) scale(${scale / pixelsPerUnit(from)})`;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.redraw(), rest);
  }

  /** Draws all anew at the next frame, once however often it is asked. */
  redraw(): void {
    this.redrawTop();
    if (this.groundFrame !== 0) return;
    this.groundFrame = requestAnimationFrame(() => {
      this.groundFrame = 0;
      clearTimeout(this.timer);
      const begun = performance.now();
      this.drawnView = this.painters.view();
      this.ground.style.transform = '';
      paintOn(this.ground, this.size(), this.painters.ground);
      this.lasted = performance.now() - begun;
    });
  }

  redrawTop(): void {
    if (this.topFrame !== 0) return;
    this.topFrame = requestAnimationFrame(() => {
      this.topFrame = 0;
      paintOn(this.top, this.size(), this.painters.top);
    });
  }

  remove(): void {
    cancelAnimationFrame(this.groundFrame);
    cancelAnimationFrame(this.topFrame);
    clearTimeout(this.timer);
    this.ground.remove();
    this.top.remove();
  }
}

function paintOn(canvas: HTMLCanvasElement, size: Size, paint: (surface: Surface) => void): void {
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen || width === 0 || height === 0) return;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, size.width, size.height);
  paint({ pen, size, ratio });
}

import type { Paper } from './paint.ts';
import type { Size } from './plain-view.ts';

/** What is painted on the two canvases; each is asked when it is to be painted anew. */
export interface Painters {
  readonly ground: (paper: Omit<Paper, 'view' | 'scheme'>) => void;
  readonly top: (paper: Omit<Paper, 'view' | 'scheme'>) => void;
}

/** Two canvases over each other: the map, and what follows the pointer and the selection. */
export class Canvases {
  readonly ground = document.createElement('canvas');
  readonly top = document.createElement('canvas');
  private readonly resizing: ResizeObserver;
  private noticed: Size;
  private groundFrame = 0;
  private topFrame = 0;

  constructor(
    private readonly container: HTMLElement,
    private readonly painters: Painters,
    onResize: () => void,
  ) {
    this.noticed = this.measure();
    this.resizing = new ResizeObserver(() => {
      this.measure();
      onResize();
    });
    this.resizing.observe(container);
    for (const canvas of [this.ground, this.top]) {
      canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;touch-action:none';
    }
    container.style.overflow = 'hidden';
    container.replaceChildren(this.ground, this.top);
  }

  /** The map's size, as it was last noticed: to ask the page for it would lay the page out in the midst of a change. */
  get size(): Size {
    return this.noticed;
  }

  /** Asks the page all the same. */
  measure(): Size {
    this.noticed = { width: this.container.clientWidth, height: this.container.clientHeight };
    return this.noticed;
  }

  /** Paints the map anew at the next frame, once however often it is asked. */
  redrawGround(): void {
    if (this.groundFrame !== 0) return;
    this.groundFrame = requestAnimationFrame(() => {
      this.groundFrame = 0;
      paintOn(this.ground, this.noticed, this.painters.ground);
    });
  }

  /** Paints the map now, for who wants to take a picture of it. */
  paintGround(): void {
    paintOn(this.ground, this.noticed, this.painters.ground);
  }

  redrawTop(): void {
    if (this.topFrame !== 0) return;
    this.topFrame = requestAnimationFrame(() => {
      this.topFrame = 0;
      paintOn(this.top, this.noticed, this.painters.top);
    });
  }

  remove(): void {
    cancelAnimationFrame(this.groundFrame);
    cancelAnimationFrame(this.topFrame);
    this.resizing.disconnect();
    this.ground.remove();
    this.top.remove();
  }
}

function paintOn(canvas: HTMLCanvasElement, size: Size, paint: Painters['ground']): void {
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

import type { Extent } from '../../../shared/geometry/types.ts';

/** What a plain map shows: the place in its middle, in Web Mercator world units, and MapLibre's zoom (a world of 512 pixels at 0). */
export interface PlainView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Size of the map in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a picture of the map shows: the view, and how large it is on which screen. */
export interface Framing {
  readonly view: PlainView;
  readonly size: Size;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
}

/** Whether two pictures cover each other. */
export function sameFraming(a: Framing, b: Framing): boolean {
  return (
    a.ratio === b.ratio &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height &&
    a.view.x === b.view.x &&
    a.view.y === b.view.y &&
    a.view.zoom === b.view.zoom
  );
}

/** Room to leave free at the edges, in CSS pixels. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

const least = 2;
const most = 20;

export function pixelsPerUnit({ zoom }: PlainView): number {
  return 512 * 2 ** zoom;
}

/** The place under a pixel, counted from the upper left corner. */
export function placeAt(view: PlainView, size: Size, px: number, py: number): readonly [x: number, y: number] {
  const scale = pixelsPerUnit(view);
  return [view.x + (px - size.width / 2) / scale, view.y + (py - size.height / 2) / scale];
}

/** Where a place lies on the map, in CSS pixels from its upper left corner. */
export function pixelOf(view: PlainView, size: Size, x: number, y: number): readonly [px: number, py: number] {
  const scale = pixelsPerUnit(view);
  return [(x - view.x) * scale + size.width / 2, (y - view.y) * scale + size.height / 2];
}

/** The part of the world on screen. */
export function shownExtent(view: PlainView, size: Size): Extent {
  const [minX, minY] = placeAt(view, size, 0, 0);
  const [maxX, maxY] = placeAt(view, size, size.width, size.height);
  return [minX, minY, maxX, maxY];
}

/** The view after the picture was drawn along by so many pixels. */
export function panned(view: PlainView, dx: number, dy: number): PlainView {
  const scale = pixelsPerUnit(view);
  return { ...view, x: view.x - dx / scale, y: view.y - dy / scale };
}

/** The view some steps nearer (doubling each) or farther, with the place under the pixel where it was. */
export function zoomedAbout(view: PlainView, size: Size, steps: number, px: number, py: number): PlainView {
  const zoom = Math.min(most, Math.max(least, view.zoom + steps));
  const [x, y] = placeAt(view, size, px, py);
  const scale = pixelsPerUnit({ ...view, zoom });
  return { x: x - (px - size.width / 2) / scale, y: y - (py - size.height / 2) / scale, zoom };
}

/** The nearest view that shows all of an extent inside the margins, and no nearer than zoom 17. */
export function fitted([minX, minY, maxX, maxY]: Extent, size: Size, margins: Margins): PlainView {
  const width = Math.max(1, size.width - margins.left - margins.right);
  const height = Math.max(1, size.height - margins.top - margins.bottom);
  const scale = Math.min(width / Math.max(maxX - minX, 1e-12), height / Math.max(maxY - minY, 1e-12));
  const zoom = Math.min(17, Math.max(least, Math.log2(scale / 512)));
  const middle = { x: (minX + maxX) / 2, y: (minY + maxY) / 2, zoom };
  return panned(middle, (margins.left - margins.right) / 2, (margins.top - margins.bottom) / 2);
}

/** A scale bar of at most so many pixels: a round length in metres and its width in pixels. */
export function scaleBar(metresPerPixel: number, widest: number): { readonly metres: number; readonly width: number } {
  const power = 10 ** Math.floor(Math.log10(metresPerPixel * widest));
  const factor = [5, 3, 2, 1].find((step) => step * power <= metresPerPixel * widest) ?? 1;
  return { metres: factor * power, width: (factor * power) / metresPerPixel };
}

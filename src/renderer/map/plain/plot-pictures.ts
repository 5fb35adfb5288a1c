import type { Polygons } from '../../../shared/geometry/types.ts';
import type { MapScheme } from '../ramp.ts';
import { colourRows } from './colour-rows.ts';
import { featureBoxes } from './paint-layer.ts';
import { type Framing, pixelOf, pixelsPerUnit, placeAt, sameFraming } from './plain-view.ts';
import { drawRows, markBorders, type RowPicture } from './row-picture.ts';

/** Plots are drawn with four samples a pixel, which smooths their edges, where that makes no more than these. */
const mostSamples = 4_000_000;

/** Draws which plot lies where once for a place, and colours that as often as classes change. */
export class PlotPictures {
  private drawn: { readonly framing: Framing; readonly picture: RowPicture; readonly samples: number } | null = null;

  constructor(
    private readonly plots: Polygons,
    private readonly typical: number,
  ) {}

  /** The pixels of the plots in the colours of their classes; null where the map has no size. */
  paint(framing: Framing, scheme: MapScheme, classes: Uint8Array): ImageData | null {
    const { view, size, ratio } = framing;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (width === 0 || height === 0) return null;
    const side = pixelsPerUnit(view) * this.typical;
    // Borders appear when plots are large enough to be told apart; before that they would only darken the map.
    const border = Math.min(1, Math.max(0, (side - 3) / 12));
    const { picture, samples } = this.drawFor(framing, width, height, border > 0);
    const [x, y] = pixelOf(view, size, 0, 0);
    const image = new ImageData(width, height);
    const anchor = [x * ratio, y * ratio] as const;
    colourRows(picture, classes, { scheme, border, samples, ratio, anchor }, image.data);
    return image;
  }

  private drawFor(framing: Framing, width: number, height: number, borders: boolean) {
    const { drawn } = this;
    if (drawn && sameFraming(drawn.framing, framing)) return drawn;
    const samples = 4 * width * height <= mostSamples ? 2 : 1;
    const [w, h] = [width * samples, height * samples];
    const known = drawn?.picture.width === w && drawn.picture.height === h ? drawn.picture.samples : null;
    const picture: RowPicture = { width: w, height: h, samples: known ?? new Uint32Array(w * h) };
    const { view, size, ratio } = framing;
    const [left, top] = placeAt(view, size, 0, 0);
    drawRows(
      this.plots,
      featureBoxes(this.plots),
      { scale: pixelsPerUnit(view) * ratio * samples, left, top },
      picture,
    );
    if (borders) markBorders(picture, samples * Math.max(1, Math.round(ratio)));
    this.drawn = { framing, picture, samples };
    return this.drawn;
  }
}

/**
 * How an area is filled: the colour everywhere, stripes of it, or stripes both ways; `dots` are of a second colour. As where the graphics
 * card draws, stripes of layers rise to the right and those of excluded plots, which have a ground, fall.
 */
export type PlainPattern =
  | { readonly kind: 'hatch' | 'cross'; readonly color: string; readonly ground: string | null }
  | { readonly kind: 'dots'; readonly color: string; readonly ground: string };

/** A pen of the page or of a worker. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const known = new Map<string, CanvasPattern>();

/**
 * A pattern of 8 x 8 CSS pixels; `ratio` is device pixels a CSS pixel. It is laid out from `anchor`, in CSS pixels, so that it moves
 * with the map.
 */
export function patternOf(
  pattern: PlainPattern,
  ratio: number,
  anchor: readonly [x: number, y: number],
): CanvasPattern | string {
  const made = tileOf(pattern, ratio);
  if (!made) return pattern.color;
  // A pattern is laid out in the pixels of the path's own units.
  made.setTransform(new DOMMatrix().translate(...anchor).scale(1 / ratio));
  return made;
}

function tileOf(pattern: PlainPattern, ratio: number): CanvasPattern | null {
  const key = `${pattern.kind} ${pattern.color} ${pattern.ground} ${ratio}`;
  const before = known.get(key);
  if (before) return before;
  const side = Math.max(1, Math.round(8 * ratio));
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  drawPattern(pen, pattern, side);
  const made = pen.createPattern(canvas, 'repeat');
  if (made) known.set(key, made);
  return made;
}

function drawPattern(pen: Pen, pattern: PlainPattern, side: number): void {
  pen.fillStyle = pattern.ground ?? pattern.color;
  pen.globalAlpha = pattern.ground === null ? 0.18 : 1;
  pen.fillRect(0, 0, side, side);
  pen.globalAlpha = 1;
  pen.fillStyle = pattern.color;
  pen.strokeStyle = pattern.color;
  pen.lineWidth = side / 6;
  if (pattern.kind === 'dots') {
    pen.beginPath();
    pen.arc(side / 2, side / 2, side / 7, 0, 2 * Math.PI);
    pen.fill();
    return;
  }
  pen.beginPath();
  // Twice over the corners, so that stripes meet those of the next tile.
  for (const shift of [-side, 0, side]) {
    if (pattern.kind === 'cross' || pattern.ground !== null) {
      pen.moveTo(shift - 1, -1);
      pen.lineTo(shift + side + 1, side + 1);
    }
    if (pattern.kind === 'hatch' && pattern.ground !== null) continue;
    pen.moveTo(shift - 1, side + 1);
    pen.lineTo(shift + side + 1, -1);
  }
  pen.stroke();
}
